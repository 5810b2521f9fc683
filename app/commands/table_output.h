// A query's result as text: aligned for eyes, CSV and JSON for programs.
#pragma once

#include "core/store/store.h"

#include <string>

namespace vigia {

enum class TableFormat { Aligned, Csv, Json };

// Aligned: numbers right, control characters shown escaped. CSV: RFC 4180, cells that a spreadsheet
// would run as a formula get a leading '. JSON: an array of objects; cells that are numbers stay
// numbers, NULL is null.
[[nodiscard]] std::string csvCell(const std::string& text); // one cell of it
[[nodiscard]] std::string formatTable(const Store::Table& table, TableFormat format);

} // namespace vigia
