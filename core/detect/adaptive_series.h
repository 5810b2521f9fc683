// The level of one status as the adaptive detector follows it: a Gamma posterior of a rate that
// drifts.
//
// Approved: the rate is relative to the time-of-day base. Bad statuses: the count per approved.
// With mean m and relative variance v the posterior is Gamma(1/v, 1/(v m)); learning x over an
// exposure e adds x and e to its parameters; each minute v grows by a drift q. The memory follows
// from that: sqrt(1 / (q × rate)) minutes, a few for busy series and hours for sparse ones. The
// last 64 minutes are kept with the level as it was before each, so that a window is judged by what
// was known before it, and learning can be taken back when a window turns out abnormal. Plain data;
// the rules are in adaptive_count_model. Cost: O(1). Memory: 2.2 KB.
#pragma once

#include "core/base/byte_stream.h"
#include "core/detect/adaptive_jobs.h"

#include <array>
#include <cstdint>

namespace vigia {

inline constexpr std::array<int, 7> kWindows{1, 2, 3, 5, 10, 20, 40}; // minutes
inline constexpr std::size_t kRing = 64;                              // minutes kept; a power of 2

[[nodiscard]] constexpr std::size_t ringSlot(std::int64_t minute)
{
    return static_cast<std::size_t>(minute) & (kRing - 1);
}

struct Level
{
    double mean = 1;     // of the rate
    double variance = 1; // relative: (deviation / mean)²

    void drift(double variancePerMinute, double minutes = 1);
    // `dispersion` is variance / mean of the counts, 1 for Poisson.
    void learn(double count, double exposure, double dispersion);
};

// Mean square of what was seen against what was predicted, per window: above 1 the prediction
// claims to know more than it does, and its variance is multiplied by it.
class Inflation
{
public:
    // Of a calm minute, one-sided: 0 on the harmless side, negative for a window that was not
    // judged.
    void learn(const std::array<double, kWindows.size()>& deviations);
    [[nodiscard]] double of(std::size_t window) const { return m_value[window]; }

    void save(ByteWriter& writer) const;
    [[nodiscard]] bool load(ByteReader& reader);

private:
    std::array<double, kWindows.size()> m_value{1, 1, 1, 1, 1, 1, 1};
    std::array<double, kWindows.size()> m_square{0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5};
    double m_minutes = 0;
};

struct Series
{
    Level level;
    Inflation inflation;
    AdaptiveJobs jobs;

    // by ringSlot(minute)
    std::array<double, kRing> count{};
    std::array<double, kRing> weight{};         // 1 known, 0 unknown or taken by a job
    std::array<Level, kRing> before{};          // the level before the minute was learned
    std::array<float, kRing> excess{};          // over expected, where the minute alone was hot
    std::uint64_t abnormal = ~std::uint64_t{0}; // bit per slot: not to be learned as usual

    std::int64_t from = 0; // windows do not reach back before this minute
    bool alerting = false;
    int calmMinutes = 0; // since the last abnormal one, while alerting
    int undecided = 0;   // minutes in a row that may be a drop or a common dip

    void save(ByteWriter& writer) const;
    [[nodiscard]] bool load(ByteReader& reader);
};

} // namespace vigia
