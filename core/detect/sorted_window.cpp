#include "core/detect/sorted_window.h"

#include <algorithm>

namespace vigia {

SortedWindow::SortedWindow(std::size_t capacity)
    : m_capacity(capacity)
{
    m_ring.reserve(capacity);
    m_sorted.reserve(capacity);
}

void SortedWindow::add(double value)
{
    if (full()) {
        m_sorted.erase(std::lower_bound(m_sorted.begin(), m_sorted.end(), m_ring[m_next]));
        m_ring[m_next] = value;
        m_next = (m_next + 1) % m_capacity;
    } else {
        m_ring.push_back(value);
    }
    m_sorted.insert(std::upper_bound(m_sorted.begin(), m_sorted.end(), value), value);
}

double SortedWindow::median() const
{
    if (m_sorted.empty())
        return 0;
    const std::size_t n = m_sorted.size();
    const double low = m_sorted[(n - 1) / 2];
    return low + (m_sorted[n / 2] - low) / 2;
}

double SortedWindow::quantile(double share) const
{
    if (m_sorted.empty())
        return 0;
    return m_sorted[static_cast<std::size_t>(share * static_cast<double>(m_sorted.size() - 1))];
}

} // namespace vigia
