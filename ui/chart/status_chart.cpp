#include "ui/chart/status_chart.h"

#include "ui/chart/chart_items.h"
#include "ui/chart/chart_lines.h"
#include "ui/chart/chart_shapes.h"
#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/chart/time_axis_link.h"

#include <QChart>
#include <QGraphicsLayout>
#include <QPainter>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace vigia {
namespace {

constexpr double kNameRow = 17; // above the plot of a full chart
constexpr double kFoot = 7;     // below it; half a label's height
constexpr double kHeadroom = 1.04;

} // namespace

StatusChart::StatusChart(StatusId status, const QString& name, TimeAxisLink& axis, QWidget* parent)
    : QChartView(parent)
    , m_status(status)
    , m_name(name)
    , m_axis(axis)
{
    auto* c = new QChart;
    c->legend()->hide();
    c->setMargins({});
    c->layout()->setContentsMargins(0, 0, 0, 0);
    c->setBackgroundVisible(false);
    c->setPlotAreaBackgroundVisible(false);
    c->setAnimationOptions(QChart::NoAnimation);
    setChart(c);

    m_x = new QValueAxis(c);
    m_x->setRange(0, 1);
    m_x->setVisible(false);
    m_y = new QValueAxis(c);
    m_y->setVisible(false); // Qt Charts drops the outer labels: see paintLabels()
    c->addAxis(m_x, Qt::AlignBottom);
    c->addAxis(m_y, Qt::AlignLeft);
    m_overlay = std::make_unique<ChartLines>(c, m_x, m_y);
    m_line = std::make_unique<ChartLines>(c, m_x, m_y);
    m_backdrop = new BackdropItem(c);
    m_envelope = new BandItem(c);
    m_band = new BandItem(c);
    m_marks = new MarksItem(c);

    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setViewportUpdateMode(NoViewportUpdate);
    setBackgroundBrush(Qt::NoBrush);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent); // the picture covers it
    setFocusPolicy(Qt::NoFocus);
    viewport()->setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Chart of %1").arg(name));
    viewport()->setAccessibleName(accessibleName());

    connect(scene(), &QGraphicsScene::changed, this, &StatusChart::invalidate);
    connect(&m_axis, &TimeAxisLink::crosshairChanged, this, [this] {
        if (!m_awaits) // a frame that comes at once brings it along
            viewport()->update();
    });
    connect(&m_axis, &TimeAxisLink::rangeChanged, this, [this] { m_awaits = isVisible(); });
    fitValues(1);
    restyle();
}

StatusChart::~StatusChart() = default;

void StatusChart::setSize(ChartSize size)
{
    if (size == m_size)
        return;
    m_size = size;
    layOut();
}

double StatusChart::left()
{
    return scaled(64);
}

double StatusChart::right()
{
    return scaled(66);
}

void StatusChart::setZoomed()
{
    restyle();
    layOut();
}

double StatusChart::minuteAt(double x) const
{
    return m_axis.from() +
           (x - m_scale.plot.left()) / std::max(1.0, m_scale.plot.width()) * m_axis.span();
}

void StatusChart::setScaleKind(ScaleKind kind)
{
    if (kind == m_scale.kind)
        return;
    m_scale.kind = kind;
    m_scale.values = {};
    emit resized();
}

void StatusChart::draw(const ChartFrame& frame)
{
    m_scale.from = m_axis.from();
    m_scale.span = m_axis.span();
    const int columns = std::max(1, int(m_scale.plot.width()));
    const auto line = [&](double shift) {
        return thin({frame.first + shift, frame.counts, frame.step}, m_scale.from, m_scale.to(),
                    columns);
    };
    fitValues(visibleMax(frame, m_scale.from, m_scale.span) * kHeadroom);
    m_line->set(line(0), m_scale);
    m_overlay->set(frame.overlayShift != 0 ? line(frame.overlayShift) : Polylines{}, m_scale);

    QVector<QLineF> grid;
    for (const TimeTick& tick : frame.ticks)
        grid.append(QLineF(xOf(tick.minute), 0, xOf(tick.minute), height()));
    if (m_size == ChartSize::Full) {
        for (const double value : m_scale.labels())
            grid.append(QLineF(m_scale.plot.left(), m_scale.yOf(value), m_scale.plot.right(),
                               m_scale.yOf(value)));
    }
    m_backdrop->set(incidentShades(frame, m_scale), gapRects(frame, m_scale), std::move(grid));
    QColor spread = theme().line(m_status);
    spread.setAlphaF(0.3F);
    m_envelope->setBand(envelopeColumns(frame, m_scale), spread);
    m_band->setBand(bandColumns(frame, m_scale), theme().band(m_status));
    drawMarks(frame);
    keepForCrosshair(frame);
    m_awaits = false;
    invalidate();
}

// What the crosshair needs until the next frame.
void StatusChart::keepForCrosshair(const ChartFrame& frame)
{
    const IndexRange seen = inSight(frame, m_scale.from, m_scale.span);
    m_drawnValues.assign(frame.counts.begin() + std::ptrdiff_t(seen.begin),
                         frame.counts.begin() + std::ptrdiff_t(seen.end));
    m_drawn = {frame.first + static_cast<double>(seen.begin) * frame.step, m_drawnValues,
               frame.step};
}

void StatusChart::fitValues(double max)
{
    constexpr double kLabelPitch = 27; // pixels from one label to the next
    const int steps = std::clamp(int(m_scale.plot.height() / scaled(kLabelPitch)), 1, 4);
    const ValueScale values = valueScale(max, steps);
    if (values == m_scale.values && m_y->max() == m_scale.heightOf(values.top))
        return;
    m_scale.values = values;
    m_y->setRange(0, m_scale.heightOf(values.top));
}

void StatusChart::drawMarks(const ChartFrame& frame)
{
    // Where minutes lie close marks are smaller.
    const double radius = scaled(m_scale.plot.width() / m_scale.span >= 3 ? 4 : 3);
    m_marks->setMarks(anomalyMarks(frame, m_status, m_scale, radius), radius);
    // The newest in sight: a label for what lies beyond the edge would point at nothing.
    const auto newest = newestInSight(frame, m_scale);
    if (!newest) {
        m_marks->setLast({}, {}, {});
        return;
    }
    const double value = frame.counts[*newest];
    m_marks->setLast({m_scale.plot.right() + 9, m_scale.yOf(value)}, format::count(value),
                     theme().name(m_status));
}

std::vector<QPointF> StatusChart::linePoints() const
{
    std::vector<QPointF> out;
    for (const QVector<QPointF>& line : m_line->drawn(m_scale))
        out.insert(out.end(), line.begin(), line.end());
    return out;
}

void StatusChart::invalidate()
{
    m_stale = true;
    viewport()->update();
}

void StatusChart::restyle()
{
    const Theme& t = theme();
    m_line->setPen(QPen(t.line(m_status), scaled(1.4)), devicePixelRatioF());
    QPen overlay(t.muted, 1, Qt::DashLine);
    overlay.setDashPattern({3, 3});
    m_overlay->setPen(overlay, devicePixelRatioF());
    invalidate();
}

void StatusChart::layOut()
{
    const bool full = m_size == ChartSize::Full;
    const double top = full ? scaled(kNameRow) : 3;
    const double foot = full ? scaled(kFoot) : 3;
    m_scale.plot = QRectF(left(), top, std::max(1.0, width() - left() - right()),
                          std::max(1.0, height() - top - foot));
    chart()->setPlotArea(m_scale.plot);
    const QRectF all(0, 0, width(), height());
    m_backdrop->setArea(all);
    m_envelope->setArea(m_scale.plot);
    m_band->setArea(m_scale.plot);
    m_marks->setArea(all);
    m_scale.values = {};
    invalidate();
    emit resized();
}

void StatusChart::paintLabels(QPainter& painter) const
{
    const Theme& t = theme();
    const QFont font = uiFont(12, QFont::DemiBold);
    painter.setFont(font);
    if (m_size == ChartSize::Folded) { // the name borrows the start of the line
        const double w = QFontMetricsF(font).horizontalAdvance(m_name) + 14;
        QColor ground = t.card;
        ground.setAlphaF(0.86F);
        painter.fillRect(QRectF(left(), 0, w, height()), ground);
        painter.setPen(t.muted);
        painter.drawText(QRectF(left() + 5, 0, w, height()), Qt::AlignVCenter, m_name);
        return;
    }
    painter.setPen(t.text);
    painter.drawText(QRectF(left() + 5, 1, width(), scaled(kNameRow)), Qt::AlignVCenter, m_name);
    painter.setFont(uiFont(11));
    painter.setPen(t.muted);
    const double h = QFontMetricsF(painter.font()).height();
    for (const double value : m_scale.labels()) {
        const double y = std::clamp(m_scale.yOf(value) - h / 2, 0.0, height() - h);
        painter.drawText(QRectF(0, y, left() - 8, h), Qt::AlignRight | Qt::AlignVCenter,
                         format::axis(value));
    }
}

void StatusChart::paintScene(QPainter& painter)
{
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect all = viewport()->rect();
    // By the scene: on its own viewport QGraphicsView::render() draws nothing outside of what its
    // own paintEvent() has found exposed, and that one is ours.
    scene()->render(&painter, all, all, Qt::IgnoreAspectRatio);
    paintLabels(painter);
}

void StatusChart::paintPicture()
{
    const double ratio = devicePixelRatioF();
    const QSize pixels = (QSizeF(viewport()->size()) * ratio).toSize();
    if (m_picture.size() != pixels)
        m_picture = QImage(pixels, QImage::Format_RGB32);
    m_picture.setDevicePixelRatio(ratio);
    QPainter painter(&m_picture);
    paintWhole(painter);
}

void StatusChart::paintWhole(QPainter& painter)
{
    const double ratio = devicePixelRatioF();
    const QImage row = m_backdrop->row(int(std::ceil(viewport()->width() * ratio)), ratio);
    const QRectF all = viewport()->rect();
    if (ratio == 1)
        painter.fillRect(all, QBrush(row)); // copied row by row
    else
        painter.drawImage(all, row, QRectF(0, 0, all.width() * ratio, 1));
    m_backdrop->setLaid(true);
    paintScene(painter);
    m_backdrop->setLaid(false);
}

void StatusChart::paintEvent(QPaintEvent* event)
{
    if (m_stale || m_picture.deviceIndependentSize().toSize() != viewport()->size())
        paintPicture();

    QPainter painter(viewport());
    const QRect r = event->rect();
    painter.drawImage(QRectF(r), m_picture,
                      QRectF(QPointF(r.topLeft()) * m_picture.devicePixelRatio(),
                             QSizeF(r.size()) * m_picture.devicePixelRatio()));
    m_stale = false;
    m_awaits = false;
    if (m_selecting) {
        QColor fill = theme().accent;
        fill.setAlphaF(0.22F);
        painter.fillRect(QRectF(QPointF(std::min(m_grabbed.x(), m_selectedTo.x()), 0),
                                QPointF(std::max(m_grabbed.x(), m_selectedTo.x()), height())),
                         fill);
    }
    if (m_axis.crosshair())
        paintCrosshair(painter);
}

void StatusChart::paintCrosshair(QPainter& painter) const
{
    const double minute = static_cast<double>(toEpochMinutes(*m_axis.crosshair()));
    const double x = std::round(xOf(minute)) + 0.5;
    if (x < m_scale.plot.left() || x > m_scale.plot.right() + 1)
        return;
    painter.setPen(QPen(theme().muted, 1, Qt::DashLine));
    painter.drawLine(QLineF(x, 0, x, height()));
    const double row = std::round((minute - m_drawn.first) / m_drawn.step);
    if (row < 0 || row >= static_cast<double>(m_drawnValues.size()))
        return;
    const double value = m_drawnValues[static_cast<std::size_t>(row)];
    if (!(value >= 0))
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().card, 1.5));
    painter.setBrush(theme().line(m_status));
    painter.drawEllipse(QPointF(x - 0.5, m_scale.yOf(value)), 3.5, 3.5);
}

void StatusChart::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    layOut();
}

void StatusChart::changeEvent(QEvent* event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        restyle();
        emit resized(); // colours of band and last value come with a frame
    }
}

} // namespace vigia
