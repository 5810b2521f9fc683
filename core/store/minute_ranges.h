// Many minutes as a few stretches, to tell others where something changed.
#pragma once

#include "core/base/minute.h"
#include "core/model/count_batch.h"

#include <vector>

namespace vigia {

// The minutes of the rows as at most `most` stretches, by time; a gap of up to an hour between two
// does not part them. Cost: O(rows), and O(k log k) of k stretches.
[[nodiscard]] std::vector<MinuteRange> stretches(const CountBatch& batch, std::size_t most);

// The same for stretches that may overlap, in any order.
[[nodiscard]] std::vector<MinuteRange> joined(std::vector<MinuteRange> ranges, std::size_t most);

} // namespace vigia
