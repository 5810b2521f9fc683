#include "core/store/sqlite_file.h"

#include "core/store/file_errors.h"
#include "core/store/migrations.h"

#include <sqlite3.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace vigia {
namespace {

using std::chrono::steady_clock;

// How long a start may spend on checking a file after an unclean end. What was not looked at by
// then is found when it is read.
constexpr std::chrono::milliseconds kCheckLimit{3000};
constexpr int kBusyMs = 5000; // how long a writer waits for another one

std::unique_ptr<SqlConnection> connectionTo(const std::string& path, const std::string& name,
                                            StoreAccess access)
{
    static std::atomic<int> number{0};
    QSqlDatabase database = QSqlDatabase::addDatabase(
        QStringLiteral("QSQLITE"), QStringLiteral("vigia-sqlite-%1").arg(++number));
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(kBusyMs);
    if (access == StoreAccess::ReadOnly)
        options += QStringLiteral(";QSQLITE_OPEN_READONLY");
    database.setConnectOptions(options);
    database.setDatabaseName(QString::fromStdString(path));
    return std::make_unique<SqlConnection>(SqlDialect::Sqlite, std::move(database), name,
                                           path == name ? path : std::string());
}

Error damaged(const std::string& path, const std::string& words)
{
    return {ErrorCode::Corrupt, "database " + path + " is damaged or not a database: " + words +
                                    "; it was not changed: move it away and restore a backup, "
                                    "choose another --database, or start with "
                                    "--set-aside-damaged, which keeps it under another name and "
                                    "begins a new one"};
}

// Errors of the first contact get the next step along.
Error explained(const std::string& path, Error error)
{
    return error.code == ErrorCode::Corrupt ? damaged(path, error.message) : error;
}

// Ours, or empty and to become ours. Reads only: a foreign file stays as it is.
Result<bool> isNew(SqlConnection& connection, const std::string& path)
{
    const auto id = connection.scalar(QStringLiteral("PRAGMA application_id"));
    if (!id)
        return fail(explained(path, id.error()));
    const auto tables = connection.scalar(QStringLiteral("SELECT count(*) FROM sqlite_master"));
    if (!tables)
        return fail(explained(path, tables.error()));
    const auto version = connection.scalar(QStringLiteral("PRAGMA user_version"));
    if (!version)
        return fail(explained(path, version.error()));
    const int found = id->value_or(QString()).toInt();
    if (found == kSqliteApplicationId)
        return false;
    if (found == 0 && tables->value_or(QString()) == QLatin1String("0") &&
        version->value_or(QString()) == QLatin1String("0"))
        return true;
    return fail(ErrorCode::Conflict,
                "database " + path + " belongs to another program (application_id " +
                    std::to_string(found) +
                    ", not Vigia's); it was not touched: choose another --database");
}

Result<void> check(SqlConnection& connection, const std::string& path)
{
    const auto end = steady_clock::now() + kCheckLimit;
    sqlite3_progress_handler(
        connection.sqlite(), 10'000,
        [](void* until) {
            return steady_clock::now() > *static_cast<const steady_clock::time_point*>(until) ? 1
                                                                                              : 0;
        },
        const_cast<steady_clock::time_point*>(&end));
    const auto verdict = connection.scalar(QStringLiteral("PRAGMA quick_check(1)"));
    sqlite3_progress_handler(connection.sqlite(), 0, nullptr, nullptr);
    if (!verdict) {
        if (verdict.error().code == ErrorCode::Cancelled)
            return {};
        return fail(explained(path, verdict.error()));
    }
    if (verdict->value_or(QString()) != QLatin1String("ok"))
        return fail(damaged(path, verdict->value_or(QString()).toStdString()));
    return {};
}

Result<void> configure(SqlConnection& connection, StoreAccess access)
{
    QStringList pragmas{QStringLiteral("PRAGMA foreign_keys = ON"),
                        QStringLiteral("PRAGMA trusted_schema = OFF"),
                        QStringLiteral("PRAGMA cache_size = -8000")}; // kB
    if (access == StoreAccess::ReadWrite) {
        pragmas.append(QStringLiteral("PRAGMA synchronous = FULL"));
        // Fewer syncs of the file itself: 4,000 pages of 4 kB are moved there at a time.
        pragmas.append(QStringLiteral("PRAGMA wal_autocheckpoint = 4000"));
        // After a large import the log is cut back.
        pragmas.append(QStringLiteral("PRAGMA journal_size_limit = 16777216"));
    }
    for (const QString& pragma : pragmas) {
        if (auto done = connection.execute(pragma); !done)
            return done;
    }
    return {};
}

Result<void> becomeOurs(SqlConnection& connection)
{
    return connection.execute(
        QStringLiteral("PRAGMA application_id = %1").arg(kSqliteApplicationId));
}

bool hasUnfinishedLog(const std::string& path)
{
    struct stat info = {};
    return ::stat((path + "-wal").c_str(), &info) == 0 && info.st_size > 0;
}

Result<void> preparePlace(const std::string& path)
{
    const std::string directory = std::filesystem::path(path).parent_path().string();
    if (!directory.empty()) {
        if (auto made = makePrivateDirectory(directory); !made)
            return made;
    }
    return makePrivateFile(path);
}

} // namespace

Result<void> makePrivateDirectory(const std::string& path)
{
    std::error_code code;
    if (std::filesystem::is_directory(path, code))
        return {};
    const std::filesystem::path whole(path);
    const std::string parent = whole.parent_path().string();
    if (!parent.empty() && parent != path) {
        if (auto made = makePrivateDirectory(parent); !made)
            return made;
    }
    if (whole.filename().empty()) // "x/": its parent was "x"
        return {};
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST)
        return fail(fileError("cannot create the directory", path, errno));
    if (!std::filesystem::is_directory(path, code))
        return fail(ErrorCode::Unavailable, path + " is not a directory");
    return {};
}

// Never opens a file that is there: closing it would drop the locks that SQLite holds on it in this
// process (fcntl locks belong to the process, not to the descriptor).
Result<void> makePrivateFile(const std::string& path)
{
    struct stat info = {};
    if (::stat(path.c_str(), &info) == 0) {
        if (!S_ISREG(info.st_mode))
            return fail(ErrorCode::InvalidConfig, path + " is not a regular file");
        if ((info.st_mode & 0077) != 0 && ::chmod(path.c_str(), info.st_mode & 0700) != 0 &&
            errno != EPERM && errno != EROFS)
            return fail(fileError("cannot make private", path, errno));
        return {};
    }
    if (errno != ENOENT)
        return fail(fileError("cannot look at", path, errno));
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return fail(fileError("cannot create", path, errno));
    ::close(file);
    return {};
}

Result<std::unique_ptr<SqlConnection>> openSqliteFile(const std::string& path, StoreAccess access,
                                                      CheckFile checkFile)
{
    struct stat info = {};
    if (access == StoreAccess::ReadWrite) {
        if (auto ready = preparePlace(path); !ready)
            return fail(ready.error());
    } else if (::stat(path.c_str(), &info) != 0) {
        Error error = fileError("there is no database at", path, errno);
        return fail(std::move(error));
    }
    const bool unclean = checkFile == CheckFile::IfUnclean && hasUnfinishedLog(path);

    auto connection = connectionTo(path, path, access);
    if (auto opened = connection->open(); !opened)
        return fail(explained(path, opened.error()));
    const Result<bool> fresh = isNew(*connection, path);
    if (!fresh)
        return fail(fresh.error());
    if (auto done = configure(*connection, access); !done)
        return fail(done.error());
    if (access == StoreAccess::ReadOnly) {
        if (*fresh)
            return fail(ErrorCode::NotFound, "database " + path + " is empty");
        if (auto done = requireNewestSchema(*connection); !done)
            return fail(explained(path, done.error()));
        return connection;
    }
    if (unclean) {
        if (auto sound = check(*connection, path); !sound)
            return fail(sound.error());
    }
    const auto mode = connection->scalar(QStringLiteral("PRAGMA journal_mode = WAL"));
    if (!mode)
        return fail(explained(path, mode.error()));
    if (mode->value_or(QString()) != QLatin1String("wal"))
        return fail(ErrorCode::Unavailable,
                    "database " + path +
                        " cannot use a write-ahead log here (a network file system?): choose a "
                        "--data-dir on a local disk");
    if (*fresh) {
        if (auto done = becomeOurs(*connection); !done)
            return fail(done.error());
    }
    if (auto done = migrate(*connection); !done)
        return fail(explained(path, done.error()));
    return connection;
}

Result<std::unique_ptr<SqlConnection>> openSqliteMemory()
{
    auto connection = connectionTo(":memory:", "in memory", StoreAccess::ReadWrite);
    if (auto opened = connection->open(); !opened)
        return fail(opened.error());
    if (auto done = configure(*connection, StoreAccess::ReadWrite); !done)
        return fail(done.error());
    if (auto done = migrate(*connection); !done)
        return fail(done.error());
    return connection;
}

} // namespace vigia
