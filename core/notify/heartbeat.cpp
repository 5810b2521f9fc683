#include "core/notify/heartbeat.h"

#include <algorithm>

namespace vigia {
namespace {

// How soon a chain that did not work is looked at again.
constexpr std::chrono::milliseconds kSooner{15'000};

} // namespace

Heartbeat::Heartbeat(Options options)
    : m_options(std::move(options))
{}

Heartbeat::~Heartbeat()
{
    stop();
}

void Heartbeat::start()
{
    m_thread = std::thread([this] { run(); });
}

void Heartbeat::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_abort = true;
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

HeartbeatState Heartbeat::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_state;
}

std::string Heartbeat::stateText() const
{
    if (m_options.url.empty())
        return "no heartbeat configured";
    const HeartbeatState now = state();
    if (!now.troubles.empty())
        return "heartbeat held back: " + now.troubles.front();
    if (!now.error.empty())
        return "heartbeat fails: " + now.error;
    return now.lastSent ? "heartbeat well" : "heartbeat begins";
}

void Heartbeat::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        lock.unlock();
        const auto begun = std::chrono::steady_clock::now();
        turn();
        lock.lock();
        const auto pause =
            m_state.troubles.empty() ? m_options.every : std::min(m_options.every, kSooner);
        m_wake.wait_until(lock, begun + pause, [this] { return m_stop; });
    }
}

void Heartbeat::turn()
{
    HeartbeatState next = state();
    next.troubles = m_options.troubles(m_abort);
    if (m_abort)
        return;
    next.asked = true;
    if (next.troubles.empty() && !m_options.url.empty()) {
        HttpPost request;
        request.method = HttpMethod::Get;
        request.url = m_options.url;
        request.caFile = m_options.caFile;
        const Outcome outcome =
            post(request, m_options.limits, m_abort, m_options.clock->now()).outcome;
        if (m_abort && outcome.delivery != Delivery::Sent)
            return; // the stop cut it short
        next.error = outcome.reason;
        if (outcome.delivery == Delivery::Sent) {
            next.lastSent = m_options.clock->now();
            ++next.sent;
        } else {
            ++next.failed;
        }
    }
    bool changed = false;
    {
        const std::lock_guard lock(m_mutex);
        changed = m_state.troubles != next.troubles || m_state.error != next.error ||
                  m_state.asked != next.asked;
        m_state = next;
    }
    if (changed && m_options.changed)
        m_options.changed(next);
}

} // namespace vigia
