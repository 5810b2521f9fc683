// Numbers in English sentences: "109.30", "1000". Independent of the process locale, which Qt sets.
#pragma once

#include <string>

namespace vigia {

// `value` with that many decimals and a point, no grouping. REQUIRES: value is finite,
// 0 <= decimals <= 9.
[[nodiscard]] std::string fixedText(double value, int decimals = 2);

// The same with at most that many decimals: "109.3", "1000"; never with an exponent.
[[nodiscard]] std::string shortText(double value, int decimals = 2);

} // namespace vigia
