// How far behind the wall clock each source reports, so that silence is noticed at the right time
// and replayed history is not mistaken for a silent present.
//
// A source is live while its rows arrive within kLiveWithin of their minute; only live sources are
// advanced by the clock. Not shared; lives in the engine thread.
#pragma once

#include "core/base/minute.h"
#include "core/model/count_batch.h"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vigia {

class SourceLag
{
public:
    static constexpr std::chrono::minutes kLiveWithin{15};
    static constexpr std::chrono::seconds kGrace{30}; // beyond the largest delay seen

    void arrived(const CountBatch& batch, Instant now);

    // All minutes of `source` before the returned one are over. None for a source that is not live.
    [[nodiscard]] std::optional<Minute> completeUntil(const std::string& source, Instant now) const;
    [[nodiscard]] std::vector<std::string> liveSources() const;

private:
    struct Lag
    {
        std::chrono::milliseconds
            delay{}; // from the end of a minute to its last row; decays slowly
        bool live = false;
    };
    std::map<std::string, Lag> m_lags;
};

} // namespace vigia
