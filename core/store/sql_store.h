// The Database over a SQL connection: SQLite or PostgreSQL. Each group of tables has a class of its
// own; this one puts them together and draws the transactions.
#pragma once

#include "core/store/alert_tables.h"
#include "core/store/count_days.h"
#include "core/store/count_table.h"
#include "core/store/database.h"
#include "core/store/open_store.h"
#include "core/store/outbox_table.h"
#include "core/store/sql_checkout_store.h"
#include "core/store/sql_collector_log.h"
#include "core/store/sql_connection.h"
#include "core/store/sql_event_store.h"
#include "core/store/sql_incident_log.h"
#include "core/store/sql_leadership.h"
#include "core/store/sql_rule_log.h"
#include "core/store/sql_upkeep.h"

#include <memory>

namespace vigia {

class SqlStore final : public Database
{
public:
    // REQUIRES: options.catalog and options.zone are not null. `lock` may be null.
    SqlStore(std::unique_ptr<SqlConnection> connection, const StoreOptions& options,
             std::shared_ptr<InstanceLock> lock);
    ~SqlStore() override;

    Result<std::vector<WriteCounts>> write(const WriteUnit& unit) override;
    Result<CountPage> counts(const CountQuery& query) override;
    Result<void> forEachCount(const CountQuery& query,
                              const std::function<bool(const StoredCount&)>& each) override;
    Result<std::optional<MinuteRange>> countRange() override;
    Result<std::vector<Anomaly>> anomalies(const AnomalyQuery& query) override;
    Result<std::vector<Incident>> incidents(const IncidentQuery& query) override;
    Result<std::optional<Incident>> incident(IncidentId id) override;
    Result<IncidentId> nextIncidentId() override;
    Result<std::vector<OutboxEntry>> dueDeliveries(Instant now, std::size_t limit) override;
    Result<void> recordAttempt(const OutboxEntry& entry) override;
    Result<std::vector<OutboxEntry>> outbox(std::size_t limit) override;
    Result<std::optional<OutboxEntry>> delivery(std::int64_t id) override;
    Result<void> putValue(const std::string& key, const std::string& bytes) override;
    Result<std::optional<std::string>> value(const std::string& key) override;
    Result<Table> select(const std::string& sql, std::size_t limit) override;
    Result<Table> query(const std::string& sql, const SelectLimits& limits) override;

    Result<void> transact(const std::function<Result<void>()>& body) override;
    Result<void> readTogether(const std::function<Result<void>()>& body) override;
    EventStore& events() override { return m_events; }
    IncidentLog& incidentLog() override { return m_incidentLog; }
    RuleLog& ruleLog() override { return m_ruleLog; }
    CheckoutStore& checkouts() override { return m_checkouts; }
    StoreUpkeep& upkeep() override { return m_upkeep; }
    CollectorLog& collectorLog() override { return m_collectorLog; }
    Leadership& leadership() override { return m_leadership; }
    Leadership& courier() override { return m_courier; }
    Result<OutboxCounts> outboxCounts() override;
    Result<std::vector<OutboxEntry>> deliveries(IncidentId incident) override;
    Result<std::vector<CountSpan>> spans(const CountQuery& query,
                                         std::chrono::minutes span) override;
    Result<std::vector<CountSpan>> hours(MinuteRange range,
                                         const std::optional<std::string>& source) override;
    Result<std::int64_t> rollUp(std::int64_t most) override;
    std::shared_ptr<InstanceLock> lock() const override { return m_lock; }
    std::string description() const override;

private:
    [[nodiscard]] Result<void> validate(const WriteUnit& unit) const;
    [[nodiscard]] Result<void> writeAlerts(const WriteUnit& unit);
    [[nodiscard]] Result<void> leaveCounts(const WriteUnit& unit);
    [[nodiscard]] Result<void> announceWritten(const WriteUnit& unit);

    std::shared_ptr<InstanceLock> m_lock; // first: released after the connection is closed
    std::unique_ptr<SqlConnection> m_connection;
    std::shared_ptr<const StatusCatalog> m_catalog;
    CountTable m_counts;
    CountDays m_days;
    AlertTables m_alerts;
    OutboxTable m_outbox;
    SqlCollectorLog m_collectorLog;
    SqlEventStore m_events;
    SqlIncidentLog m_incidentLog;
    SqlRuleLog m_ruleLog;
    SqlCheckoutStore m_checkouts;
    SqlUpkeep m_upkeep;
    SqlLeadership m_leadership;
    SqlLeadership m_courier;
};

} // namespace vigia
