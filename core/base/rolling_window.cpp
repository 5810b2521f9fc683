#include "core/base/rolling_window.h"

#include <cassert>
#include <cmath>

namespace vigia {

RollingWindow::RollingWindow(std::size_t capacity)
    : m_capacity(capacity)
{
    assert(capacity >= 1 && capacity <= kMaxCapacity);
}

void RollingWindow::add(std::uint64_t count)
{
    assert(count < (std::uint64_t{1} << 53));
    if (m_ring.size() < m_capacity) {
        m_ring.push_back(count);
    } else {
        const Wide oldest = m_ring[m_next];
        m_sum -= oldest;
        m_squares -= oldest * oldest;
        m_ring[m_next] = count;
        m_next = m_next + 1 == m_capacity ? 0 : m_next + 1;
    }
    m_sum += count;
    m_squares += static_cast<Wide>(count) * count;
}

void RollingWindow::clear()
{
    m_ring.clear();
    m_next = 0;
    m_sum = 0;
    m_squares = 0;
}

double RollingWindow::mean() const
{
    return m_ring.empty() ? 0.0 : static_cast<double>(m_sum) / static_cast<double>(m_ring.size());
}

double RollingWindow::deviation() const
{
    if (m_ring.empty())
        return 0.0;
    const Wide n = m_ring.size();
    const Wide scaled = m_squares * n - m_sum * m_sum; // n² times the variance, never negative
    return std::sqrt(static_cast<double>(scaled)) / static_cast<double>(n);
}

std::uint64_t RollingWindow::at(std::size_t i) const
{
    assert(i < m_ring.size());
    const std::size_t place = m_next + i;
    return m_ring[place < m_ring.size() ? place : place - m_ring.size()];
}

} // namespace vigia
