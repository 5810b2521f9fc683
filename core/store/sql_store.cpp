#include "core/store/sql_store.h"

#include "core/store/count_roll_up.h"
#include "core/store/minute_ranges.h"
#include "core/store/postgres_database.h"
#include "core/store/postgres_select.h"
#include "core/store/sqlite_select.h"
#include "core/store/store_change.h"

#include <algorithm>

namespace vigia {
namespace {

Result<void> requireKnown(const Anomaly& anomaly, const StatusCatalog& catalog)
{
    if (index(anomaly.status) < catalog.size())
        return {};
    return fail(ErrorCode::Internal, "an anomaly at " + toRfc3339(anomaly.time) +
                                         " has a status that is not in the catalog");
}

bool hasAlerts(const WriteUnit& unit)
{
    return !unit.anomalies.empty() || !unit.withdrawn.empty() || !unit.incidents.empty() ||
           !unit.outbox.empty() || !unit.steps.empty() || !unit.timers.empty() ||
           !unit.answers.empty() || !unit.silenceMatches.empty();
}

void include(std::optional<MinuteRange>& range, Minute minute)
{
    const MinuteRange one{minute, minute + std::chrono::minutes{1}};
    if (!range)
        range = one;
    range->from = std::min(range->from, one.from);
    range->to = std::max(range->to, one.to);
}

constexpr std::size_t kMostStretches = 16; // of what one commit tells

// Where the batches that are imported, or those that are not, have rows.
std::vector<MinuteRange> minutesOf(const std::vector<CountBatch>& batches, bool imported)
{
    std::vector<MinuteRange> out;
    for (const CountBatch& batch : batches) {
        if (batch.imported != imported)
            continue;
        const auto some = stretches(batch, kMostStretches);
        out.insert(out.end(), some.begin(), some.end());
    }
    return joined(std::move(out), kMostStretches);
}

std::unique_ptr<CountBackend> countsOf(SqlConnection& connection)
{
    return connection.dialect() == SqlDialect::Sqlite ? makeSqliteCounts(connection)
                                                      : makePostgresCounts(connection);
}

} // namespace

SqlStore::SqlStore(std::unique_ptr<SqlConnection> connection, const StoreOptions& options,
                   std::shared_ptr<InstanceLock> lock)
    : m_lock(std::move(lock))
    , m_connection(std::move(connection))
    , m_catalog(options.catalog)
    , m_counts(*m_connection, countsOf(*m_connection), options.catalog, options.zone)
    , m_days(*m_connection, m_counts, options.catalog)
    , m_alerts(*m_connection, options.catalog)
    , m_outbox(*m_connection)
    , m_collectorLog(*m_connection)
    , m_events(*m_connection, m_counts, m_collectorLog)
    , m_incidentLog(*m_connection)
    , m_ruleLog(*m_connection)
    , m_checkouts(*m_connection)
    , m_upkeep(*m_connection, m_connection->file())
    , m_leadership(*m_connection, kAdvisoryLeader)
    , m_courier(*m_connection, kAdvisoryCourier)
{
    m_connection->onRollback([this] { m_counts.forget(); });
}

SqlStore::~SqlStore() = default;

// What needs no database comes first, so that a bad row does not spoil an outer transaction.
Result<void> SqlStore::validate(const WriteUnit& unit) const
{
    for (const CountBatch& batch : unit.counts) {
        if (auto valid = m_counts.validate(batch); !valid)
            return valid;
    }
    for (const auto* anomalies : {&unit.anomalies, &unit.withdrawn}) {
        for (const Anomaly& anomaly : *anomalies) {
            if (auto known = requireKnown(anomaly, *m_catalog); !known)
                return known;
        }
    }
    for (const Incident& incident : unit.incidents) {
        if (auto known = requireKnown(incident.peak, *m_catalog); !known)
            return known;
    }
    return {};
}

Result<void> SqlStore::writeAlerts(const WriteUnit& unit)
{
    if (m_leadership.lostUnnoticed() &&
        (hasAlerts(unit) || unit.counted == WriteUnit::Judged::Here))
        return fail(ErrorCode::Locked, "database " + m_connection->name() +
                                           ": the connection was lost and with it the right to "
                                           "decide; another collector may have it now");
    for (const Anomaly& anomaly : unit.withdrawn) {
        if (auto one = m_alerts.withdraw(anomaly); !one)
            return one;
    }
    for (const Anomaly& anomaly : unit.anomalies) {
        if (auto one = m_alerts.put(anomaly); !one)
            return one;
    }
    for (const Incident& incident : unit.incidents) {
        if (auto one = m_alerts.put(incident); !one)
            return one;
    }
    for (const OutboxEntry& entry : unit.outbox) {
        if (auto one = m_outbox.put(entry); !one)
            return one;
    }
    for (const IncidentStep& step : unit.steps) {
        if (auto one = m_incidentLog.addStep(step); !one)
            return one;
    }
    for (const IncidentTimer& timer : unit.timers) {
        auto one = timer.until == Instant{} ? m_incidentLog.clearTimer(timer.incident, timer.kind)
                                            : m_incidentLog.setTimer(timer);
        if (!one)
            return one;
    }
    for (const auto& [silence, at] : unit.silenceMatches) {
        if (auto one = m_incidentLog.recordMatch(silence, at); !one)
            return one;
    }
    for (const auto& [key, bytes] : unit.values) {
        if (auto one = putValue(key, bytes); !one)
            return one;
    }
    if (auto crossed = m_collectorLog.crossOut(unit.judged); !crossed)
        return crossed;
    return m_collectorLog.answer(unit.answers);
}

// What was counted here and is to be judged by another one.
Result<void> SqlStore::leaveCounts(const WriteUnit& unit)
{
    if (unit.counted == WriteUnit::Judged::Here)
        return {};
    for (const bool imported : {false, true}) {
        if (auto left = m_collectorLog.leave(minutesOf(unit.counts, imported), imported); !left)
            return fail(left.error());
    }
    return {};
}

Result<void> SqlStore::announceWritten(const WriteUnit& unit)
{
    for (const bool imported : {false, true}) {
        for (const MinuteRange& minutes : minutesOf(unit.counts, imported)) {
            const auto kind = imported ? StoreChange::Kind::Imported : StoreChange::Kind::Counts;
            if (auto told = announce(*m_connection, {kind, minutes, {}}); !told)
                return told;
        }
    }
    if (!hasAlerts(unit))
        return {};
    std::optional<MinuteRange> alerts;
    for (const auto* anomalies : {&unit.anomalies, &unit.withdrawn}) {
        for (const Anomaly& anomaly : *anomalies)
            include(alerts, anomaly.time);
    }
    return announce(*m_connection, {StoreChange::Kind::Alerts, alerts.value_or(MinuteRange{}), {}});
}

Result<std::vector<WriteCounts>> SqlStore::write(const WriteUnit& unit)
{
    if (auto valid = validate(unit); !valid)
        return fail(valid.error());
    std::vector<WriteCounts> results;
    auto done = m_connection->transact([&]() -> Result<void> {
        auto written = m_counts.write(unit.counts);
        if (!written)
            return fail(written.error());
        results = std::move(*written);
        if (auto alerts = writeAlerts(unit); !alerts)
            return alerts;
        // Walking the rows is for nothing where nobody listens.
        if (m_connection->dialect() != SqlDialect::Postgres)
            return {};
        if (auto left = leaveCounts(unit); !left)
            return left;
        return announceWritten(unit);
    });
    if (!done)
        return fail(done.error());
    return results;
}

Result<CountPage> SqlStore::counts(const CountQuery& query)
{
    CountPage page;
    auto done =
        m_counts.read(query, CountTable::Order::TimeStatusSource, [&](const StoredCount& row) {
            if (query.limit != 0 && page.rows.size() == query.limit) {
                page.truncated = true;
                return false;
            }
            page.rows.push_back(row);
            return true;
        });
    if (!done)
        return fail(done.error());
    return page;
}

Result<void> SqlStore::forEachCount(const CountQuery& query,
                                    const std::function<bool(const StoredCount&)>& each)
{
    std::size_t seen = 0;
    return m_counts.read(query, CountTable::Order::TimeSourceStatus, [&](const StoredCount& row) {
        return (query.limit == 0 || seen++ < query.limit) && each(row);
    });
}

Result<std::vector<CountSpan>> SqlStore::spans(const CountQuery& query, std::chrono::minutes span)
{
    CountRollUp rollUp(m_catalog->size(), span);
    auto done =
        m_counts.read(query, CountTable::Order::TimeStatusSource, [&](const StoredCount& row) {
            rollUp.add(row);
            return true;
        });
    if (!done)
        return fail(done.error());
    return rollUp.finish();
}

Result<std::vector<CountSpan>> SqlStore::hours(MinuteRange range,
                                               const std::optional<std::string>& source)
{
    return m_days.hours(range, source);
}

Result<std::int64_t> SqlStore::rollUp(std::int64_t most)
{
    return m_days.rollUp(most);
}

Result<std::optional<MinuteRange>> SqlStore::countRange()
{
    return m_counts.range();
}

Result<std::vector<Anomaly>> SqlStore::anomalies(const AnomalyQuery& query)
{
    return m_alerts.anomalies(query);
}

Result<std::vector<Incident>> SqlStore::incidents(const IncidentQuery& query)
{
    return m_alerts.incidents(query);
}

Result<std::optional<Incident>> SqlStore::incident(IncidentId id)
{
    return m_alerts.incident(id);
}

Result<IncidentId> SqlStore::nextIncidentId()
{
    return m_alerts.nextIncidentId();
}

Result<std::vector<OutboxEntry>> SqlStore::dueDeliveries(Instant now, std::size_t limit)
{
    return m_outbox.due(now, limit);
}

Result<void> SqlStore::recordAttempt(const OutboxEntry& entry)
{
    return transact([&] { return m_outbox.recordAttempt(entry); });
}

Result<std::vector<OutboxEntry>> SqlStore::outbox(std::size_t limit)
{
    return m_outbox.newest(limit);
}

Result<std::optional<OutboxEntry>> SqlStore::delivery(std::int64_t id)
{
    return m_outbox.find(id);
}

Result<OutboxCounts> SqlStore::outboxCounts()
{
    return m_outbox.count();
}

Result<std::vector<OutboxEntry>> SqlStore::deliveries(IncidentId incident)
{
    return m_outbox.ofThread("incident-" + std::to_string(static_cast<std::int64_t>(incident)) +
                             '-');
}

Result<void> SqlStore::putValue(const std::string& key, const std::string& bytes)
{
    return transact([&]() -> Result<void> {
        const auto put = m_connection->run(
            QStringLiteral("INSERT INTO stored_value (name, value) VALUES (?, ?) "
                           "ON CONFLICT (name) DO UPDATE SET value = excluded.value"),
            key, QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())));
        if (!put)
            return fail(put.error());
        return {};
    });
}

Result<std::optional<std::string>> SqlStore::value(const std::string& key)
{
    std::optional<std::string> found;
    auto read = m_connection->forEach(
        QStringLiteral("SELECT value FROM stored_value WHERE name = ?"),
        [&](const SqlStatement& row) {
            found = row.bytes(0).toStdString();
            return false;
        },
        key);
    if (!read)
        return fail(read.error());
    return found;
}

Result<Store::Table> SqlStore::select(const std::string& sql, std::size_t limit)
{
    SelectLimits limits;
    limits.rows = limit;
    return query(sql, limits);
}

Result<Store::Table> SqlStore::query(const std::string& sql, const SelectLimits& limits)
{
    return m_connection->dialect() == SqlDialect::Sqlite
               ? selectSqlite(*m_connection, sql, limits)
               : selectPostgres(*m_connection, sql, limits);
}

Result<void> SqlStore::transact(const std::function<Result<void>()>& body)
{
    return m_connection->transact(body);
}

Result<void> SqlStore::readTogether(const std::function<Result<void>()>& body)
{
    return m_connection->readTogether(body);
}

std::string SqlStore::description() const
{
    return (m_connection->dialect() == SqlDialect::Sqlite ? "SQLite, " : "PostgreSQL, ") +
           m_connection->name();
}

} // namespace vigia
