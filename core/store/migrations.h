// Brings a database to the present schema with the numbered scripts of resources/sql.
//
// All missing scripts run in one transaction, together with their rows in schema_version: an
// upgrade that fails leaves the old schema. Scripts are only ever added: one that was released is
// not changed.
#pragma once

#include "core/store/sql_connection.h"

namespace vigia {

// The highest number among the scripts.
[[nodiscard]] int newestSchema();

// The highest script that `connection`'s database has seen; 0 for an empty one.
[[nodiscard]] Result<int> schemaOf(SqlConnection& connection);

// Runs the scripts that are missing. Conflict when the database has one that we do not know: it
// belongs to a newer Vigia.
[[nodiscard]] Result<void> migrate(SqlConnection& connection);

// Conflict when the schema is not the newest: for read-only connections.
[[nodiscard]] Result<void> requireNewestSchema(SqlConnection& connection);

} // namespace vigia
