// Ticks of the shared time axis and of the value axes: few, round, and in the chosen zone.
//
// QDateTimeAxis draws in the zone of the process and does not round, so the console places its own.
// Pure. Cost: O(ticks).
#pragma once

#include "core/base/zone.h"

#include <QString>

#include <vector>

namespace vigia {

struct TimeTick
{
    double minute = 0; // since 1970, UTC
    QString label;     // "14:30", or the day where one begins: "12 Jul"
    bool day = false;  // the first minute of a local day
};

// At most `most` ticks in [from, to] (minutes since 1970) on round wall clock times of `zone`:
// 1, 2, 5, 10, 15, 30 minutes, 1, 2, 3, 6, 12 hours, 1, 2, 7, 14 days, 1, 2, 3, 6, 12, 24, 60
// months. Wall clock times that the zone skips have no tick; of repeated ones the first has.
// REQUIRES: from < to, most >= 1.
[[nodiscard]] std::vector<TimeTick> timeTicks(double from, double to, int most, const Zone& zone);

// When the wall clock of `zone` showed the same reading `days` days earlier: summer time may lie
// between.
[[nodiscard]] Minute sameClockBefore(const Zone& zone, Minute at, int days);

// A value axis from 0: `step` is 1, 2, 4 or 5 times a power of ten and at least 1; `top` is the
// first quarter step that holds `max`, so that little of the chart stays empty and the scale does
// not change with every count.
struct ValueScale
{
    double top = 1;
    double step = 1;
    friend bool operator==(const ValueScale&, const ValueScale&) = default;
};
// At most `steps` labels above 0 up to `max`. NaN and values below 1 count as 1.
// REQUIRES: steps >= 1.
[[nodiscard]] ValueScale valueScale(double max, int steps);

} // namespace vigia
