#include "app/commands/store_access.h"

namespace vigia {

namespace {

Result<std::unique_ptr<Database>> openFor(StoreAccess access, const Config& config,
                                          const Surroundings& surroundings)
{
    StoreOptions options;
    options.database =
        config.store.database.empty() ? config.dataDir + "/vigia.db" : config.store.database;
    options.catalog = surroundings.catalog;
    options.zone = surroundings.zone;
    options.access = access;
    return openStore(options);
}

} // namespace

Result<std::unique_ptr<Database>> openForReading(const Config& config,
                                                 const Surroundings& surroundings)
{
    return openFor(StoreAccess::ReadOnly, config, surroundings);
}

Result<std::unique_ptr<Database>> openForWriting(const Config& config,
                                                 const Surroundings& surroundings)
{
    return openFor(StoreAccess::ReadWrite, config, surroundings);
}

} // namespace vigia
