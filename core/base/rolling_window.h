// The counts of the last N minutes with their exact mean and variance.
//
// Sums are kept as integers of 128 bits, so nothing drifts or cancels however long it runs and
// however large the counts are: N * sum(x²) - sum(x)² stays below 2^128 for counts up to 2^53 - 1
// and N up to kMaxCapacity. Cost: O(1) per add, 8 bytes a minute, grown with use.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace vigia {

class RollingWindow
{
public:
    static constexpr std::size_t kMaxCapacity = 2047;

    // REQUIRES: 1 <= capacity <= kMaxCapacity.
    explicit RollingWindow(std::size_t capacity);

    // Adds a count of at most 2^53 - 1; the oldest leaves when the window is full.
    void add(std::uint64_t count);
    void clear();

    [[nodiscard]] std::size_t size() const { return m_ring.size(); }
    [[nodiscard]] std::size_t capacity() const { return m_capacity; }
    [[nodiscard]] double mean() const;      // 0 when empty
    [[nodiscard]] double deviation() const; // population; exactly 0 iff all counts are equal
    // The i-th oldest, 0 <= i < size().
    [[nodiscard]] std::uint64_t at(std::size_t i) const;

private:
    __extension__ using Wide = unsigned __int128;

    std::vector<std::uint64_t> m_ring;
    std::size_t m_capacity;
    std::size_t m_next = 0; // the oldest, once full
    Wide m_sum = 0;
    Wide m_squares = 0;
};

} // namespace vigia
