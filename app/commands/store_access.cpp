#include "app/commands/store_access.h"

namespace vigia {

Result<std::unique_ptr<Database>> openForReading(const Config& config,
                                                 const Surroundings& surroundings)
{
    StoreOptions options;
    options.database =
        config.store.database.empty() ? config.dataDir + "/vigia.db" : config.store.database;
    options.catalog = surroundings.catalog;
    options.zone = surroundings.zone;
    options.access = StoreAccess::ReadOnly;
    return openStore(options);
}

} // namespace vigia
