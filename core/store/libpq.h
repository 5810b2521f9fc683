// The few functions of libpq that QtSql has no way to: one statement by the extended protocol,
// which the server itself keeps from being two.
//
// Taken at run time from the library that Qt's driver has loaded, so that a Vigia without
// PostgreSQL needs no libpq.
#pragma once

#include "core/base/result.h"
#include "core/store/select_limits.h"
#include "core/store/store.h"

#include <string>

namespace vigia {

class SqlConnection;

// Runs `before` and `sql` as one statement without parameters; none of its cells may be binary.
// InvalidInput when the server says that the statement is wrong, with the place in `sql`. When
// `limits` says stop, the server is asked to; the time limit is the caller's to set there.
[[nodiscard]] Result<Store::Table> runSingleStatement(SqlConnection& connection,
                                                      const std::string& before,
                                                      const std::string& sql,
                                                      const SelectLimits& limits);

} // namespace vigia
