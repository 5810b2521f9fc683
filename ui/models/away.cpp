#include "ui/models/away.h"

#include "ui/models/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace vigia {
namespace {

struct AwayWords
{
    Q_DECLARE_TR_FUNCTIONS(AwayWords)
};

} // namespace

AwaySnapshot::AwaySnapshot(const IncidentListModel& incidents, const SeriesModel& series,
                           Instant at)
    : m_at(at)
{
    for (const Incident& i : incidents.incidents())
        m_incidents.emplace(i.id, Known{i.state, i.severity});
    if (!series.isEmpty())
        m_end = series.end();
}

AwaySummary::AwaySummary(const AwaySnapshot& before, const IncidentListModel& incidents,
                         const SeriesModel& series, Instant now)
    : away(std::chrono::floor<std::chrono::seconds>(now - before.m_at))
{
    const Incident* firstOpened = nullptr;
    const Incident* firstRaised = nullptr;
    const Incident* firstResolved = nullptr;
    const auto earlier = [](const Incident*& known, const Incident& incident) {
        if (!known || incident.start < known->start)
            known = &incident;
    };
    const auto worse = [this](Severity severity) {
        worst = std::max(worst.value_or(severity), severity);
    };
    for (const Incident& i : incidents.incidents()) {
        const auto known = before.m_incidents.find(i.id);
        const bool over = i.state == IncidentState::Resolved;
        if (known == before.m_incidents.end()) {
            // Scrolling back brings old incidents: they did not happen meanwhile.
            if (over && before.m_end && i.end && *i.end < *before.m_end)
                continue;
            ++opened;
            resolved += over ? 1 : 0;
            worse(i.severity);
            earlier(firstOpened, i);
            continue;
        }
        if (over && known->second.state != IncidentState::Resolved) {
            ++resolved;
            earlier(firstResolved, i);
        }
        if (i.severity > known->second.severity) {
            ++raised;
            worse(i.severity);
            earlier(firstRaised, i);
        }
    }
    for (const Incident* incident : {firstOpened, firstRaised, firstResolved}) {
        if (incident && !first)
            first = incident->id;
    }
    if (before.m_end && !series.isEmpty()) {
        for (const MinuteRange& gap : series.gaps({*before.m_end, series.end()}))
            gapMinutes += int((gap.to - gap.from).count());
    }
}

QString awayText(const AwaySummary& s)
{
    QStringList parts;
    if (s.opened > 0) {
        const QString opened = AwayWords::tr("%n new incident(s)", nullptr, s.opened);
        parts << (s.worst ? AwayWords::tr("%1, the worst %2")
                                .arg(opened, words::severityMark(*s.worst) + QLatin1Char(' ') +
                                                 words::severity(*s.worst))
                          : opened);
    }
    if (s.raised > 0)
        parts << AwayWords::tr("%n became critical", nullptr, s.raised);
    if (s.resolved > 0)
        parts << AwayWords::tr("%n resolved", nullptr, s.resolved);
    if (s.gapMinutes > 0)
        parts << AwayWords::tr("%n minute(s) without data", nullptr, s.gapMinutes);
    return parts.join(QStringLiteral("; "));
}

} // namespace vigia
