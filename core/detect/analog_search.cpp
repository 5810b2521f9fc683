#include "core/detect/analog_search.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace vigia {
namespace {

constexpr std::size_t kForecasts = 5; // best matches that make the forecast
// Sums whose result is smaller than this part of what went into them are made afresh.
constexpr double kRoundingShows = 1e-10;
constexpr std::size_t kFewestFresh = 256; // values between two fresh starts

} // namespace

AnalogSearch::AnalogSearch(std::size_t length)
    : m_length(length)
    , m_perLength(1 / static_cast<double>(length))
    , m_squares(kLags, 0.0)
    , m_sums(kLags, 0.0)
{
    m_values.reserve(2 * (kLags + length + 1));
}

void AnalogSearch::add(double value)
{
    const std::size_t needed = kLags + m_length + 1;
    if (m_values.size() == 2 * needed)
        m_values.erase(m_values.begin(), m_values.end() - static_cast<std::ptrdiff_t>(needed));
    m_low = m_values.empty() ? value : std::min(m_low, value);
    m_high = m_values.empty() ? value : std::max(m_high, value);
    m_values.push_back(value);
    // A lag is in use once its window is whole.
    const std::size_t lags = std::min(kLags, m_values.size() - 1);
    carryOn(lags);
    if (m_values.size() >= 2 * m_length)
        search(lags);
}

// Adds the newest difference of each lag and takes the one that leaves the window.
void AnalogSearch::carryOn(std::size_t lags)
{
    const std::size_t now = m_values.size() - 1;
    const double newest = m_values[now];
    const double* const past = m_values.data() + (now - lags);
    double* const squares = m_squares.data() + (kLags - lags);
    double* const sums = m_sums.data() + (kLags - lags);
    for (std::size_t j = 0; j < lags; ++j) {
        const double d = newest - past[j];
        squares[j] += d * d;
        sums[j] += d;
    }
    ++m_sinceFresh;
    if (now < m_length)
        return;
    // Lags whose windows reach back further than there are values have nothing that leaves.
    const std::size_t oldLags = std::min(lags, now - m_length);
    const double leaving = m_values[now - m_length];
    const double* const pastLeaving = m_values.data() + (now - m_length - oldLags);
    double* const oldSquares = m_squares.data() + (kLags - oldLags);
    double* const oldSums = m_sums.data() + (kLags - oldLags);
    for (std::size_t j = 0; j < oldLags; ++j) {
        const double d = leaving - pastLeaving[j];
        oldSquares[j] -= d * d;
        oldSums[j] -= d;
    }
}

void AnalogSearch::startAfresh(std::size_t lags)
{
    const double* const now = m_values.data() + m_values.size() - 1;
    for (std::size_t lag = 1; lag <= lags; ++lag) {
        const std::size_t pairs = std::min(m_length, m_values.size() - lag);
        double squares = 0;
        double sums = 0;
        for (std::size_t i = 0; i < pairs; ++i) {
            const double d = *(now - i) - *(now - i - lag);
            squares += d * d;
            sums += d;
        }
        m_squares[kLags - lag] = squares;
        m_sums[kLags - lag] = sums;
    }
    const auto [low, high] = std::minmax_element(m_values.begin(), m_values.end());
    m_low = *low;
    m_high = *high;
    m_sinceFresh = 0;
}

double AnalogSearch::centred(std::size_t lag) const
{
    const std::size_t at = kLags - lag;
    return m_squares[at] - m_sums[at] * m_sums[at] * m_perLength;
}

// The smallest centred() of a range of lags, eight at a time so that the compiler can vectorise
// without reordering a reduction.
double AnalogSearch::smallestSquares(std::size_t from, std::size_t to) const
{
    constexpr std::size_t kLanes = 8;
    std::array<double, kLanes> smallest;
    smallest.fill(std::numeric_limits<double>::infinity());
    const double* const squares = m_squares.data() + (kLags - to);
    const double* const sums = m_sums.data() + (kLags - to);
    const std::size_t count = to - from + 1;
    std::size_t j = 0;
    for (; j + kLanes <= count; j += kLanes) {
        for (std::size_t k = 0; k < kLanes; ++k) {
            const double sum = squares[j + k] - sums[j + k] * sums[j + k] * m_perLength;
            smallest[k] = sum < smallest[k] ? sum : smallest[k];
        }
    }
    for (; j < count; ++j)
        smallest[0] = std::min(smallest[0], squares[j] - sums[j] * sums[j] * m_perLength);
    return *std::min_element(smallest.begin(), smallest.end());
}

void AnalogSearch::search(std::size_t lags)
{
    const std::size_t n = m_values.size();
    const std::size_t longest = std::min(lags, n - m_length); // whole windows only
    const auto look = [&] {
        m_used = 0;
        for (std::size_t part = 0; part < kParts; ++part) {
            const std::size_t from = std::max(m_length, longest * part / kParts + 1);
            const std::size_t to = longest * (part + 1) / kParts;
            if (from <= to)
                m_parts[m_used++] = {smallestSquares(from, to), from, to};
        }
        std::sort(m_parts.begin(), m_parts.begin() + static_cast<std::ptrdiff_t>(m_used),
                  [](const Part& a, const Part& b) {
                      return a.squares != b.squares ? a.squares < b.squares : a.from < b.from;
                  });
    };
    look();
    const double range = m_high - m_low;
    if (m_parts[0].squares < kRoundingShows * range * range &&
        m_sinceFresh >= std::max(m_length, kFewestFresh)) {
        startAfresh(lags);
        look();
    }
    if (n >= 3 * m_length)
        m_distance = std::sqrt(std::max(0.0, m_parts[0].squares) * m_perLength);
}

std::optional<double> AnalogSearch::forecast() const
{
    const std::size_t used = std::min(m_used, kForecasts);
    if (used == 0)
        return std::nullopt;
    double sum = 0;
    for (std::size_t i = 0; i < used; ++i) {
        std::size_t lag = m_parts[i].from;
        while (lag < m_parts[i].to && centred(lag) > m_parts[i].squares)
            ++lag;
        sum += m_values[m_values.size() - lag] + m_sums[kLags - lag] * m_perLength;
    }
    return sum / static_cast<double>(used);
}

} // namespace vigia
