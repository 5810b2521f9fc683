#include "core/store/postgres_database.h"

#include "core/store/migrations.h"

#include <QSqlError>

#include <atomic>

namespace vigia {
namespace {

// A value in a connection string of libpq.
QString quoted(const std::string& value)
{
    QString text = QString::fromStdString(value);
    text.replace(QLatin1Char('\\'), QStringLiteral("\\\\"));
    text.replace(QLatin1Char('\''), QStringLiteral("\\'"));
    return QLatin1Char('\'') + text + QLatin1Char('\'');
}

// The driver separates options by semicolons, so a value with one cannot be passed.
Result<QString> connectOptions(const PostgresAddress& address)
{
    std::map<std::string, std::string> options{
        {"application_name", "vigia"},
        {"connect_timeout", "5"},
        // A server that vanished is noticed within seven seconds.
        {"keepalives_idle", "3"},
        {"keepalives_interval", "1"},
        {"keepalives_count", "3"},
        {"tcp_user_timeout", "7000"}};
    for (const auto& [name, value] : address.options)
        options[name] = value;
    QStringList parts;
    for (const auto& [name, value] : options) {
        if (value.find(';') != std::string::npos)
            return fail(ErrorCode::InvalidConfig, "the option " + name +
                                                      " of the database address has a semicolon, "
                                                      "which cannot be passed on");
        parts.append(QString::fromStdString(name) + QLatin1Char('=') + quoted(value));
    }
    return parts.join(QLatin1Char(';'));
}

Result<void> prepareSession(SqlConnection& connection, StoreAccess access)
{
    QStringList needed{QStringLiteral("SET client_min_messages = warning"), // libpq prints them
                       QStringLiteral("SET standard_conforming_strings = on"),
                       QStringLiteral("SET statement_timeout = '60s'"),
                       QStringLiteral("SET lock_timeout = '10s'"),
                       QStringLiteral("SET idle_in_transaction_session_timeout = '10min'")};
    if (access == StoreAccess::ReadOnly)
        needed.append(QStringLiteral("SET default_transaction_read_only = on"));
    for (const QString& statement : needed) {
        if (auto done = connection.execute(statement); !done)
            return done;
    }
    // An acknowledged row is on the disk, whatever the server's default is.
    const auto commit = connection.scalar(QStringLiteral("SHOW synchronous_commit"));
    if (!commit)
        return fail(commit.error());
    if (commit->value_or(QString()) == QLatin1String("off")) {
        if (auto done = connection.execute(QStringLiteral("SET synchronous_commit = on")); !done)
            return done;
    }
    // The server lets go of our locks soon after this machine vanished. Other engines than
    // PostgreSQL may not have these, nor compile queries.
    for (const QString& statement :
         {QStringLiteral("SET tcp_keepalives_idle = 3"),
          QStringLiteral("SET tcp_keepalives_interval = 1"),
          QStringLiteral("SET tcp_keepalives_count = 3"),
          QStringLiteral("SET tcp_user_timeout = 7000"), QStringLiteral("SET jit = off")}) {
        if (!connection.execute(statement) && connection.lost())
            return fail(ErrorCode::Unavailable,
                        "database " + connection.name() + ": the connection was lost");
    }
    return {};
}

} // namespace

Result<std::unique_ptr<SqlConnection>> postgresConnection(const PostgresAddress& address,
                                                          StoreAccess access)
{
    if (!QSqlDatabase::isDriverAvailable(QStringLiteral("QPSQL")))
        return fail(ErrorCode::Unavailable, "Qt's PostgreSQL driver is not installed: install the "
                                            "package libqt6sql6-psql");
    const auto options = connectOptions(address);
    if (!options)
        return fail(options.error());
    static std::atomic<int> number{0};
    QSqlDatabase database = QSqlDatabase::addDatabase(
        QStringLiteral("QPSQL"), QStringLiteral("vigia-postgres-%1").arg(++number));
    database.setHostName(QString::fromStdString(address.host));
    database.setPort(address.port);
    database.setDatabaseName(QString::fromStdString(address.database));
    database.setUserName(QString::fromStdString(address.user));
    database.setPassword(QString::fromStdString(address.password));
    database.setConnectOptions(*options);
    auto connection = std::make_unique<SqlConnection>(SqlDialect::Postgres, std::move(database),
                                                      address.shown(), std::string());
    connection->onOpen([raw = connection.get(), access] { return prepareSession(*raw, access); });
    return connection;
}

Result<std::unique_ptr<SqlConnection>> openPostgres(const PostgresAddress& address,
                                                    StoreAccess access)
{
    auto connection = postgresConnection(address, access);
    if (!connection)
        return connection;
    if (auto opened = (*connection)->open(); !opened)
        return fail(opened.error());
    auto ready = access == StoreAccess::ReadWrite ? migrate(**connection)
                                                  : requireNewestSchema(**connection);
    if (!ready)
        return fail(ready.error());
    return connection;
}

} // namespace vigia
