#include "core/store/sql_errors.h"

#include "core/store/file_errors.h"

#include <sqlite3.h>

namespace vigia {

ErrorCode codeOfSqlite(int code, int systemErrno)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
        return ErrorCode::Full;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return ErrorCode::ReadOnly;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::Locked;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ErrorCode::Corrupt;
    case SQLITE_INTERRUPT:
        return ErrorCode::Cancelled;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN: {
        // A full disk can show as a failed write of the log or of its index.
        const ErrorCode why = codeOfErrno(systemErrno);
        return why == ErrorCode::NotFound ? ErrorCode::Unavailable : why;
    }
    case SQLITE_NOMEM:
        return ErrorCode::Unavailable;
    default:
        return ErrorCode::Internal;
    }
}

ErrorCode codeOfSqlState(std::string_view state)
{
    const std::string_view kind = state.substr(0, 2);
    if (state == "57014") // statement timeout
        return ErrorCode::Cancelled;
    if (state.empty() || kind == "08" || kind == "57" || kind == "58")
        return ErrorCode::Unavailable;
    if (state == "53100")
        return ErrorCode::Full;
    if (kind == "53") // out of memory, too many connections
        return ErrorCode::Unavailable;
    if (state == "25006")
        return ErrorCode::ReadOnly;
    if (kind == "40" || state == "55P03") // serialization, deadlock, lock not available
        return ErrorCode::Locked;
    if (state == "XX001" || state == "XX002")
        return ErrorCode::Corrupt;
    if (kind == "28" || state == "42501") // password, privilege
        return ErrorCode::InvalidConfig;
    if (state == "3D000")
        return ErrorCode::NotFound;
    return ErrorCode::Internal;
}

Error sqliteError(sqlite3* handle, std::string_view what, std::string_view name)
{
    std::string message(what);
    message += ": database ";
    message += name;
    message += ": ";
    message += sqlite3_errmsg(handle);
    return {codeOfSqlite(sqlite3_extended_errcode(handle), sqlite3_system_errno(handle)),
            std::move(message)};
}

} // namespace vigia
