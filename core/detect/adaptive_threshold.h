// From an alarm budget to a threshold on -log10 p, one for each status.
//
// A budget is a promise, so a quarter of it is aimed at, shared by the S statuses.
// Before there is a day of history: the plain bound. With 1440 minutes a day and the largest of
// seven overlapping windows taken, a budget of N a day leaves each test
// p = N / (4 S × 1440 × kWindowsWorth).
// Afterwards the tail of the calm minutes' scores is fitted: the excesses of scores over kTailFrom,
// highest of each half hour, are exponential (extreme-value theory, peaks over threshold with shape
// 0; for exact p-values their mean is log10 e); the threshold is where that tail leaves N / (4 S)
// alarms a day. It never falls below the plain bound of one test a minute, and the tail is never
// believed to be lighter than that of exact p-values.
//
// Monotone: a lower budget never gives a lower threshold. What is learned does not depend on the
// budget.
// Source: Coles 2001, ch. 4; Siffer et al. 2017 (SPOT).
// Thread: not shared. Cost: O(1).
#pragma once

#include "core/base/byte_stream.h"

#include <cstdint>
#include <vector>

namespace vigia {

class AdaptiveThreshold
{
public:
    // REQUIRES: statuses > 0, falseAlarmsPerDay > 0.
    AdaptiveThreshold(std::size_t statuses, double falseAlarmsPerDay);

    // The score of a calm minute.
    void learn(std::size_t status, std::int64_t minute, double score);
    [[nodiscard]] double of(std::size_t status) const { return m_tails[status].threshold; }
    // Standard deviations of a normal variable that are as unlikely as of(status).
    [[nodiscard]] double deviationsOf(std::size_t status) const
    {
        return m_tails[status].deviations;
    }

    void save(ByteWriter& writer) const;
    [[nodiscard]] bool load(ByteReader& reader);

private:
    struct Tail
    {
        double minutes = 0;     // watched, faded
        double peaks = 0;       // half hours with a score above kTailFrom, faded
        double excessSum = 0;   // of those peaks over kTailFrom
        double peak = 0;        // of the half hour that is under way
        std::int64_t block = 0; // its number
        double threshold = 0;   // derived
        double deviations = 0;  // derived
    };

    void derive(Tail& tail) const;

    double m_budget; // alarms a day for one status
    double m_plain;  // threshold without history
    std::vector<Tail> m_tails;
};

} // namespace vigia
