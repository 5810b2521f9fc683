// When nothing ever comes: a shop that is closed at night, or on Sundays. One source.
//
// Remembers the minutes that were silent where transactions were expected, by local time. Nothing
// is expected at a minute of the day that was silent on at least two, and on more than half, of the
// last six days, or on at least two, and half, of the last four of the same day of the week. More
// than half of six, so that a weekend does not explain a Monday.
// Thread: not shared. Cost: O(days with silences), at most 28; nothing where there were none.
// Memory: 200 bytes a day with silences.
#pragma once

#include "core/base/byte_stream.h"
#include "core/base/minute.h"

#include <array>
#include <cstdint>
#include <vector>

namespace vigia {

class AdaptiveClosing
{
public:
    // REQUIRES: no earlier day than the last remembered; where the clock goes back it is left out.
    void remember(LocalMinute silent);
    // `first`: from when on the source is known.
    [[nodiscard]] bool at(LocalMinute time, LocalMinute first) const;
    [[nodiscard]] bool empty() const { return m_days.empty(); }

    void save(ByteWriter& writer) const;
    [[nodiscard]] bool load(ByteReader& reader);

private:
    static constexpr std::int64_t kDaysBack = 28;
    static constexpr std::size_t kWords = (1440 + 63) / 64;

    struct Day
    {
        std::int64_t date = 0;                    // days since 1970, local
        std::array<std::uint64_t, kWords> bits{}; // by minute of the day
    };

    [[nodiscard]] bool wasSilent(std::int64_t date, int minuteOfDay) const;

    std::vector<Day> m_days; // oldest first
};

} // namespace vigia
