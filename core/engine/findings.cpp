#include "core/engine/findings.h"

#include <utility>

namespace vigia {

void Findings::take(EngineStep step)
{
    for (const Anomaly& a : step.withdrawn)
        m_anomalies.erase({a.time, a.status, a.source});
    for (std::vector<Anomaly>* found : {&step.anomalies, &step.confirmed}) {
        for (Anomaly& a : *found)
            m_anomalies.insert_or_assign({a.time, a.status, a.source}, std::move(a));
    }
    for (IncidentChange& change : step.incidents)
        m_incidents.insert_or_assign(change.incident.id, std::move(change.incident));
}

std::vector<Anomaly> Findings::anomalyList() const
{
    std::vector<Anomaly> out;
    out.reserve(m_anomalies.size());
    for (const auto& [key, anomaly] : m_anomalies)
        out.push_back(anomaly);
    return out;
}

std::vector<Incident> Findings::incidentList() const
{
    std::vector<Incident> out;
    out.reserve(m_incidents.size());
    for (const auto& [id, incident] : m_incidents)
        out.push_back(incident);
    return out;
}

} // namespace vigia
