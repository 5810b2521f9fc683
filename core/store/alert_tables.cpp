#include "core/store/alert_tables.h"

#include "core/store/record_json.h"

#include <algorithm>
#include <limits>

namespace vigia {
namespace {

constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();

const QString kIncidentColumns = QStringLiteral(
    "SELECT id, state, severity, start_minute, end_minute, opened_minute, last_abnormal_minute, "
    "statuses, sources, peak, anomalies, owner, verdict, reason FROM incident ");

std::int64_t minutesOr(const std::optional<Minute>& minute, std::int64_t none)
{
    return minute ? toEpochMinutes(*minute) : none;
}

template <typename Enum>
Enum enumOr(std::string_view name, std::initializer_list<Enum> values)
{
    for (const Enum value : values) {
        if (toString(value) == name)
            return value;
    }
    return *values.begin();
}

} // namespace

AlertTables::AlertTables(SqlConnection& connection, std::shared_ptr<const StatusCatalog> catalog)
    : m_connection(connection)
    , m_catalog(std::move(catalog))
{}

Result<void> AlertTables::put(const Anomaly& a)
{
    auto insert = m_connection.prepare(QStringLiteral(
        "INSERT INTO anomaly (minute, status, source, count, expected, low, high, score, severity, "
        "kind, detectors, reason, late) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (minute, status, source) DO UPDATE SET count = excluded.count, "
        "expected = excluded.expected, low = excluded.low, high = excluded.high, "
        "score = excluded.score, severity = excluded.severity, kind = excluded.kind, "
        "detectors = excluded.detectors, reason = excluded.reason, late = excluded.late"));
    if (!insert)
        return fail(insert.error());
    return (*insert)->run(toEpochMinutes(a.time), std::string(m_catalog->name(a.status)), a.source,
                          static_cast<std::int64_t>(a.count), a.expected, a.low, a.high, a.score,
                          std::string(toString(a.severity)), std::string(toString(a.kind)),
                          votesToJson(a.detectors), a.reason, a.late ? 1 : 0);
}

Result<void> AlertTables::withdraw(const Anomaly& a)
{
    auto statement = m_connection.prepare(
        QStringLiteral("DELETE FROM anomaly WHERE minute = ? AND status = ? AND source = ?"));
    if (!statement)
        return fail(statement.error());
    return (*statement)
        ->run(toEpochMinutes(a.time), std::string(m_catalog->name(a.status)), a.source);
}

Result<void> AlertTables::put(const Incident& i)
{
    std::vector<std::string> statuses;
    for (const StatusId status : i.statuses)
        statuses.emplace_back(m_catalog->name(status));
    auto insert = m_connection.prepare(QStringLiteral(
        "INSERT INTO incident (id, state, severity, start_minute, end_minute, opened_minute, "
        "last_abnormal_minute, statuses, sources, peak, anomalies, owner, verdict, reason) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
        "state = excluded.state, severity = excluded.severity, "
        "start_minute = excluded.start_minute, end_minute = excluded.end_minute, "
        "opened_minute = excluded.opened_minute, "
        "last_abnormal_minute = excluded.last_abnormal_minute, statuses = excluded.statuses, "
        "sources = excluded.sources, peak = excluded.peak, anomalies = excluded.anomalies, "
        "owner = excluded.owner, verdict = excluded.verdict, reason = excluded.reason"));
    if (!insert)
        return fail(insert.error());
    std::optional<std::int64_t> end;
    if (i.end)
        end = toEpochMinutes(*i.end);
    const auto owner = i.owner.empty() ? std::nullopt : std::optional(i.owner);
    const auto verdict =
        i.verdict ? std::optional(std::string(toString(*i.verdict))) : std::nullopt;
    return (*insert)->run(static_cast<std::int64_t>(i.id), std::string(toString(i.state)),
                          std::string(toString(i.severity)), toEpochMinutes(i.start), end,
                          toEpochMinutes(i.opened), toEpochMinutes(i.lastAbnormal),
                          namesToJson(statuses), namesToJson(i.sources),
                          anomalyToJson(i.peak, *m_catalog), i.anomalies, owner, verdict, i.reason);
}

Result<std::vector<Anomaly>> AlertTables::anomalies(const AnomalyQuery& query)
{
    auto select = m_connection.prepare(QStringLiteral(
        "SELECT minute, status, source, count, expected, low, high, score, severity, kind, "
        "detectors, reason, late FROM anomaly WHERE minute >= ? AND minute < ? "
        "AND (status = ? OR ? = 0) AND (severity = ? OR ? = 0) "
        "ORDER BY minute, status, source LIMIT ?"));
    if (!select)
        return fail(select.error());
    std::vector<Anomaly> out;
    if (query.status && index(*query.status) >= m_catalog->size())
        return out;
    const std::string status =
        query.status ? std::string(m_catalog->name(*query.status)) : std::string();
    const std::string severity =
        query.severity ? std::string(toString(*query.severity)) : std::string();
    if (auto done =
            (*select)->run(minutesOr(query.from, std::numeric_limits<std::int64_t>::min()),
                           minutesOr(query.to, std::numeric_limits<std::int64_t>::max()), status,
                           query.status ? 1 : 0, severity, query.severity ? 1 : 0,
                           query.limit == 0 ? kNoLimit : static_cast<std::int64_t>(query.limit));
        !done)
        return fail(done.error());
    const SqlStatement& row = **select;
    for (;;) {
        const auto more = (*select)->next();
        if (!more)
            return fail(more.error());
        if (!*more)
            return out;
        const auto known = m_catalog->find(row.text(1));
        if (!known)
            continue;
        Anomaly a;
        a.time = fromEpochMinutes(row.integer(0));
        a.status = *known;
        a.source = row.text(2);
        a.count = static_cast<std::uint64_t>(row.integer(3));
        a.expected = row.real(4);
        a.low = row.real(5);
        a.high = row.real(6);
        a.score = row.real(7);
        a.severity = severityFromName(row.text(8)).value_or(Severity::Warning);
        a.kind = kindFromName(row.text(9)).value_or(AnomalyKind::Spike);
        a.detectors = votesFromJson(row.text(10));
        a.reason = row.text(11);
        a.late = row.integer(12) != 0;
        out.push_back(std::move(a));
    }
}

std::optional<Incident> AlertTables::incidentFrom(const SqlStatement& row) const
{
    auto peak = anomalyFromJson(row.text(9), *m_catalog);
    if (!peak)
        return std::nullopt;
    Incident i;
    i.id = IncidentId{row.integer(0)};
    i.state = enumOr(row.text(1),
                     {IncidentState::Open, IncidentState::Acknowledged, IncidentState::Resolved});
    i.severity = severityFromName(row.text(2)).value_or(Severity::Warning);
    i.start = fromEpochMinutes(row.integer(3));
    if (!row.isNull(4))
        i.end = fromEpochMinutes(row.integer(4));
    i.opened = fromEpochMinutes(row.integer(5));
    i.lastAbnormal = fromEpochMinutes(row.integer(6));
    for (const std::string& name : namesFromJson(row.text(7))) {
        if (const auto known = m_catalog->find(name))
            i.statuses.push_back(*known);
    }
    i.sources = namesFromJson(row.text(8));
    i.peak = std::move(*peak);
    i.anomalies = row.integer(10);
    i.owner = row.text(11);
    if (!row.isNull(12))
        i.verdict = enumOr(row.text(12), {IncidentVerdict::True, IncidentVerdict::False,
                                          IncidentVerdict::KnownCause});
    i.reason = row.text(13);
    return i;
}

Result<std::vector<Incident>> AlertTables::incidents(const IncidentQuery& query)
{
    auto select = m_connection.prepare(
        kIncidentColumns +
        QStringLiteral("WHERE (end_minute IS NULL OR end_minute > ?) AND start_minute < ? "
                       "AND (severity = ? OR ? = 0) AND (state = ? OR ? = 0) "
                       "ORDER BY start_minute DESC, id DESC"));
    if (!select)
        return fail(select.error());
    const std::string severity =
        query.severity ? std::string(toString(*query.severity)) : std::string();
    const std::string state = query.state ? std::string(toString(*query.state)) : std::string();
    if (auto done = (*select)->run(minutesOr(query.from, std::numeric_limits<std::int64_t>::min()),
                                   minutesOr(query.to, std::numeric_limits<std::int64_t>::max()),
                                   severity, query.severity ? 1 : 0, state, query.state ? 1 : 0);
        !done)
        return fail(done.error());
    std::vector<Incident> out;
    while (query.limit == 0 || out.size() < query.limit) {
        const auto more = (*select)->next();
        if (!more)
            return fail(more.error());
        if (!*more)
            break;
        auto one = incidentFrom(**select);
        if (one && (!query.status ||
                    std::ranges::find(one->statuses, *query.status) != one->statuses.end()))
            out.push_back(std::move(*one));
    }
    return out;
}

Result<std::optional<Incident>> AlertTables::incident(IncidentId id)
{
    auto select = m_connection.prepare(kIncidentColumns + QStringLiteral("WHERE id = ?"));
    if (!select)
        return fail(select.error());
    if (auto done = (*select)->run(static_cast<std::int64_t>(id)); !done)
        return fail(done.error());
    const auto more = (*select)->next();
    if (!more)
        return fail(more.error());
    return *more ? incidentFrom(**select) : std::nullopt;
}

Result<IncidentId> AlertTables::nextIncidentId()
{
    const auto id =
        m_connection.scalar(QStringLiteral("SELECT coalesce(max(id), 0) + 1 FROM incident"));
    if (!id)
        return fail(id.error());
    return IncidentId{id->value_or(QString()).toLongLong()};
}

} // namespace vigia
