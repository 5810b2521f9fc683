// From the engine's threads to the window: minutes, bands, anomalies and incidents, coalesced until
// the window takes them.
//
// push() from any thread; take() from the window on its own timer (50-100 ms). Nothing is queued in
// Qt's event loop, so a burst of a million rows cannot flood it: a minute that changes ten times
// between two takes arrives once, with its last value. Data is idempotent by key, so a snapshot
// loaded from the store and the deltas pushed meanwhile can be applied in any order as long as the
// deltas come last.
#pragma once

#include "core/base/minute.h"
#include "core/model/incident.h"
#include "core/model/status.h"

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace vigia {

// One minute over all sources, as the charts show it.
struct LiveMinute
{
    Minute time{};
    bool gap = false;                  // no row at all
    std::vector<std::uint64_t> counts; // by StatusId, summed over sources
    // Bands by StatusId, summed over sources; empty while the detectors are warming up.
    // Transactions a minute.
    std::vector<float> expected;
    std::vector<float> low;
    std::vector<float> high;
};

struct LiveDelta
{
    std::vector<LiveMinute> minutes; // by time, each once
    std::vector<Anomaly> anomalies;
    std::vector<Anomaly> withdrawn;
    std::vector<Incident> incidents; // latest state of each changed one

    [[nodiscard]] bool empty() const
    {
        return minutes.empty() && anomalies.empty() && withdrawn.empty() && incidents.empty();
    }
};

class LiveFeed
{
public:
    void push(LiveDelta delta);
    [[nodiscard]] LiveDelta take();

private:
    std::mutex m_mutex;
    std::map<Minute, LiveMinute> m_minutes;
    LiveDelta m_rest; // anomalies, withdrawn, incidents in order
};

} // namespace vigia
