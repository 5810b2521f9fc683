#include "core/store/sql_incident_log.h"

#include "core/store/store_change.h"

namespace vigia {
namespace {

std::int64_t milliseconds(Instant t)
{
    return t.time_since_epoch().count();
}

Instant instant(std::int64_t ms)
{
    return Instant{std::chrono::milliseconds{ms}};
}

std::optional<std::int64_t> milliseconds(const std::optional<Instant>& t)
{
    std::optional<std::int64_t> out;
    if (t)
        out = milliseconds(*t);
    return out;
}

SilenceRecord silenceFrom(const SqlStatement& row)
{
    SilenceRecord s;
    s.id = row.integer(0);
    s.owner = row.text(1);
    s.reason = row.text(2);
    s.rule = row.text(3);
    s.created = instant(row.integer(4));
    s.starts = instant(row.integer(5));
    s.ends = instant(row.integer(6));
    if (!row.isNull(7))
        s.lastMatch = instant(row.integer(7));
    return s;
}

} // namespace

SqlIncidentLog::SqlIncidentLog(SqlConnection& connection)
    : m_connection(connection)
{}

template <typename... Values>
Result<void> SqlIncidentLog::write(const QString& sql, const Values&... values)
{
    return m_connection.transact([&]() -> Result<void> {
        const auto done = m_connection.run(sql, values...);
        if (!done)
            return fail(done.error());
        return announce(m_connection, {StoreChange::Kind::Alerts, {}, {}});
    });
}

Result<void> SqlIncidentLog::addStep(const IncidentStep& step)
{
    return write(QStringLiteral("INSERT INTO incident_step (incident_id, at_ms, who, action, "
                                "detail) VALUES (?, ?, ?, ?, ?)"),
                 static_cast<std::int64_t>(step.incident), milliseconds(step.at), step.who,
                 step.action, step.detail);
}

Result<std::vector<IncidentStep>> SqlIncidentLog::steps(IncidentId incident)
{
    std::vector<IncidentStep> out;
    auto done = m_connection.forEach(
        QStringLiteral("SELECT seq, at_ms, who, action, detail FROM incident_step "
                       "WHERE incident_id = ? ORDER BY seq"),
        [&](const SqlStatement& row) {
            out.push_back({row.integer(0), incident, instant(row.integer(1)), row.text(2),
                           row.text(3), row.text(4)});
            return true;
        },
        static_cast<std::int64_t>(incident));
    if (!done)
        return fail(done.error());
    return out;
}

Result<void> SqlIncidentLog::setTimer(const IncidentTimer& timer)
{
    return write(QStringLiteral("INSERT INTO incident_timer (incident_id, kind, until_ms) "
                                "VALUES (?, ?, ?) ON CONFLICT (incident_id, kind) DO UPDATE "
                                "SET until_ms = excluded.until_ms"),
                 static_cast<std::int64_t>(timer.incident), timer.kind, milliseconds(timer.until));
}

Result<void> SqlIncidentLog::clearTimer(IncidentId incident, const std::string& kind)
{
    return write(QStringLiteral("DELETE FROM incident_timer WHERE incident_id = ? AND kind = ?"),
                 static_cast<std::int64_t>(incident), kind);
}

Result<std::vector<IncidentTimer>> SqlIncidentLog::timers()
{
    std::vector<IncidentTimer> out;
    auto done = m_connection.forEach(
        QStringLiteral("SELECT incident_id, kind, until_ms FROM incident_timer "
                       "ORDER BY until_ms, incident_id, kind"),
        [&](const SqlStatement& row) {
            out.push_back({IncidentId{row.integer(0)}, row.text(1), instant(row.integer(2))});
            return true;
        });
    if (!done)
        return fail(done.error());
    return out;
}

Result<std::int64_t> SqlIncidentLog::addSilence(const SilenceRecord& s)
{
    std::int64_t id = 0;
    auto done = m_connection.transact([&]() -> Result<void> {
        const auto given = m_connection.integer(
            QStringLiteral("INSERT INTO silence (owner, reason, rule, created_ms, starts_ms, "
                           "ends_ms, last_match_ms) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id"),
            s.owner, s.reason, s.rule, milliseconds(s.created), milliseconds(s.starts),
            milliseconds(s.ends), milliseconds(s.lastMatch));
        if (!given)
            return fail(given.error());
        id = given->value_or(0);
        return announce(m_connection, {StoreChange::Kind::Alerts, {}, {}});
    });
    if (!done)
        return fail(done.error());
    return id;
}

Result<void> SqlIncidentLog::changeSilence(const SilenceRecord& s)
{
    return m_connection.transact([&]() -> Result<void> {
        const auto touched = m_connection.run(
            QStringLiteral("UPDATE silence SET owner = ?, reason = ?, rule = ?, created_ms = ?, "
                           "starts_ms = ?, ends_ms = ?, last_match_ms = ? WHERE id = ?"),
            s.owner, s.reason, s.rule, milliseconds(s.created), milliseconds(s.starts),
            milliseconds(s.ends), milliseconds(s.lastMatch), s.id);
        if (!touched)
            return fail(touched.error());
        if (*touched == 0)
            return fail(ErrorCode::NotFound, "there is no silence " + std::to_string(s.id));
        return announce(m_connection, {StoreChange::Kind::Alerts, {}, {}});
    });
}

Result<void> SqlIncidentLog::recordMatch(std::int64_t silence, Instant at)
{
    const auto done =
        m_connection.run(QStringLiteral("UPDATE silence SET last_match_ms = ? WHERE id = ?"),
                         milliseconds(at), silence);
    if (!done)
        return fail(done.error());
    return {};
}

Result<std::vector<SilenceRecord>> SqlIncidentLog::silences(Instant now)
{
    std::vector<SilenceRecord> out;
    auto done = m_connection.forEach(
        QStringLiteral("SELECT id, owner, reason, rule, created_ms, starts_ms, ends_ms, "
                       "last_match_ms FROM silence WHERE ends_ms > ? ORDER BY id"),
        [&](const SqlStatement& row) {
            out.push_back(silenceFrom(row));
            return true;
        },
        milliseconds(now));
    if (!done)
        return fail(done.error());
    return out;
}

} // namespace vigia
