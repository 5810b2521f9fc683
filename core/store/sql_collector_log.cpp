#include "core/store/sql_collector_log.h"

#include "core/store/store_change.h"

namespace vigia {
namespace {

// Whoever asked is gone when an answer was not taken for so long.
constexpr std::chrono::minutes kAnswerKept{10};

std::int64_t milliseconds(Instant t)
{
    return t.time_since_epoch().count();
}

Result<void> done(const Result<std::int64_t>& touched)
{
    if (!touched)
        return fail(touched.error());
    return {};
}

} // namespace

SqlCollectorLog::SqlCollectorLog(SqlConnection& connection)
    : m_connection(connection)
{}

Result<std::vector<UnjudgedMinutes>> SqlCollectorLog::unjudged(std::size_t limit)
{
    std::vector<UnjudgedMinutes> out;
    auto read = m_connection.forEach(
        QStringLiteral("SELECT id, from_minute, to_minute, imported FROM unjudged "
                       "ORDER BY id LIMIT ?"),
        [&](const SqlStatement& row) {
            out.push_back({row.integer(0),
                           {fromEpochMinutes(row.integer(1)), fromEpochMinutes(row.integer(2))},
                           row.integer(3) != 0});
            return true;
        },
        static_cast<std::int64_t>(limit));
    if (!read)
        return fail(read.error());
    return out;
}

Result<std::vector<IncidentRequest>> SqlCollectorLog::requests()
{
    std::vector<IncidentRequest> out;
    auto read = m_connection.forEach(
        QStringLiteral("SELECT id, body FROM incident_request WHERE answer IS NULL ORDER BY id"),
        [&](const SqlStatement& row) {
            out.push_back({row.integer(0), row.text(1)});
            return true;
        });
    if (!read)
        return fail(read.error());
    return out;
}

Result<std::int64_t> SqlCollectorLog::ask(const std::string& body, Instant now)
{
    std::int64_t id = 0;
    auto asked = m_connection.transact([&]() -> Result<void> {
        auto swept = m_connection.run(QStringLiteral("DELETE FROM incident_request "
                                                     "WHERE answer IS NOT NULL AND created_ms < ?"),
                                      milliseconds(now - kAnswerKept));
        if (!swept)
            return fail(swept.error());
        const auto given = m_connection.integer(
            QStringLiteral("INSERT INTO incident_request (created_ms, body) VALUES (?, ?) "
                           "RETURNING id"),
            milliseconds(now), body);
        if (!given)
            return fail(given.error());
        id = given->value_or(0);
        return announce(m_connection, {StoreChange::Kind::Alerts, {}, {}});
    });
    if (!asked)
        return fail(asked.error());
    return id;
}

Result<std::optional<std::string>> SqlCollectorLog::takeAnswer(std::int64_t request)
{
    std::optional<std::string> found;
    auto taken = m_connection.transact([&] {
        return m_connection.forEach(
            QStringLiteral("DELETE FROM incident_request WHERE id = ? AND answer IS NOT NULL "
                           "RETURNING answer"),
            [&](const SqlStatement& row) {
                found = row.text(0);
                return true;
            },
            request);
    });
    if (!taken)
        return fail(taken.error());
    return found;
}

Result<bool> SqlCollectorLog::takeBack(std::int64_t request)
{
    bool was = false;
    auto taken = m_connection.transact([&]() -> Result<void> {
        const auto deleted = m_connection.run(
            QStringLiteral("DELETE FROM incident_request WHERE id = ? AND answer IS NULL"),
            request);
        was = deleted && *deleted > 0;
        return done(deleted);
    });
    if (!taken)
        return fail(taken.error());
    return was;
}

Result<std::vector<std::int64_t>> SqlCollectorLog::leave(std::span<const MinuteRange> minutes,
                                                         bool imported)
{
    std::vector<std::int64_t> ids;
    for (const MinuteRange& range : minutes) {
        const auto id = m_connection.integer(
            QStringLiteral("INSERT INTO unjudged (from_minute, to_minute, imported) "
                           "VALUES (?, ?, ?) RETURNING id"),
            toEpochMinutes(range.from), toEpochMinutes(range.to), imported ? 1 : 0);
        if (!id)
            return fail(id.error());
        ids.push_back(id->value_or(0));
    }
    return ids;
}

Result<void> SqlCollectorLog::crossOut(std::span<const std::int64_t> unjudged)
{
    if (unjudged.empty())
        return {};
    if (m_connection.dialect() == SqlDialect::Postgres) {
        std::string ids;
        for (const std::int64_t id : unjudged)
            ids += (ids.empty() ? "{" : ",") + std::to_string(id);
        return done(m_connection.run(
            QStringLiteral("DELETE FROM unjudged WHERE id = ANY(?::bigint[])"), ids + "}"));
    }
    for (const std::int64_t id : unjudged) {
        auto deleted = m_connection.run(QStringLiteral("DELETE FROM unjudged WHERE id = ?"), id);
        if (!deleted)
            return fail(deleted.error());
    }
    return {};
}

Result<void> SqlCollectorLog::answer(std::span<const std::pair<std::int64_t, std::string>> answers)
{
    for (const auto& [id, text] : answers) {
        auto given = m_connection.run(
            QStringLiteral("UPDATE incident_request SET answer = ? WHERE id = ?"), text, id);
        if (!given)
            return fail(given.error());
    }
    return {};
}

} // namespace vigia
