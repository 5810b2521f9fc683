// Stored history on its way into an engine.
//
// Both functions read with the given store in its thread; the memory they need does not grow with
// the history.
#pragma once

#include "core/base/result.h"
#include "core/engine/minute_engine.h"
#include "core/store/store.h"

#include <functional>
#include <vector>

namespace vigia {

// Stored counts from `from` on (to the end where `to` is none) as batches of whole minutes, by
// time. `each` returns false to stop; that is no error.
[[nodiscard]] Result<void> forEachChunk(Store& store, Minute from, std::optional<Minute> to,
                                        const std::function<bool(const CountBatch&)>& each);

// What an engine that had learned the history before `range` would have found in it. For files that
// were imported after later minutes had been decided: their anomalies are shown as late ones and
// belong to no incident. Sorted by time.
[[nodiscard]] Result<std::vector<Anomaly>> judgePast(Store& store, const EngineContext& context,
                                                     MinuteRange range);

} // namespace vigia
