// "Send test": one real message to each target of a configuration, through the notifier that alerts
// go through, at once and past the outbox.
//
// For `vigiactl notify --test` and for a button of the window. Blocks as long as the transfers do
// (TransferLimits for each), so the window calls it from a worker. Values in, values out; a secret
// is in none of them.
#pragma once

#include "core/base/clock.h"
#include "core/base/config.h"
#include "core/base/result.h"
#include "core/base/zone.h"
#include "core/message/receivers.h"
#include "core/notify/curl_transfer.h"
#include "core/notify/notifier.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace vigia {

struct TestOutcome
{
    std::string receiver; // its name in the configuration
    Target target;
    Outcome outcome;

    // "mail to ops@example.org (default): sent", "teams (night): failed for now: 429 …",
    // "slack (default): failed: 404 no_service".
    [[nodiscard]] std::string text() const;
};

// Of all receivers, or of one: "" = all. One channel: "mail", "teams", …; "" = all. InvalidConfig
// when nothing is configured there or a channel's settings are wrong; NotFound, with the nearest
// name, for a receiver that is none. A `stop` from another thread ends it within about a second.
[[nodiscard]] Result<std::vector<TestOutcome>>
sendTest(const Config& config, const Zone& zone, const std::string& receiver,
         const std::string& channel, const TransferLimits& limits = {},
         std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>(),
         std::stop_token stop = {});

} // namespace vigia
