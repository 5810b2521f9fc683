// The dictionary of series: (source, status) to a small id.
//
// The writer keeps the ids in memory; what a transaction added is forgotten when it is rolled back.
// Readers look series up with each query, so that they see those that the writer added.
#pragma once

#include "core/base/result.h"
#include "core/model/status.h"
#include "core/store/sql_connection.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace vigia {

struct Series
{
    std::int64_t id = 0;
    std::string source;
    StatusId status = StatusId::Approved;
};

class SeriesTable
{
public:
    SeriesTable(SqlConnection& connection, std::shared_ptr<const StatusCatalog> catalog);

    // The ids of one source by status; those not asked for yet are 0. Stays valid until forget().
    using Ids = std::vector<std::int64_t>;
    [[nodiscard]] Ids& idsOf(const std::string& source);
    // Looks the series up in the database, and creates it where it is missing.
    [[nodiscard]] Result<std::int64_t> lookUp(const std::string& source, StatusId status);
    void forget() { m_known.clear(); }

    // Sorted by source, then status. Series whose status is not in the catalog are left out.
    [[nodiscard]] Result<std::vector<Series>> find(std::optional<StatusId> status,
                                                   const std::optional<std::string>& source);

private:
    SqlConnection& m_connection;
    std::shared_ptr<const StatusCatalog> m_catalog;
    std::unordered_map<std::string, Ids> m_known;
};

} // namespace vigia
