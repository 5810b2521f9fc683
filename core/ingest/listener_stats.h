// What the listener counts of itself, for GET /metrics.
//
// Not shared; lives in the listener's thread.
#pragma once

#include "core/ingest/metric.h"

#include <cstdint>
#include <map>
#include <vector>

namespace vigia {

struct ListenerStats
{
    std::map<int, std::uint64_t> answers;  // by status code, of requests that reached a route
    std::map<int, std::uint64_t> refusals; // by status code, of those that did not
    std::uint64_t accepted = 0;            // connections
    std::uint64_t turnedAway = 0;          // connections, at the cap
    std::uint64_t open = 0;                // now
};

[[nodiscard]] std::vector<Metric> metricsOf(const ListenerStats& stats);

} // namespace vigia
