// A bounded queue between two threads whose taker drains all that waits at once (that is what makes
// group commit).
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <utility>

namespace vigia {

template <typename T>
class BoundedQueue
{
public:
    explicit BoundedQueue(std::size_t capacity)
        : m_capacity(capacity)
    {}

    // False when full or closed; the item is untouched then.
    [[nodiscard]] bool tryPush(T& item)
    {
        {
            const std::scoped_lock lock(m_mutex);
            if (m_closed || m_items.size() >= m_capacity)
                return false;
            m_items.push_back(std::move(item));
        }
        m_changed.notify_one();
        return true;
    }

    // Waits for room. False when closed.
    bool push(T item)
    {
        std::unique_lock lock(m_mutex);
        m_room.wait(lock, [this] { return m_closed || m_items.size() < m_capacity; });
        if (m_closed)
            return false;
        m_items.push_back(std::move(item));
        lock.unlock();
        m_changed.notify_one();
        return true;
    }

    // All that waits; empty after `patience` without any, or when closed and drained.
    [[nodiscard]] std::deque<T> drain(std::chrono::milliseconds patience)
    {
        std::deque<T> out;
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, patience, [this] { return m_closed || !m_items.empty(); });
        out.swap(m_items);
        lock.unlock();
        m_room.notify_all();
        return out;
    }

    // No more pushes; what waits can still be drained.
    void close()
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_closed = true;
        }
        m_changed.notify_all();
        m_room.notify_all();
    }

    [[nodiscard]] bool finished() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_closed && m_items.empty();
    }

    [[nodiscard]] std::size_t size() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_items.size();
    }

private:
    const std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::condition_variable m_room;
    std::deque<T> m_items;
    bool m_closed = false;
};

} // namespace vigia
