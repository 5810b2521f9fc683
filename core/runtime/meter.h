// Rates and waiting times of the recent past, for the status line, /readyz and /metrics.
//
// Any thread. Time is monotonic. Cost: O(1) an event; a snapshot sorts at most 2,048 samples.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>

namespace vigia {

class Meter
{
public:
    // `rows` were answered after `waited`.
    void record(std::int64_t rows, std::chrono::steady_clock::duration waited);

    struct Snapshot
    {
        double rowsPerSecond = 0; // over the last 10 s
        double p99Ms = 0;         // of the last 2,048 answers within a minute
        std::int64_t rows = 0;    // since start
        std::int64_t requests = 0;
        std::chrono::seconds idle{0}; // since the last answer, or since the start
    };
    [[nodiscard]] Snapshot snapshot() const;

private:
    struct Sample
    {
        std::chrono::steady_clock::time_point at{};
        float waitedMs = 0;
    };
    static constexpr std::size_t kSamples = 2048;
    static constexpr std::int64_t kSeconds = 10;

    mutable std::mutex m_mutex;
    std::array<Sample, kSamples> m_samples{};
    std::size_t m_next = 0;
    std::array<std::int64_t, kSeconds + 1> m_rowsBySecond{}; // ring over whole seconds
    std::int64_t m_second = 0;
    std::int64_t m_rows = 0;
    std::int64_t m_requests = 0;
    std::chrono::steady_clock::time_point m_last = std::chrono::steady_clock::now();
};

} // namespace vigia
