#include "ui/chart/time_strips.h"

#include "ui/chart/format.h"
#include "ui/chart/status_chart.h"
#include "ui/chart/theme.h"
#include "ui/chart/time_axis_link.h"
#include "ui/models/words.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vigia {
namespace {

double xOf(const TimeAxisLink& axis, const QWidget& strip, double minute)
{
    const double plot = std::max(1.0, strip.width() - StatusChart::left() - StatusChart::right());
    return StatusChart::left() + (minute - axis.from()) / axis.span() * plot;
}

// Where more than two days are in view the time of the day does not say when.
QString when(const TimeAxisLink& axis, Minute m, const Zone& zone)
{
    constexpr double kTwoDays = 2 * 24 * 60;
    return axis.span() > kTwoDays ? format::date(m, zone) : format::clock(m, zone);
}

} // namespace

IncidentStrip::IncidentStrip(TimeAxisLink& axis, std::shared_ptr<const Zone> zone, QWidget* parent)
    : QWidget(parent)
    , m_axis(axis)
    , m_zone(std::move(zone))
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void IncidentStrip::setIncidents(std::span<const Incident> incidents)
{
    m_stretches.clear();
    for (const Incident& i : incidents)
        m_stretches.push_back({i.start, i.end, i.severity, i.state == IncidentState::Resolved});
    // Worst first: the first to claim a place keeps it.
    std::stable_sort(m_stretches.begin(), m_stretches.end(),
                     [](const Stretch& a, const Stretch& b) {
                         if (a.severity != b.severity)
                             return a.severity > b.severity;
                         if (a.resolved != b.resolved)
                             return b.resolved;
                         return a.start > b.start;
                     });
    update();
}

QSize IncidentStrip::sizeHint() const
{
    return {200, int(std::ceil(QFontMetricsF(uiFont(12)).height())) + 4};
}

void IncidentStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QFont font = uiFont(12, QFont::DemiBold);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    const double right = width() - 6;
    std::vector<QRectF> taken;
    for (const Stretch& incident : m_stretches) {
        const double start = static_cast<double>(toEpochMinutes(incident.start)) - 0.5;
        const double end =
            incident.end ? static_cast<double>(toEpochMinutes(*incident.end)) - 0.5 : m_axis.to();
        if (end <= m_axis.from() || start >= m_axis.to())
            continue;
        const double begin = std::max(xOf(m_axis, *this, start) + 5, StatusChart::left());
        if (std::any_of(taken.begin(), taken.end(), [&](const QRectF& t) { // before it is written
                return begin > t.left() - 10 && begin < t.right() + 10;
            }))
            continue;
        const bool resolved = incident.resolved;
        const QString text =
            words::severityMark(incident.severity) + QLatin1Char(' ') +
            (resolved
                 ? tr("%1, %2").arg(when(m_axis, incident.start, *m_zone),
                                    format::duration(end > start ? *incident.end - incident.start
                                                                 : std::chrono::minutes{0}))
                 : tr("incident since %1").arg(when(m_axis, incident.start, *m_zone)));
        const double w = metrics.horizontalAdvance(text);
        const double x = std::min(begin, right - w);
        const QRectF place(x, 0, w, height());
        if (std::any_of(taken.begin(), taken.end(), [&](const QRectF& t) {
                return t.adjusted(-10, 0, 10, 0).intersects(place);
            }))
            continue;
        taken.push_back(place);
        QColor colour = theme().severity(incident.severity);
        painter.setPen(resolved ? theme().muted : colour);
        painter.drawText(place, Qt::AlignVCenter, text);
    }
}

TimeAxisStrip::TimeAxisStrip(TimeAxisLink& axis, std::shared_ptr<const Zone> zone, QWidget* parent)
    : QWidget(parent)
    , m_axis(axis)
    , m_zone(std::move(zone))
{
    connect(&m_axis, &TimeAxisLink::crosshairChanged, this, qOverload<>(&QWidget::update));
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void TimeAxisStrip::setTicks(std::vector<TimeTick> ticks)
{
    m_ticks = std::move(ticks);
    update();
}

QSize TimeAxisStrip::sizeHint() const
{
    return {200, int(std::ceil(QFontMetricsF(uiFont(11.5)).height())) + 10};
}

void TimeAxisStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    const QFont usual = uiFont(11.5);
    const QFont strong = uiFont(11.5, QFont::DemiBold);
    const QFontMetricsF metrics(strong);
    const double left = StatusChart::left();
    const double right = width() - StatusChart::right();
    for (const TimeTick& tick : m_ticks) {
        const double x = xOf(m_axis, *this, tick.minute);
        const double half = metrics.horizontalAdvance(tick.label) / 2 + 4;
        if (x < left + half || x > right - half + StatusChart::right())
            continue;
        painter.setFont(tick.day ? strong : usual);
        painter.setPen(tick.day ? t.text : t.muted);
        painter.drawText(QRectF(x - half, 0, 2 * half, height()), Qt::AlignCenter, tick.label);
    }
    painter.setFont(usual);
    painter.setPen(t.muted);
    const Minute first = fromEpochMinutes(std::llround(std::ceil(m_axis.from())));
    painter.drawText(QRectF(8, 0, left, height()), Qt::AlignVCenter, format::date(first, *m_zone));

    if (!m_axis.crosshair())
        return;
    const Minute at = *m_axis.crosshair();
    const QString label =
        m_axis.span() > 2 * 24 * 60 ? format::dateClock(at, *m_zone) : format::clock(at, *m_zone);
    const double x = xOf(m_axis, *this, static_cast<double>(toEpochMinutes(at)));
    const double half = metrics.horizontalAdvance(label) / 2 + 7;
    const QRectF pill(x - half, 3, 2 * half, height() - 6);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.text);
    painter.drawRoundedRect(pill, 4, 4);
    painter.setFont(strong);
    painter.setPen(t.card);
    painter.drawText(pill, Qt::AlignCenter, label);
}

} // namespace vigia
