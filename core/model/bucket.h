// One minute of one source: the counts of all statuses, as detectors see it.
#pragma once

#include "core/base/minute.h"
#include "core/model/status.h"

#include <cstdint>
#include <vector>

namespace vigia {

enum class Fill {
    Filling,  // more rows for this minute may come; counts can still grow
    Complete, // a later minute has begun, or the file has ended; statuses without a row are zero
    Gap,      // no row at all: unknown, never zero
};

struct Bucket
{
    Minute time{};
    Fill fill = Fill::Complete;
    std::vector<std::uint64_t> counts; // by StatusId; as long as the catalog; all zero for a gap

    [[nodiscard]] std::uint64_t count(StatusId id) const { return counts[index(id)]; }
    [[nodiscard]] bool isGap() const { return fill == Fill::Gap; }
};

} // namespace vigia
