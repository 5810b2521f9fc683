#include "core/runtime/watch_board.h"

namespace vigia {

void WatchBoard::put(WatchState state)
{
    QMetaObject::invokeMethod(
        this,
        [this, state = std::move(state)]() mutable {
            state.slept = m_state.slept;
            if (state == m_state)
                return;
            m_state = std::move(state);
            emit changed();
        },
        Qt::QueuedConnection);
}

void WatchBoard::noteSleep(Instant from, Instant to)
{
    QMetaObject::invokeMethod(
        this,
        [this, from, to] {
            m_state.slept = {from, to};
            emit slept(from, to);
            emit changed();
        },
        Qt::QueuedConnection);
}

} // namespace vigia
