#include "core/runtime/chain_watch.h"

#include "core/message/words.h"

#include <condition_variable>
#include <mutex>

namespace vigia {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds kCommitWithin{10};
constexpr std::chrono::seconds kJudgeWithin{60};
constexpr std::chrono::seconds kOutboxWithin{60};
constexpr std::chrono::minutes kChannelWithin{15}; // a retry or two may come first

struct Probe
{
    std::mutex mutex;
    std::condition_variable done;
    std::optional<Result<void>> result;
};

// "" when a value of our own was committed.
std::string commitTrouble(const ChainView& view, const Clock& clock, const std::atomic<bool>& stop)
{
    auto probe = std::make_shared<Probe>(); // the writer may come to it when we are gone
    const std::string now = toRfc3339(clock.now());
    view.withWriter([probe, now](Store& store) {
        auto result = store.putValue("watch.alive", now);
        const std::lock_guard lock(probe->mutex);
        probe->result = std::move(result);
        probe->done.notify_all();
    });
    std::unique_lock lock(probe->mutex);
    const auto deadline = std::chrono::steady_clock::now() + kCommitWithin;
    while (!probe->result && !stop && std::chrono::steady_clock::now() < deadline)
        probe->done.wait_for(lock, 100ms);
    if (!probe->result)
        return "the store did not commit within " + std::to_string(kCommitWithin.count()) + " s";
    return *probe->result ? std::string() : "the store refuses: " + probe->result->error().message;
}

} // namespace

std::vector<std::string> chainTroubles(const ChainView& view, std::chrono::minutes dataWithin,
                                       const Clock& clock, const std::atomic<bool>& stop)
{
    std::vector<std::string> out;
    if (view.learning())
        out.emplace_back("stored history is being learned");
    if (const std::string trouble = view.storeTrouble(); !trouble.empty())
        out.push_back("the store refuses: " + trouble);
    else if (const std::string commit = commitTrouble(view, clock, stop); !commit.empty())
        out.push_back(commit);
    const std::chrono::seconds quiet = view.sinceRows();
    if (view.queued() > 0 && quiet > kJudgeWithin)
        out.push_back("requests wait and none was answered for " +
                      durationText(std::chrono::floor<std::chrono::minutes>(quiet)));
    else if (dataWithin > 0min && quiet > dataWithin)
        out.push_back("no data for " +
                      durationText(std::chrono::floor<std::chrono::minutes>(quiet)));
    if (!view.channels)
        return out;
    if (const std::string trouble = view.outboxTrouble(); !trouble.empty())
        out.push_back("the outbox cannot be read or written: " + trouble);
    else if (view.sinceOutboxLook() > kOutboxWithin)
        out.emplace_back("the outbox is not looked at");
    const Instant now = clock.now();
    for (const ChannelHealth& h : view.channels()) {
        const std::string name =
            h.receiver.empty() ? h.channel : h.channel + " (" + h.receiver + ')';
        if (h.state == ChannelState::Stopped)
            out.push_back(name + " is stopped: " + h.reason);
        else if (h.state == ChannelState::Failing && now - h.since > kChannelWithin)
            out.push_back(name + " fails: " + h.reason);
    }
    return out;
}

} // namespace vigia
