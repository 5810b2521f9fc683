// The nearest known name to a mistyped one, for "did you mean" in error messages.
#pragma once

#include <span>
#include <string_view>

namespace vigia {

// By Levenshtein distance (1965); empty when nothing is within a third of the name's length plus
// one. Cost: O(names × length²). The result views into `known`.
[[nodiscard]] std::string_view nearestName(std::string_view name,
                                           std::span<const std::string_view> known);

} // namespace vigia
