// The database of a configuration, opened for reading, or for writing where no other instance does.
#pragma once

#include "app/commands/input.h"
#include "core/store/open_store.h"

namespace vigia {

[[nodiscard]] Result<std::unique_ptr<Database>> openForReading(const Config& config,
                                                               const Surroundings& surroundings);
[[nodiscard]] Result<std::unique_ptr<Database>> openForWriting(const Config& config,
                                                               const Surroundings& surroundings);

} // namespace vigia
