// The few lines in which SQLite and PostgreSQL differ.
#pragma once

#include <QString>

namespace vigia {

enum class SqlDialect { Sqlite, Postgres };

// Replaces in a script of resources/sql: {generated_id} (never given twice), {row_id} (made by the
// database, may be given again), {given_id}, {without_rowid}, {bytes}, and {minute_text(column)}
// (minutes since 1970 as RFC 3339 in UTC). TEXT is compared byte by byte in both.
[[nodiscard]] QString inDialect(SqlDialect dialect, QString script);

} // namespace vigia
