// Opens a PostgreSQL database as ours.
#pragma once

#include "core/base/result.h"
#include "core/store/open_store.h"
#include "core/store/postgres_url.h"
#include "core/store/sql_connection.h"

#include <memory>

namespace vigia {

// Session advisory locks of Vigia: the first number is ours, the second says what for.
inline constexpr int kAdvisorySpace = 0x56494741;
inline constexpr int kAdvisoryMigration = 1;
inline constexpr int kAdvisoryLeader = 2;
inline constexpr int kAdvisoryCourier = 3;

// The channel of NOTIFY that says what a transaction changed; see change_feed.h.
inline constexpr char kChangeChannel[] = "vigia_change";

// The connection is ready for use and its schema up to date. It opens itself again, on the next
// use, after it was lost. Unavailable when there is no server, InvalidConfig for a wrong user or
// password, NotFound without such a database; others as in openStore().
[[nodiscard]] Result<std::unique_ptr<SqlConnection>> openPostgres(const PostgresAddress& address,
                                                                  StoreAccess access);

// A connection that is not opened yet and does not look at the schema; for LISTEN.
[[nodiscard]] Result<std::unique_ptr<SqlConnection>>
postgresConnection(const PostgresAddress& address, StoreAccess access);

} // namespace vigia
