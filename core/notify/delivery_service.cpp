#include "core/notify/delivery_service.h"

#include <algorithm>

namespace vigia {
namespace {

// How long a store that cannot be opened is left alone.
constexpr std::chrono::seconds kReopenPause{2};

std::vector<Notifier*> borrowed(const std::vector<std::unique_ptr<Notifier>>& notifiers)
{
    std::vector<Notifier*> out;
    for (const auto& n : notifiers)
        out.push_back(n.get());
    return out;
}

} // namespace

DeliveryService::DeliveryService(Options options)
    : m_options(std::move(options))
    , m_health(OutboxRunner(borrowed(m_options.notifiers), m_options.backoff).health())
{}

DeliveryService::~DeliveryService()
{
    stop();
}

void DeliveryService::start()
{
    for (const auto& notifier : m_options.notifiers) {
        auto worker = std::make_unique<Worker>();
        worker->notifier = notifier.get();
        m_workers.push_back(std::move(worker));
    }
    for (const auto& worker : m_workers)
        worker->thread = std::thread([this, w = worker.get()] { work(*w); });
    m_coordinator = std::thread([this] { coordinate(); });
}

void DeliveryService::wake()
{
    {
        const std::lock_guard lock(m_mutex);
        m_wakeAsked = true;
    }
    m_wakeCoordinator.notify_one();
}

void DeliveryService::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    for (const auto& notifier : m_options.notifiers)
        notifier->abort();
    m_wakeWorkers.notify_all();
    for (const auto& worker : m_workers) {
        if (worker->thread.joinable())
            worker->thread.join();
    }
    m_wakeCoordinator.notify_all(); // last, so that it records what the workers brought
    if (m_coordinator.joinable())
        m_coordinator.join();
}

void DeliveryService::retry(std::int64_t entry)
{
    {
        const std::lock_guard lock(m_mutex);
        m_requests.emplace_back([entry, this](OutboxRunner& runner, Store& store) {
            return runner.retry(store, entry, m_options.clock->now());
        });
    }
    wake();
}

void DeliveryService::resume(std::string channel)
{
    {
        const std::lock_guard lock(m_mutex);
        m_requests.emplace_back([channel = std::move(channel)](OutboxRunner& runner, Store&) {
            runner.resume(channel);
            return Result<void>();
        });
    }
    wake();
}

std::vector<ChannelHealth> DeliveryService::health() const
{
    const std::lock_guard lock(m_mutex);
    return m_health;
}

std::string DeliveryService::storeError() const
{
    const std::lock_guard lock(m_mutex);
    return m_storeError;
}

std::chrono::seconds DeliveryService::sinceLastLook() const
{
    const std::lock_guard lock(m_mutex);
    return std::chrono::floor<std::chrono::seconds>(std::chrono::steady_clock::now() - m_lastLook);
}

void DeliveryService::work(Worker& worker)
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wakeWorkers.wait(lock, [&] { return m_stop || worker.job; });
        if (!worker.job)
            return; // stopping
        const OutboxRunner::Job job = *worker.job;
        lock.unlock();
        const Outcome outcome = worker.notifier->deliver(job.entry);
        const Instant at = m_options.clock->now();
        lock.lock();
        worker.job.reset();
        m_done.push_back({job, outcome, at});
        m_wakeCoordinator.notify_one();
    }
}

void DeliveryService::coordinate()
{
    std::unique_ptr<Store> store;
    OutboxRunner runner(borrowed(m_options.notifiers), m_options.backoff);
    for (;;) {
        std::string error;
        if (!store) {
            if (auto opened = m_options.openStore())
                store = std::move(*opened);
            else
                error = opened.error().message;
        }
        bool stopping = false;
        {
            const std::lock_guard lock(m_mutex);
            stopping = m_stop;
            m_wakeAsked = false;
        }
        if (store) {
            settleDone(runner, *store, stopping);
            runRequests(runner, *store);
            const Result<bool> take = stopping ? Result<bool>(false) : mayTake(*store);
            if (!take)
                error = take.error().message;
            if (take && *take) {
                if (auto jobs = runner.claim(*store, m_options.clock->now())) {
                    const std::lock_guard lock(m_mutex);
                    for (OutboxRunner::Job& job : *jobs) {
                        if (m_stop)
                            runner.release(job); // its worker may have ended already
                        else
                            m_workers[job.lane]->job = std::move(job);
                    }
                    m_wakeWorkers.notify_all();
                } else {
                    error = jobs.error().message;
                }
            }
        }
        publish(runner, std::move(error));
        std::unique_lock lock(m_mutex);
        const bool idle =
            std::all_of(m_workers.begin(), m_workers.end(), [](const auto& w) { return !w->job; });
        if (stopping && m_done.empty() && idle)
            return;
        m_wakeCoordinator.wait_for(lock, store ? m_options.poll : kReopenPause, [&] {
            return m_wakeAsked || !m_done.empty() || (m_stop && !stopping);
        });
        if (m_stop && !store)
            return; // the outcomes cannot be written; they are tried again after the next start
    }
}

// The right to take is kept while something is under way, so that nobody else sends it too.
Result<bool> DeliveryService::mayTake(Store& store)
{
    if (!m_options.mayTake)
        return true;
    auto may = m_options.mayTake(store);
    if (may && !*may && m_options.mayNot) {
        const std::lock_guard lock(m_mutex);
        if (m_done.empty() &&
            std::all_of(m_workers.begin(), m_workers.end(), [](const auto& w) { return !w->job; }))
            m_options.mayNot(store);
    }
    return may;
}

void DeliveryService::runRequests(OutboxRunner& runner, Store& store)
{
    std::vector<std::function<Result<void>(OutboxRunner&, Store&)>> requests;
    {
        const std::lock_guard lock(m_mutex);
        requests.swap(m_requests);
    }
    for (const auto& request : requests)
        static_cast<void>(request(runner, store)); // the entry itself shows what came of it
}

void DeliveryService::settleDone(OutboxRunner& runner, Store& store, bool stopping)
{
    std::deque<Done> done;
    {
        const std::lock_guard lock(m_mutex);
        done.swap(m_done);
    }
    for (const Done& d : done) {
        // An attempt that the stop cut short says nothing about the other side.
        if (stopping && d.outcome.delivery == Delivery::Retry)
            runner.release(d.job);
        else
            static_cast<void>(runner.settle(store, d.job, d.outcome, d.at)); // kept in the runner
    }
}

void DeliveryService::publish(const OutboxRunner& runner, std::string error)
{
    std::vector<ChannelHealth> health = runner.health();
    bool changed = false;
    {
        const std::lock_guard lock(m_mutex);
        changed = health != m_health || error != m_storeError;
        m_health = std::move(health);
        m_storeError = std::move(error);
        m_lastLook = std::chrono::steady_clock::now();
    }
    if (changed && m_options.changed)
        m_options.changed();
}

} // namespace vigia
