// The outbox at work: one thread that owns its Store and hands out entries, and one thread for each
// notifier, so that one that hangs delays no other.
//
// start(), wake(), stop(), retry(), resume() and health() from any thread. After stop() returns no
// thread runs and every outcome is recorded; what was not attempted stays in the outbox.
#pragma once

#include "core/notify/outbox_runner.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace vigia {

class DeliveryService
{
public:
    struct Options
    {
        // Opens a Store in the calling thread, which it then belongs to.
        std::function<Result<std::unique_ptr<Store>>()> openStore;
        std::vector<std::unique_ptr<Notifier>> notifiers;
        std::shared_ptr<const Clock> clock;
        Backoff backoff;
        std::chrono::milliseconds poll{2'000}; // how often the outbox is looked at unasked
        // Called in the service's thread after something changed; must return at once. May be
        // empty.
        std::function<void()> changed;
        // Where several processes share the outbox: whether this one may take entries now, and what
        // to do when it may not and nothing is under way. Called in the service's thread with its
        // store. May be empty.
        std::function<Result<bool>(Store&)> mayTake;
        std::function<void(Store&)> mayNot;
    };

    explicit DeliveryService(Options options);
    ~DeliveryService(); // stop()
    DeliveryService(const DeliveryService&) = delete;
    DeliveryService& operator=(const DeliveryService&) = delete;

    void start();
    void wake(); // there is something new in the outbox
    // Ends transfers that are under way; returns within about two seconds. Idempotent.
    void stop();

    void retry(std::int64_t entry);   // see OutboxRunner::retry
    void resume(std::string channel); // see OutboxRunner::resume

    [[nodiscard]] std::vector<ChannelHealth> health() const;
    [[nodiscard]] std::string storeError() const; // "" = the outbox can be read and written
    // Since the outbox was last looked at: more than a few times `poll` means that it hangs.
    [[nodiscard]] std::chrono::seconds sinceLastLook() const;

private:
    struct Done
    {
        OutboxRunner::Job job;
        Outcome outcome;
        Instant at{};
    };
    struct Worker
    {
        Notifier* notifier = nullptr;
        std::optional<OutboxRunner::Job> job; // guarded by m_mutex
        std::thread thread;
    };

    void coordinate();
    void work(Worker& worker);
    void runRequests(OutboxRunner& runner, Store& store);
    [[nodiscard]] Result<bool> mayTake(Store& store);
    void settleDone(OutboxRunner& runner, Store& store, bool stopping);
    void publish(const OutboxRunner& runner, std::string error);

    Options m_options;
    mutable std::mutex m_mutex; // guards all below
    std::condition_variable m_wakeCoordinator;
    std::condition_variable m_wakeWorkers;
    bool m_stop = false;
    bool m_wakeAsked = false;
    std::deque<Done> m_done;
    std::vector<std::function<Result<void>(OutboxRunner&, Store&)>> m_requests;
    std::vector<ChannelHealth> m_health;
    std::string m_storeError;
    std::chrono::steady_clock::time_point m_lastLook = std::chrono::steady_clock::now();
    std::vector<std::unique_ptr<Worker>> m_workers;
    std::thread m_coordinator;
};

} // namespace vigia
