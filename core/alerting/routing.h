// Who is to be told of an incident: every route that matches adds its receivers; where none does,
// alerts.receivers are told.
//
// A route matches when one of its statuses and one of its sources is in the incident, its
// severities and kinds name the incident's own, and the wall clock stands inside its hours. An
// empty list matches all. Values; pure.
#pragma once

#include "core/alerting/time_window.h"
#include "core/base/config.h"
#include "core/model/incident.h"

#include <string>
#include <vector>

namespace vigia {

struct EscalationRule
{
    std::string receiver; // that is told when nobody has acknowledged
    std::chrono::minutes after{15};

    friend bool operator==(const EscalationRule&, const EscalationRule&) = default;
};

struct Route
{
    std::string name;
    std::vector<StatusId> statuses;
    std::vector<std::string> sources;
    std::vector<Severity> severities;
    std::vector<AnomalyKind> kinds;
    TimeWindow window;
    std::vector<std::string> receivers;
    std::vector<EscalationRule> escalations; // one or none

    [[nodiscard]] bool matches(const Incident& incident, LocalMinute local) const;
};

struct Recipients
{
    std::vector<std::string> routes;    // that matched; none: alerts.receivers
    std::vector<std::string> receivers; // names, each once
    std::vector<EscalationRule> escalations;
};

struct Routing
{
    std::vector<Route> routes;
    std::vector<std::string> receivers; // of what no route matches
    std::vector<EscalationRule> escalations;

    [[nodiscard]] Recipients recipientsOf(const Incident& incident, LocalMinute local) const;
};

// InvalidConfig names the key, what was found and what was expected.
[[nodiscard]] Result<Routing> makeRouting(const Config& config, const StatusCatalog& catalog);

// Puts the default receiver in the place of those that the configuration has not: rules that were
// saved elsewhere may name others, and somebody is to be told.
void useKnownReceivers(Routing& routing, const Config& config);

} // namespace vigia
