// An incident in one English sentence: what, how much, since when.
//
// "Reversals ×130 above normal, approvals collapsing: reversed 206 a minute, expected 0-4, since
// 14:31". Pure; the time is the wall clock of `zone`.
#pragma once

#include "core/base/zone.h"
#include "core/model/anomaly.h"

#include <span>
#include <string>

namespace vigia {

// How far a count lies from what was expected, in deviations of a Poisson count: comparable over
// statuses and detectors.
[[nodiscard]] double surprise(const Anomaly& anomaly);

// `worst`: of each status its most surprising anomaly. REQUIRES: not empty.
[[nodiscard]] std::string incidentReason(std::span<const Anomaly> worst,
                                         std::span<const std::string> sources, Minute start,
                                         const StatusCatalog& catalog, const Zone& zone);

} // namespace vigia
