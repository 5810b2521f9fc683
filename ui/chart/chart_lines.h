// A line with gaps on a Qt Charts chart: Qt Charts refuses NaN, so each connected stretch is a
// series of its own.
//
// Series are made as stretches need them and kept. With each change Qt Charts strokes a series for
// the shape under the mouse, which costs more than painting it: beyond kMostPoints, and beyond
// kMostSeries (a history with a gap every night needs hundreds), the stretches are painted by an
// item of our own, with the same pen. GUI thread only.
#pragma once

#include "ui/chart/chart_frame.h"
#include "ui/chart/thinning.h"

#include <QPen>

#include <vector>

class QChart;
class QLineSeries;
class QValueAxis;

namespace vigia {

class StretchItem;

class ChartLines
{
public:
    static constexpr std::size_t kMostSeries = 24;
    static constexpr qsizetype kMostPoints = 200; // three hours of minutes are drawn by Qt Charts

    // `x` runs from 0 to 1 over the view, `y` over scale.heightOf(); the chart owns all.
    ChartLines(QChart* chart, QValueAxis* x, QValueAxis* y);

    void set(const Polylines& lines, const ChartScale& scale);
    void setPen(const QPen& pen, double devicePixelRatio);
    [[nodiscard]] Polylines drawn(const ChartScale& scale) const; // in minutes and counts

private:
    void add();
    [[nodiscard]] QPen pen() const;
    void applyPen();

    QChart* m_chart;
    QValueAxis* m_x;
    QValueAxis* m_y;
    QPen m_pen;
    double m_ratio = 1;
    bool m_few = true;
    std::vector<QLineSeries*> m_series; // owned by the chart
    StretchItem* m_rest = nullptr;      // owned by the chart
    Polylines m_restLines;              // as given
};

} // namespace vigia
