// What the watch over the whole chain last found, for the window: why it does not work, how the
// heartbeat fares, and when the machine slept.
//
// A child of the Monitor, in its thread. Who watches posts to it from other threads by put() and
// noteSleep().
#pragma once

#include "core/notify/heartbeat.h"
#include "core/runtime/chain_watch.h"

#include <QObject>

#include <optional>
#include <utility>
#include <vector>

namespace vigia {

struct WatchState
{
    std::vector<ChainTrouble> troubles; // empty = the chain works
    bool asked = false;                 // false until it was looked at once
    bool heartbeatConfigured = false;
    std::string heartbeatError;                       // of the last call; "" = it got through
    std::optional<Instant> lastCall;                  // of the heartbeat, that got through
    std::optional<std::pair<Instant, Instant>> slept; // the last time, from and to

    friend bool operator==(const WatchState&, const WatchState&) = default;
};

class WatchBoard final : public QObject
{
    Q_OBJECT

public:
    explicit WatchBoard(QObject* monitor)
        : QObject(monitor)
    {}
    // Nullptr where nobody watches.
    [[nodiscard]] static WatchBoard* of(const QObject& monitor)
    {
        return monitor.findChild<WatchBoard*>(QString(), Qt::FindDirectChildrenOnly);
    }

    [[nodiscard]] const WatchState& state() const { return m_state; }

    // From any thread.
    void put(WatchState state); // what it says of sleep is not taken
    void noteSleep(Instant from, Instant to);

signals:
    void changed();
    void slept(vigia::Instant from, vigia::Instant to);

private:
    WatchState m_state;
};

} // namespace vigia
