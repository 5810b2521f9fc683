// One series of numbers from CSV: `timestamp` (or `time`) and `value`. What `vigiactl score` reads.
//
// A value is any number that a double holds: decimal or with an exponent, negative, huge. NaN,
// infinity, an empty field and what is beyond the range are refused. A timestamp is kept as it is
// written; it counts as a number, or as a time of any shape of time_parser.h (without an offset:
// UTC), and else as unknown. Rows stay in the order of the text. Columns of other names are passed
// over. Pure.
#pragma once

#include "core/parse/csv_table.h"
#include "core/parse/input_issue.h"

#include <string>
#include <string_view>
#include <vector>

namespace vigia {

struct SeriesPoint
{
    std::string timestamp; // as written
    std::string valueText; // as written
    double time = 0;       // seconds since 1970, or the number written; NaN where unknown
    double value = 0;      // finite
};

[[nodiscard]] Parsed<std::vector<SeriesPoint>> readSeriesCsv(std::string_view bytes,
                                                             CsvTableOptions options = {});

} // namespace vigia
