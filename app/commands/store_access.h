// The database of a configuration, opened for reading.
#pragma once

#include "app/commands/input.h"
#include "core/store/open_store.h"

namespace vigia {

[[nodiscard]] Result<std::unique_ptr<Database>> openForReading(const Config& config,
                                                               const Surroundings& surroundings);

} // namespace vigia
