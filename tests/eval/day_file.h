// A real day from a file of `HHh MM,status,count` lines, as data/transactions_1.csv is.
#pragma once

#include "core/model/bucket.h"

#include <string>
#include <vector>

namespace vigia::eval {

// The 1440 minutes of 12 July 2025 UTC; empty where the file cannot be read. Only for files known
// to be well-formed: the product reads them with core/parse.
[[nodiscard]] std::vector<Bucket> readDay(const std::string& path);

} // namespace vigia::eval
