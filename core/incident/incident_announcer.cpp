#include "core/incident/incident_announcer.h"

#include <algorithm>
#include <utility>

namespace vigia {
namespace {

bool isOpen(const Incident& incident)
{
    return incident.state != IncidentState::Resolved;
}

} // namespace

std::vector<IncidentChange> IncidentAnnouncer::merge(std::vector<IncidentChange> decided,
                                                     std::vector<IncidentChange> tried,
                                                     IncidentTracker& tracker,
                                                     const IncidentTracker& trial)
{
    std::vector<IncidentChange> out;
    for (IncidentChange& change : decided)
        take(std::move(change), out);
    m_pending = !tried.empty();
    for (IncidentChange& change : tried)
        take(std::move(change), out);
    takeBack(tracker, trial, out);
    return out;
}

void IncidentAnnouncer::take(IncidentChange change, std::vector<IncidentChange>& out)
{
    const IncidentId id = change.incident.id;
    const auto known = std::find_if(m_announced.begin(), m_announced.end(),
                                    [&](const Incident& i) { return i.id == id; });
    if (known == m_announced.end()) {
        m_announced.push_back(change.incident);
        out.push_back(std::move(change));
        return;
    }
    if (isOpen(*known) && isOpen(change.incident)) {
        const Severity before = known->severity;
        change.incident.severity = std::max(change.incident.severity, before);
        change.kind = change.incident.severity > before ? IncidentChangeKind::SeverityRaised
                                                        : IncidentChangeKind::Updated;
    }
    if (change.incident == *known)
        return;
    *known = change.incident;
    const bool follows = !out.empty() && out.back().incident.id == id && isOpen(change.incident);
    if (follows && change.kind == IncidentChangeKind::Updated)
        out.back().incident = std::move(change.incident);
    else
        out.push_back(std::move(change));
}

void IncidentAnnouncer::takeBack(IncidentTracker& tracker, const IncidentTracker& trial,
                                 std::vector<IncidentChange>& out)
{
    const auto is = [](const Incident* incident, IncidentId id) {
        return incident != nullptr && incident->id == id;
    };
    for (Incident& announced : m_announced) {
        if (!isOpen(announced) || is(tracker.open(), announced.id) ||
            is(trial.open(), announced.id))
            continue;
        const bool neverWas = !is(tracker.resolved(), announced.id);
        if (!neverWas) {
            announced = *tracker.resolved();
        } else {
            announced.state = IncidentState::Resolved;
            announced.end = announced.lastAbnormal + std::chrono::minutes{1};
            announced.reason += " (taken back: the minute was corrected before it ended)";
            if (announced.id >= tracker.nextId())
                tracker.skipId();
        }
        out.push_back({IncidentChangeKind::Resolved, announced, neverWas});
    }
    std::erase_if(m_announced, [&](const Incident& i) {
        return !is(tracker.open(), i.id) && !is(tracker.resolved(), i.id) &&
               !is(trial.open(), i.id);
    });
}

} // namespace vigia
