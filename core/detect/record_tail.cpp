#include "core/detect/record_tail.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace vigia {
namespace {

constexpr std::size_t kFewest = 8;
constexpr std::size_t kMost = 32;
constexpr double kLearnedDownTo = 0.01; // expected count of the largest value that is learned

} // namespace

RecordTail::Fit RecordTail::fit(double floor) const
{
    const auto kept = static_cast<double>(m_largest.size());
    const double bound = std::max(m_largest.back(), floor);
    double sum = 0;
    for (const double value : m_largest) {
        if (value > bound)
            sum += std::log(value / bound);
    }
    return {kept, bound, std::max(kSmallestXi, sum / std::max(1.0, kept - 1))};
}

double RecordTail::expected(double residual, double floor) const
{
    const Fit tail = fit(floor);
    if (residual <= tail.bound)
        return tail.kept;
    return tail.kept * std::pow(residual / tail.bound, -1 / tail.xi);
}

void RecordTail::learn(double residual, double floor)
{
    ++m_count;
    const std::size_t wanted = std::clamp(m_count / 8, kFewest, kMost);
    if (m_largest.size() >= wanted && residual <= m_largest.back())
        return;
    if (m_count > kWarmUp) {
        const Fit tail = fit(floor);
        residual = std::min(residual, tail.bound * std::pow(tail.kept / kLearnedDownTo, tail.xi));
    }
    m_largest.insert(
        std::upper_bound(m_largest.begin(), m_largest.end(), residual, std::greater<>{}), residual);
    if (m_largest.size() > wanted)
        m_largest.resize(wanted);
}

} // namespace vigia
