#include "core/runtime/source_lag.h"

#include <algorithm>

namespace vigia {

using std::chrono::milliseconds;

void SourceLag::arrived(const CountBatch& batch, Instant now)
{
    std::vector<std::optional<Minute>> newest(batch.sources.size());
    for (const CountRow& row : batch.rows) {
        auto& slot = newest[row.source];
        slot = slot ? std::max(*slot, row.time) : row.time;
    }
    for (std::size_t i = 0; i < newest.size(); ++i) {
        if (!newest[i])
            continue;
        Lag& lag = m_lags[batch.sources[i]];
        const milliseconds behind = now - (Instant{*newest[i]} + std::chrono::minutes{1});
        lag.live = behind <= kLiveWithin && behind >= -std::chrono::minutes{2};
        if (!lag.live)
            continue;
        // The largest delay rules; it shrinks by a hundredth with every earlier arrival.
        lag.delay = std::max({behind, lag.delay - lag.delay / 100, milliseconds{0}});
    }
}

std::optional<Minute> SourceLag::completeUntil(const std::string& source, Instant now) const
{
    const auto known = m_lags.find(source);
    if (known == m_lags.end() || !known->second.live)
        return std::nullopt;
    return floorToMinute(now - known->second.delay - kGrace);
}

std::vector<std::string> SourceLag::liveSources() const
{
    std::vector<std::string> out;
    for (const auto& [source, lag] : m_lags) {
        if (lag.live)
            out.push_back(source);
    }
    return out;
}

} // namespace vigia
