#include "app/commands/store_access.h"

#include "core/runtime/logging.h"
#include "core/runtime/rule_versions.h"

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

Result<void> takeRulesInForce(Config& config, Database& database)
{
    const auto newest = newestRules(database.ruleLog(), config);
    if (newest && *newest)
        apply((*newest)->rules, config);
    if (newest || newest.error().code != ErrorCode::InvalidConfig)
        return newest ? Result<void>() : fail(newest.error());
    qCWarning(lcApp, "%s; the rules of the configuration file are used",
              newest.error().message.c_str());
    return {};
}

} // namespace vigia
