#include "core/runtime/meter.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace vigia {

using std::chrono::steady_clock;

namespace {

std::int64_t secondOf(steady_clock::time_point t)
{
    return std::chrono::floor<std::chrono::seconds>(t.time_since_epoch()).count();
}

} // namespace

void Meter::record(std::int64_t rows, steady_clock::duration waited)
{
    const auto now = steady_clock::now();
    const std::int64_t second = secondOf(now);
    const std::scoped_lock lock(m_mutex);
    const auto ring = static_cast<std::int64_t>(m_rowsBySecond.size());
    for (std::int64_t s = std::max(m_second + 1, second - ring + 1); s <= second; ++s)
        m_rowsBySecond[static_cast<std::size_t>(s % ring)] = 0;
    m_second = second;
    m_rowsBySecond[static_cast<std::size_t>(second % ring)] += rows;
    m_samples[m_next] = {now, std::chrono::duration<float, std::milli>(waited).count()};
    m_next = (m_next + 1) % kSamples;
    m_rows += rows;
    ++m_requests;
    m_last = now;
}

Meter::Snapshot Meter::snapshot() const
{
    const auto now = steady_clock::now();
    const std::int64_t second = secondOf(now);
    Snapshot out;
    std::vector<float> waits;
    {
        const std::scoped_lock lock(m_mutex);
        const auto ring = static_cast<std::int64_t>(m_rowsBySecond.size());
        std::int64_t rows = 0;
        for (std::int64_t s = second - kSeconds; s < second;
             ++s) { // whole seconds that have passed
            if (s <= m_second && s > m_second - ring && s >= 0)
                rows += m_rowsBySecond[static_cast<std::size_t>(s % ring)];
        }
        out.rowsPerSecond = static_cast<double>(rows) / static_cast<double>(kSeconds);
        out.rows = m_rows;
        out.requests = m_requests;
        out.idle = std::chrono::floor<std::chrono::seconds>(now - m_last);
        for (const Sample& sample : m_samples) {
            if (sample.at != steady_clock::time_point{} &&
                now - sample.at <= std::chrono::minutes{1})
                waits.push_back(sample.waitedMs);
        }
    }
    if (!waits.empty()) {
        const auto at = waits.begin() + static_cast<std::ptrdiff_t>((waits.size() - 1) * 99 / 100);
        std::nth_element(waits.begin(), at, waits.end());
        out.p99Ms = static_cast<double>(*at);
    }
    return out;
}

} // namespace vigia
