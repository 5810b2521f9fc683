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

// Why the chain does not work, in words; empty = it does. Commits a small value to see whether that
// works, and waits up to ten seconds for it, or until
// `stop`. `dataWithin` of 0: data need not come.
[[nodiscard]] std::vector<std::string> chainTroubles(const ChainView& view,
                                                     std::chrono::minutes dataWithin,
                                                     const Clock& clock,
                                                     const std::atomic<bool>& stop);

} // namespace vigia
