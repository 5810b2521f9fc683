// Result codes of the databases as ours.
#pragma once

#include "core/base/result.h"

#include <string_view>

struct sqlite3;

namespace vigia {

// Full, ReadOnly, Locked, Corrupt, Cancelled (interrupted), Unavailable (I/O); Internal for what
// only a mistake of ours explains. `code` may be an extended one; `systemErrno` tells why I/O
// failed.
[[nodiscard]] ErrorCode codeOfSqlite(int code, int systemErrno);

// Of the five characters that PostgreSQL gives (SQLSTATE); "" = the connection is gone.
[[nodiscard]] ErrorCode codeOfSqlState(std::string_view state);

// "what: database /x/vigia.db: database or disk is full". `name` as messages call the database.
[[nodiscard]] Error sqliteError(sqlite3* handle, std::string_view what, std::string_view name);

} // namespace vigia
