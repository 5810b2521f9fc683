// The notifiers that a configuration asks for.
#pragma once

#include "core/base/clock.h"
#include "core/base/config.h"
#include "core/base/result.h"
#include "core/notify/curl_transfer.h"
#include "core/notify/notifier.h"

#include <memory>
#include <vector>

namespace vigia {

// One for each configured channel and receiver; empty when nothing is configured. InvalidConfig
// names the key, and never shows a secret. Opens no connection.
[[nodiscard]] Result<std::vector<std::unique_ptr<Notifier>>>
makeNotifiers(const Config& config, const TransferLimits& limits = {},
              std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>());

} // namespace vigia
