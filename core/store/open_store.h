// Opens a store: a SQLite file, a SQLite database in memory, or PostgreSQL.
//
// Open one for each thread that needs one; a store belongs to the thread that opened it. Before a
// writer opens a SQLite file it takes the file's instance lock; further writers of the same process
// are given that lock.
#pragma once

#include "core/base/result.h"
#include "core/base/zone.h"
#include "core/model/status.h"
#include "core/store/database.h"
#include "core/store/instance_lock.h"

#include <memory>
#include <string>

namespace vigia {

enum class StoreAccess { ReadWrite, ReadOnly };

struct StoreOptions
{
    std::string database; // path of a SQLite file; ":memory:"; postgresql://user:password@host/name
    // Which statuses there are. Stored rows of a status that is not in it are left out by the
    // functions of Store; the views still show them.
    std::shared_ptr<const StatusCatalog> catalog; // null = the seven known ones
    std::shared_ptr<const Zone> zone;             // for CountQuery::hour; null = UTC
    StoreAccess access = StoreAccess::ReadWrite;
    std::string instance; // what a second instance is told, as "http://127.0.0.1:8000"; may be ""
    // PostgreSQL: a word without blanks that tells changes of this process from those of others; ""
    // = not told.
    std::string origin;
    std::shared_ptr<InstanceLock> lock; // of another writer of this process; null: taken here
};

// Creates the directory (0700), the file (0600) and the tables where they are missing, and brings
// an older schema up to date; with ReadOnly none of these.
// Fails with Locked (another instance; the message has its address), Corrupt (not a database, or
// damaged), Conflict (a database of another program or of a newer Vigia), NotFound (read-only and
// not there), ReadOnly, Full, Unavailable, InvalidConfig. Messages name the file or the host, never
// the password. Nothing that exists is replaced or repaired.
// Cost: milliseconds; after an unclean end up to 3 s more for a check of the file.
[[nodiscard]] Result<std::unique_ptr<Database>> openStore(const StoreOptions& options);

} // namespace vigia
