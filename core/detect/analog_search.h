// Where in the past did the series look as it does now? The distance to the nearest such place, and
// what came next there.
//
// Compares the last `length` values with every stretch of the same length that ended `length` to
// kLags values ago, each less its own mean, by the root mean square of the differences. A large
// nearest distance is a discord: a shape that has no precedent. The values that followed the five
// best matches, one from each of five parts of the past and moved by the difference of the means,
// make a forecast of the next value. Distances below 1e-5 of the range of the values may be
// rounding.
//
// Cost: O(kLags) a value, vectorised, about 2 µs; sums are carried along and made afresh when
// rounding could show, at most once in 256 values. 100 KiB. Thread: not shared.
// Methods: discords, Yeh et al. 2016 (matrix profile, its left half, without the division by the
// deviation, which would blow up flat stretches); analog forecast, Lorenz 1969.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

namespace vigia {

class AnalogSearch
{
public:
    static constexpr std::size_t kLags = 4096;

    // REQUIRES: 2 <= length <= kLags / 4.
    explicit AnalogSearch(std::size_t length);

    [[nodiscard]] std::size_t length() const { return m_length; }

    // REQUIRES: |value| <= 1e140.
    void add(double value);

    // Of the last `length` values; none before three lengths have been seen.
    [[nodiscard]] std::optional<double> distance() const { return m_distance; }
    // Of the value to come; none before two lengths have been seen.
    [[nodiscard]] std::optional<double> forecast() const;

private:
    void carryOn(std::size_t lags);
    void startAfresh(std::size_t lags);
    void search(std::size_t lags);
    [[nodiscard]] double centred(std::size_t lag) const;
    [[nodiscard]] double smallestSquares(std::size_t from, std::size_t to) const;

    std::size_t m_length;
    double m_perLength;
    std::vector<double> m_values; // the last kLags + length + 1 or more
    // For the lag l, at place kLags - l: sums over the window of difference² and difference. The
    // reverse order makes the passes run forward through m_values.
    std::vector<double> m_squares;
    std::vector<double> m_sums;
    double m_low = 0; // of the values since the sums were made afresh
    double m_high = 0;
    std::size_t m_sinceFresh = 0;
    // A range of lags and the smallest centred sum of squares in it.
    struct Part
    {
        double squares = 0;
        std::size_t from = 0;
        std::size_t to = 0;
    };
    static constexpr std::size_t kParts = 16;
    std::array<Part, kParts> m_parts; // the first m_used ones count, best first
    std::size_t m_used = 0;
    std::optional<double> m_distance;
};

} // namespace vigia
