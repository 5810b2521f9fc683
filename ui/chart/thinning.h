// What a chart needs of a long series: at most two points a pixel column, so that every peak is
// still there.
//
// Where a column holds several minutes, its lowest and highest value are kept in the order in
// which they came (min-max decimation, as in Sveinn Steinarsson 2013, section 4.1). Gaps split the
// line. Pure; O(visible minutes).
#pragma once

#include <QPointF>
#include <QVector>

#include <span>
#include <vector>

namespace vigia {

// Values one every `step` minutes, beginning with the minute `first` (minutes since 1970). NaN
// marks a gap; a negative value one that was not asked for: the line goes on across it.
struct MinuteValues
{
    double first = 0;
    std::span<const double> values;
    double step = 1;
};
inline constexpr double kNotAsked = -1;

// Lines to draw one after the other, each connected; x in minutes since 1970. A value alone
// between two gaps becomes a dash of half a minute, so that it is not lost.
using Polylines = std::vector<QVector<QPointF>>;

// The part within [from, to] minutes, and one neighbour on each side so that the line leaves the
// chart. REQUIRES: from < to, columns > 0.
[[nodiscard]] Polylines thin(const MinuteValues& series, double from, double to, int columns);

} // namespace vigia
