// The last word of an engine on every anomaly and incident, gathered from its steps.
//
// For whole runs: `vigiactl detect`, backtest, tests. Memory grows with what was found. A value.
#pragma once

#include "core/engine/minute_engine.h"

#include <map>
#include <tuple>
#include <vector>

namespace vigia {

class Findings
{
public:
    using Key = std::tuple<Minute, StatusId, std::string>; // with the source

    // Steps in the order they came. Cost: O((what was found) × log).
    void take(EngineStep step);

    [[nodiscard]] const std::map<Key, Anomaly>& anomalies() const { return m_anomalies; }
    [[nodiscard]] const std::map<IncidentId, Incident>& incidents() const { return m_incidents; }
    [[nodiscard]] std::vector<Anomaly> anomalyList() const;   // by time, status, source
    [[nodiscard]] std::vector<Incident> incidentList() const; // by id, which is by opening

    friend bool operator==(const Findings&, const Findings&) = default;

private:
    std::map<Key, Anomaly> m_anomalies;
    std::map<IncidentId, Incident> m_incidents;
};

} // namespace vigia
