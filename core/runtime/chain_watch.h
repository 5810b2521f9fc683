// Whether the whole chain works: rows come in, are judged, are committed, and are told.
#pragma once

#include "core/base/clock.h"
#include "core/base/config.h"
#include "core/notify/outbox_runner.h"
#include "core/store/store.h"

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace vigia {

// What the watch looks at. All of them are asked in the watching thread.
struct ChainView
{
    std::function<bool()> learning;                  // still learns stored history
    std::function<std::string()> storeTrouble;       // "" = none
    std::function<std::chrono::seconds()> sinceRows; // were last answered, or since the start
    std::function<std::size_t()> queued;             // requests that wait for the engine
    // Runs the task in the writer's thread, with its store.
    std::function<void(std::function<void(Store&)>)> withWriter;
    // Of deliveries; empty functions where none are configured.
    std::function<std::vector<ChannelHealth>()> channels;
    std::function<std::string()> outboxTrouble; // "" = none
    std::function<std::chrono::seconds()> sinceOutboxLook;
};

// Why it does not work.
struct ChainTrouble
{
    enum class What {
        Learning,       // stored history is being learned
        StoreRefuses,   // `detail` says why
        StoreHangs,     // did not commit within ten seconds
        RequestsWait,   // and none was answered for `lasting`
        NoData,         // for `lasting`
        OutboxRefuses,  // `detail` says why
        OutboxHangs,    // nobody looks at it
        ChannelStopped, // `part` until it is resumed; `detail` says why
        ChannelFails,   // `part` for more than a quarter of an hour
    };
    What what = What::Learning;
    std::string part;   // the channel; "" = none
    std::string detail; // words of the other side, plain
    std::chrono::minutes lasting{0};

    // In English, for logs and programs.
    [[nodiscard]] std::string text() const;
    // The same, whatever it lasts.
    [[nodiscard]] bool isSame(const ChainTrouble& other) const
    {
        return what == other.what && part == other.part && detail == other.detail;
    }
    friend bool operator==(const ChainTrouble&, const ChainTrouble&) = default;
};

// Why the chain does not work; empty = it does. Commits a small value to see whether that
// works, and waits up to ten seconds for it, or until
// `stop`. `dataWithin` of 0: data need not come.
[[nodiscard]] std::vector<ChainTrouble> chainTroubles(const ChainView& view,
                                                      std::chrono::minutes dataWithin,
                                                      const Clock& clock,
                                                      const std::atomic<bool>& stop);

} // namespace vigia
