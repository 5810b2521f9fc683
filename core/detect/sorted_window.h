// The last N values of a series, in order of size: exact medians and quantiles that move along.
//
// Cost: O(log N) to find and one memmove of at most 8·N bytes to add; 16 bytes a value.
// Thread: not shared.
#pragma once

#include <cstddef>
#include <vector>

namespace vigia {

class SortedWindow
{
public:
    // REQUIRES: capacity >= 1.
    explicit SortedWindow(std::size_t capacity);

    // Adds a value; the oldest leaves when the window is full. REQUIRES: value is not NaN.
    void add(double value);

    [[nodiscard]] bool full() const { return m_sorted.size() == m_capacity; }
    [[nodiscard]] std::size_t size() const { return m_sorted.size(); }
    [[nodiscard]] double median() const; // 0 when empty
    // 0 = smallest, 1 = largest; 0 when empty. REQUIRES: 0 <= share <= 1.
    [[nodiscard]] double quantile(double share) const;
    [[nodiscard]] double smallest() const { return m_sorted.empty() ? 0 : m_sorted.front(); }
    [[nodiscard]] double largest() const { return m_sorted.empty() ? 0 : m_sorted.back(); }

private:
    std::size_t m_capacity;
    std::vector<double> m_ring; // in order of arrival
    std::size_t m_next = 0;     // place of the oldest once full
    std::vector<double> m_sorted;
};

} // namespace vigia
