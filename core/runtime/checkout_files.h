// Hourly checkout files by their paths, read whole.
//
// Blocks on the disk; any thread but the GUI's.
#pragma once

#include "core/base/result.h"
#include "core/model/checkout_day.h"

#include <string>
#include <vector>

namespace vigia {

// In the order of the paths. InvalidInput, naming the file and where in it, for the first one that
// cannot be read or is no checkout file: all or none, as days explain each other.
[[nodiscard]] Result<std::vector<CheckoutDay>>
readCheckoutFiles(const std::vector<std::string>& paths);

} // namespace vigia
