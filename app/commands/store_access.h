// The database of a configuration, opened for reading, or for writing where no other instance does.
#pragma once

#include "app/commands/input.h"
#include "core/store/open_store.h"

namespace vigia {

[[nodiscard]] Result<std::unique_ptr<Database>> openForReading(const Config& config,
                                                               const Surroundings& surroundings);
[[nodiscard]] Result<std::unique_ptr<Database>> openForWriting(const Config& config,
                                                               const Surroundings& surroundings);
// Puts the rules that were saved in the database into the configuration, as a running Vigia does.
[[nodiscard]] Result<void> takeRulesInForce(Config& config, Database& database);

} // namespace vigia
