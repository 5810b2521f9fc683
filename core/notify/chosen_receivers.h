// Which targets a test or a preview is about.
#pragma once

#include "core/message/receivers.h"

#include <span>

namespace vigia {

// The names of channels, in the order in which they are shown.
[[nodiscard]] std::span<const std::string_view> channelNames();

// The receivers of the configuration, cut to one receiver and one channel ("" = all). NotFound with
// the nearest name for one that is none; a receiver without a target that fits is left out.
[[nodiscard]] Result<std::vector<Receiver>>
chosenReceivers(const Config& config, const std::string& receiver, const std::string& channel);

} // namespace vigia
