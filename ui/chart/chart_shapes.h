// From the values of a frame to the shapes of a chart: band, envelope, incidents, gaps, grid,
// marks.
//
// Pure; each costs at most the values, anomalies or incidents in sight, and gives at most a shape a
// pixel column.
#pragma once

#include "ui/chart/chart_frame.h"
#include "ui/chart/chart_items.h"

namespace vigia {

// The expected band, one rectangle a column.
[[nodiscard]] QVector<QRectF> bandColumns(const ChartFrame& frame, const ChartScale& scale);
// From the smallest to the largest minute of each rolled up value; empty when values are minutes.
[[nodiscard]] QVector<QRectF> envelopeColumns(const ChartFrame& frame, const ChartScale& scale);

[[nodiscard]] std::vector<BackdropItem::Shade> incidentShades(const ChartFrame& frame,
                                                              const ChartScale& scale);
[[nodiscard]] QVector<QRectF> gapRects(const ChartFrame& frame, const ChartScale& scale);

// Marks of `status` in sight. Those that would cover each other are one.
[[nodiscard]] std::vector<MarksItem::Mark> anomalyMarks(const ChartFrame& frame, StatusId status,
                                                        const ChartScale& scale, double radius);

// The newest known value in sight: an index of frame.counts.
[[nodiscard]] std::optional<std::size_t> newestInSight(const ChartFrame& frame,
                                                       const ChartScale& scale);

} // namespace vigia
