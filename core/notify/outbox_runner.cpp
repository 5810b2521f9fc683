#include "core/notify/outbox_runner.h"

#include <algorithm>

namespace vigia {
namespace {

// After so many temporary failures in a row, over different entries, the channel itself is asked
// less often, and each entry is spared an attempt.
constexpr int kFailuresBeforePause = 3;
constexpr std::chrono::minutes kLongestPause{5};

constexpr std::size_t kFirstPage = 64;
constexpr std::size_t kLastPage = 16'384;

} // namespace

std::string channelStateText(std::span<const ChannelHealth> health, std::string_view channel)
{
    const ChannelHealth* worst = nullptr;
    for (const ChannelHealth& h : health) {
        if (h.channel == channel && (worst == nullptr || h.state > worst->state))
            worst = &h;
    }
    const std::string name(channel);
    if (worst == nullptr)
        return "no " + name + " configured";
    switch (worst->state) {
    case ChannelState::Ready:
        return name + " ready";
    case ChannelState::Healthy:
        return name + " healthy";
    case ChannelState::Failing:
        return name + " failing: " + worst->reason;
    case ChannelState::Stopped:
        return name + " stopped: " + worst->reason;
    }
    return name;
}

OutboxEntry settled(OutboxEntry entry, const Outcome& outcome, Instant now, const Backoff& backoff)
{
    ++entry.attempts;
    entry.lastError = outcome.reason;
    switch (outcome.delivery) {
    case Delivery::Sent:
        entry.state = DeliveryState::Sent;
        entry.lastError.clear();
        break;
    case Delivery::GiveUp:
        entry.state = DeliveryState::Failed;
        break;
    case Delivery::Retry:
        if (const auto next = nextAttempt(backoff, entry.attempts, entry.id, entry.created, now,
                                          outcome.retryAfter)) {
            entry.nextAttempt = *next;
        } else {
            entry.state = DeliveryState::Failed;
            entry.lastError =
                "given up after " + std::to_string(entry.attempts) + " attempts: " + outcome.reason;
        }
        break;
    }
    return entry;
}

OutboxRunner::OutboxRunner(std::vector<Notifier*> notifiers, const Backoff& backoff)
    : m_backoff(backoff)
{
    for (Notifier* notifier : notifiers) {
        Lane lane;
        lane.notifier = notifier;
        lane.health.channel = notifier->channel();
        lane.health.receiver = notifier->receiver();
        m_lanes.push_back(std::move(lane));
    }
}

RunResult OutboxRunner::runOnce(Store& store, const Clock& clock)
{
    RunResult out;
    for (;;) {
        const auto jobs = claim(store, clock.now());
        if (!jobs) {
            out.storeError = jobs.error();
            return out;
        }
        if (jobs->empty())
            return out;
        for (const Job& job : *jobs) {
            const Outcome outcome = m_lanes[job.lane].notifier->deliver(job.entry);
            if (const auto recorded = settle(store, job, outcome, clock.now()); !recorded)
                out.storeError = recorded.error();
            out.sent += outcome.delivery == Delivery::Sent;
            out.retried += outcome.delivery == Delivery::Retry;
            out.failed += outcome.delivery == Delivery::GiveUp;
        }
        if (out.storeError)
            return out;
    }
}

Result<std::vector<OutboxRunner::Job>> OutboxRunner::claim(Store& store, Instant now)
{
    if (auto written = recordLeftovers(store); !written)
        return fail(written.error());
    std::vector<Job> jobs;
    // A channel that stands still may fill the first page; another one must not wait for it.
    for (std::size_t limit = kFirstPage;; limit *= 4) {
        const auto due = store.dueDeliveries(now, limit);
        if (!due)
            return fail(due.error());
        for (const OutboxEntry& entry : *due) {
            if (m_inFlight.contains(entry.id))
                continue;
            const auto lane = laneOf(entry);
            if (!lane) {
                const Outcome none{
                    Delivery::Retry, "no channel " + entry.channel + " is configured", {}, false};
                if (auto done = record(store, settled(entry, none, now, m_backoff)); !done)
                    return fail(done.error());
                continue;
            }
            Lane& l = m_lanes[*lane];
            if (l.health.state == ChannelState::Stopped || isPaused(l, now)) {
                const bool stopped = l.health.state == ChannelState::Stopped;
                if (stopped ? now <= entry.created + m_backoff.giveUpAfter
                            : mayStillWait(m_backoff, entry.attempts, entry.created, now))
                    continue;
                const Outcome late{Delivery::GiveUp,
                                   "waited too long for the channel: " + l.health.reason,
                                   {},
                                   false};
                ++l.health.failed;
                if (auto done = record(store, settled(entry, late, now, m_backoff)); !done)
                    return fail(done.error());
                continue;
            }
            if (l.busy)
                continue;
            l.busy = true;
            m_inFlight.insert(entry.id);
            jobs.push_back({*lane, entry});
        }
        const bool allTaken = std::all_of(m_lanes.begin(), m_lanes.end(), [&](const Lane& l) {
            return l.busy || l.health.state == ChannelState::Stopped || isPaused(l, now);
        });
        if (due->size() < limit || allTaken || limit >= kLastPage)
            return jobs;
    }
}

Result<void> OutboxRunner::settle(Store& store, const Job& job, const Outcome& outcome, Instant now)
{
    Lane& lane = m_lanes[job.lane];
    lane.busy = false;
    const OutboxEntry entry = settled(job.entry, outcome, now, m_backoff);
    note(lane, entry, outcome, now);
    auto recorded = record(store, entry);
    m_inFlight.erase(job.entry.id);
    return recorded;
}

void OutboxRunner::release(const Job& job)
{
    m_lanes[job.lane].busy = false;
    m_inFlight.erase(job.entry.id);
}

Result<void> OutboxRunner::retry(Store& store, std::int64_t id, Instant now)
{
    if (m_inFlight.contains(id))
        return {}; // it is on its way
    const auto found = store.delivery(id);
    if (!found)
        return fail(found.error());
    if (!*found)
        return fail(ErrorCode::NotFound, "outbox entry " + std::to_string(id) + ": not found");
    if ((*found)->state == DeliveryState::Sent || m_unrecorded.contains(id))
        return fail(ErrorCode::Conflict,
                    "outbox entry " + std::to_string(id) + ": was delivered already");
    OutboxEntry entry = **found;
    entry.state = DeliveryState::Pending;
    entry.nextAttempt = now;
    if (const auto lane = laneOf(entry)) {
        Lane& l = m_lanes[*lane];
        l.pausedUntil = {};
        l.failuresInARow = 0;
        if (l.health.state == ChannelState::Stopped)
            l.health.state = ChannelState::Failing;
    }
    return store.recordAttempt(entry);
}

void OutboxRunner::resume(std::string_view channel)
{
    for (Lane& lane : m_lanes) {
        if (lane.health.channel != channel)
            continue;
        lane.pausedUntil = {};
        lane.failuresInARow = 0;
        if (lane.health.state == ChannelState::Stopped)
            lane.health.state = ChannelState::Failing;
    }
}

std::vector<ChannelHealth> OutboxRunner::health() const
{
    std::vector<ChannelHealth> out;
    for (const Lane& lane : m_lanes)
        out.push_back(lane.health);
    return out;
}

std::optional<std::size_t> OutboxRunner::laneOf(const OutboxEntry& entry) const
{
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        const ChannelHealth& h = m_lanes[i].health;
        if (h.channel == entry.channel && (h.receiver.empty() || h.receiver == entry.recipient))
            return i;
    }
    return std::nullopt;
}

bool OutboxRunner::isPaused(const Lane& lane, Instant now) const
{
    // A clock that was set back must not pause a channel for days.
    return now < lane.pausedUntil && lane.pausedUntil <= now + m_backoff.longest;
}

Result<void> OutboxRunner::record(Store& store, OutboxEntry entry)
{
    auto written = store.recordAttempt(entry);
    if (!written)
        m_unrecorded[entry.id] = std::move(entry);
    return written;
}

Result<void> OutboxRunner::recordLeftovers(Store& store)
{
    while (!m_unrecorded.empty()) {
        const auto first = m_unrecorded.begin();
        if (auto written = store.recordAttempt(first->second); !written)
            return written;
        m_unrecorded.erase(first);
    }
    return {};
}

void OutboxRunner::note(Lane& lane, const OutboxEntry& entry, const Outcome& outcome, Instant now)
{
    ChannelHealth& h = lane.health;
    const auto become = [&](ChannelState state) {
        if (h.state != state)
            h.since = now;
        h.state = state;
        h.reason = state == ChannelState::Healthy ? std::string() : outcome.reason;
    };
    h.sent += entry.state == DeliveryState::Sent;
    h.failed += entry.state == DeliveryState::Failed;
    h.retried += entry.state == DeliveryState::Pending;
    switch (outcome.delivery) {
    case Delivery::Sent:
        lane.failuresInARow = 0;
        h.lastSent = now;
        become(ChannelState::Healthy);
        return;
    case Delivery::GiveUp: // the other side answers; this one message or the credentials are wrong
        lane.failuresInARow = 0;
        become(outcome.channelDown ? ChannelState::Stopped : ChannelState::Failing);
        return;
    case Delivery::Retry:
        ++lane.failuresInARow;
        become(ChannelState::Failing);
        if ((outcome.channelDown || outcome.retryAfter) && entry.state == DeliveryState::Pending) {
            lane.pausedUntil = entry.nextAttempt; // what was asked for is meant for the channel
        } else if (lane.failuresInARow >= kFailuresBeforePause) {
            const auto pause =
                retryDelay(m_backoff, lane.failuresInARow - kFailuresBeforePause + 1, 0);
            lane.pausedUntil = now + std::min<std::chrono::milliseconds>(pause, kLongestPause);
        }
        return;
    }
}

} // namespace vigia
