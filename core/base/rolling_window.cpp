#include "core/base/rolling_window.h"

#include <cassert>
#include <cmath>

namespace vigia {

RollingWindow::RollingWindow(std::size_t capacity)
    : m_ring(capacity)
{
    assert(capacity >= 1 && capacity <= kMaxCapacity);
}

void RollingWindow::add(std::uint64_t count)
{
    assert(count < (std::uint64_t{1} << 53));
    if (m_size == m_ring.size()) {
        const Wide oldest = m_ring[m_next];
        m_sum -= oldest;
        m_squares -= oldest * oldest;
    } else {
        ++m_size;
    }
    m_ring[m_next] = count;
    m_next = (m_next + 1) % m_ring.size();
    m_sum += count;
    m_squares += static_cast<Wide>(count) * count;
}

void RollingWindow::clear()
{
    m_next = 0;
    m_size = 0;
    m_sum = 0;
    m_squares = 0;
}

double RollingWindow::mean() const
{
    return m_size == 0 ? 0.0 : static_cast<double>(m_sum) / static_cast<double>(m_size);
}

double RollingWindow::deviation() const
{
    if (m_size == 0)
        return 0.0;
    const Wide scaled = m_squares * m_size - m_sum * m_sum; // n² times the variance, never negative
    return std::sqrt(static_cast<double>(scaled)) / static_cast<double>(m_size);
}

std::uint64_t RollingWindow::at(std::size_t i) const
{
    assert(i < m_size);
    const std::size_t first = m_size == m_ring.size() ? m_next : 0;
    return m_ring[(first + i) % m_ring.size()];
}

} // namespace vigia
