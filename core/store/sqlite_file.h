// Opens a SQLite file as ours: safe permissions, the right pragmas, and nothing foreign or damaged.
#pragma once

#include "core/base/result.h"
#include "core/store/open_store.h"
#include "core/store/sql_connection.h"

#include <memory>
#include <string>

namespace vigia {

// In the header of each of our files ("VIGA").
inline constexpr int kSqliteApplicationId = 0x56494741;

// The connection is ready for use: WAL, synchronous=FULL, schema up to date. See openStore() for
// the errors. `check`: look through the file when its last end was not clean; for the one writer
// that just got the instance lock.
enum class CheckFile { IfUnclean, No };
[[nodiscard]] Result<std::unique_ptr<SqlConnection>>
openSqliteFile(const std::string& path, StoreAccess access, CheckFile check);

// A private database in memory.
[[nodiscard]] Result<std::unique_ptr<SqlConnection>> openSqliteMemory();

// Creates `path` with mode 0700 and its parents where they are missing.
[[nodiscard]] Result<void> makePrivateDirectory(const std::string& path);

// Creates the empty file with mode 0600, or takes the rights of group and others away.
[[nodiscard]] Result<void> makePrivateFile(const std::string& path);

} // namespace vigia
