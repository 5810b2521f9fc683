// From the verdicts of the detectors that vote on one status in one minute to one decision.
//
// The minute is abnormal when at least one detector fires. Severity is the highest among those
// that fire; it rises to critical when at least two and more than half of the ready ones fire in
// the same direction, since independent methods rarely err together. The deciding verdict is the
// one of that highest severity whose score lies furthest above its threshold, in units of the
// threshold; it gives score, range, expected count and kind. Pure functions: no state, any thread.
// combine() allocates nothing.
#pragma once

#include "core/model/verdict.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vigia {

struct NamedVerdict
{
    std::string_view name; // of the detector, as in the configuration
    Verdict verdict;
};

struct Decision
{
    bool fired = false;
    Severity severity = Severity::Warning; // this and the following are meaningful when fired
    AnomalyKind kind = AnomalyKind::Spike;
    std::size_t deciding = 0; // index of the deciding verdict
    std::size_t firing = 0;   // how many fired
    std::size_t ready = 0;    // how many could judge
};

[[nodiscard]] Decision combine(std::span<const NamedVerdict> verdicts);

// Every verdict as a vote, in the given order. One that is not ready votes 0, not fired.
[[nodiscard]] std::vector<DetectorVote> votesOf(std::span<const NamedVerdict> verdicts);

// What an operator can read aloud: "CRITICAL: Count (1000) exceeds …", and with several voters
// also "2 of 3 detectors fired: rolling_zscore (26.26), static (1000.00); calm: trend (0.02)".
// `explanation` is the deciding detector's explain(). REQUIRES: decision.fired.
[[nodiscard]] std::string speak(const Decision& decision, std::span<const NamedVerdict> verdicts,
                                std::string_view explanation);

} // namespace vigia
