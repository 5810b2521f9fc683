// One connection to a database: prepared statements that are kept, transactions that nest, and
// errors as ours.
//
// Belongs to the thread that opened it. Nothing here knows a table.
#pragma once

#include "core/base/result.h"
#include "core/store/sql_dialect.h"

#include <QByteArray>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

struct sqlite3;

namespace vigia {

class SqlConnection;

// A prepared statement while it is in use. It is reset when this handle goes: a statement that
// stays open would keep the write-ahead log from shrinking.
class SqlStatement
{
public:
    SqlStatement(SqlConnection& connection, QSqlQuery& query);
    ~SqlStatement();
    SqlStatement(const SqlStatement&) = delete;
    SqlStatement& operator=(const SqlStatement&) = delete;

    // Binds by position and runs. Types: integers, double, std::string, QByteArray, and optional of
    // these.
    template <typename... Values>
    [[nodiscard]] Result<void> run(const Values&... values)
    {
        int place = 0;
        (m_query.bindValue(place++, toVariant(values)), ...);
        return execute();
    }
    [[nodiscard]] Result<bool> next(); // false after the last row

    [[nodiscard]] bool isNull(int column) const { return m_query.isNull(column); }
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const { return m_query.value(column).toDouble(); }
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] QByteArray bytes(int column) const { return m_query.value(column).toByteArray(); }
    [[nodiscard]] std::int64_t affectedRows() const { return m_query.numRowsAffected(); }

private:
    static QVariant toVariant(std::int64_t v) { return QVariant::fromValue<qlonglong>(v); }
    static QVariant toVariant(int v) { return v; }
    static QVariant toVariant(double v) { return v; }
    static QVariant toVariant(const QByteArray& v) { return v; }
    static QVariant toVariant(const std::string& v) { return QString::fromStdString(v); }
    template <typename T>
    static QVariant toVariant(const std::optional<T>& v)
    {
        return v.has_value() ? toVariant(v.value()) : QVariant(toVariant(T{}).metaType());
    }
    Result<void> execute();

    SqlConnection& m_connection;
    QSqlQuery& m_query;
};

class SqlConnection
{
public:
    // `name` is how messages call the database: a path, or host and name without the password.
    // `file`: where a SQLite database lies; "" for others.
    SqlConnection(SqlDialect dialect, QSqlDatabase database, std::string name, std::string file);
    ~SqlConnection();
    SqlConnection(const SqlConnection&) = delete;
    SqlConnection& operator=(const SqlConnection&) = delete;

    [[nodiscard]] SqlDialect dialect() const { return m_dialect; }
    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] const std::string& file() const { return m_file; }
    // StoreOptions::origin.
    [[nodiscard]] const std::string& origin() const { return m_origin; }
    void setOrigin(std::string origin) { m_origin = std::move(origin); }
    // The handle of the C interface; null with PostgreSQL.
    [[nodiscard]] sqlite3* sqlite() const { return m_sqlite; }

    // Runs after each opening, also after that of a lost connection.
    void onOpen(std::function<Result<void>()> prepareSession)
    {
        m_onOpen = std::move(prepareSession);
    }
    // Opens the QSqlDatabase that was given.
    [[nodiscard]] Result<void> open();
    // How often it was opened: what belonged to an earlier session (locks) is gone.
    [[nodiscard]] int session() const { return m_session; }
    // PostgreSQL: the connection broke. The next use outside of a transaction opens it again.
    [[nodiscard]] bool lost() const { return m_lost; }

    // Prepared once for each text, then kept. REQUIRES: no other handle of the same text is alive.
    [[nodiscard]] Result<std::unique_ptr<SqlStatement>> prepare(const QString& sql);
    // Prepares, binds and runs a statement without result; gives the number of rows it touched.
    template <typename... Values>
    [[nodiscard]] Result<std::int64_t> run(const QString& sql, const Values&... values)
    {
        auto statement = prepare(sql);
        if (!statement)
            return fail(statement.error());
        if (auto done = (*statement)->run(values...); !done)
            return fail(done.error());
        return (*statement)->affectedRows();
    }
    // Calls `each` with every row until it returns false.
    template <typename Each, typename... Values>
    [[nodiscard]] Result<void> forEach(const QString& sql, const Each& each,
                                       const Values&... values)
    {
        auto statement = prepare(sql);
        if (!statement)
            return fail(statement.error());
        if (auto done = (*statement)->run(values...); !done)
            return done;
        for (;;) {
            const Result<bool> more = (*statement)->next();
            if (!more)
                return fail(more.error());
            if (!*more || !each(std::as_const(**statement)))
                return {};
        }
    }
    // The first column of the first row as an integer; none without a row, or when it is NULL.
    template <typename... Values>
    [[nodiscard]] Result<std::optional<std::int64_t>> integer(const QString& sql,
                                                              const Values&... values)
    {
        std::optional<std::int64_t> found;
        auto done = forEach(
            sql,
            [&](const SqlStatement& row) {
                if (!row.isNull(0))
                    found = row.integer(0);
                return false;
            },
            values...);
        if (!done)
            return fail(done.error());
        return found;
    }
    // Runs a statement without result or values, unprepared.
    [[nodiscard]] Result<void> execute(const QString& sql);
    // The first column of the first row; none without a row.
    [[nodiscard]] Result<std::optional<QString>> scalar(const QString& sql);

    // One transaction around `body`; inside of another one it is part of that. An error of `body`
    // dooms the outer transaction too.
    [[nodiscard]] Result<void> transact(const std::function<Result<void>()>& body);
    // Reads of `body` that see one state of the database. PostgreSQL; elsewhere just calls it.
    [[nodiscard]] Result<void> readTogether(const std::function<Result<void>()>& body);
    [[nodiscard]] bool inTransaction() const { return m_depth > 0; }
    // Called after each rollback, so that what was cached of the lost rows is forgotten.
    void onRollback(std::function<void()> forget) { m_forget = std::move(forget); }

    // A failure in the driver's words. `what` is what could not be done.
    [[nodiscard]] Error error(const std::string& what, const class QSqlError& error);
    // Of PostgreSQL, for calls past QtSql: notes that the connection is gone when `code` says so.
    [[nodiscard]] Error postgresError(const std::string& what, std::string_view sqlState,
                                      const std::string& words);
    [[nodiscard]] QVariant handle() const; // PGconn* or sqlite3*
    // Another object after each opening.
    [[nodiscard]] QSqlDriver* driver() const { return m_database.driver(); }

private:
    Result<void> ensureOpen();
    void drop();
    [[nodiscard]] Error openError();
    Result<void> begin();
    Result<void> commit();
    void rollback();

    SqlDialect m_dialect;
    QSqlDatabase m_database;
    std::string m_name;
    std::string m_file;
    std::string m_origin;
    sqlite3* m_sqlite = nullptr;
    std::unordered_map<QString, std::unique_ptr<QSqlQuery>> m_prepared;
    std::function<void()> m_forget;
    std::function<Result<void>()> m_onOpen;
    std::pair<std::uint64_t, std::uint64_t> m_place; // device and inode of m_file
    int m_session = 0;
    bool m_lost = false;
    int m_depth = 0;
    std::optional<Error> m_doom; // a nested body failed: the outer transaction must not commit
};

} // namespace vigia
