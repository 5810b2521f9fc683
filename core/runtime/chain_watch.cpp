#include "core/runtime/chain_watch.h"

#include "core/message/words.h"

#include <condition_variable>
#include <mutex>

namespace vigia {
namespace {

using namespace std::chrono_literals;
using What = ChainTrouble::What;

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

// None when a value of our own was committed.
std::optional<ChainTrouble> commitTrouble(const ChainView& view, const Clock& clock,
                                          const std::atomic<bool>& stop)
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
        return ChainTrouble{What::StoreHangs, {}, {}, 0min};
    if (!*probe->result)
        return ChainTrouble{What::StoreRefuses, {}, probe->result->error().message, 0min};
    return std::nullopt;
}

} // namespace

std::string ChainTrouble::text() const
{
    switch (what) {
    case What::Learning:
        return "stored history is being learned";
    case What::StoreRefuses:
        return "the store refuses: " + detail;
    case What::StoreHangs:
        return "the store did not commit within " + std::to_string(kCommitWithin.count()) + " s";
    case What::RequestsWait:
        return "requests wait and none was answered for " + durationText(lasting);
    case What::NoData:
        return "no data for " + durationText(lasting);
    case What::OutboxRefuses:
        return "the outbox cannot be read or written: " + detail;
    case What::OutboxHangs:
        return "the outbox is not looked at";
    case What::ChannelStopped:
        return part + " is stopped: " + detail;
    case What::ChannelFails:
        return part + " fails: " + detail;
    }
    return {};
}

std::vector<ChainTrouble> chainTroubles(const ChainView& view, std::chrono::minutes dataWithin,
                                        const Clock& clock, const std::atomic<bool>& stop)
{
    std::vector<ChainTrouble> out;
    if (view.learning())
        out.push_back({What::Learning, {}, {}, 0min});
    if (const std::string trouble = view.storeTrouble(); !trouble.empty())
        out.push_back({What::StoreRefuses, {}, trouble, 0min});
    else if (auto commit = commitTrouble(view, clock, stop))
        out.push_back(std::move(*commit));
    const std::chrono::seconds quiet = view.sinceRows();
    const auto lasting = std::chrono::floor<std::chrono::minutes>(quiet);
    if (view.queued() > 0 && quiet > kJudgeWithin)
        out.push_back({What::RequestsWait, {}, {}, lasting});
    else if (dataWithin > 0min && quiet > dataWithin)
        out.push_back({What::NoData, {}, {}, lasting});
    if (!view.channels)
        return out;
    if (const std::string trouble = view.outboxTrouble(); !trouble.empty())
        out.push_back({What::OutboxRefuses, {}, trouble, 0min});
    else if (view.sinceOutboxLook() > kOutboxWithin)
        out.push_back({What::OutboxHangs, {}, {}, 0min});
    const Instant now = clock.now();
    for (const ChannelHealth& h : view.channels()) {
        const std::string name =
            h.receiver.empty() ? h.channel : h.channel + " (" + h.receiver + ')';
        if (h.state == ChannelState::Stopped)
            out.push_back({What::ChannelStopped, name, h.reason, 0min});
        else if (h.state == ChannelState::Failing && now - h.since > kChannelWithin)
            out.push_back({What::ChannelFails, name, h.reason, 0min});
    }
    return out;
}

} // namespace vigia
