// What happened while nobody was at the console.
//
// By comparison of what the window knew when it was left with what it knows now, so that a replayed
// day counts as well as a live one. Pure. O(incidents).
#pragma once

#include "core/base/zone.h"
#include "ui/models/incident_list_model.h"
#include "ui/models/series_model.h"

#include <QString>

#include <map>
#include <optional>

namespace vigia {

class AwaySnapshot
{
public:
    AwaySnapshot() = default;
    AwaySnapshot(const IncidentListModel& incidents, const SeriesModel& series, Instant at);

    [[nodiscard]] Instant at() const { return m_at; }

private:
    friend struct AwaySummary;
    struct Known
    {
        IncidentState state = IncidentState::Open;
        Severity severity = Severity::Warning;
    };
    std::map<IncidentId, Known> m_incidents;
    std::optional<Minute> m_end; // one past the newest minute
    Instant m_at{};
};

struct AwaySummary
{
    AwaySummary(const AwaySnapshot& before, const IncidentListModel& incidents,
                const SeriesModel& series, Instant now);

    std::chrono::seconds away{0};
    int opened = 0; // also those that are over already
    int raised = 0; // grew from warning to critical
    int resolved = 0;
    int gapMinutes = 0;
    std::optional<Severity> worst;   // of the opened and raised
    std::optional<IncidentId> first; // of the opened, else of the raised, else of the resolved

    [[nodiscard]] bool calm() const { return opened + raised + resolved + gapMinutes == 0; }
};

// "2 new incidents, the worst critical; 1 resolved; 3 minutes without data". "" when calm.
[[nodiscard]] QString awayText(const AwaySummary& summary);

} // namespace vigia
