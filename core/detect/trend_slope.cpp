#include "core/detect/trend_slope.h"

#include <cmath>

namespace vigia {

Trend trendOfSlope(double slope)
{
    if (slope > kTrendStrong)
        return Trend::RisingALot;
    if (slope > kTrendSlight)
        return Trend::Rising;
    if (slope < -kTrendStrong)
        return Trend::FallingALot;
    if (slope < -kTrendSlight)
        return Trend::Falling;
    return Trend::Stable;
}

TrendResult trendOf(std::span<const double> values)
{
    if (values.size() > kTrendWindow)
        values = values.last(kTrendWindow);
    double n = 0;
    double sumT = 0;
    double sumY = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::isnan(values[i]))
            continue;
        n += 1;
        sumT += static_cast<double>(i);
        sumY += values[i];
    }
    if (n < 2)
        return {};
    const double meanT = sumT / n;
    const double meanY = sumY / n;
    double covariance = 0;
    double variance = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::isnan(values[i]))
            continue;
        const double dt = static_cast<double>(i) - meanT;
        covariance += dt * (values[i] - meanY);
        variance += dt * dt;
    }
    const double slope = covariance / variance;
    return {slope, trendOfSlope(slope)};
}

std::string_view toString(Trend trend)
{
    switch (trend) {
    case Trend::FallingALot:
        return "falling a lot";
    case Trend::Falling:
        return "falling";
    case Trend::Stable:
        return "stable";
    case Trend::Rising:
        return "rising";
    case Trend::RisingALot:
        return "rising a lot";
    }
    return "stable";
}

} // namespace vigia
