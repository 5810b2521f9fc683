#include "core/store/migrations.h"

#include "core/store/postgres_database.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <vector>

// Resources of a static library are left out unless somebody asks; this must be a global function.
static void initResources()
{
    Q_INIT_RESOURCE(sql);
}

namespace vigia {
namespace {

struct Script
{
    int number = 0;
    QString name;
    QString text;
};

// A statement ends with a semicolon at the end of a line.
QStringList statements(const QString& script)
{
    QStringList out;
    QString current;
    for (const QString& line : script.split(QLatin1Char('\n'))) {
        const QString code = line.section(QStringLiteral("--"), 0, 0).trimmed();
        if (code.isEmpty())
            continue;
        current += code + QLatin1Char('\n');
        if (code.endsWith(QLatin1Char(';'))) {
            out.append(current.trimmed().chopped(1));
            current.clear();
        }
    }
    Q_ASSERT(current.isEmpty());
    return out;
}

const std::vector<Script>& scripts()
{
    static const std::vector<Script> all = [] {
        initResources();
        std::vector<Script> found;
        const QDir dir(QStringLiteral(":/vigia/sql"));
        for (const QString& name : dir.entryList({QStringLiteral("*.sql")}, QDir::Files)) {
            QFile file(dir.filePath(name));
            if (file.open(QIODevice::ReadOnly))
                found.push_back({name.left(4).toInt(), name, QString::fromUtf8(file.readAll())});
        }
        std::ranges::sort(found, {}, &Script::number);
        return found;
    }();
    return all;
}

Result<void> run(SqlConnection& connection, const Script& script)
{
    const QString text = inDialect(connection.dialect(), script.text);
    for (const QString& statement : statements(text)) {
        if (auto done = connection.execute(statement); !done)
            return fail(done.error().code, script.name.toStdString() + ": " + done.error().message);
    }
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto recorded = connection.run(
        QStringLiteral("INSERT INTO schema_version (version, script, applied_at) VALUES (?, ?, ?)"),
        script.number, script.name.toStdString(), now.toString(Qt::ISODate).toStdString());
    if (!recorded)
        return fail(recorded.error());
    if (connection.dialect() == SqlDialect::Sqlite)
        return connection.execute(QStringLiteral("PRAGMA user_version = %1").arg(script.number));
    return {};
}

Error newerSchema(const SqlConnection& connection, int found)
{
    return {ErrorCode::Conflict,
            "database " + connection.name() + " was written by a newer Vigia (schema " +
                std::to_string(found) + ", this one knows up to " + std::to_string(newestSchema()) +
                "); it was not touched: run the newer Vigia, or choose another --database"};
}

} // namespace

int newestSchema()
{
    return scripts().empty() ? 0 : scripts().back().number;
}

Result<int> schemaOf(SqlConnection& connection)
{
    const auto known = connection.scalar(
        connection.dialect() == SqlDialect::Sqlite
            ? QStringLiteral("SELECT count(*) FROM sqlite_master WHERE name = 'schema_version'")
            : QStringLiteral("SELECT count(*) FROM information_schema.tables WHERE table_schema = "
                             "current_schema() AND table_name = 'schema_version'"));
    if (!known)
        return fail(known.error());
    if (known->value_or(QString()) == QLatin1String("0"))
        return 0;
    const auto version =
        connection.scalar(QStringLiteral("SELECT coalesce(max(version), 0) FROM schema_version"));
    if (!version)
        return fail(version.error());
    return version->value_or(QString()).toInt();
}

Result<void> migrate(SqlConnection& connection)
{
    Result<int> found = schemaOf(connection);
    if (!found)
        return fail(found.error());
    if (*found > newestSchema())
        return fail(newerSchema(connection, *found));
    if (*found == newestSchema())
        return {};
    return connection.transact([&]() -> Result<void> {
        if (connection.dialect() == SqlDialect::Postgres) { // several may start at once
            const auto locked =
                connection.scalar(QStringLiteral("SELECT pg_advisory_xact_lock(%1, %2)")
                                      .arg(kAdvisorySpace)
                                      .arg(kAdvisoryMigration));
            if (!locked)
                return fail(locked.error());
            found = schemaOf(connection);
            if (!found)
                return fail(found.error());
        }
        if (auto done = connection.execute(QStringLiteral(
                "CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL PRIMARY KEY, "
                "script TEXT NOT NULL, applied_at TEXT NOT NULL)"));
            !done)
            return done;
        for (const Script& script : scripts()) {
            if (script.number <= *found)
                continue;
            if (auto done = run(connection, script); !done)
                return done;
        }
        return {};
    });
}

Result<void> requireNewestSchema(SqlConnection& connection)
{
    const Result<int> found = schemaOf(connection);
    if (!found)
        return fail(found.error());
    if (*found > newestSchema())
        return fail(newerSchema(connection, *found));
    if (*found < newestSchema())
        return fail(ErrorCode::Conflict,
                    "database " + connection.name() + " has the schema of an older Vigia (" +
                        std::to_string(*found) + ", now " + std::to_string(newestSchema()) +
                        "): start `vigiactl serve` or the console once, which brings it up to "
                        "date");
    return {};
}

} // namespace vigia
