// Anomalies and incidents as rows.
#pragma once

#include "core/store/sql_connection.h"
#include "core/store/store.h"

#include <memory>
#include <vector>

namespace vigia {

class AlertTables
{
public:
    AlertTables(SqlConnection& connection, std::shared_ptr<const StatusCatalog> catalog);

    // The write functions run in the caller's transaction.
    [[nodiscard]] Result<void> put(const Anomaly& anomaly);
    [[nodiscard]] Result<void> withdraw(const Anomaly& anomaly);
    [[nodiscard]] Result<void> put(const Incident& incident);

    [[nodiscard]] Result<std::vector<Anomaly>> anomalies(const AnomalyQuery& query);
    [[nodiscard]] Result<std::vector<Incident>> incidents(const IncidentQuery& query);
    [[nodiscard]] Result<std::optional<Incident>> incident(IncidentId id);
    [[nodiscard]] Result<IncidentId> nextIncidentId();

private:
    [[nodiscard]] std::optional<Anomaly> anomalyFrom(const SqlStatement& row) const;
    [[nodiscard]] std::optional<Incident> incidentFrom(const SqlStatement& row) const;

    SqlConnection& m_connection;
    std::shared_ptr<const StatusCatalog> m_catalog;
};

} // namespace vigia
