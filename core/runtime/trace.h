// For any minute and status: received, sealed, scored, pending, incident, muted or grouped,
// delivered or failed - in plain sentences with times and numbers, from the store alone.
//
// For HTTP, `vigiactl trace` and the window (through Monitor::read()). In the thread of the
// database; cost: a few small reads.
#pragma once

#include "core/alerting/trace.h"
#include "core/base/result.h"
#include "core/base/zone.h"
#include "core/store/database.h"

namespace vigia {

[[nodiscard]] Result<Trace> traceMinute(Database& database, const StatusCatalog& catalog,
                                        const Zone& zone, Minute time, StatusId status,
                                        Instant now);

} // namespace vigia
