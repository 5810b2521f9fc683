// Whole days of counts, kept as hours, so that a chart of a year reads 365 rows and not 3.7
// million.
//
// A kept day is right by construction: who writes a minute of it deletes it in the same transaction
// (forgetDays), and rollUp() computes and keeps a day in one transaction that shuts writers out.
// A day that is not kept is computed from its minutes when asked for: nothing is ever missing, it
// is only slower. Cost: 5 us to read a kept day, 2.5 ms to compute one of seven series.
#pragma once

#include "core/store/count_table.h"
#include "core/store/database.h"
#include "core/store/hour_bytes.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace vigia {

class CountDays
{
public:
    CountDays(SqlConnection& connection, CountTable& counts,
              std::shared_ptr<const StatusCatalog> catalog);

    // See Database::hours() and Database::rollUp().
    [[nodiscard]] Result<std::vector<CountSpan>> hours(MinuteRange range,
                                                       const std::optional<std::string>& source);
    [[nodiscard]] Result<std::int64_t> rollUp(std::int64_t most);

private:
    [[nodiscard]] Result<void> compute(std::int64_t fromDay, std::int64_t toDay,
                                       const std::optional<std::string>& source,
                                       std::vector<CountSpan>& out);
    [[nodiscard]] Result<void> keepDay(std::int64_t day);
    [[nodiscard]] Result<void> put(std::int64_t day, const std::string& scope,
                                   std::span<const CountSpan> hours, SourcesKept sources);

    SqlConnection& m_connection;
    CountTable& m_counts;
    std::shared_ptr<const StatusCatalog> m_catalog;
};

// The day of UTC of a minute, both since 1970.
[[nodiscard]] std::int64_t dayOfMinute(std::int64_t minute);

// Within the transaction that writes minutes of these days.
[[nodiscard]] Result<void> forgetDays(SqlConnection& connection,
                                      std::span<const std::int64_t> days);

} // namespace vigia
