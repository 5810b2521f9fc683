// The counts of a SQLite database through its C interface: twice the speed of QtSql for bulk rows
// (1,000 a commit, synchronous=FULL: see tests/bench/bench_store.cpp). The handle is that of Qt's
// driver, so both share transaction and thread.
#include "core/store/count_backend.h"
#include "core/store/sql_connection.h"
#include "core/store/sql_errors.h"

#include <sqlite3.h>

namespace vigia {
namespace {

class StatementHandle
{
public:
    StatementHandle() = default;
    ~StatementHandle() { sqlite3_finalize(m_statement); }
    StatementHandle(const StatementHandle&) = delete;
    StatementHandle& operator=(const StatementHandle&) = delete;

    // Prepares on first use.
    [[nodiscard]] bool prepare(sqlite3* handle, const char* sql)
    {
        return m_statement || sqlite3_prepare_v3(handle, sql, -1, SQLITE_PREPARE_PERSISTENT,
                                                 &m_statement, nullptr) == SQLITE_OK;
    }
    [[nodiscard]] sqlite3_stmt* get() const { return m_statement; }

private:
    sqlite3_stmt* m_statement = nullptr;
};

class SqliteCounts final : public CountBackend
{
public:
    explicit SqliteCounts(SqlConnection& connection)
        : m_connection(connection)
    {
        // Tells an update from an insert: the statement calls it only in DO UPDATE.
        sqlite3_create_function_v2(
            handle(), "vigia_updated", 1, SQLITE_UTF8 | SQLITE_INNOCUOUS, this,
            [](sqlite3_context* context, int, sqlite3_value** values) {
                ++static_cast<SqliteCounts*>(sqlite3_user_data(context))->m_updates;
                sqlite3_result_value(context, values[0]);
            },
            nullptr, nullptr, nullptr);
    }

    Result<void> set(std::span<const KeyedCount> rows, std::span<std::int64_t> updated) override
    {
        if (!m_set.prepare(handle(),
                           "INSERT INTO minute_count (series_id, minute, count) "
                           "VALUES (?1, ?2, ?3) ON CONFLICT (series_id, minute) DO UPDATE "
                           "SET count = vigia_updated(excluded.count) "
                           "WHERE count <> excluded.count"))
            return fail(error("cannot store counts"));
        sqlite3_stmt* const statement = m_set.get();
        for (const KeyedCount& row : rows) {
            m_updates = 0;
            sqlite3_bind_int64(statement, 1, row.series);
            sqlite3_bind_int64(statement, 2, row.minute);
            sqlite3_bind_int64(statement, 3, row.count);
            if (sqlite3_step(statement) != SQLITE_DONE) {
                Error why = error("cannot store counts");
                sqlite3_reset(statement);
                return fail(std::move(why));
            }
            sqlite3_reset(statement);
            updated[row.batch] += m_updates;
        }
        return {};
    }

    Result<void> read(std::int64_t series, std::int64_t from, std::int64_t to,
                      std::vector<KeyedCount>& rows) override
    {
        if (!m_read.prepare(handle(), "SELECT minute, count FROM minute_count WHERE series_id = ?1 "
                                      "AND minute >= ?2 AND minute < ?3 ORDER BY minute"))
            return fail(error("cannot read counts"));
        sqlite3_stmt* const statement = m_read.get();
        sqlite3_bind_int64(statement, 1, series);
        sqlite3_bind_int64(statement, 2, from);
        sqlite3_bind_int64(statement, 3, to);
        int code = sqlite3_step(statement);
        for (; code == SQLITE_ROW; code = sqlite3_step(statement))
            rows.push_back({series, sqlite3_column_int64(statement, 0),
                            sqlite3_column_int64(statement, 1), 0});
        if (code != SQLITE_DONE) {
            Error why = error("cannot read counts");
            sqlite3_reset(statement);
            return fail(std::move(why));
        }
        sqlite3_reset(statement);
        return {};
    }

private:
    [[nodiscard]] sqlite3* handle() const { return m_connection.sqlite(); }
    [[nodiscard]] Error error(const char* what) const
    {
        return sqliteError(handle(), what, m_connection.name());
    }

    SqlConnection& m_connection;
    StatementHandle m_set;
    StatementHandle m_read;
    std::int64_t m_updates = 0;
};

} // namespace

std::unique_ptr<CountBackend> makeSqliteCounts(SqlConnection& connection)
{
    return std::make_unique<SqliteCounts>(connection);
}

} // namespace vigia
