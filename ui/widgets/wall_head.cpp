#include "ui/widgets/wall_head.h"

#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/models/incident_list_model.h"
#include "ui/models/words.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vigia {

WallHead::WallHead(const IncidentListModel& incidents, QWidget* parent)
    : QWidget(parent)
    , m_incidents(incidents)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&incidents, &IncidentListModel::incidentsChanged, this, qOverload<>(&QWidget::update));
    hide();
}

void WallHead::setTime(Instant now, std::optional<Minute> newest)
{
    m_clock = format::clockSeconds(now, m_incidents.zone());
    m_newest = newest ? tr("newest minute %1").arg(format::clock(*newest, m_incidents.zone()))
                      : tr("no data yet");
    update();
}

QSize WallHead::sizeHint() const
{
    return {600, int(std::ceil(scaled(64)))};
}

void WallHead::paintEvent(QPaintEvent*)
{
    const Theme& t = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& all = m_incidents.incidents();
    // The list has the unacknowledged and worst first.
    const Incident* worst =
        all.empty() || all.front().state == IncidentState::Resolved ? nullptr : &all.front();
    const auto others = std::count_if(all.begin(), all.end(), [](const Incident& i) {
        return i.state != IncidentState::Resolved;
    });

    const QRectF area = QRectF(rect()).adjusted(1, scaled(4), -1, 0);
    const QFont clockFont = uiFont(30, QFont::DemiBold);
    const QFont newestFont = uiFont(12.5);
    const double clockWidth = std::max(QFontMetricsF(clockFont).horizontalAdvance(m_clock),
                                       QFontMetricsF(newestFont).horizontalAdvance(m_newest)) +
                              scaled(16);
    const QRectF band(area.left(), area.top(), area.width() - clockWidth, area.height());
    const QColor colour = worst ? t.severity(worst->severity) : t.good;
    QColor fill = colour;
    fill.setAlphaF(t.dark ? 0.20F : 0.12F);
    painter.setPen(QPen(colour, scaled(1.2)));
    painter.setBrush(fill);
    painter.drawRoundedRect(band, scaled(7), scaled(7));

    const QRectF inside = band.adjusted(scaled(14), 0, -scaled(12), 0);
    const QString title = worst ? words::severityMark(worst->severity) + QLatin1Char(' ') +
                                      words::incidentTitle(*worst, m_incidents.catalog())
                                : QStringLiteral("✓ ") + tr("nothing open");
    QString state = worst ? words::incidentState(*worst, m_incidents.now()) : QString();
    if (others > 1)
        state += tr(" · %1 more").arg(others - 1);
    const QFont stateFont = uiFont(15, QFont::Medium);
    const double stateWidth = QFontMetricsF(stateFont).horizontalAdvance(state) + scaled(14);
    const QFont titleFont = uiFont(25, QFont::DemiBold);
    painter.setFont(titleFont);
    painter.setPen(t.text);
    painter.drawText(
        inside, Qt::AlignVCenter,
        QFontMetricsF(titleFont).elidedText(title, Qt::ElideRight, inside.width() - stateWidth));
    painter.setFont(stateFont);
    painter.drawText(inside, Qt::AlignVCenter | Qt::AlignRight, state);

    painter.setFont(clockFont);
    painter.drawText(area.adjusted(0, -scaled(9), 0, -scaled(9)), Qt::AlignRight | Qt::AlignVCenter,
                     m_clock);
    painter.setFont(newestFont);
    painter.setPen(t.muted);
    painter.drawText(area, Qt::AlignRight | Qt::AlignBottom, m_newest);
}

} // namespace vigia
