// All messages that an incident is in: its own, the digests that it was told in, and what was said
// of one of its statuses rising while it went on.
//
// In the thread of the database; cost: a few small reads.
#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

#include <span>
#include <vector>

namespace vigia {

// Oldest first. `steps`: the trail of the incident, which names the digests.
[[nodiscard]] Result<std::vector<OutboxEntry>>
incidentDeliveries(Database& database, const Incident& incident,
                   std::span<const IncidentStep> steps);

} // namespace vigia
