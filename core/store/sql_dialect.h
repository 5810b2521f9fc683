// The few lines in which SQLite and PostgreSQL differ.
#pragma once

#include <QString>

namespace vigia {

enum class SqlDialect { Sqlite, Postgres };

// Replaces {generated_id}, {given_id}, {without_rowid}, {bytes} and {minute_text(column)} in a
// script of resources/sql.
[[nodiscard]] QString inDialect(SqlDialect dialect, QString script);

} // namespace vigia
