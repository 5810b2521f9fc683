// Raw transactions from CSV, one line each: `created_at`, `status`, and optionally `duration_ms`,
// `auth_code`, `source`, `id`; empty fields of these mean "none". Columns of other names are passed
// over. Rows are given in the order of the text; an `id` that comes twice is left to the store.
//
// Pure. Memory: about 150 bytes a row.
#pragma once

#include "core/model/raw_transaction.h"
#include "core/parse/csv_options.h"
#include "core/parse/input_issue.h"

#include <string_view>
#include <vector>

namespace vigia {

[[nodiscard]] Parsed<std::vector<RawTransaction>> readRawLogCsv(std::string_view bytes,
                                                                const CsvOptions& options);

} // namespace vigia
