// The counts that one hour of the day has seen in the last days, kept sorted, so that percentiles
// and the median absolute deviation are exact and at hand after every minute.
//
// Bounded: kMinutes counts, then the oldest leaves. Cost: add O(log n) and a move of at most
// 13 KB (about 0.2 µs); every statistic O(1), mad O(log n); up to 27 KB of memory, grown with use.
#pragma once

#include "core/base/rolling_window.h"

#include <span>
#include <vector>

namespace vigia {

class HourHistory
{
public:
    // Four whole weeks, so that every day of the week weighs the same.
    static constexpr std::size_t kDays = 28;
    static constexpr std::size_t kMinutes = kDays * 60;

    // REQUIRES: 1 <= minutes <= kMinutes.
    explicit HourHistory(std::size_t minutes = kMinutes);

    void add(std::uint64_t count);

    [[nodiscard]] std::size_t size() const { return m_window.size(); }
    [[nodiscard]] const RollingWindow& window() const { return m_window; } // by age
    [[nodiscard]] double mean() const { return m_window.mean(); }
    [[nodiscard]] double deviation() const { return m_window.deviation(); } // population
    // REQUIRES for all below: size() > 0.
    [[nodiscard]] double quantile(double q) const; // linear between neighbours
    [[nodiscard]] double median() const { return quantile(0.5); }
    [[nodiscard]] double mad() const; // unscaled

private:
    RollingWindow m_window;
    std::vector<std::uint64_t> m_sorted;
};

} // namespace vigia
