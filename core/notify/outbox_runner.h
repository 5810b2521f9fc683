// The outbox, without threads: which entry goes out next, and what is written down when an attempt
// has come back.
//
// At least once, and never again after a success that was recorded. An outcome that the store could
// not take is kept and written before anything else is sent. One entry at a time for each notifier;
// a notifier that is stopped, paused or busy holds up no other. Lives in one thread, which also
// owns the Store that is passed in.
#pragma once

#include "core/base/clock.h"
#include "core/message/backoff.h"
#include "core/notify/notifier.h"
#include "core/store/store.h"

#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace vigia {

enum class ChannelState {
    Ready,   // nothing sent yet
    Healthy, // the last attempt got through
    Failing, // the last attempt did not; it goes on
    Stopped, // wrong password or the like: nothing is tried until resume()
};

struct ChannelHealth
{
    std::string channel;
    std::string receiver; // "" = all of the channel
    ChannelState state = ChannelState::Ready;
    std::string reason; // of Failing and Stopped; redacted
    Instant since{};    // of the state
    std::int64_t sent = 0;
    std::int64_t retried = 0;
    std::int64_t failed = 0;         // given up
    std::optional<Instant> lastSent; // none = nothing since the start

    friend bool operator==(const ChannelHealth&, const ChannelHealth&) = default;
};

// "mail healthy", "mail failing: …", "mail stopped: …", "mail ready"; for `mail` that is not among
// them: "no mail configured".
[[nodiscard]] std::string channelStateText(std::span<const ChannelHealth> health,
                                           std::string_view channel);

// The entry as it is to be recorded after an attempt that ended at `now`.
[[nodiscard]] OutboxEntry settled(OutboxEntry entry, const Outcome& outcome, Instant now,
                                  const Backoff& backoff);

struct RunResult
{
    int sent = 0;
    int retried = 0;
    int failed = 0;
    std::optional<Error> storeError; // the outbox could not be read or written
};

class OutboxRunner
{
public:
    // Borrows the notifiers.
    OutboxRunner(std::vector<Notifier*> notifiers, const Backoff& backoff);

    // Sends what is due, one after the other, until nothing is due. Blocks as long as notifiers do.
    RunResult runOnce(Store& store, const Clock& clock);

    // The steps of runOnce, for callers that deliver in other threads. `lane` is the index of the
    // notifier.
    struct Job
    {
        std::size_t lane = 0;
        OutboxEntry entry;
    };
    // At most one due entry for each notifier that is free; it stays busy until settle() or
    // release(). Entries without a notifier, and those that waited too long for a stopped one, are
    // settled here.
    [[nodiscard]] Result<std::vector<Job>> claim(Store& store, Instant now);
    [[nodiscard]] Result<void> settle(Store& store, const Job& job, const Outcome& outcome,
                                      Instant now);
    void release(const Job& job); // not attempted: the entry stays as it is

    // By hand: an entry that waits or was given up goes out at once, also through a stopped
    // notifier. Conflict when it was sent, NotFound when there is none.
    [[nodiscard]] Result<void> retry(Store& store, std::int64_t entry, Instant now);
    void resume(std::string_view channel);

    [[nodiscard]] std::vector<ChannelHealth> health() const;

private:
    struct Lane
    {
        Notifier* notifier = nullptr;
        ChannelHealth health;
        bool busy = false;
        int failuresInARow = 0;
        Instant pausedUntil{};
    };

    [[nodiscard]] std::optional<std::size_t> laneOf(const OutboxEntry& entry) const;
    [[nodiscard]] bool isPaused(const Lane& lane, Instant now) const;
    [[nodiscard]] Result<void> record(Store& store, OutboxEntry entry);
    [[nodiscard]] Result<void> recordLeftovers(Store& store);
    void note(Lane& lane, const OutboxEntry& entry, const Outcome& outcome, Instant now);

    std::vector<Lane> m_lanes;
    Backoff m_backoff;
    std::set<std::int64_t> m_inFlight;
    std::map<std::int64_t, OutboxEntry> m_unrecorded; // happened, but not yet in the store
};

} // namespace vigia
