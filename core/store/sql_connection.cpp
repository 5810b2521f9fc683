#include "core/store/sql_connection.h"

#include "core/store/sql_errors.h"

#include <QSqlDriver>
#include <QSqlError>

#include <sqlite3.h>
#include <sys/stat.h>

namespace vigia {
namespace {

// Which file a path leads to; zeros when there is none.
std::pair<std::uint64_t, std::uint64_t> placeOf(const std::string& file)
{
    struct stat info = {};
    if (file.empty() || ::stat(file.c_str(), &info) != 0)
        return {};
    return {info.st_dev, info.st_ino};
}

} // namespace

SqlStatement::SqlStatement(SqlConnection& connection, QSqlQuery& query)
    : m_connection(connection)
    , m_query(query)
{}

SqlStatement::~SqlStatement()
{
    m_query.finish();
}

Result<void> SqlStatement::execute()
{
    if (!m_query.exec())
        return fail(m_connection.error("the statement failed", m_query.lastError()));
    return {};
}

Result<bool> SqlStatement::next()
{
    if (m_query.next())
        return true;
    if (m_query.lastError().isValid())
        return fail(m_connection.error("reading failed", m_query.lastError()));
    return false;
}

std::int64_t SqlStatement::integer(int column) const
{
    return m_query.value(column).toLongLong();
}

std::string SqlStatement::text(int column) const
{
    return m_query.value(column).toString().toStdString();
}

SqlConnection::SqlConnection(SqlDialect dialect, QSqlDatabase database, std::string name,
                             std::string file)
    : m_dialect(dialect)
    , m_database(std::move(database))
    , m_name(std::move(name))
    , m_file(std::move(file))
{}

SqlConnection::~SqlConnection()
{
    if (!m_lost)
        m_prepared.clear();
    drop();
}

// With the driver gone, the statements of a lost connection do not try to tell it that they go.
void SqlConnection::drop()
{
    const QString connectionName = m_database.connectionName();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(connectionName);
    m_prepared.clear();
}

Result<void> SqlConnection::open()
{
    if (!m_database.open()) {
        m_lost = true;
        return fail(openError());
    }
    if (m_dialect == SqlDialect::Sqlite) {
        const QVariant handle = m_database.driver()->handle();
        if (qstrcmp(handle.typeName(), "sqlite3*") == 0)
            m_sqlite = *static_cast<sqlite3* const*>(handle.constData());
        // The bulk statements use the handle through the library that we link ourselves.
        const auto theirs = scalar(QStringLiteral("SELECT sqlite_source_id()"));
        if (!m_sqlite || !theirs || !*theirs || **theirs != QLatin1String(sqlite3_sourceid()))
            return fail(ErrorCode::Internal,
                        "Qt's SQLite driver and Vigia use different SQLite libraries; install "
                        "libqt6sql6-sqlite and libsqlite3-0 of one Debian release");
        sqlite3_extended_result_codes(m_sqlite, 1);
    }
    m_lost = false;
    ++m_session;
    m_place = placeOf(m_file);
    if (!m_onOpen)
        return {};
    auto prepared = m_onOpen();
    m_lost = m_lost || !prepared; // a session that is not as it should be is not used
    return prepared;
}

Result<void> SqlConnection::ensureOpen()
{
    m_lost = m_lost || !m_database.isOpen();
    if (!m_lost)
        return {};
    if (m_depth > 0)
        return fail(ErrorCode::Unavailable, "database " + m_name + ": the connection is lost");
    const QString connectionName = m_database.connectionName();
    QSqlDatabase fresh = QSqlDatabase::cloneDatabase(m_database, connectionName + QLatin1Char('+'));
    drop();
    m_database = std::move(fresh);
    return open();
}

// The server says why it lets nobody in, but without its five characters.
Error SqlConnection::openError()
{
    Error why = error("cannot open", m_database.lastError());
    if (m_dialect == SqlDialect::Sqlite)
        return why;
    const auto says = [&](const char* words) {
        return why.message.find(words) != std::string::npos;
    };
    if (says("authentication failed") || says("no password supplied") || says("pg_hba.conf") ||
        (says("role \"") && says("does not exist")))
        why.code = ErrorCode::InvalidConfig;
    else if (says("database \"") && says("does not exist"))
        why.code = ErrorCode::NotFound;
    return why;
}

QVariant SqlConnection::handle() const
{
    return m_database.driver()->handle();
}

Result<std::unique_ptr<SqlStatement>> SqlConnection::prepare(const QString& sql)
{
    if (auto ready = ensureOpen(); !ready)
        return fail(ready.error());
    std::unique_ptr<QSqlQuery>& query = m_prepared[sql];
    if (!query) {
        auto fresh = std::make_unique<QSqlQuery>(m_database);
        // PostgreSQL's driver would fetch row by row and allow no other statement meanwhile.
        fresh->setForwardOnly(m_dialect == SqlDialect::Sqlite);
        if (!fresh->prepare(sql)) {
            Error why = error("preparing a statement failed", fresh->lastError());
            m_prepared.erase(sql);
            return fail(std::move(why));
        }
        query = std::move(fresh);
    }
    return std::make_unique<SqlStatement>(*this, *query);
}

Result<void> SqlConnection::execute(const QString& sql)
{
    if (auto ready = ensureOpen(); !ready)
        return ready;
    QSqlQuery query(m_database);
    if (!query.exec(sql))
        return fail(error("the statement failed", query.lastError()));
    return {};
}

Result<std::optional<QString>> SqlConnection::scalar(const QString& sql)
{
    if (auto ready = ensureOpen(); !ready)
        return fail(ready.error());
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(sql))
        return fail(error("reading failed", query.lastError()));
    if (query.next())
        return query.value(0).toString();
    if (query.lastError().isValid())
        return fail(error("reading failed", query.lastError()));
    return std::nullopt;
}

Result<void> SqlConnection::begin()
{
    // SQLite would go on writing to a file that nobody finds any more.
    if (!m_file.empty() && placeOf(m_file) != m_place)
        return fail(ErrorCode::Unavailable,
                    "database " + m_name +
                        " was moved, deleted or replaced while it was in use; put it back, or "
                        "start Vigia again");
    // SQLite: take the write lock now; a later upgrade could fail half way.
    return execute(m_dialect == SqlDialect::Sqlite ? QStringLiteral("BEGIN IMMEDIATE")
                                                   : QStringLiteral("BEGIN"));
}

Result<void> SqlConnection::commit()
{
    return execute(QStringLiteral("COMMIT"));
}

void SqlConnection::rollback()
{
    // SQLite has rolled back by itself after some errors (full disk, I/O).
    if (!m_sqlite || !sqlite3_get_autocommit(m_sqlite)) [[maybe_unused]]
        const auto ignored = execute(QStringLiteral("ROLLBACK"));
    if (m_forget)
        m_forget();
}

Result<void> SqlConnection::transact(const std::function<Result<void>()>& body)
{
    if (m_depth > 0) {
        Result<void> inner = body();
        if (!inner && !m_doom)
            m_doom = inner.error();
        return inner;
    }
    if (auto begun = begin(); !begun)
        return begun;
    m_doom.reset();
    m_depth = 1;
    struct Guard // also when body throws
    {
        SqlConnection& self;
        bool done = false;
        ~Guard()
        {
            self.m_depth = 0;
            if (!done)
                self.rollback();
        }
    } guard{*this};
    if (auto result = body(); !result)
        return result;
    if (m_doom)
        return fail(*m_doom);
    auto committed = commit();
    guard.done = committed.has_value();
    return committed;
}

Result<void> SqlConnection::readTogether(const std::function<Result<void>()>& body)
{
    if (m_dialect == SqlDialect::Sqlite || m_depth > 0)
        return body();
    return transact([&]() -> Result<void> {
        auto snapshot = execute(QStringLiteral("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"));
        return snapshot ? body() : snapshot;
    });
}

Error SqlConnection::error(const std::string& what, const QSqlError& error)
{
    const std::string words = error.databaseText().trimmed().toStdString();
    if (m_dialect == SqlDialect::Postgres)
        return postgresError(what, error.nativeErrorCode().toStdString(), words);
    if (m_sqlite && sqlite3_errcode(m_sqlite) != SQLITE_OK)
        return sqliteError(m_sqlite, what, m_name);
    return {codeOfSqlite(error.nativeErrorCode().toInt(), 0),
            what + ": database " + m_name + ": " + words};
}

Error SqlConnection::postgresError(const std::string& what, std::string_view sqlState,
                                   const std::string& words)
{
    const ErrorCode code = codeOfSqlState(sqlState);
    m_lost = m_lost || code == ErrorCode::Unavailable;
    return {code, what + ": database " + m_name + ": " + words};
}

} // namespace vigia
