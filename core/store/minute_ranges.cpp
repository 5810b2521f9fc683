#include "core/store/minute_ranges.h"

#include <algorithm>

namespace vigia {
namespace {

constexpr std::chrono::minutes kNarrowGap{60};
constexpr std::chrono::minutes kMinute{1};

std::vector<MinuteRange> joinedWithin(const std::vector<MinuteRange>& sorted,
                                      std::chrono::minutes gap)
{
    std::vector<MinuteRange> out;
    for (const MinuteRange& range : sorted) {
        if (!out.empty() && range.from - out.back().to <= gap)
            out.back().to = std::max(out.back().to, range.to);
        else
            out.push_back(range);
    }
    return out;
}

} // namespace

std::vector<MinuteRange> joined(std::vector<MinuteRange> ranges, std::size_t most)
{
    std::sort(ranges.begin(), ranges.end(),
              [](const MinuteRange& a, const MinuteRange& b) { return a.from < b.from; });
    std::chrono::minutes gap = kNarrowGap;
    auto out = joinedWithin(ranges, gap);
    while (out.size() > std::max<std::size_t>(most, 1)) {
        gap *= 8;
        out = joinedWithin(out, gap);
    }
    return out;
}

std::vector<MinuteRange> stretches(const CountBatch& batch, std::size_t most)
{
    std::vector<MinuteRange> ranges;
    for (const CountRow& row : batch.rows) {
        if (!ranges.empty() && row.time >= ranges.back().from && row.time <= ranges.back().to)
            ranges.back().to = std::max(ranges.back().to, row.time + kMinute);
        else
            ranges.push_back({row.time, row.time + kMinute});
    }
    return joined(std::move(ranges), most);
}

} // namespace vigia
