// A detector scores a minute against what it has learned, and learns separately.
//
// One instance watches all statuses of ONE source. Contract
// (tests/contract/tst_detector_contract.cpp runs it on every detector):
//  - score() changes nothing: same state, same bucket, same verdict; never NaN or infinite.
//  - learn() takes each closed minute once, in rising time, gaps included (Fill::Gap). A detector
//  may decide not to adapt
//    to a minute it finds abnormal; it must still be told of it.
//  - Before its warm-up it is not ready, fires nothing, and says what it waits for.
//  - A copy made by clone() behaves as the original from then on.
// Thread: not shared; lives in the engine thread. Cost: score and learn must not grow with the
// history.
#pragma once

#include "core/model/bucket.h"
#include "core/model/verdict.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace vigia {

// A heavy fit that need not hold up the stream: `fit` is a pure function on a snapshot and may run
// on another thread.
struct TrainingJob
{
    std::function<std::shared_ptr<const void>()> fit;
};

class Detector
{
public:
    virtual ~Detector() = default;

    [[nodiscard]] virtual std::string_view name() const = 0; // as in the configuration
    [[nodiscard]] virtual std::unique_ptr<Detector> clone() const = 0;

    // REQUIRES: bucket.counts is as long as the catalog the detector was made with. bucket.time is
    // after the last learned one, but for a late correction, which is judged by the present state.
    // A Filling bucket may fire for spikes only. For a Gap bucket, `status` Approved carries the
    // judgement of silence.
    [[nodiscard]] virtual Verdict score(const Bucket& bucket, StatusId status) const = 0;
    virtual void learn(const Bucket& bucket) = 0;

    // English, with the numbers: why `verdict` fired, or why not, or what a detector that is not
    // ready waits for.
    [[nodiscard]] virtual std::string explain(const Bucket& bucket, StatusId status,
                                              const Verdict& verdict) const = 0;

    // True where a higher count never lowers the score above `expected` (nor a lower count below
    // it), so that the counterfactual can be found by bisection.
    [[nodiscard]] virtual bool monotone() const { return true; }

    // Asked after each learn(). A job is fitted inline (files, backtest) or in the background
    // (live) and comes back through adopt() exactly `kAdoptAfter` minutes of data later in both
    // cases, so that live and backtest agree. adopt() changes only what score() and explain()
    // say, never what learn() does: a fit that is overtaken before anything is scored is skipped.
    [[nodiscard]] virtual std::optional<TrainingJob> trainingDue() { return std::nullopt; }
    virtual void adopt(std::shared_ptr<const void> /*fitted*/) {}

    // The learned state as bytes of the detector's own, "" where there is none worth keeping.
    // load() refuses foreign bytes by returning false and then changes nothing.
    [[nodiscard]] virtual std::string save() const { return {}; }
    [[nodiscard]] virtual bool load(std::string_view /*bytes*/) { return false; }
};

inline constexpr std::chrono::minutes kAdoptAfter{30};

} // namespace vigia
