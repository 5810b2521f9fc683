// Sums counts and bands over sources for the recent minutes, as the live charts show them.
//
// Keeps the last 8 days of data time; older rows are stored but not shown live (pages read them
// from the store). Thread: not shared; lives in the engine thread. Cost: O(rows log minutes).
#pragma once

#include "core/engine/minute_engine.h"
#include "core/model/count_batch.h"
#include "core/runtime/live_feed.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace vigia {

class MinuteTotals
{
public:
    explicit MinuteTotals(std::size_t statuses)
        : m_statuses(statuses)
    {}

    void add(const CountBatch& batch);
    void add(const std::vector<BandPoint>& bands);
    // Minutes that changed since the last call, by time. A minute with a band and no row is a gap.
    [[nodiscard]] std::vector<LiveMinute> takeChanged();
    // None where nothing is known of the minute.
    [[nodiscard]] std::optional<LiveMinute> minute(Minute time) const;
    void clear();

private:
    struct Part // of one source
    {
        std::uint32_t source = 0;
        bool counted = false;              // some row was there
        std::vector<std::uint64_t> counts; // by StatusId
        std::vector<float> band;           // expected, low, high by StatusId; empty without
    };
    struct Slot
    {
        std::vector<Part> parts;
    };

    std::uint32_t sourceIndex(const std::string& name);
    Part& part(Minute time, std::uint32_t source);
    [[nodiscard]] LiveMinute sum(Minute time, const Slot& slot) const;
    void prune();

    std::size_t m_statuses;
    std::vector<std::string> m_sources;
    std::map<Minute, Slot> m_slots;
    std::set<Minute> m_changed;
};

} // namespace vigia
