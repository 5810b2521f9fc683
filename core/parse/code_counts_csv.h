// Counts by authorisation code from CSV: a time (`timestamp`, `time`), `auth_code`, `count`.
//
// Codes are text and kept as they are, leading zeros too. A later row for the same minute and code
// wins. Columns of other names are passed over unless they split the counts (see
// transactions_csv.h). Pure.
#pragma once

#include "core/model/code_count.h"
#include "core/parse/csv_options.h"
#include "core/parse/input_issue.h"

#include <string_view>
#include <vector>

namespace vigia {

[[nodiscard]] Parsed<std::vector<CodeCount>> readCodeCountsCsv(std::string_view bytes,
                                                               const CsvOptions& options);

} // namespace vigia
