// One read-only statement of a user, on SQLite.
#pragma once

#include "core/base/result.h"
#include "core/store/select_limits.h"
#include "core/store/store.h"

#include <string>

namespace vigia {

class SqlConnection;

// Takes one SELECT, WITH, VALUES or EXPLAIN of these; what would write, attach, or change a setting
// is refused before it runs. InvalidInput with SQLite's words and the place in the statement,
// Cancelled when stopped or after the time limit.
[[nodiscard]] Result<Store::Table> selectSqlite(SqlConnection& connection, const std::string& sql,
                                                const SelectLimits& limits);

} // namespace vigia
