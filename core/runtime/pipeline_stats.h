// What the pipeline counts of itself, for GET /metrics. Any thread.
#pragma once

#include "core/ingest/metric.h"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <vector>

namespace vigia {

class PipelineStats
{
public:
    void committed(std::chrono::steady_clock::duration took, bool succeeded);
    void judged(std::int64_t minutes, std::int64_t warnings, std::int64_t criticals);
    void setOpenIncidents(std::int64_t n) { m_openIncidents = n; }

    [[nodiscard]] std::vector<Metric> metrics() const;

private:
    static constexpr std::array kBounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                        0.1,   0.25,   0.5,   1.0,  5.0}; // seconds

    std::array<std::atomic<std::int64_t>, kBounds.size() + 1> m_durations{};
    std::atomic<std::int64_t> m_microseconds{0};
    std::atomic<std::int64_t> m_failures{0};
    std::atomic<std::int64_t> m_minutes{0};
    std::atomic<std::int64_t> m_warnings{0};
    std::atomic<std::int64_t> m_criticals{0};
    std::atomic<std::int64_t> m_openIncidents{0};
};

} // namespace vigia
