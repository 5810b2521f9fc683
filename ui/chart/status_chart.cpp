#include "ui/chart/status_chart.h"

#include "ui/chart/chart_items.h"
#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/chart/time_axis_link.h"

#include <QChart>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <QMouseEvent>
#include <QPainter>
#include <QValueAxis>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace vigia {
namespace {

constexpr double kNameRow = 17; // above the plot of a full chart
constexpr double kFoot = 7;     // below it; half a label's height
constexpr int kFewPoints = 600; // up to here a wider pen costs little and looks better
constexpr double kHeadroom = 1.04;

} // namespace

// A line with gaps: Qt Charts refuses NaN, so each connected stretch is a series of its own.
class StatusChart::Lines
{
public:
    Lines(QChart* chart, QValueAxis* x, QValueAxis* y)
        : m_chart(chart)
        , m_x(x)
        , m_y(y)
    {}

    // x in minutes; the axis runs from 0 to 1 over [from, from + span], so that a step of time
    // moves the points once instead of points and axis.
    template <typename Height>
    void set(const Polylines& lines, double from, double span, Height height)
    {
        while (m_series.size() < lines.size())
            add();
        qsizetype points = 0;
        for (std::size_t i = 0; i < m_series.size(); ++i) {
            QList<QPointF> scaled;
            if (i < lines.size()) {
                scaled = lines[i];
                for (QPointF& p : scaled)
                    p = {(p.x() - from) / span, height(p.y())};
            }
            points += scaled.size();
            if (!scaled.isEmpty() || m_series[i]->count() != 0)
                m_series[i]->replace(scaled);
        }
        const bool few = points <= kFewPoints;
        if (few != m_few) {
            m_few = few;
            applyPen();
        }
    }

    void setPen(const QPen& pen, double devicePixelRatio)
    {
        m_pen = pen;
        m_ratio = devicePixelRatio;
        applyPen();
    }

    [[nodiscard]] const std::vector<QLineSeries*>& series() const { return m_series; }

private:
    void add()
    {
        auto* series = new QLineSeries;
        series->setPen(pen());
        m_chart->addSeries(series);
        series->attachAxis(m_x);
        series->attachAxis(m_y);
        m_series.push_back(series);
    }

    // A cosmetic pen is counted in device pixels; many points are drawn with the one pixel that
    // Qt's raster engine has a fast way for.
    [[nodiscard]] QPen pen() const
    {
        QPen pen = m_pen;
        pen.setCosmetic(true);
        pen.setWidthF(m_few ? m_pen.widthF() * m_ratio : 1);
        return pen;
    }

    void applyPen()
    {
        for (QLineSeries* s : m_series)
            s->setPen(pen());
    }

    QChart* m_chart;
    QValueAxis* m_x;
    QValueAxis* m_y;
    QPen m_pen;
    bool m_few = true;
    double m_ratio = 1;
    std::vector<QLineSeries*> m_series; // owned by the chart
};

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
    m_overlay = std::make_unique<Lines>(c, m_x, m_y);
    m_line = std::make_unique<Lines>(c, m_x, m_y);
    m_overlay->set({QVector<QPointF>{}}, 0, 1,
                   [](double y) { return y; }); // the first series lies below the later ones
    m_backdrop = new BackdropItem(c);
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
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Chart of %1").arg(name));

    connect(scene(), &QGraphicsScene::changed, this, &StatusChart::invalidate);
    connect(&m_axis, &TimeAxisLink::crosshairChanged, viewport(), qOverload<>(&QWidget::update));
    setScale(1);
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

double StatusChart::xOf(double minute) const
{
    return m_plot.left() + (minute - m_drawnFrom) / m_drawnSpan * m_plot.width();
}

double StatusChart::minuteAt(double x) const
{
    return m_axis.from() + (x - m_plot.left()) / std::max(1.0, m_plot.width()) * m_axis.span();
}

double StatusChart::heightOf(double count) const
{
    return m_kind == ScaleKind::Log ? std::log10(1 + std::max(0.0, count)) : count;
}

double StatusChart::yOf(double count) const
{
    return m_plot.bottom() - heightOf(count) / heightOf(m_scale.top) * m_plot.height();
}

void StatusChart::setScaleKind(ScaleKind kind)
{
    if (kind == m_kind)
        return;
    m_kind = kind;
    m_scale = {};
    emit resized();
}

// Where the value axis is labelled.
std::vector<double> StatusChart::labels() const
{
    std::vector<double> out{0};
    if (m_kind == ScaleKind::Linear) {
        for (double v = m_scale.step; v <= m_scale.top + 1e-9; v += m_scale.step)
            out.push_back(v);
        return out;
    }
    constexpr double kPitch = 17;
    for (double v = 1; v <= m_scale.top; v *= 10) {
        if (yOf(out.back()) - yOf(v) >= scaled(kPitch))
            out.push_back(v);
    }
    return out;
}

void StatusChart::draw(const ChartFrame& frame)
{
    m_drawnFrom = m_axis.from();
    m_drawnSpan = m_axis.span();
    const double to = m_drawnFrom + m_drawnSpan;
    const int columns = std::max(1, int(m_plot.width()));
    const MinuteValues counts{frame.first, frame.counts};

    setScale(visibleMax(frame));
    const auto height = [this](double count) { return heightOf(count); };
    m_line->set(thin(counts, m_drawnFrom, to, columns), m_drawnFrom, m_drawnSpan, height);
    Polylines before;
    if (frame.overlayShift != 0)
        before = thin({frame.first + frame.overlayShift, frame.counts}, m_drawnFrom, to, columns);
    m_overlay->set(before, m_drawnFrom, m_drawnSpan, height);
    drawBackdrop(frame);
    drawBand(frame);
    drawMarks(frame);

    // What the crosshair needs until the next frame.
    const double size = static_cast<double>(frame.counts.size());
    const auto begin =
        static_cast<std::size_t>(std::clamp(std::floor(m_drawnFrom - frame.first), 0.0, size));
    const auto end =
        static_cast<std::size_t>(std::clamp(std::ceil(to - frame.first) + 1, 0.0, size));
    m_drawnValues.assign(frame.counts.begin() + std::ptrdiff_t(begin),
                         frame.counts.begin() + std::ptrdiff_t(std::max(begin, end)));
    m_drawn = {frame.first + static_cast<double>(begin), m_drawnValues};
    invalidate();
}

double StatusChart::visibleMax(const ChartFrame& frame) const
{
    const double size = static_cast<double>(frame.counts.size());
    const auto rangeOf = [&](double shift) {
        const double begin = std::clamp(std::floor(m_drawnFrom - frame.first - shift), 0.0, size);
        const double end =
            std::clamp(std::ceil(m_drawnFrom + m_drawnSpan - frame.first - shift) + 1, begin, size);
        return std::pair(static_cast<std::size_t>(begin), static_cast<std::size_t>(end));
    };
    double max = 0;
    const auto [begin, end] = rangeOf(0);
    for (std::size_t i = begin; i < end; ++i) {
        if (frame.counts[i] > max) // false for NaN
            max = frame.counts[i];
        if (i < frame.high.size() && double(frame.high[i]) > max)
            max = double(frame.high[i]);
    }
    if (frame.overlayShift != 0) {
        const auto [overlayBegin, overlayEnd] = rangeOf(frame.overlayShift);
        for (std::size_t i = overlayBegin; i < overlayEnd; ++i) {
            if (frame.counts[i] > max)
                max = frame.counts[i];
        }
    }
    return max * kHeadroom;
}

void StatusChart::setScale(double max)
{
    constexpr double kLabelPitch = 27; // pixels from one label to the next
    const int steps = std::clamp(int(m_plot.height() / scaled(kLabelPitch)), 1, 4);
    const ValueScale scale = valueScale(max, steps);
    if (scale == m_scale && m_y->max() == heightOf(scale.top))
        return;
    m_scale = scale;
    m_y->setRange(0, heightOf(scale.top));
}

void StatusChart::drawBand(const ChartFrame& frame)
{
    QVector<QRectF> rects;
    const double size = static_cast<double>(std::min(frame.low.size(), frame.high.size()));
    const int columns = int(m_plot.width());
    rects.reserve(columns);
    const double perColumn = m_drawnSpan / std::max(1, columns);
    for (int column = 0; column < columns; ++column) {
        const double at = m_drawnFrom + (column + 0.5) * perColumn - frame.first;
        if (at < 0 || at > size - 1)
            continue;
        const auto left = static_cast<std::size_t>(at);
        const std::size_t right = std::min(left + 1, static_cast<std::size_t>(size) - 1);
        float low = 0;
        float high = 0;
        if (perColumn <= 1) { // between two minutes the edge is a straight line
            const float share = float(at - std::floor(at));
            low = frame.low[left] + (frame.low[right] - frame.low[left]) * share;
            high = frame.high[left] + (frame.high[right] - frame.high[left]) * share;
            if (std::isnan(low)) {
                low = share < 0.5F ? frame.low[left] : frame.low[right];
                high = share < 0.5F ? frame.high[left] : frame.high[right];
            }
        } else { // one minute stands for the few of its column: the band is smooth
            low = frame.low[left];
            high = frame.high[left];
        }
        if (std::isnan(low) || std::isnan(high) || high < 0 || high < low)
            continue; // no count would be calm here
        const double top = std::max(yOf(double(high)), m_plot.top());
        const double bottom = std::min(yOf(double(low)), m_plot.bottom());
        rects.append(QRectF(m_plot.left() + column, top, 1, std::max(1.0, bottom - top)));
    }
    m_band->setBand(std::move(rects), theme().band(m_status));
}

void StatusChart::drawBackdrop(const ChartFrame& frame)
{
    const QRectF all(0, 0, width(), height());
    const double to = m_drawnFrom + m_drawnSpan;
    const auto clip = [&](double minute) {
        return std::clamp(xOf(minute), m_plot.left(), m_plot.right());
    };

    std::vector<BackdropItem::Shade> shades;
    for (const Incident& incident : frame.incidents) {
        const double start = static_cast<double>(toEpochMinutes(incident.start)) - 0.5;
        const Minute last = incident.end.value_or(std::max(frame.now, incident.lastAbnormal) +
                                                  std::chrono::minutes{1});
        const double end = static_cast<double>(toEpochMinutes(last)) - 0.5;
        if (end <= m_drawnFrom || start >= to)
            continue;
        shades.push_back({clip(start), std::max(clip(end), clip(start) + 1), incident.severity,
                          start >= m_drawnFrom});
    }

    QVector<QRectF> gapRects;
    for (const MinuteRange& gap : frame.gaps) {
        const double left = clip(static_cast<double>(toEpochMinutes(gap.from)) - 0.5);
        const double right =
            std::max(clip(static_cast<double>(toEpochMinutes(gap.to)) - 0.5), left + 1);
        gapRects.append(QRectF(QPointF(left, m_plot.top()), QPointF(right, m_plot.bottom())));
    }

    QVector<QLineF> grid;
    for (const TimeTick& tick : frame.ticks)
        grid.append(QLineF(xOf(tick.minute), 0, xOf(tick.minute), all.bottom()));
    if (m_size == ChartSize::Full) {
        for (const double value : labels())
            grid.append(QLineF(m_plot.left(), yOf(value), m_plot.right(), yOf(value)));
    }
    m_backdrop->set(std::move(shades), std::move(gapRects), std::move(grid));
}

void StatusChart::drawMarks(const ChartFrame& frame)
{
    // Where minutes lie close marks are smaller, and those that would cover each other are one.
    const double radius = scaled(m_plot.width() / m_drawnSpan >= 3 ? 4 : 3);
    const double near = radius * 1.5;
    std::vector<MarksItem::Mark> marks;
    for (const Anomaly& a : frame.anomalies) {
        if (a.status != m_status)
            continue;
        const double minute = static_cast<double>(toEpochMinutes(a.time));
        const double row = minute - frame.first;
        if (row < 0 || row >= static_cast<double>(frame.counts.size()))
            continue;
        const double value = frame.counts[static_cast<std::size_t>(row)];
        // What was not counted has no height: its mark lies above the hatching, not at zero.
        const QPointF at(xOf(minute), std::isnan(value) ? m_plot.top() + radius : yOf(value));
        if (at.x() < m_plot.left() - 1 || at.x() > m_plot.right() + 1)
            continue;
        if (!marks.empty() && marks.back().severity == a.severity &&
            std::hypot(marks.back().at.x() - at.x(), marks.back().at.y() - at.y()) < near)
            continue;
        marks.push_back({at, a.severity});
    }
    m_marks->setMarks(std::move(marks), radius);

    // The newest in sight: a label for what lies beyond the edge would point at nothing.
    const double end = std::floor(m_drawnFrom + m_drawnSpan - frame.first) + 1;
    auto last =
        static_cast<std::size_t>(std::clamp(end, 0.0, static_cast<double>(frame.counts.size())));
    while (last > 0 && std::isnan(frame.counts[last - 1]))
        --last;
    if (last == 0) {
        m_marks->setLast({}, {}, {});
        return;
    }
    const double value = frame.counts[last - 1];
    m_marks->setLast({m_plot.right() + 9, yOf(value)}, format::count(value),
                     theme().name(m_status));
}

std::vector<QPointF> StatusChart::linePoints() const
{
    std::vector<QPointF> out;
    for (const QLineSeries* s : m_line->series()) {
        for (const QPointF& p : s->points())
            out.emplace_back(m_drawnFrom + p.x() * m_drawnSpan,
                             m_kind == ScaleKind::Log ? std::pow(10, p.y()) - 1 : p.y());
    }
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
    m_plot = QRectF(left(), top, std::max(1.0, width() - left() - right()),
                    std::max(1.0, height() - top - foot));
    chart()->setPlotArea(m_plot);
    const QRectF all(0, 0, width(), height());
    m_backdrop->setArea(all);
    m_band->setArea(m_plot);
    m_marks->setArea(all);
    m_scale = {};
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
    for (const double value : labels()) {
        const double y = std::clamp(yOf(value) - h / 2, 0.0, height() - h);
        painter.drawText(QRectF(0, y, left() - 8, h), Qt::AlignRight | Qt::AlignVCenter,
                         format::axis(value));
    }
}

void StatusChart::paintScene(QPainter& painter)
{
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect all = viewport()->rect();
    render(&painter, all, all);
    paintLabels(painter);
}

void StatusChart::paintEvent(QPaintEvent* event)
{
    if (m_stale || m_picture.deviceIndependentSize().toSize() != viewport()->size()) {
        const double ratio = devicePixelRatioF();
        const QSize pixels = (QSizeF(viewport()->size()) * ratio).toSize();
        if (m_picture.size() != pixels)
            m_picture = QPixmap(pixels);
        m_picture.setDevicePixelRatio(ratio);
        m_picture.fill(theme().card);
        QPainter painter(&m_picture);
        paintScene(painter);
        m_stale = false;
    }

    QPainter painter(viewport());
    const QRect r = event->rect();
    painter.drawPixmap(QRectF(r), m_picture,
                       QRectF(QPointF(r.topLeft()) * m_picture.devicePixelRatio(),
                              QSizeF(r.size()) * m_picture.devicePixelRatio()));
    if (m_selecting) {
        QColor fill = theme().accent;
        fill.setAlphaF(0.22F);
        painter.fillRect(QRectF(QPointF(std::min(m_grabbed.x(), m_selectedTo.x()), 0),
                                QPointF(std::max(m_grabbed.x(), m_selectedTo.x()), height())),
                         fill);
    }
    if (!m_axis.crosshair())
        return;
    const double minute = static_cast<double>(toEpochMinutes(*m_axis.crosshair()));
    const double x = std::round(xOf(minute)) + 0.5;
    if (x < m_plot.left() || x > m_plot.right() + 1)
        return;
    painter.setPen(QPen(theme().muted, 1, Qt::DashLine));
    painter.drawLine(QLineF(x, 0, x, height()));
    const double row = minute - m_drawn.first;
    if (row >= 0 && row < static_cast<double>(m_drawnValues.size()) &&
        !std::isnan(m_drawnValues[static_cast<std::size_t>(row)])) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme().card, 1.5));
        painter.setBrush(theme().line(m_status));
        painter.drawEllipse(QPointF(x - 0.5, yOf(m_drawnValues[static_cast<std::size_t>(row)])),
                            3.5, 3.5);
    }
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

void StatusChart::wheelEvent(QWheelEvent* event)
{
    constexpr double kNotch = 120;
    const QPoint delta = event->angleDelta();
    const bool sideways =
        event->modifiers().testFlag(Qt::ShiftModifier) || std::abs(delta.x()) > std::abs(delta.y());
    if (sideways) {
        const int turned = delta.x() != 0 ? delta.x() : delta.y();
        m_axis.pan(-turned / kNotch * m_axis.span() / 12);
    } else if (delta.y() != 0) {
        m_axis.zoom(std::pow(1.25, delta.y() / kNotch), minuteAt(event->position().x()));
    }
    event->accept();
}

void StatusChart::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_grabbed = event->position();
    m_selectedTo = m_grabbed;
    m_selecting = event->modifiers().testFlag(Qt::ShiftModifier);
    m_dragging = !m_selecting;
    event->accept();
}

void StatusChart::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    if (m_selecting) {
        m_selectedTo = at;
        viewport()->update();
    } else if (m_dragging && event->buttons().testFlag(Qt::LeftButton)) {
        const double minutes = (m_grabbed.x() - at.x()) / m_plot.width() * m_axis.span();
        if (minutes != 0) {
            viewport()->setCursor(Qt::ClosedHandCursor);
            m_axis.pan(minutes);
        }
        m_grabbed = at;
    }
    const bool inside = at.x() >= m_plot.left() && at.x() <= m_plot.right();
    m_axis.setCrosshair(inside ? std::optional(fromEpochMinutes(std::llround(minuteAt(at.x()))))
                               : std::nullopt);
}

void StatusChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_selecting) {
        const double a = minuteAt(m_grabbed.x());
        const double b = minuteAt(event->position().x());
        if (std::abs(m_grabbed.x() - event->position().x()) > 4)
            m_axis.show(std::min(a, b), std::max(a, b));
    }
    m_selecting = false;
    m_dragging = false;
    viewport()->unsetCursor();
    viewport()->update();
}

void StatusChart::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        emit doubleClicked();
}

void StatusChart::contextMenuEvent(QContextMenuEvent* event)
{
    emit menuRequested(event->globalPos());
}

void StatusChart::leaveEvent(QEvent* event)
{
    QChartView::leaveEvent(event);
    m_axis.setCrosshair(std::nullopt);
}

} // namespace vigia
