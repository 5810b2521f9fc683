#include "core/store/open_store.h"

#include "core/store/postgres_database.h"
#include "core/store/sql_store.h"
#include "core/store/sqlite_file.h"

#include <filesystem>

namespace vigia {
namespace {

Result<std::unique_ptr<Database>> openSqlite(const StoreOptions& options)
{
    std::shared_ptr<InstanceLock> lock = options.lock;
    CheckFile check = CheckFile::No;
    if (options.access == StoreAccess::ReadWrite && !lock) {
        const std::string directory =
            std::filesystem::path(options.database).parent_path().string();
        if (!directory.empty()) {
            if (auto made = makePrivateDirectory(directory); !made)
                return fail(made.error());
        }
        auto acquired = InstanceLock::acquire(options.database, options.instance);
        if (!acquired)
            return fail(acquired.error());
        lock = std::move(*acquired);
        check = CheckFile::IfUnclean;
    }
    auto connection = openSqliteFile(options.database, options.access, check);
    if (!connection)
        return fail(connection.error());
    return std::make_unique<SqlStore>(std::move(*connection), options, std::move(lock));
}

} // namespace

Result<std::unique_ptr<Database>> openStore(const StoreOptions& given)
{
    StoreOptions options = given;
    if (!options.catalog)
        options.catalog = std::make_shared<const StatusCatalog>();
    if (!options.zone)
        options.zone = std::make_shared<const Zone>();
    if (options.database.empty())
        return fail(ErrorCode::InvalidConfig,
                    "no database is named; expected a file or a postgresql:// address");
    if (options.database == ":memory:") {
        auto connection = openSqliteMemory();
        if (!connection)
            return fail(connection.error());
        return std::make_unique<SqlStore>(std::move(*connection), options, nullptr);
    }
    if (isPostgresUrl(options.database)) {
        const auto address = parsePostgresUrl(options.database);
        if (!address)
            return fail(address.error());
        auto connection = openPostgres(*address, options.access);
        if (!connection)
            return fail(connection.error());
        (*connection)->setOrigin(options.origin);
        return std::make_unique<SqlStore>(std::move(*connection), options, nullptr);
    }
    return openSqlite(options);
}

} // namespace vigia
