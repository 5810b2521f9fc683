#include "ui/chart/overview_strip.h"

#include "ui/chart/status_chart.h"
#include "ui/chart/theme.h"
#include "ui/chart/time_axis_link.h"
#include "ui/chart/time_ticks.h"
#include "ui/models/archive.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace vigia {
namespace {

constexpr double kHigh = 40;
constexpr double kSmallest = 6; // pixels of the view's frame, to take hold of

} // namespace

OverviewStrip::OverviewStrip(const Archive& archive, TimeAxisLink& axis,
                             std::shared_ptr<const Zone> zone, QWidget* parent)
    : QWidget(parent)
    , m_archive(archive)
    , m_axis(axis)
    , m_zone(std::move(zone))
{
    setAccessibleName(tr("Overview of the whole history"));
    setToolTip(tr("Drag to move through the whole history"));
    setCursor(Qt::SizeHorCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&archive, &Archive::changed, this, [this] {
        measure();
        update();
    });
    connect(&axis, &TimeAxisLink::rangeChanged, this, qOverload<>(&QWidget::update));
}

QSize OverviewStrip::sizeHint() const
{
    return {600, int(scaled(kHigh))};
}

double OverviewStrip::xOf(double minute) const
{
    const MinuteRange all = m_axis.bounds();
    const double from = static_cast<double>(toEpochMinutes(all.from));
    const double span = std::max(1.0, static_cast<double>((all.to - all.from).count()));
    const double plot = std::max(1.0, width() - StatusChart::left() - StatusChart::right());
    return StatusChart::left() + (minute - from) / span * plot;
}

double OverviewStrip::minuteAt(double x) const
{
    const MinuteRange all = m_axis.bounds();
    const double plot = std::max(1.0, width() - StatusChart::left() - StatusChart::right());
    return static_cast<double>(toEpochMinutes(all.from)) +
           (x - StatusChart::left()) / plot * static_cast<double>((all.to - all.from).count());
}

void OverviewStrip::measure()
{
    const double plot = std::max(1.0, width() - StatusChart::left() - StatusChart::right());
    // A day and its night on three columns would be a comb.
    constexpr std::size_t kDense = 4;
    const bool days = m_archive.days().minutes.size() * kDense > std::size_t(plot) / 2;
    const HourBlock& hours = days ? m_archive.days() : m_archive.hours();
    std::vector<double> sums(static_cast<std::size_t>(plot) + 1);
    std::vector<double> known(sums.size());
    const double first = static_cast<double>(toEpochMinutes(hours.range.from)) + hours.step / 2.0;
    for (std::size_t h = 0; h < hours.minutes.size(); ++h) {
        const double x =
            xOf(first + double(hours.step) * static_cast<double>(h)) - StatusChart::left();
        if (hours.minutes[h] <= 0 || !(hours.mean[0][h] >= 0) || x < 0 || x >= plot)
            continue;
        for (const std::vector<double>& mean : hours.mean)
            sums[static_cast<std::size_t>(x)] += mean[h];
        known[static_cast<std::size_t>(x)] += 1;
    }
    m_max = 1;
    m_columns.assign(sums.size(), std::nan(""));
    double last = std::nan("");
    const bool sparse = hours.minutes.size() < sums.size(); // a value is wider than a column
    const double width = plot / std::max<double>(1, double(hours.minutes.size()));
    double since = 0;
    for (std::size_t c = 0; c < sums.size(); ++c) {
        since += 1;
        if (known[c] > 0) {
            last = sums[c] / known[c];
            since = 0;
        }
        m_columns[c] = known[c] > 0 || (sparse && since <= width) ? last : std::nan("");
        if (m_columns[c] > m_max)
            m_max = m_columns[c];
    }
}

void OverviewStrip::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    measure();
}

void OverviewStrip::paintEvent(QPaintEvent*)
{
    const Theme& t = theme();
    QPainter painter(this);
    const double left = StatusChart::left();
    const double foot = QFontMetricsF(uiFont(10.5)).height();
    const double high = height() - foot - 3;
    painter.setPen(Qt::NoPen);
    QColor area = t.muted;
    area.setAlphaF(0.45F);
    painter.setBrush(area);
    for (std::size_t c = 0; c < m_columns.size(); ++c) {
        if (!(m_columns[c] >= 0))
            continue;
        const double h = std::max(1.0, m_columns[c] / m_max * (high - 2));
        painter.drawRect(QRectF(left + double(c), high - h, 1, h));
    }
    painter.setPen(QPen(t.border, 1));
    painter.drawLine(QLineF(left, high, width() - StatusChart::right(), high));
    const MinuteRange all = m_axis.bounds();
    if (all.empty())
        return;
    painter.setFont(uiFont(10.5));
    painter.setPen(t.muted);
    constexpr double kPitch = 90;
    const double plot = std::max(1.0, width() - left - StatusChart::right());
    for (const TimeTick& tick : timeTicks(static_cast<double>(toEpochMinutes(all.from)),
                                          static_cast<double>(toEpochMinutes(all.to)),
                                          std::max(2, int(plot / scaled(kPitch))), *m_zone))
        painter.drawText(QRectF(xOf(tick.minute) - 60, high + 2, 120, foot), Qt::AlignCenter,
                         tick.label);

    QRectF view(QPointF(xOf(std::max(m_axis.from(), double(toEpochMinutes(all.from)))), 0),
                QPointF(xOf(std::min(m_axis.to(), double(toEpochMinutes(all.to)))), high));
    if (view.width() < kSmallest)
        view = QRectF(view.center().x() - kSmallest / 2, 0, kSmallest, high);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor fill = t.accent;
    fill.setAlphaF(0.18F);
    painter.setBrush(fill);
    painter.setPen(QPen(t.accent, 1.2));
    painter.drawRoundedRect(view.adjusted(0, 1, 0, 0), 3, 3);
}

void OverviewStrip::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const double at = minuteAt(event->position().x());
    const bool inside = at >= m_axis.from() && at <= m_axis.to();
    m_grab = inside ? at - m_axis.from() : m_axis.span() / 2;
    mouseMoveEvent(event);
}

void OverviewStrip::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        m_axis.pan(minuteAt(event->position().x()) - m_grab - m_axis.from());
}

void OverviewStrip::mouseReleaseEvent(QMouseEvent*)
{
    m_grab = 0;
}

void OverviewStrip::wheelEvent(QWheelEvent* event)
{
    constexpr double kNotch = 120;
    m_axis.zoom(std::pow(1.25, event->angleDelta().y() / kNotch),
                m_axis.from() + m_axis.span() / 2);
    event->accept();
}

} // namespace vigia
