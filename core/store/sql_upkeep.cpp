#include "core/store/sql_upkeep.h"

#include "core/store/count_days.h"
#include "core/store/file_errors.h"
#include "core/store/sqlite_file.h"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace vigia {
namespace {

constexpr std::int64_t kFreePagesWorthIt = 1000; // 4 MB
constexpr std::int64_t kMostPages = 65'536;      // 256 MB; larger files would hold up the writer

std::optional<std::int64_t> minutes(const std::optional<Minute>& t)
{
    std::optional<std::int64_t> out;
    if (t)
        out = toEpochMinutes(*t);
    return out;
}

std::optional<std::int64_t> milliseconds(const std::optional<Instant>& t)
{
    std::optional<std::int64_t> out;
    if (t)
        out = t->time_since_epoch().count();
    return out;
}

std::int64_t sizeOf(const std::string& path)
{
    struct stat info = {};
    return ::stat(path.c_str(), &info) == 0 ? static_cast<std::int64_t>(info.st_size) : 0;
}

// The copy is worth something only when it is on the disk, and its name too.
Result<void> sync(const std::string& path)
{
    const std::string parent = std::filesystem::path(path).parent_path().string();
    for (const std::string& one : {path, parent.empty() ? std::string(".") : parent}) {
        const int descriptor = ::open(one.c_str(), O_RDONLY | O_CLOEXEC);
        const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
        const int why = errno;
        if (descriptor >= 0)
            ::close(descriptor);
        if (!synced)
            return fail(fileError("cannot sync", one, why));
    }
    return {};
}

} // namespace

SqlUpkeep::SqlUpkeep(SqlConnection& connection, std::string file)
    : m_connection(connection)
    , m_file(std::move(file))
{}

// Deletes up to about `cap` rows before the cut, the oldest first; rows of one instant go together.
Result<std::int64_t> SqlUpkeep::trim(const Shelf& shelf, std::int64_t cap)
{
    if (!shelf.cut || cap <= 0)
        return 0;
    const auto newest = m_connection.integer(shelf.newest);
    if (!newest)
        return fail(newest.error());
    if (!*newest)
        return 0;
    const QString rest =
        QStringLiteral(" FROM %1 WHERE %2 < ?%3").arg(shelf.table, shelf.column, shelf.condition);
    const std::int64_t cut = std::min(*shelf.cut, **newest);
    const auto last = m_connection.integer(
        QStringLiteral("SELECT %1%2 ORDER BY %1 LIMIT 1 OFFSET ?").arg(shelf.column, rest), cut,
        cap);
    if (!last)
        return fail(last.error());
    return m_connection.run(QStringLiteral("DELETE") + rest, last->value_or(cut));
}

// The counts lie by series, so each series is trimmed on its own.
Result<std::vector<SqlUpkeep::Shelf>> SqlUpkeep::countShelves(const RetentionCut& cut)
{
    std::vector<Shelf> shelves;
    if (!cut.counts)
        return shelves;
    auto done =
        m_connection.forEach(QStringLiteral("SELECT id FROM series"), [&](const SqlStatement& row) {
            shelves.push_back(
                {QStringLiteral("minute_count"), QStringLiteral("minute"),
                 QStringLiteral(" AND series_id = %1").arg(row.integer(0)),
                 QStringLiteral("SELECT max(newest) FROM (SELECT (SELECT max(c.minute) FROM "
                                "minute_count c WHERE c.series_id = s.id) AS newest FROM series s) "
                                "AS all_series"),
                 minutes(cut.counts)});
            return true;
        });
    if (!done)
        return fail(done.error());
    return shelves;
}

Result<RetentionReport> SqlUpkeep::deleteBefore(const RetentionCut& cut, std::int64_t cap)
{
    RetentionReport report;
    auto done = m_connection.transact([&]() -> Result<void> {
        auto shelves = countShelves(cut);
        if (!shelves)
            return fail(shelves.error());
        const auto add = [&](const char* table, const char* column, const char* condition,
                             const char* newest, std::optional<std::int64_t> until) {
            shelves->push_back({QLatin1String(table), QLatin1String(column),
                                QLatin1String(condition),
                                QStringLiteral("SELECT max(%1) FROM %2")
                                    .arg(QLatin1String(newest), QLatin1String(table)),
                                until});
        };
        add("raw_event", "minute", "", "minute", minutes(cut.rawLog));
        add("auth_code_count", "minute", "", "minute", minutes(cut.counts));
        add("anomaly", "minute", "", "minute", minutes(cut.anomalies));
        add("incident", "end_minute",
            " AND state = 'resolved' AND id < (SELECT max(id) FROM incident)", "end_minute",
            minutes(cut.anomalies));
        add("outbox", "created_ms", " AND state <> 'pending'", "created_ms",
            milliseconds(cut.messages));
        add("kept_answer", "created_ms", "", "created_ms", milliseconds(cut.answers));
        for (const Shelf& shelf : *shelves) {
            const auto deleted = trim(shelf, cap - report.deleted);
            if (!deleted)
                return fail(deleted.error());
            report.deleted += *deleted;
        }
        if (cut.counts) { // what is rolled up again afterwards is what was left
            const auto days =
                m_connection.run(QStringLiteral("DELETE FROM count_day WHERE day <= ?"),
                                 dayOfMinute(toEpochMinutes(*cut.counts)));
            if (!days)
                return fail(days.error());
        }
        for (const QString& table :
             {QStringLiteral("incident_step"), QStringLiteral("incident_timer")}) {
            if (!cut.anomalies)
                break;
            const auto orphans = m_connection.run(
                QStringLiteral("DELETE FROM %1 WHERE incident_id NOT IN (SELECT id FROM incident) "
                               "AND incident_id < (SELECT max(id) FROM incident)")
                    .arg(table));
            if (!orphans)
                return fail(orphans.error());
        }
        return {};
    });
    if (!done)
        return fail(done.error());
    report.more = report.deleted >= cap;
    return report;
}

Result<StoreNewest> SqlUpkeep::newest()
{
    StoreNewest out;
    for (const auto& [sql, to] : {
             std::pair{QStringLiteral("SELECT max(newest) FROM (SELECT (SELECT max(c.minute) FROM "
                                      "minute_count c WHERE c.series_id = s.id) AS newest "
                                      "FROM series s) AS all_series"),
                       &out.counts},
             std::pair{QStringLiteral("SELECT max(minute) FROM anomaly"), &out.anomalies},
             std::pair{QStringLiteral("SELECT max(minute) FROM raw_event"), &out.rawLog},
             std::pair{QStringLiteral("SELECT max(created_ms) / 60000 FROM outbox"), &out.messages},
         }) {
        const auto found = m_connection.integer(sql);
        if (!found)
            return fail(found.error());
        if (*found)
            *to = fromEpochMinutes(**found);
    }
    return out;
}

Result<void> SqlUpkeep::compact()
{
    if (m_connection.dialect() == SqlDialect::Postgres) // autovacuum does it
        return {};
    for (const QString& pragma :
         {QStringLiteral("PRAGMA optimize"), QStringLiteral("PRAGMA wal_checkpoint(PASSIVE)")}) {
        auto done = m_connection.forEach(pragma, [](const SqlStatement&) { return true; });
        if (!done)
            return done;
    }
    // Free pages are used again, so most files stay as large as they are. Automatic vacuum would
    // cost each write 8 % for the day when a much shorter retention is set.
    const auto free = m_connection.integer(QStringLiteral("PRAGMA freelist_count"));
    const auto all = m_connection.integer(QStringLiteral("PRAGMA page_count"));
    if (!free || !all)
        return fail(!free ? free.error() : all.error());
    if (all->value_or(0) > kMostPages || free->value_or(0) < kFreePagesWorthIt ||
        free->value_or(0) * 2 < all->value_or(0))
        return {};
    return m_connection.execute(QStringLiteral("VACUUM"));
}

Result<void> SqlUpkeep::backup(const std::string& file)
{
    if (m_connection.dialect() == SqlDialect::Postgres)
        return fail(ErrorCode::InvalidConfig,
                    "a PostgreSQL database is backed up with pg_dump, not by Vigia");
    const int descriptor =
        ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0 && errno == EEXIST)
        return fail(ErrorCode::Conflict, file + " exists already; name a new file");
    if (descriptor < 0)
        return fail(fileError("cannot create the backup", file, errno));
    ::close(descriptor);
    // VACUUM INTO takes an empty file, and copies what one read transaction sees.
    const auto copied = m_connection.run(QStringLiteral("VACUUM INTO ?"), file);
    if (!copied) {
        ::unlink(file.c_str());
        return fail(copied.error().code,
                    "cannot write the backup " + file + ": " + copied.error().message);
    }
    return sync(file);
}

Result<StoreFigures> SqlUpkeep::figures()
{
    StoreFigures figures;
    for (const auto& [table, count] :
         {std::pair{QStringLiteral("minute_count"), &figures.countRows},
          std::pair{QStringLiteral("raw_event"), &figures.rawEvents}}) {
        const auto found = m_connection.integer(QStringLiteral("SELECT count(*) FROM ") + table);
        if (!found)
            return fail(found.error());
        *count = found->value_or(0);
    }
    if (m_connection.dialect() == SqlDialect::Postgres) {
        const auto bytes =
            m_connection.integer(QStringLiteral("SELECT pg_database_size(current_database())"));
        if (!bytes)
            return fail(bytes.error());
        figures.bytes = bytes->value_or(0);
    } else if (!m_file.empty()) {
        figures.bytes = sizeOf(m_file) + sizeOf(m_file + "-wal");
    }
    return figures;
}

} // namespace vigia
