// Who is told what, as the pipeline asks it; core/runtime/alerts.h answers.
//
// All functions run in the engine thread. What due() puts into the unit is committed with the
// changes that it speaks of; when that commit fails, restore() takes up again from the store.
#pragma once

#include "core/base/config.h"
#include "core/base/result.h"
#include "core/engine/minute_engine.h"
#include "core/runtime/minute_totals.h"
#include "core/store/store.h"

#include <optional>
#include <vector>

namespace vigia {

// How far the data goes.
struct DataEdge
{
    std::optional<Minute> newest;
    std::optional<Minute> newestLive; // of what was posted, not imported
};

class Teller
{
public:
    enum class Arrival { Live, Imported };

    virtual ~Teller() = default;
    // At start, and after a failed commit.
    [[nodiscard]] virtual Result<void> restore(Store& store) = 0;
    // Other rules from now on; what was told and what waits is kept. Also before restore().
    virtual void changeRules(const Config& config, Instant now) = 0;
    virtual void changed(const EngineStep& step, Arrival arrival, const DataEdge& edge,
                         Instant now) = 0;
    // An operator changed it; `beside` holds the timers that were set.
    virtual void edited(const Incident& incident, const std::vector<IncidentTimer>& timers,
                        Instant now) = 0;
    // After every group of requests and every second: messages, steps, timers and the own state.
    // Returns incidents that are open again, as their acknowledgement ended.
    [[nodiscard]] virtual std::vector<Incident>
    due(const MinuteTotals& totals, const DataEdge& edge, Instant now, WriteUnit& unit) = 0;
};

} // namespace vigia
