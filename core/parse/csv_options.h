// What every reader of transaction files needs to know beside the bytes.
#pragma once

#include "core/base/zone.h"
#include "core/model/status.h"
#include "core/parse/csv_table.h"

#include <optional>

namespace vigia {

enum class BadRows {
    RefuseAll, // one bad row and nothing is read
    LeaveOut,  // the good rows are read beside the report of the bad ones
};

struct CsvOptions
{
    Zone zone;                                       // of times without an offset
    StatusCatalog catalog{};                         // statuses that are accepted
    std::optional<std::chrono::year_month_day> date; // day of times as "13h 45"
    Instant now{};                                   // times over a day ahead of it are refused
    std::size_t maxIssues = 20;
    BadRows badRows = BadRows::RefuseAll;
    CsvProgress progress{}; // asked every 65,536 rows; may be empty
};

// The words for a count that comes again with another value, where a column that is not known may
// be the reason. REQUIRES: table.unknownColumns() is not empty.
[[nodiscard]] std::string splitCounts(const CsvTable& table, std::string_view key);

} // namespace vigia
