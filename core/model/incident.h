// An incident: one storm over all statuses and sources that it touches, from its first abnormal
// minute to the calm after it.
#pragma once

#include "core/model/anomaly.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vigia {

enum class IncidentId : std::int64_t {};
enum class IncidentState { Open, Acknowledged, Resolved };
enum class IncidentVerdict { True, False, KnownCause };

[[nodiscard]] constexpr std::string_view toString(IncidentState s)
{
    switch (s) {
    case IncidentState::Open:
        return "open";
    case IncidentState::Acknowledged:
        return "acknowledged";
    case IncidentState::Resolved:
        return "resolved";
    }
    return "open";
}

[[nodiscard]] constexpr std::string_view toString(IncidentVerdict v)
{
    switch (v) {
    case IncidentVerdict::True:
        return "true";
    case IncidentVerdict::False:
        return "false";
    case IncidentVerdict::KnownCause:
        return "known_cause";
    }
    return "true";
}

struct Incident
{
    IncidentId id{};
    IncidentState state = IncidentState::Open;
    Severity severity = Severity::Warning; // may rise, never falls while open
    Minute start{};                        // first abnormal minute
    std::optional<Minute> end; // the minute after the last abnormal one; none while open
    Minute opened{};           // the minute whose evidence opened it
    Minute lastAbnormal{};
    std::vector<StatusId> statuses;   // in catalog order
    std::vector<std::string> sources; // sorted
    Anomaly peak;                     // the worst: critical first, then the highest score
    std::int64_t anomalies = 0;       // abnormal (minute, status, source) in it
    std::string owner;                // "" = nobody
    std::optional<IncidentVerdict> verdict;
    std::string reason; // one English sentence: what, how much, since when

    friend bool operator==(const Incident&, const Incident&) = default;
};

// What a step of the engine did to an incident.
enum class IncidentChangeKind { Opened, Updated, SeverityRaised, Resolved, Reopened };
struct IncidentChange
{
    IncidentChangeKind kind = IncidentChangeKind::Opened;
    Incident incident;      // as it is after the change
    bool takenBack = false; // resolved because its minute did not confirm it
};

} // namespace vigia
