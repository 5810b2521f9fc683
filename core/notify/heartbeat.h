// Watches the whole chain and, while it works, calls an address: a watcher elsewhere that misses
// the calls raises the alarm when Vigia no longer can.
//
// One thread of its own, timed by the monotonic clock. Every `every` it asks for the reasons why
// the chain does not work; without any it calls the address by GET (any 2xx counts), with one it
// calls nobody and asks again sooner. Without an address it only asks. A call that fails is not
// repeated before the next one is due. start(), stop() and state() from any thread.
#pragma once

#include "core/base/clock.h"
#include "core/notify/http_post.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace vigia {

struct HeartbeatState
{
    std::vector<std::string> troubles; // why it is held back; empty = the chain works
    std::string error;                 // of the last call, without the address; "" = it got through
    std::optional<Instant> lastSent;   // when a call last got through
    std::int64_t sent = 0;
    std::int64_t failed = 0;
    bool asked = false; // false until the chain was looked at once

    friend bool operator==(const HeartbeatState&, const HeartbeatState&) = default;
};

class Heartbeat
{
public:
    struct Options
    {
        std::string url;    // checked with checkWebAddress; "" = none. Secret.
        std::string caFile; // further trusted certificates; "" = the system's
        std::chrono::milliseconds every{60'000};
        TransferLimits limits;
        std::shared_ptr<const Clock> clock;
        // Why the chain does not work, in words; asked in the heartbeat's thread. May take a while,
        // but not when `stop` has become true.
        std::function<std::vector<std::string>(const std::atomic<bool>& stop)> troubles;
        // After troubles or error have changed, in the heartbeat's thread; must return soon. May be
        // empty.
        std::function<void(const HeartbeatState&)> changed;
    };

    explicit Heartbeat(Options options);
    ~Heartbeat(); // stop()
    Heartbeat(const Heartbeat&) = delete;
    Heartbeat& operator=(const Heartbeat&) = delete;

    void start();
    void stop(); // ends a call that is under way; idempotent
    [[nodiscard]] HeartbeatState state() const;
    // "no heartbeat configured", "heartbeat well", "heartbeat held back: …", "heartbeat fails: …"
    [[nodiscard]] std::string stateText() const;

private:
    void run();
    void turn();

    Options m_options;
    std::atomic<bool> m_abort{false};
    mutable std::mutex m_mutex; // guards the next three
    std::condition_variable m_wake;
    bool m_stop = false;
    HeartbeatState m_state;
    std::thread m_thread;
};

} // namespace vigia
