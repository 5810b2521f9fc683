#include "core/detect/hour_history.h"

#include "core/base/stats.h"

#include <algorithm>

namespace vigia {

HourHistory::HourHistory(std::size_t minutes)
    : m_window(minutes)
{}

void HourHistory::add(std::uint64_t count)
{
    if (m_window.size() < m_window.capacity()) {
        m_sorted.insert(std::upper_bound(m_sorted.begin(), m_sorted.end(), count), count);
    } else {
        // Only what lies between the leaving and the coming count moves, by one place.
        const auto out = std::lower_bound(m_sorted.begin(), m_sorted.end(), m_window.at(0));
        if (count > *out) {
            const auto end = std::lower_bound(out + 1, m_sorted.end(), count);
            *std::move(out + 1, end, out) = count;
        } else {
            const auto begin = std::upper_bound(m_sorted.begin(), out, count);
            std::move_backward(begin, out, out + 1);
            *begin = count;
        }
    }
    m_window.add(count);
}

double HourHistory::quantile(double q) const
{
    return quantileOfSorted(std::span<const std::uint64_t>(m_sorted), q);
}

double HourHistory::mad() const
{
    return madOfSorted(std::span<const std::uint64_t>(m_sorted));
}

} // namespace vigia
