// What a transaction changed, as a PostgreSQL database tells those who watch it.
#pragma once

#include "core/base/minute.h"
#include "core/base/result.h"

#include <QString>

#include <optional>
#include <string>

namespace vigia {

class SqlConnection;

struct StoreChange
{
    enum class Kind {
        Counts,
        Imported, // counts of a file
        Alerts,   // anomalies, incidents and what was done with them, messages, silences
        Rules,    // a new version of them
    };
    Kind kind = Kind::Counts;
    MinuteRange minutes;  // empty: no particular ones
    std::string origin{}; // StoreOptions::origin of the one who wrote

    friend bool operator==(const StoreChange&, const StoreChange&) = default;
};

// "c 29203425 29203430 origin", as NOTIFY carries it. None for text that is not ours.
[[nodiscard]] QString toPayload(const StoreChange& change);
[[nodiscard]] std::optional<StoreChange> fromPayload(const QString& payload);

// Tells it when the caller's transaction commits, with the connection's origin. Nobody listens to a
// SQLite file.
[[nodiscard]] Result<void> announce(SqlConnection& connection, const StoreChange& change);

} // namespace vigia
