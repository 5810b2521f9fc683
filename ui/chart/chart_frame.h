// What a chart is given to draw, and how minutes and counts become pixels.
//
// Values only; who draws asks nobody else. GUI thread, pure.
#pragma once

#include "core/base/minute.h"
#include "core/model/anomaly.h"
#include "core/model/incident.h"
#include "ui/chart/time_ticks.h"

#include <QRectF>

#include <span>
#include <vector>

namespace vigia {

enum class ScaleKind { Linear, Log }; // log: log10(1 + count), so that zero has a place

// Everything a chart needs for one frame. Spans need to live during draw() only.
struct ChartFrame
{
    double first = 0;               // the minute of the first value, since 1970
    double step = 1;                // minutes from one value to the next; above 1 a value is a mean
    std::span<const double> counts; // a minute; see thinning.h for what is not known
    std::span<const float> smallest, largest; // of the minutes of a value; empty when step is 1
    std::span<const float> low, high;         // expected; as long as counts; NaN: no band
    std::span<const Anomaly> anomalies;       // of any status; by time
    std::span<const Incident> incidents;
    std::span<const MinuteRange> gaps;
    Minute now{};            // open incidents reach up to here
    double overlayShift = 0; // minutes to look back for the comparison line; 0 = none
    std::span<const TimeTick> ticks;
};

// The one place that says where on the chart a minute and a count lie.
struct ChartScale
{
    QRectF plot;
    double from = 0; // minutes since 1970 at the left edge
    double span = 1; // minutes in view
    ScaleKind kind = ScaleKind::Linear;
    ValueScale values;

    [[nodiscard]] double to() const { return from + span; }
    [[nodiscard]] double xOf(double minute) const;
    [[nodiscard]] double clippedX(double minute) const; // within the plot
    [[nodiscard]] double yOf(double count) const;
    [[nodiscard]] double heightOf(double count) const; // on the axis of Qt Charts
    [[nodiscard]] double countAt(double height) const; // the other way
    // Where the value axis is labelled, from 0.
    [[nodiscard]] std::vector<double> labels() const;
};

// The indices of frame.counts in sight, and one more at the end; `shift` as overlayShift.
struct IndexRange
{
    std::size_t begin = 0;
    std::size_t end = 0;
};
[[nodiscard]] IndexRange inSight(const ChartFrame& frame, double from, double span,
                                 double shift = 0);

// What must fit into the value axis: counts, bands and the comparison line in sight.
[[nodiscard]] double visibleMax(const ChartFrame& frame, double from, double span);

} // namespace vigia
