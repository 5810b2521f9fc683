#include "ui/chart/chart_shapes.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vigia {
namespace {

struct Edges
{
    double low = 0;
    double high = 0;
};

QRectF column(const ChartScale& scale, int at, Edges edges)
{
    const double top = std::max(scale.yOf(edges.high), scale.plot.top());
    const double bottom = std::min(scale.yOf(edges.low), scale.plot.bottom());
    return {scale.plot.left() + at, top, 1, std::max(1.0, bottom - top)};
}

// Neighbours of one height are one rectangle: a day is several columns wide, and each translucent
// rectangle costs.
void append(QVector<QRectF>& rects, const QRectF& column)
{
    if (!rects.isEmpty() && rects.last().right() == column.left() &&
        rects.last().top() == column.top() && rects.last().bottom() == column.bottom())
        rects.last().setRight(column.right());
    else
        rects.append(column);
}

// The band at place `at` (an index with a fraction); `perColumn` values fall on a column.
std::optional<Edges> bandAt(const ChartFrame& frame, double at, double perColumn, std::size_t size)
{
    const auto left = static_cast<std::size_t>(at);
    const std::size_t right = std::min(left + 1, size - 1);
    float low = frame.low[left];
    float high = frame.high[left];
    if (perColumn <= 1) { // between two values the edge is a straight line
        const float share = float(at - std::floor(at));
        low = frame.low[left] + (frame.low[right] - frame.low[left]) * share;
        high = frame.high[left] + (frame.high[right] - frame.high[left]) * share;
        if (std::isnan(low)) {
            low = share < 0.5F ? frame.low[left] : frame.low[right];
            high = share < 0.5F ? frame.high[left] : frame.high[right];
        }
    } // else one stands for the few of its column: the band is smooth
    if (std::isnan(low) || std::isnan(high) || high < 0 || high < low)
        return std::nullopt; // no count would be calm here
    return Edges{double(low), double(high)};
}

} // namespace

QVector<QRectF> bandColumns(const ChartFrame& frame, const ChartScale& scale)
{
    QVector<QRectF> rects;
    const std::size_t size = std::min(frame.low.size(), frame.high.size());
    if (size == 0)
        return rects;
    const int columns = int(scale.plot.width());
    rects.reserve(columns);
    const double perColumn = scale.span / std::max(1, columns) / frame.step;
    for (int c = 0; c < columns; ++c) {
        const double at = (scale.from - frame.first) / frame.step + (c + 0.5) * perColumn;
        if (at < 0 || at > static_cast<double>(size - 1))
            continue;
        if (const auto edges = bandAt(frame, at, perColumn, size))
            rects.append(column(scale, c, *edges));
    }
    return rects;
}

QVector<QRectF> envelopeColumns(const ChartFrame& frame, const ChartScale& scale)
{
    QVector<QRectF> rects;
    const auto size = static_cast<double>(std::min(frame.smallest.size(), frame.largest.size()));
    const int columns = int(scale.plot.width());
    const double perColumn = scale.span / std::max(1, columns) / frame.step;
    const double begin = (scale.from - frame.first) / frame.step + 0.5; // a value reaches half a
                                                                        // step to both sides
    for (int c = 0; c < columns && size > 0; ++c) {
        const double left = std::clamp(std::floor(begin + c * perColumn), 0.0, size);
        const double right =
            std::clamp(std::max(std::ceil(begin + (c + 1) * perColumn), left + 1), 0.0, size);
        if (begin + (c + 1) * perColumn <= 0)
            continue;
        Edges edges{std::numeric_limits<double>::infinity(), -1};
        for (auto i = static_cast<std::size_t>(left); i < static_cast<std::size_t>(right); ++i) {
            if (!(frame.counts[i] >= 0))
                continue;
            edges.low = std::min(edges.low, double(frame.smallest[i]));
            edges.high = std::max(edges.high, double(frame.largest[i]));
        }
        if (edges.high >= edges.low)
            append(rects, column(scale, c, edges));
    }
    return rects;
}

std::vector<BackdropItem::Shade> incidentShades(const ChartFrame& frame, const ChartScale& scale)
{
    std::vector<BackdropItem::Shade> shades;
    for (const Incident& incident : frame.incidents) {
        const double start = static_cast<double>(toEpochMinutes(incident.start)) - 0.5;
        const Minute last = incident.end.value_or(std::max(frame.now, incident.lastAbnormal) +
                                                  std::chrono::minutes{1});
        const double end = static_cast<double>(toEpochMinutes(last)) - 0.5;
        if (end <= scale.from || start >= scale.to())
            continue;
        const double left = scale.clippedX(start);
        const BackdropItem::Shade shade{left, std::max(scale.clippedX(end), left + 1),
                                        incident.severity, start >= scale.from};
        // Where months are in sight many incidents fall on one pixel: one shade is enough.
        const bool covered =
            std::ranges::any_of(shades.rbegin(), shades.rend(), [&](const BackdropItem::Shade& s) {
                return s.severity == shade.severity && s.from <= shade.from && shade.to <= s.to;
            });
        if (!covered)
            shades.push_back(shade);
    }
    return shades;
}

QVector<QRectF> gapRects(const ChartFrame& frame, const ChartScale& scale)
{
    QVector<QRectF> rects;
    for (const MinuteRange& gap : frame.gaps) {
        const double left = scale.clippedX(static_cast<double>(toEpochMinutes(gap.from)) - 0.5);
        const double right =
            std::max(scale.clippedX(static_cast<double>(toEpochMinutes(gap.to)) - 0.5), left + 1);
        if (!rects.isEmpty() && left <= rects.last().right())
            rects.last().setRight(std::max(right, rects.last().right()));
        else
            rects.append(
                QRectF(QPointF(left, scale.plot.top()), QPointF(right, scale.plot.bottom())));
    }
    return rects;
}

std::vector<MarksItem::Mark> anomalyMarks(const ChartFrame& frame, StatusId status,
                                          const ChartScale& scale, double radius)
{
    const double near = radius * 1.5;
    const double none = std::numeric_limits<double>::quiet_NaN();
    std::vector<MarksItem::Mark> marks;
    for (const Anomaly& a : frame.anomalies) {
        if (a.status != status)
            continue;
        const double minute = static_cast<double>(toEpochMinutes(a.time));
        const double row = std::round((minute - frame.first) / frame.step);
        if (row < 0 || row >= static_cast<double>(frame.counts.size()))
            continue;
        double value = frame.counts[static_cast<std::size_t>(row)];
        if (value < 0)
            continue;       // of an hour that is filtered out
        if (frame.step > 1) // a mean says nothing of the minute that fired
            value = a.kind == AnomalyKind::Gap ? none : static_cast<double>(a.count);
        // What was not counted has no height: its mark lies above the hatching, not at zero.
        const QPointF at(scale.xOf(minute), std::isnan(value)
                                                ? scale.plot.top() + radius
                                                : std::max(scale.yOf(value), scale.plot.top()));
        if (at.x() < scale.plot.left() - 1 || at.x() > scale.plot.right() + 1)
            continue;
        if (!marks.empty() && marks.back().severity == a.severity &&
            std::hypot(marks.back().at.x() - at.x(), marks.back().at.y() - at.y()) < near)
            continue;
        marks.push_back({at, a.severity});
    }
    return marks;
}

std::optional<std::size_t> newestInSight(const ChartFrame& frame, const ChartScale& scale)
{
    const double end = std::floor((scale.to() - frame.first) / frame.step) + 1;
    auto last =
        static_cast<std::size_t>(std::clamp(end, 0.0, static_cast<double>(frame.counts.size())));
    while (last > 0 && !(frame.counts[last - 1] >= 0))
        --last;
    return last > 0 ? std::optional(last - 1) : std::nullopt;
}

} // namespace vigia
