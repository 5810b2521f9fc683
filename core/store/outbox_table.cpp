#include "core/store/outbox_table.h"

#include <limits>

namespace vigia {
namespace {

const QString kColumns = QStringLiteral(
    "SELECT id, channel, recipient, message_key, thread, subject, body_text, body_html, body_json, "
    "created_ms, state, attempts, next_attempt_ms, last_error FROM outbox ");

std::int64_t milliseconds(Instant t)
{
    return t.time_since_epoch().count();
}

Instant instant(std::int64_t ms)
{
    return Instant{std::chrono::milliseconds{ms}};
}

std::int64_t limitOf(std::size_t limit)
{
    return limit == 0 ? std::numeric_limits<std::int64_t>::max() : static_cast<std::int64_t>(limit);
}

DeliveryState stateFrom(std::string_view name)
{
    for (const DeliveryState state : {DeliveryState::Sent, DeliveryState::Failed}) {
        if (toString(state) == name)
            return state;
    }
    return DeliveryState::Pending;
}

} // namespace

OutboxTable::OutboxTable(SqlConnection& connection)
    : m_connection(connection)
{}

Result<void> OutboxTable::put(const OutboxEntry& e)
{
    auto insert = m_connection.prepare(QStringLiteral(
        "INSERT INTO outbox (channel, recipient, message_key, thread, subject, body_text, "
        "body_html, body_json, created_ms, state, attempts, next_attempt_ms, last_error) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (channel, recipient, message_key) DO NOTHING"));
    if (!insert)
        return fail(insert.error());
    return (*insert)->run(e.channel, e.recipient, e.message.key, e.message.thread,
                          e.message.subject, e.message.text, e.message.html, e.message.json,
                          milliseconds(e.created), std::string(toString(e.state)), e.attempts,
                          milliseconds(e.nextAttempt), e.lastError);
}

Result<std::vector<OutboxEntry>> OutboxTable::readAll(SqlStatement& select)
{
    std::vector<OutboxEntry> out;
    for (;;) {
        const auto more = select.next();
        if (!more)
            return fail(more.error());
        if (!*more)
            return out;
        OutboxEntry e;
        e.id = select.integer(0);
        e.channel = select.text(1);
        e.recipient = select.text(2);
        e.message = {select.text(3), select.text(4), select.text(5),
                     select.text(6), select.text(7), select.text(8)};
        e.created = instant(select.integer(9));
        e.state = stateFrom(select.text(10));
        e.attempts = static_cast<int>(select.integer(11));
        e.nextAttempt = instant(select.integer(12));
        e.lastError = select.text(13);
        out.push_back(std::move(e));
    }
}

Result<std::vector<OutboxEntry>> OutboxTable::due(Instant now, std::size_t limit)
{
    auto select = m_connection.prepare(
        kColumns + QStringLiteral("WHERE state = 'pending' AND next_attempt_ms <= ? "
                                  "ORDER BY next_attempt_ms, id LIMIT ?"));
    if (!select)
        return fail(select.error());
    if (auto done = (*select)->run(milliseconds(now), limitOf(limit)); !done)
        return fail(done.error());
    return readAll(**select);
}

Result<void> OutboxTable::recordAttempt(const OutboxEntry& e)
{
    auto update = m_connection.prepare(QStringLiteral(
        "UPDATE outbox SET state = ?, attempts = ?, next_attempt_ms = ?, last_error = ? "
        "WHERE id = ?"));
    if (!update)
        return fail(update.error());
    if (auto done = (*update)->run(std::string(toString(e.state)), e.attempts,
                                   milliseconds(e.nextAttempt), e.lastError, e.id);
        !done)
        return done;
    if ((*update)->affectedRows() == 0)
        return fail(ErrorCode::NotFound,
                    "there is no message " + std::to_string(e.id) + " in the outbox");
    return {};
}

Result<std::vector<OutboxEntry>> OutboxTable::newest(std::size_t limit)
{
    auto select = m_connection.prepare(kColumns + QStringLiteral("ORDER BY id DESC LIMIT ?"));
    if (!select)
        return fail(select.error());
    if (auto done = (*select)->run(limitOf(limit)); !done)
        return fail(done.error());
    return readAll(**select);
}

Result<OutboxCounts> OutboxTable::count()
{
    auto select = m_connection.prepare(
        QStringLiteral("SELECT state, count(*) FROM outbox WHERE state <> 'sent' GROUP BY state"));
    if (!select)
        return fail(select.error());
    if (auto done = (*select)->run(); !done)
        return fail(done.error());
    OutboxCounts counts;
    for (;;) {
        const auto more = (*select)->next();
        if (!more)
            return fail(more.error());
        if (!*more)
            return counts;
        (stateFrom((*select)->text(0)) == DeliveryState::Failed ? counts.failed : counts.pending) =
            (*select)->integer(1);
    }
}

} // namespace vigia
