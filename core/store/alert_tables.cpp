#include "core/store/alert_tables.h"

#include "core/store/record_json.h"

#include <algorithm>
#include <limits>

namespace vigia {
namespace {

constexpr std::int64_t kMinMinutes = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMaxMinutes = std::numeric_limits<std::int64_t>::max();

const QString kIncidentColumns = QStringLiteral(
    "SELECT id, state, severity, start_minute, end_minute, opened_minute, last_abnormal_minute, "
    "statuses, sources, peak, anomalies, owner, verdict, reason FROM incident ");

std::int64_t minutesOr(const std::optional<Minute>& minute, std::int64_t none)
{
    return minute ? toEpochMinutes(*minute) : none;
}

Result<void> done(const Result<std::int64_t>& touched)
{
    if (!touched)
        return fail(touched.error());
    return {};
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
    return done(m_connection.run(
        QStringLiteral(
            "INSERT INTO anomaly (minute, status, source, count, expected, low, high, score, "
            "severity, "
            "kind, detectors, reason, late) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (minute, status, source) DO UPDATE SET count = excluded.count, "
            "expected = excluded.expected, low = excluded.low, high = excluded.high, "
            "score = excluded.score, severity = excluded.severity, kind = excluded.kind, "
            "detectors = excluded.detectors, reason = excluded.reason, late = excluded.late"),
        toEpochMinutes(a.time), std::string(m_catalog->name(a.status)), a.source,
        static_cast<std::int64_t>(a.count), a.expected, a.low, a.high, a.score,
        std::string(toString(a.severity)), std::string(toString(a.kind)), votesToJson(a.detectors),
        a.reason, a.late ? 1 : 0));
}

Result<void> AlertTables::withdraw(const Anomaly& a)
{
    return done(m_connection.run(
        QStringLiteral("DELETE FROM anomaly WHERE minute = ? AND status = ? AND source = ?"),
        toEpochMinutes(a.time), std::string(m_catalog->name(a.status)), a.source));
}

Result<void> AlertTables::put(const Incident& i)
{
    std::vector<std::string> statuses;
    for (const StatusId status : i.statuses)
        statuses.emplace_back(m_catalog->name(status));
    std::optional<std::int64_t> end;
    if (i.end)
        end = toEpochMinutes(*i.end);
    const auto owner = i.owner.empty() ? std::nullopt : std::optional(i.owner);
    const auto verdict =
        i.verdict ? std::optional(std::string(toString(*i.verdict))) : std::nullopt;
    return done(m_connection.run(
        QStringLiteral(
            "INSERT INTO incident (id, state, severity, start_minute, end_minute, opened_minute, "
            "last_abnormal_minute, statuses, sources, peak, anomalies, owner, verdict, reason) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
            "state = excluded.state, severity = excluded.severity, "
            "start_minute = excluded.start_minute, end_minute = excluded.end_minute, "
            "opened_minute = excluded.opened_minute, "
            "last_abnormal_minute = excluded.last_abnormal_minute, statuses = excluded.statuses, "
            "sources = excluded.sources, peak = excluded.peak, anomalies = excluded.anomalies, "
            "owner = excluded.owner, verdict = excluded.verdict, reason = excluded.reason"),
        static_cast<std::int64_t>(i.id), std::string(toString(i.state)),
        std::string(toString(i.severity)), toEpochMinutes(i.start), end, toEpochMinutes(i.opened),
        toEpochMinutes(i.lastAbnormal), namesToJson(statuses), namesToJson(i.sources),
        anomalyToJson(i.peak, *m_catalog), i.anomalies, owner, verdict, i.reason));
}

std::optional<Anomaly> AlertTables::anomalyFrom(const SqlStatement& row) const
{
    const auto known = m_catalog->find(row.text(1));
    if (!known)
        return std::nullopt;
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
    return a;
}

Result<std::vector<Anomaly>> AlertTables::anomalies(const AnomalyQuery& query)
{
    std::vector<Anomaly> out;
    if (query.status && index(*query.status) >= m_catalog->size())
        return out;
    const std::string status =
        query.status ? std::string(m_catalog->name(*query.status)) : std::string();
    const std::string severity =
        query.severity ? std::string(toString(*query.severity)) : std::string();
    auto read = m_connection.forEach(
        QStringLiteral("SELECT minute, status, source, count, expected, low, high, score, "
                       "severity, kind, detectors, reason, late FROM anomaly "
                       "WHERE minute >= ? AND minute < ? AND (status = ? OR ? = 0) "
                       "AND (severity = ? OR ? = 0) ORDER BY minute, status, source"),
        [&](const SqlStatement& row) {
            if (auto one = anomalyFrom(row))
                out.push_back(std::move(*one));
            return query.limit == 0 || out.size() < query.limit;
        },
        minutesOr(query.from, kMinMinutes), minutesOr(query.to, kMaxMinutes), status,
        query.status ? 1 : 0, severity, query.severity ? 1 : 0);
    if (!read)
        return fail(read.error());
    return out;
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
    std::vector<Incident> out;
    const std::string severity =
        query.severity ? std::string(toString(*query.severity)) : std::string();
    const std::string state = query.state ? std::string(toString(*query.state)) : std::string();
    auto read = m_connection.forEach(
        kIncidentColumns +
            QStringLiteral("WHERE (end_minute IS NULL OR end_minute > ?) AND start_minute < ? "
                           "AND (severity = ? OR ? = 0) AND (state = ? OR ? = 0) "
                           "ORDER BY start_minute DESC, id DESC"),
        [&](const SqlStatement& row) {
            auto one = incidentFrom(row);
            if (one && (!query.status ||
                        std::ranges::find(one->statuses, *query.status) != one->statuses.end()))
                out.push_back(std::move(*one));
            return query.limit == 0 || out.size() < query.limit;
        },
        minutesOr(query.from, kMinMinutes), minutesOr(query.to, kMaxMinutes), severity,
        query.severity ? 1 : 0, state, query.state ? 1 : 0);
    if (!read)
        return fail(read.error());
    return out;
}

Result<std::optional<Incident>> AlertTables::incident(IncidentId id)
{
    std::optional<Incident> found;
    auto read = m_connection.forEach(
        kIncidentColumns + QStringLiteral("WHERE id = ?"),
        [&](const SqlStatement& row) {
            found = incidentFrom(row);
            return false;
        },
        static_cast<std::int64_t>(id));
    if (!read)
        return fail(read.error());
    return found;
}

Result<IncidentId> AlertTables::nextIncidentId()
{
    const auto id =
        m_connection.integer(QStringLiteral("SELECT coalesce(max(id), 0) + 1 FROM incident"));
    if (!id)
        return fail(id.error());
    return IncidentId{id->value_or(1)};
}

} // namespace vigia
