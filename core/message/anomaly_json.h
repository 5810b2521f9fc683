// Anomalies and incidents in the JSON shape of the contract (section 4), the same in HTTP answers,
// `vigiactl detect --json` and webhooks.
//
// `"late": true` is added to an anomaly only where it was found in a minute that was corrected
// after it had been decided; every other member is always there. `low` <= `expected` <= `high`.
// Pure; any thread.
#pragma once

#include "core/message/json_text.h"
#include "core/model/incident.h"

#include <span>

namespace vigia {

void writeAnomaly(JsonWriter& json, const Anomaly& anomaly, const StatusCatalog& catalog);
void writeIncident(JsonWriter& json, const Incident& incident, const StatusCatalog& catalog);

// Arrays of them.
void writeAnomalies(JsonWriter& json, std::span<const Anomaly> anomalies,
                    const StatusCatalog& catalog);
void writeIncidents(JsonWriter& json, std::span<const Incident> incidents,
                    const StatusCatalog& catalog);

} // namespace vigia
