#include "ui/desktop/alarm_rule.h"

#include <algorithm>

namespace vigia {

std::vector<Incident> unanswered(const std::vector<Incident>& incidents,
                                 const std::set<IncidentId>& muted, Minute newest)
{
    std::vector<Incident> waiting;
    for (const Incident& incident : incidents) {
        if (incident.state == IncidentState::Open && !muted.contains(incident.id) &&
            newest - incident.lastAbnormal <= kFresh)
            waiting.push_back(incident);
    }
    return waiting;
}

bool isQuiet(const AlarmSettings& settings, Instant now, QTime local)
{
    if (settings.volume <= 0 || (settings.quietUntil && now < *settings.quietUntil))
        return true;
    const QTime from = settings.quietFrom;
    const QTime to = settings.quietTo;
    if (!from.isValid() || !to.isValid() || from == to)
        return false;
    return from < to ? local >= from && local < to : local >= from || local < to;
}

std::optional<Severity> AlarmRule::due(const std::vector<Incident>& waiting, bool quiet,
                                       Instant now)
{
    if (waiting.empty()) {
        *this = {};
        return std::nullopt;
    }
    Severity worst = Severity::Warning;
    bool fresh = false;
    std::set<std::pair<IncidentId, Severity>> heard;
    for (const Incident& incident : waiting) {
        worst = std::max(worst, incident.severity);
        const std::pair key{incident.id, incident.severity};
        fresh = fresh || !m_heard.contains(key);
        heard.insert(key);
    }
    if (quiet)
        return std::nullopt; // what is new stays new until it may be heard
    const auto again = worst == Severity::Critical ? Instant::duration(kAgainCritical)
                                                   : Instant::duration(kAgainWarning);
    // A clock that was set back must not keep it silent.
    const bool over = !m_last || now - *m_last >= again || now < *m_last;
    m_heard = std::move(heard);
    if (!fresh && !over)
        return std::nullopt;
    m_last = now;
    return worst;
}

} // namespace vigia
