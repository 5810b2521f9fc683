// Order statistics of sorted samples, as numpy computes them.
//
// Pure functions on spans, sorted rising; values finite. Results are exact for whole numbers up to
// 2^53 apart from the one rounding of an interpolation. Any thread.
#pragma once

#include <cassert>
#include <cmath>
#include <cstddef>
#include <span>

namespace vigia {

// Scales a median absolute deviation to the standard deviation of a normal distribution:
// 1 / Phi^-1(3/4).
inline constexpr double kMadToDeviation = 1.4826022185056018;

// The q-quantile, 0 <= q <= 1, linear between neighbours (type 7 of Hyndman and Fan 1996, numpy's
// default). O(1). REQUIRES: not empty.
template <typename T>
[[nodiscard]] double quantileOfSorted(std::span<const T> sorted, double q)
{
    assert(!sorted.empty() && q >= 0 && q <= 1);
    const double position = static_cast<double>(sorted.size() - 1) * q;
    const auto below = static_cast<std::size_t>(position);
    const double fraction = position - static_cast<double>(below);
    const auto low = static_cast<double>(sorted[below]);
    if (fraction == 0)
        return low;
    return low + (static_cast<double>(sorted[below + 1]) - low) * fraction;
}

template <typename T>
[[nodiscard]] double medianOfSorted(std::span<const T> sorted)
{
    return quantileOfSorted(sorted, 0.5);
}

// The median absolute deviation from the median, unscaled. O(log n): the deviations to the left
// and to the right of the median are two sorted lists, of whose union the middle is looked up.
// REQUIRES: not empty.
template <typename T>
[[nodiscard]] double madOfSorted(std::span<const T> sorted)
{
    const double median = medianOfSorted(sorted);
    const std::size_t n = sorted.size();
    const std::size_t leftSize = (n + 1) / 2; // all of these are at most the median
    const std::size_t rightSize = n - leftSize;
    const auto left = [&](std::size_t i) {
        return median - static_cast<double>(sorted[leftSize - 1 - i]);
    };
    const auto right = [&](std::size_t i) {
        return static_cast<double>(sorted[leftSize + i]) - median;
    };
    // The k-th smallest (from 0) of the union: how many of the k + 1 smallest lie on the left.
    const auto kth = [&](std::size_t k) {
        std::size_t low = k + 1 > rightSize ? k + 1 - rightSize : 0;
        std::size_t high = k + 1 < leftSize ? k + 1 : leftSize;
        while (low < high) {
            const std::size_t fromLeft = (low + high) / 2;
            if (left(fromLeft) < right(k - fromLeft))
                low = fromLeft + 1;
            else
                high = fromLeft;
        }
        const std::size_t fromRight = k + 1 - low;
        if (low == 0)
            return right(fromRight - 1);
        if (fromRight == 0)
            return left(low - 1);
        return std::fmax(left(low - 1), right(fromRight - 1));
    };
    const double upper = kth(n / 2);
    return n % 2 == 1 ? upper : (kth(n / 2 - 1) + upper) / 2;
}

} // namespace vigia
