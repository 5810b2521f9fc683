// Where answers that are made on other threads wait for the listener's thread.
//
// Shared by the listener and every Reply, so that a completion that comes after the listener has
// gone finds a closed box and nothing else. One wake-up serves all answers that lie in the box.
#pragma once

#include "core/ingest/reply.h"

#include <cstdint>
#include <functional>
#include <mutex>
#include <vector>

namespace vigia {

class AnswerBox
{
public:
    struct Answer
    {
        std::uint64_t exchange = 0; // which request it belongs to
        Reply::Make make;
    };

    // `wake` is called on the thread of put(), never after close(). It must not call back.
    explicit AnswerBox(std::function<void()> wake)
        : m_wake(std::move(wake))
    {}

    // Any thread.
    void put(Answer answer)
    {
        const std::scoped_lock lock(m_mutex);
        if (m_closed)
            return;
        m_answers.push_back(std::move(answer));
        if (m_answers.size() == 1 && !m_held)
            m_wake();
    }

    // The listener's thread.
    [[nodiscard]] std::vector<Answer> take()
    {
        const std::scoped_lock lock(m_mutex);
        return std::exchange(m_answers, {});
    }
    // While held nobody is woken: the holder takes the answers itself.
    void hold(bool held)
    {
        const std::scoped_lock lock(m_mutex);
        m_held = held;
    }
    void close()
    {
        const std::scoped_lock lock(m_mutex);
        m_closed = true;
        m_answers.clear();
    }

private:
    std::mutex m_mutex;
    std::function<void()> m_wake;
    std::vector<Answer> m_answers;
    bool m_closed = false;
    bool m_held = false;
};

} // namespace vigia
