// The counts: writing batches, and reading them back in time order.
#pragma once

#include "core/base/zone.h"
#include "core/store/count_backend.h"
#include "core/store/series_table.h"
#include "core/store/store.h"

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace vigia {

class CountTable
{
public:
    CountTable(SqlConnection& connection, std::unique_ptr<CountBackend> backend,
               std::shared_ptr<const StatusCatalog> catalog, std::shared_ptr<const Zone> zone);

    // InvalidInput when a row could not be stored as it is: a count or source out of its bounds.
    [[nodiscard]] Result<void> validate(const CountBatch& batch) const;

    // Within the caller's transaction. REQUIRES: each batch passed validate().
    [[nodiscard]] Result<std::vector<WriteCounts>> write(std::span<const CountBatch> batches);
    // Adds to one count and gives the sum. InvalidInput when it would pass 2^53-1.
    [[nodiscard]] Result<std::int64_t> add(const std::string& source, StatusId status,
                                           Minute minute, std::int64_t count);
    // Known, looked up or created.
    [[nodiscard]] Result<std::int64_t> seriesOf(const std::string& source, StatusId status);
    void forget() { m_series.forget(); }

    enum class Order { TimeStatusSource, TimeSourceStatus };
    // Holds a few 10,000 rows at a time; the callback returns false to stop. Does not look at
    // query.limit.
    [[nodiscard]] Result<void> read(const CountQuery& query, Order order,
                                    const std::function<bool(const StoredCount&)>& each);
    [[nodiscard]] Result<std::optional<MinuteRange>> range();

private:
    Result<void> createSeries(std::span<const CountBatch> batches);
    Result<std::int64_t> nextMinute(std::span<const Series> series, std::int64_t from,
                                    std::int64_t to);

    SqlConnection& m_connection;
    std::unique_ptr<CountBackend> m_backend;
    std::shared_ptr<const StatusCatalog> m_catalog;
    std::shared_ptr<const Zone> m_zone;
    SeriesTable m_series;
    std::vector<KeyedCount> m_rows; // kept, so that small writes do not allocate
};

} // namespace vigia
