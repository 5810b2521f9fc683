// All that one open database offers; see open_store.h for how to get one.
//
// Users name the part they need: a function that only reads counts takes a Store&.
#pragma once

#include "core/store/instance_lock.h"
#include "core/store/store.h"

#include <functional>
#include <memory>
#include <string>

namespace vigia {

class Database : public Store
{
public:
    // Runs `body` in one transaction: all that it writes through this database is committed and
    // synced together when it succeeds, and none of it stays when it fails or throws. Nests.
    [[nodiscard]] virtual Result<void> transact(const std::function<Result<void>()>& body) = 0;

    [[nodiscard]] virtual Result<OutboxCounts> outboxCounts() = 0;

    // For a further writer of this process; null for memory, PostgreSQL and read-only.
    [[nodiscard]] virtual std::shared_ptr<InstanceLock> lock() const = 0;

    // "SQLite, /path/vigia.db", "PostgreSQL, host:5432/name"; no password.
    [[nodiscard]] virtual std::string description() const = 0;
};

} // namespace vigia
