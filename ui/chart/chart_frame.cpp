#include "ui/chart/chart_frame.h"

#include "ui/chart/theme.h"

#include <algorithm>
#include <cmath>

namespace vigia {

double ChartScale::xOf(double minute) const
{
    return plot.left() + (minute - from) / span * plot.width();
}

double ChartScale::clippedX(double minute) const
{
    return std::clamp(xOf(minute), plot.left(), plot.right());
}

double ChartScale::heightOf(double count) const
{
    return kind == ScaleKind::Log ? std::log10(1 + std::max(0.0, count)) : count;
}

double ChartScale::countAt(double height) const
{
    return kind == ScaleKind::Log ? std::pow(10, height) - 1 : height;
}

double ChartScale::yOf(double count) const
{
    return plot.bottom() - heightOf(count) / heightOf(values.top) * plot.height();
}

std::vector<double> ChartScale::labels() const
{
    std::vector<double> out{0};
    if (kind == ScaleKind::Linear) {
        for (double v = values.step; v <= values.top + 1e-9; v += values.step)
            out.push_back(v);
        return out;
    }
    constexpr double kPitch = 17;
    for (double v = 1; v <= values.top; v *= 10) {
        if (yOf(out.back()) - yOf(v) >= scaled(kPitch))
            out.push_back(v);
    }
    return out;
}

IndexRange inSight(const ChartFrame& frame, double from, double span, double shift)
{
    const double size = static_cast<double>(frame.counts.size());
    const double at = from - frame.first - shift;
    const double begin = std::clamp(std::floor(at / frame.step), 0.0, size);
    const double end = std::clamp(std::ceil((at + span) / frame.step) + 1, begin, size);
    return {static_cast<std::size_t>(begin), static_cast<std::size_t>(end)};
}

double visibleMax(const ChartFrame& frame, double from, double span)
{
    double max = 0;
    const auto look = [&](IndexRange range, bool band) {
        for (std::size_t i = range.begin; i < range.end; ++i) {
            if (frame.counts[i] > max) // false for NaN
                max = frame.counts[i];
            if (frame.counts[i] >= 0 && i < frame.largest.size() && double(frame.largest[i]) > max)
                max = double(frame.largest[i]);
            if (band && i < frame.high.size() && double(frame.high[i]) > max)
                max = double(frame.high[i]);
        }
    };
    look(inSight(frame, from, span), true);
    if (frame.overlayShift != 0)
        look(inSight(frame, from, span, frame.overlayShift), false);
    return max;
}

} // namespace vigia
