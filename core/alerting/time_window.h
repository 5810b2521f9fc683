// Hours of some weekdays, read from a wall clock: of routes and of recurring silences.
//
// A window from 22:00 to 06:00 belongs to the day it begins on. Wall clocks skip and repeat hours:
// an hour that is repeated is inside twice, one that is skipped never comes. A value; pure.
#pragma once

#include "core/base/minute.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigia {

struct TimeWindow
{
    std::uint8_t days = 0; // bit 0 = Monday .. bit 6 = Sunday; 0 = every day
    int from = 0;          // minutes since local midnight, 0..1439
    int to = 0;            // not inside; the same as `from`: the whole day

    [[nodiscard]] bool contains(LocalMinute local) const;
    friend bool operator==(const TimeWindow&, const TimeWindow&) = default;
};

// "07:30" as minutes since midnight; InvalidInput says what was found.
[[nodiscard]] Result<int> readClock(std::string_view text);
[[nodiscard]] std::string clockOf(int minutes); // "07:30"

// `days` as mon … sun, none for every day; `from` and `to` as "07:30", both empty for the whole
// day.
[[nodiscard]] Result<TimeWindow> makeTimeWindow(const std::vector<std::string>& days,
                                                std::string_view from, std::string_view to);

// mon … sun of the bits.
[[nodiscard]] std::vector<std::string> daysOf(const TimeWindow& window);

} // namespace vigia
