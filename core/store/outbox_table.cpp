#include "core/store/outbox_table.h"

#include <limits>

namespace vigia {
namespace {

const QString kColumns = QStringLiteral(
    "SELECT id, channel, recipient, message_key, thread, subject, body_text, body_html, body_json, "
    "created_ms, state, attempts, next_attempt_ms, last_error, chart FROM outbox ");

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

OutboxEntry entryFrom(const SqlStatement& row)
{
    OutboxEntry e;
    e.id = row.integer(0);
    e.channel = row.text(1);
    e.recipient = row.text(2);
    e.message = {row.text(3), row.text(4), row.text(5), row.text(6),
                 row.text(7), row.text(8), row.text(14)};
    e.created = instant(row.integer(9));
    e.state = stateFrom(row.text(10));
    e.attempts = static_cast<int>(row.integer(11));
    e.nextAttempt = instant(row.integer(12));
    e.lastError = row.text(13);
    return e;
}

} // namespace

OutboxTable::OutboxTable(SqlConnection& connection)
    : m_connection(connection)
{}

Result<void> OutboxTable::put(const OutboxEntry& e)
{
    const auto inserted = m_connection.run(
        QStringLiteral("INSERT INTO outbox (channel, recipient, message_key, thread, subject, "
                       "body_text, body_html, body_json, created_ms, state, attempts, "
                       "next_attempt_ms, last_error, chart) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                       "ON CONFLICT (channel, recipient, message_key) DO NOTHING"),
        e.channel, e.recipient, e.message.key, e.message.thread, e.message.subject, e.message.text,
        e.message.html, e.message.json, milliseconds(e.created), std::string(toString(e.state)),
        e.attempts, milliseconds(e.nextAttempt), e.lastError, e.message.chart);
    if (!inserted)
        return fail(inserted.error());
    return {};
}

Result<std::vector<OutboxEntry>> OutboxTable::due(Instant now, std::size_t limit)
{
    std::vector<OutboxEntry> out;
    auto done = m_connection.forEach(
        kColumns + QStringLiteral("WHERE state = 'pending' AND "
                                  "(next_attempt_ms <= ? OR next_attempt_ms > ?) "
                                  "ORDER BY next_attempt_ms, id LIMIT ?"),
        [&](const SqlStatement& row) {
            out.push_back(entryFrom(row));
            return true;
        },
        milliseconds(now), milliseconds(now + kLongestDeliveryWait), limitOf(limit));
    if (!done)
        return fail(done.error());
    return out;
}

Result<void> OutboxTable::recordAttempt(const OutboxEntry& e)
{
    const auto touched = m_connection.run(
        QStringLiteral("UPDATE outbox SET state = ?, attempts = ?, next_attempt_ms = ?, "
                       "last_error = ? WHERE id = ?"),
        std::string(toString(e.state)), e.attempts, milliseconds(e.nextAttempt), e.lastError, e.id);
    if (!touched)
        return fail(touched.error());
    if (*touched == 0)
        return fail(ErrorCode::NotFound,
                    "there is no message " + std::to_string(e.id) + " in the outbox");
    return {};
}

Result<std::optional<OutboxEntry>> OutboxTable::find(std::int64_t id)
{
    std::optional<OutboxEntry> out;
    auto done = m_connection.forEach(
        kColumns + QStringLiteral("WHERE id = ?"),
        [&](const SqlStatement& row) {
            out = entryFrom(row);
            return true;
        },
        id);
    if (!done)
        return fail(done.error());
    return out;
}

Result<std::vector<OutboxEntry>> OutboxTable::newest(std::size_t limit)
{
    std::vector<OutboxEntry> out;
    auto done = m_connection.forEach(
        kColumns + QStringLiteral("ORDER BY id DESC LIMIT ?"),
        [&](const SqlStatement& row) {
            out.push_back(entryFrom(row));
            return true;
        },
        limitOf(limit));
    if (!done)
        return fail(done.error());
    return out;
}

Result<std::vector<OutboxEntry>> OutboxTable::ofThread(const std::string& beginning)
{
    std::vector<OutboxEntry> out;
    auto done = m_connection.forEach(
        kColumns + QStringLiteral("WHERE thread LIKE ? ORDER BY id"),
        [&](const SqlStatement& row) {
            out.push_back(entryFrom(row));
            return true;
        },
        beginning + '%');
    if (!done)
        return fail(done.error());
    return out;
}

Result<OutboxCounts> OutboxTable::count()
{
    OutboxCounts counts;
    auto done = m_connection.forEach(
        QStringLiteral("SELECT state, count(*) FROM outbox WHERE state <> 'sent' GROUP BY state"),
        [&](const SqlStatement& row) {
            const bool failed = stateFrom(row.text(0)) == DeliveryState::Failed;
            (failed ? counts.failed : counts.pending) = row.integer(1);
            return true;
        });
    if (!done)
        return fail(done.error());
    return counts;
}

} // namespace vigia
