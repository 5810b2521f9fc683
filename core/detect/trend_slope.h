// The trend of a series: least-squares slope of its last minutes, and its class in words.
//
// slope = sum((t - mean t)(y - mean y)) / sum((t - mean t)²), t in minutes, y in transactions a
// minute (Legendre 1805). Source of the five classes: shared/design/detection.md. Assumes evenly
// spaced minutes; a gap belongs in as NaN and is left out. Wrong on a burst at either end, which
// tilts the line although nothing grows. Cost: O(window), nothing kept.
#pragma once

#include "core/model/anomaly.h"

#include <span>
#include <string_view>

namespace vigia {

inline constexpr std::size_t kTrendWindow = 18; // minutes
inline constexpr double kTrendSlight = 0.1;     // transactions a minute per minute
inline constexpr double kTrendStrong = 0.4;

struct TrendResult
{
    double slope = 0; // transactions a minute per minute; finite
    Trend trend = Trend::Stable;
};

// Above 0.4 rising a lot, above 0.1 rising, within ±0.1 stable, below -0.1 falling, below -0.4
// falling a lot.
[[nodiscard]] Trend trendOfSlope(double slope);

// The trend of the last kTrendWindow values, oldest first, one a minute; NaN marks a gap. With
// fewer than two known values the slope is 0.
[[nodiscard]] TrendResult trendOf(std::span<const double> values);

// "rising a lot", "rising", "stable", "falling", "falling a lot"
[[nodiscard]] std::string_view toString(Trend trend);

} // namespace vigia
