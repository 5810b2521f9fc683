#include "core/store/sqlite_select.h"

#include "core/store/select_errors.h"
#include "core/store/sql_connection.h"
#include "core/store/sql_errors.h"
#include "core/store/sqlite_counts_table.h"

#include <sqlite3.h>

#include <memory>

namespace vigia {
namespace {

using std::chrono::steady_clock;

constexpr int kMaxCellBytes = 1 << 20;
constexpr int kMaxSqlBytes = 1 << 20;

// Only what reading needs; everything else (writes, ATTACH, PRAGMA, transactions) is denied while
// the statement is prepared.
int authorize(void*, int action, const char*, const char* detail, const char*, const char*)
{
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_FUNCTION:
        return detail && sqlite3_stricmp(detail, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
    default:
        return SQLITE_DENY;
    }
}

// Puts limits on the connection for as long as it lives.
class Fence
{
public:
    Fence(sqlite3* handle, const SelectLimits& limits)
        : m_handle(handle)
        , m_limits(limits)
        , m_end(steady_clock::now() + limits.time)
        , m_cellBytes(sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, kMaxCellBytes))
    {
        sqlite3_set_authorizer(handle, authorize, nullptr);
        sqlite3_progress_handler(
            handle, 1000,
            [](void* self) {
                const auto* fence = static_cast<Fence*>(self);
                return fence->m_limits.stopped() || steady_clock::now() > fence->m_end ? 1 : 0;
            },
            this);
    }
    ~Fence()
    {
        sqlite3_progress_handler(m_handle, 0, nullptr, nullptr);
        sqlite3_set_authorizer(m_handle, nullptr, nullptr);
        sqlite3_limit(m_handle, SQLITE_LIMIT_LENGTH, m_cellBytes);
    }
    Fence(const Fence&) = delete;
    Fence& operator=(const Fence&) = delete;

private:
    sqlite3* m_handle;
    const SelectLimits& m_limits;
    steady_clock::time_point m_end;
    int m_cellBytes;
};

struct Finalize
{
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

Error refusal(sqlite3* handle, const std::string& name, const std::string& sql,
              const SelectLimits& limits)
{
    const int code = sqlite3_extended_errcode(handle);
    if ((code & 0xff) == SQLITE_AUTH)
        return {ErrorCode::InvalidInput,
                "only one SELECT, WITH, VALUES or EXPLAIN of these can run here: " +
                    std::string(sqlite3_errmsg(handle))};
    if (code == SQLITE_INTERRUPT)
        return stoppedStatement(limits);
    const ErrorCode kind = codeOfSqlite(code, sqlite3_system_errno(handle));
    if (kind == ErrorCode::Internal) { // a mistake in the statement
        const int byte = sqlite3_error_offset(handle);
        return wrongStatement(
            sql, byte < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(byte)),
            sqlite3_errmsg(handle));
    }
    return sqliteError(handle, "the query failed", name);
}

std::optional<std::string> cell(sqlite3_stmt* statement, int column)
{
    const int type = sqlite3_column_type(statement, column);
    if (type == SQLITE_NULL)
        return std::nullopt;
    if (type == SQLITE_BLOB) {
        static constexpr char kDigits[] = "0123456789abcdef";
        const auto* bytes =
            static_cast<const unsigned char*>(sqlite3_column_blob(statement, column));
        const int size = sqlite3_column_bytes(statement, column);
        std::string hex;
        for (int i = 0; i < size; ++i) {
            hex += kDigits[bytes[i] >> 4];
            hex += kDigits[bytes[i] & 15];
        }
        return hex;
    }
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
    return text ? std::string(text, size) : std::string();
}

} // namespace

Result<Store::Table> selectSqlite(SqlConnection& connection, const std::string& sql,
                                  const SelectLimits& limits)
{
    sqlite3* const handle = connection.sqlite();
    if (sql.size() > kMaxSqlBytes)
        return fail(ErrorCode::InvalidInput, "the statement is longer than 1 MiB");
    if (sql.find('\0') != std::string::npos)
        return fail(ErrorCode::InvalidInput, "the statement has a NUL character");
    if (auto quick = shadowCounts(handle); !quick)
        return fail(quick.error());
    const Fence fence(handle, limits);

    sqlite3_stmt* raw = nullptr;
    const char* rest = nullptr;
    if (sqlite3_prepare_v2(handle, sql.c_str(), -1, &raw, &rest) != SQLITE_OK)
        return fail(refusal(handle, connection.name(), sql, limits));
    const Statement statement(raw);
    if (!statement)
        return fail(ErrorCode::InvalidInput, "there is no statement; expected a SELECT");
    while (*rest != '\0') { // comments and empty statements may follow
        sqlite3_stmt* second = nullptr;
        const int code = sqlite3_prepare_v2(handle, rest, -1, &second, &rest);
        const Statement other(second);
        if (code != SQLITE_OK || other)
            return fail(ErrorCode::InvalidInput, "expected one statement, found a second one");
    }
    if (!sqlite3_stmt_readonly(statement.get()))
        return fail(ErrorCode::InvalidInput, "only a statement that reads can run here");
    if (const int count = sqlite3_bind_parameter_count(statement.get()); count > 0)
        return fail(ErrorCode::InvalidInput, "the statement has " + std::to_string(count) +
                                                 " parameters (?); write the values in its text");

    Store::Table table;
    const int columns = sqlite3_column_count(statement.get());
    for (int c = 0; c < columns; ++c)
        table.columns.emplace_back(sqlite3_column_name(statement.get(), c));
    std::size_t bytes = 0;
    for (;;) {
        const int code = sqlite3_step(statement.get());
        if (code == SQLITE_DONE)
            return table;
        if (code != SQLITE_ROW)
            return fail(refusal(handle, connection.name(), sql, limits));
        if ((limits.rows != 0 && table.rows.size() == limits.rows) || bytes > limits.bytes) {
            table.truncated = true;
            return table;
        }
        std::vector<std::optional<std::string>>& row = table.rows.emplace_back();
        row.reserve(static_cast<std::size_t>(columns));
        for (int c = 0; c < columns; ++c) {
            row.push_back(cell(statement.get(), c));
            bytes += sizeof(row.back()) + (row.back() ? row.back()->size() : 0);
        }
    }
}

} // namespace vigia
