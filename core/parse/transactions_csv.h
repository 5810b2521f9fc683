// Transaction counts from CSV: a time (`time`, `timestamp`), `status`, a count (`count`, `f0_`,
// `F1`), and optionally `source`, as our own export writes it.
//
// Rows are given in the order of the text. Where a minute and status come twice the later row wins,
// as everywhere (CountBatch). Columns of other names are passed over as long as that loses nothing:
// when such a column splits the counts, so that a minute, status and source come again with
// another count, the text is refused.
//
// Pure. Memory: 24 bytes a row. Cost: at least 10 M rows/s (tests/bench/bench_csv.cpp).
#pragma once

#include "core/model/count_batch.h"
#include "core/parse/csv_options.h"
#include "core/parse/input_issue.h"

#include <string_view>

namespace vigia {

[[nodiscard]] Parsed<CountBatch> readTransactionsCsv(std::string_view bytes,
                                                     const CsvOptions& options);

} // namespace vigia
