#include "ui/chart/chart_lines.h"

#include "ui/chart/chart_items.h"

#include <QChart>
#include <QLineSeries>
#include <QValueAxis>

namespace vigia {
namespace {

constexpr int kFewPoints = 600; // up to here a wider pen costs little and looks better

} // namespace

ChartLines::ChartLines(QChart* chart, QValueAxis* x, QValueAxis* y)
    : m_chart(chart)
    , m_x(x)
    , m_y(y)
{
    add(); // so that what is made first lies below, whoever has points first
    m_rest = new StretchItem(chart);
}

// The axis stays from 0 to 1, so that a step of time moves the points once instead of points and
// axis.
void ChartLines::set(const Polylines& lines, const ChartScale& scale)
{
    qsizetype points = 0;
    for (const QVector<QPointF>& line : lines)
        points += line.size();
    const std::size_t inSeries = points > kMostPoints ? 0 : std::min(lines.size(), kMostSeries);
    while (m_series.size() < inSeries)
        add();
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        QList<QPointF> scaled;
        if (i < inSeries) {
            scaled = lines[i];
            for (QPointF& p : scaled)
                p = {(p.x() - scale.from) / scale.span, scale.heightOf(p.y())};
        }
        if (!scaled.isEmpty() || m_series[i]->count() != 0)
            m_series[i]->replace(scaled);
    }
    m_restLines.assign(lines.begin() + std::ptrdiff_t(inSeries), lines.end());
    std::vector<QVector<QPointF>> rest = m_restLines;
    for (QVector<QPointF>& line : rest) {
        for (QPointF& p : line)
            p = {scale.xOf(p.x()), scale.yOf(p.y())};
    }
    m_rest->setArea(scale.plot);
    m_rest->setLines(std::move(rest));
    const bool few = points <= kFewPoints;
    if (few != m_few) {
        m_few = few;
        applyPen();
    }
}

void ChartLines::setPen(const QPen& pen, double devicePixelRatio)
{
    m_pen = pen;
    m_ratio = devicePixelRatio;
    applyPen();
}

Polylines ChartLines::drawn(const ChartScale& scale) const
{
    Polylines out;
    for (const QLineSeries* s : m_series) {
        if (s->count() == 0)
            continue;
        out.emplace_back();
        for (const QPointF& p : s->points())
            out.back().append({scale.from + p.x() * scale.span, scale.countAt(p.y())});
    }
    out.insert(out.end(), m_restLines.begin(), m_restLines.end());
    return out;
}

void ChartLines::add()
{
    auto* series = new QLineSeries;
    series->setPen(pen());
    m_chart->addSeries(series);
    series->attachAxis(m_x);
    series->attachAxis(m_y);
    m_series.push_back(series);
}

// A cosmetic pen is counted in device pixels; many points are drawn with the one pixel that Qt's
// raster engine has a fast way for.
QPen ChartLines::pen() const
{
    QPen pen = m_pen;
    pen.setCosmetic(true);
    pen.setWidthF(m_few ? m_pen.widthF() * m_ratio : 1);
    return pen;
}

void ChartLines::applyPen()
{
    for (QLineSeries* s : m_series)
        s->setPen(pen());
    m_rest->setPen(pen());
}

} // namespace vigia
