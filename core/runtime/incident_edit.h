// What an operator's action does to an incident, as an edit that the pipeline commits whole: the
// incident, the step of its audit trail, and its timers.
#pragma once

#include "core/ingest/ingest_sink.h"
#include "core/runtime/pipeline.h"

namespace vigia {

// Names of timers, see IncidentTimer.
inline constexpr const char* kSnoozeTimer = "snooze";
inline constexpr const char* kAcknowledgementTimer = "acknowledgement";

// The edit refuses with Conflict what does not fit the incident's state, and with InvalidInput a
// snooze without an end and a note without text.
[[nodiscard]] Pipeline::Edit editOf(IncidentAction action);

} // namespace vigia
