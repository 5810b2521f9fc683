// How many residuals as large as this one should a series have shown so far? The largest residuals
// seen tell, whatever their unit and distribution.
//
// Keeps the K largest values (K grows from 8 to 32 with the number of values) and reads the tail
// above the smallest of them, u, as a power law: expected(e) = K · (e / u)^(-1/xi), xi the mean of
// log(value / u) (Hill's estimator). The count is over the whole series, so a new record stays rare
// however long the series runs. xi is at least kSmallestXi: 32 values cannot vouch for a light
// tail, and a slightly new maximum is no event.
//
// A value is learned no larger than one of which 0.01 were expected. So one outlier does not blind
// the tail to the next, and an outlier that recurs becomes normal step by step.
//
// Assumes residuals that are about stationary; a slow growth of all residuals looks like records.
// Cost: O(K). Method: Hill 1975, Ann. Stat. 3(5).
#pragma once

#include <cstddef>
#include <vector>

namespace vigia {

class RecordTail
{
public:
    static constexpr std::size_t kWarmUp = 32; // values before it answers
    static constexpr double kSmallestXi = 0.25;

    [[nodiscard]] bool ready() const { return m_count >= kWarmUp; }
    // Values of at least `residual` to be expected among those learned so far; at most K. All
    // values up to `floor`, the resolution of the residuals, count as alike. Never NaN.
    // REQUIRES: ready(), residual and floor finite, floor > 0.
    [[nodiscard]] double expected(double residual, double floor) const;
    // REQUIRES: as above.
    void learn(double residual, double floor);

private:
    // K, u and xi of the largest values, none of them below `floor`.
    struct Fit
    {
        double kept;
        double bound;
        double xi;
    };
    [[nodiscard]] Fit fit(double floor) const;

    std::vector<double> m_largest; // descending
    std::size_t m_count = 0;
};

} // namespace vigia
