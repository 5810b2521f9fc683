// One read-only statement of a user, on PostgreSQL.
#pragma once

#include "core/base/result.h"
#include "core/store/select_limits.h"
#include "core/store/store.h"

#include <string>

namespace vigia {

class SqlConnection;

// Takes one SELECT, WITH, VALUES or EXPLAIN of these. It runs in a READ ONLY transaction that is
// rolled back, through a cursor, by the extended protocol: the server refuses what writes, a second
// statement, and anything that gives no rows. InvalidInput with PostgreSQL's words and the place
// in the statement, Cancelled when stopped or after the time limit.
[[nodiscard]] Result<Store::Table> selectPostgres(SqlConnection& connection, const std::string& sql,
                                                  const SelectLimits& limits);

} // namespace vigia
