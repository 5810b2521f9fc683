#include "ui/widgets/rules_lanes.h"

#include "ui/chart/theme.h"
#include "ui/chart/time_ticks.h"

#include <QPainter>

#include <algorithm>

namespace vigia {
namespace {

constexpr double kLane = 22;
constexpr double kGap = 7;
constexpr double kNames = 62;
constexpr double kLeastBar = 3;
constexpr double kMarkRoom = 10; // pixels between two marks

double minuteOf(Minute m)
{
    return static_cast<double>(toEpochMinutes(m));
}

} // namespace

RulesLanes::RulesLanes(std::shared_ptr<const Zone> zone, QWidget* parent)
    : QWidget(parent)
    , m_zone(std::move(zone))
{
    setAccessibleName(tr("Incidents with the rules in force and with the draft"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize RulesLanes::sizeHint() const
{
    const double foot = QFontMetricsF(uiFont(10.5)).height();
    return {400, int(2 * scaled(kLane) + kGap + foot + 8)};
}

std::vector<RulesLanes::Bar> RulesLanes::barsOf(const std::vector<Incident>& all,
                                                const RuleTrialOutcome& outcome, bool candidate)
{
    const auto& alone = candidate ? outcome.difference.appearing : outcome.difference.vanishing;
    std::vector<Bar> bars;
    for (const Incident& incident : all) {
        Bar bar{incident.start, incident.end.value_or(incident.lastAbnormal), std::nullopt};
        const auto same = [&](const Incident& other) { return other.id == incident.id; };
        if (std::any_of(alone.begin(), alone.end(), same))
            bar.fate = candidate ? IncidentFate::Appears : IncidentFate::Vanishes;
        for (const MovedIncident& moved : outcome.difference.moved) {
            if (same(candidate ? moved.candidate : moved.current))
                bar.fate = IncidentFate::Moves;
        }
        bars.push_back(bar);
    }
    // What differs is painted last, and so is never hidden.
    std::stable_partition(bars.begin(), bars.end(), [](const Bar& bar) { return !bar.fate; });
    return bars;
}

void RulesLanes::setOutcome(const RuleTrialOutcome& outcome)
{
    m_range = outcome.range;
    m_now = barsOf(outcome.current.incidents, outcome, false);
    m_then = barsOf(outcome.candidate.incidents, outcome, true);
    setAccessibleDescription(effectSentence(outcome));
    update();
}

void RulesLanes::paintEvent(QPaintEvent*)
{
    if (m_range.empty())
        return;
    const Theme& t = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double left = scaled(kNames);
    const double plot = std::max(1.0, width() - left - 4);
    const double from = minuteOf(m_range.from);
    const double span = minuteOf(m_range.to) - from;
    const auto x = [&](double minute) {
        return left + std::clamp((minute - from) / span, 0.0, 1.0) * plot;
    };
    const double high = scaled(kLane);
    const auto lane = [&](double top, const QString& name, const std::vector<Bar>& bars) {
        painter.setFont(uiFont(11.5));
        painter.setPen(t.muted);
        painter.drawText(QRectF(0, top, left - 8, high), Qt::AlignRight | Qt::AlignVCenter, name);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.raised);
        painter.drawRoundedRect(QRectF(left, top, plot, high), 3, 3);
        double marked = -kMarkRoom;
        for (const Bar& bar : bars) {
            const double a = x(minuteOf(bar.from));
            const double wide = std::max(kLeastBar, x(minuteOf(bar.to)) - a);
            const QRectF rect(a, top, wide, high);
            painter.setPen(Qt::NoPen);
            painter.setBrush(!bar.fate                          ? t.muted
                             : *bar.fate == IncidentFate::Moves ? t.warning
                                                                : t.critical);
            painter.drawRect(bar.fate ? rect : rect.adjusted(0, high * 0.3, 0, -high * 0.3));
            if (!bar.fate || a < marked + kMarkRoom)
                continue;
            marked = a;
            painter.setPen(t.text);
            painter.setFont(uiFont(11.5, QFont::DemiBold));
            painter.drawText(QRectF(rect.right() + 1, top, 14, high),
                             Qt::AlignLeft | Qt::AlignVCenter, fateMark(*bar.fate));
        }
    };
    lane(0, tr("in force"), m_now);
    lane(high + kGap, tr("draft"), m_then);
    painter.setFont(uiFont(10.5));
    painter.setPen(t.muted);
    constexpr double kPitch = 96;
    const double top = 2 * high + kGap + 3;
    for (const TimeTick& tick :
         timeTicks(from, from + span, std::max(2, int(plot / scaled(kPitch))), *m_zone))
        painter.drawText(QRectF(x(tick.minute) - 60, top, 120, height() - top), Qt::AlignHCenter,
                         tick.label);
}

} // namespace vigia
