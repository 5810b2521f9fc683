// What can only be checked when all settings are known: names that refer to each other, and values
// that go together.
#pragma once

#include "core/runtime/setting.h"

#include <span>

namespace vigia {

// InvalidConfig: every fault on a line of its own, with where the key was set last (`settings`, in
// the order in which they were applied). Opens no connection.
[[nodiscard]] Result<void> checkSettings(const Config& config, std::span<const Setting> settings);

} // namespace vigia
