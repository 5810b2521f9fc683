// The files of a SQLite database: who may read them, which are refused, and that a refused one
// stays as it was.
#include "core/store/migrations.h"
#include "core/store/open_store.h"
#include "core/store/set_aside.h"
#include "core/store/sqlite_file.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

constexpr Minute kStart = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12};

WriteUnit rows(int first, int count, std::uint64_t value = 1)
{
    CountBatch batch;
    batch.sources = {""};
    for (int m = first; m < first + count; ++m)
        batch.rows.push_back({kStart + std::chrono::minutes{m}, value, StatusId::Denied, 0});
    WriteUnit unit;
    unit.counts.push_back(std::move(batch));
    return unit;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

int modeOf(const QString& path)
{
    struct stat info = {};
    return ::stat(qPrintable(path), &info) == 0 ? static_cast<int>(info.st_mode & 07777) : -1;
}

void runSql(const QString& path, const char* sql)
{
    sqlite3* handle = nullptr;
    QCOMPARE(sqlite3_open(qPrintable(path), &handle), SQLITE_OK);
    char* problem = nullptr;
    const int code = sqlite3_exec(handle, sql, nullptr, nullptr, &problem);
    QVERIFY2(code == SQLITE_OK, problem ? problem : "");
    sqlite3_close(handle);
}

} // namespace

class tst_StoreFiles : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_file;

    Result<std::unique_ptr<Database>> open(StoreAccess access = StoreAccess::ReadWrite)
    {
        StoreOptions options;
        options.database = m_file.toStdString();
        options.access = access;
        return openStore(options);
    }
    void makeDatabase(int minutes = 10)
    {
        auto store = open();
        QVERIFY(store.has_value());
        QVERIFY((*store)->write(rows(0, minutes)).has_value());
    }
    // Overwrites the heads of the last pages, which hold counts when there are thousands of them.
    QByteArray damage()
    {
        QByteArray content = contentOf(m_file);
        const qsizetype pages = content.size() / 4096;
        for (qsizetype page = pages - 8; page < pages; ++page)
            content.replace(page * 4096, 64, QByteArray(64, '\x5a'));
        put(m_file, content);
        return content;
    }
    void refusedUntouched(ErrorCode code, const QString& word)
    {
        const QByteArray before = contentOf(m_file);
        const auto store = open();
        QVERIFY(!store);
        const QString words = QString::fromStdString(store.error().message);
        QVERIFY2(store.error().code == code, qPrintable(words));
        QVERIFY2(words.contains(m_file), qPrintable(words));
        QVERIFY2(words.contains(word), qPrintable(words));
        QVERIFY(contentOf(m_file) == before);
        QVERIFY(!QFile::exists(m_file + QStringLiteral("-wal")));
    }

private slots:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_file = m_dir->filePath(QStringLiteral("vigia.db"));
    }
    void cleanup() { m_dir.reset(); }

    void createsPrivateFilesInAPrivateDirectory();
    void takesTheRightsOfOthersAway();
    void syncsEveryCommitToALog();
    void bringsAnEmptyFileToTheNewestSchema();
    void bringsAnOlderSchemaUpToDate();
    void refusesANewerSchema();
    void refusesTheDatabaseOfAnotherProgram();
    void refusesATableWithoutOwner();
    void refusesWhatIsNoDatabase_data();
    void refusesWhatIsNoDatabase();
    void refusesADamagedFileAfterAnUncleanEnd();
    void saysWhichFileIsDamagedWhenItReads();
    void setsADamagedFileAside();
    void refusesADirectory();
    void opensAnEmptyFile();
    void readsWithoutWriting();
    void readOnlyNeedsADatabase();
    void readOnlySaysThatAnOlderSchemaMustBeUpdated();
    void sharesItsLockWithinTheProcess();
    void tellsItsAddressOnceItIsKnown();
    void reportsAFullDiskAndGoesOnWhenThereIsRoom();
    void reportsADirectoryItMayNotWrite();
    void noticesThatItsFileIsGone();
    void backsUpWhileItIsWritten();
    void refusesToOverwriteABackup();
    void givesRoomBackWhenMostOfTheFileIsFree();
    void keepsTwoWritersOfOneProcessApart();
};

void tst_StoreFiles::createsPrivateFilesInAPrivateDirectory()
{
    const mode_t old = ::umask(0);
    m_file = m_dir->filePath(QStringLiteral("a/b/vigia.db"));
    auto store = open();
    ::umask(old);
    QVERIFY(store.has_value());
    QVERIFY((*store)->write(rows(0, 1)).has_value());
    QCOMPARE(modeOf(m_dir->filePath(QStringLiteral("a"))), 0700);
    QCOMPARE(modeOf(m_dir->filePath(QStringLiteral("a/b"))), 0700);
    for (const char* ending : {"", "-wal", "-shm", ".lock"})
        QCOMPARE(modeOf(m_file + QLatin1String(ending)), 0600);
}

void tst_StoreFiles::takesTheRightsOfOthersAway()
{
    makeDatabase();
    QCOMPARE(::chmod(qPrintable(m_file), 0644), 0);
    QVERIFY(open().has_value());
    QCOMPARE(modeOf(m_file), 0600);
}

void tst_StoreFiles::syncsEveryCommitToALog()
{
    auto connection = openSqliteFile(m_file.toStdString(), StoreAccess::ReadWrite, CheckFile::No);
    QVERIFY(connection.has_value());
    const auto pragma = [&](const char* name) {
        return (*connection)
            ->scalar(QStringLiteral("PRAGMA ") + QLatin1String(name))
            .value()
            .value();
    };
    QCOMPARE(pragma("journal_mode"), QStringLiteral("wal"));
    QCOMPARE(pragma("synchronous"), QStringLiteral("2")); // FULL
    QCOMPARE(pragma("foreign_keys"), QStringLiteral("1"));
    QCOMPARE(pragma("busy_timeout"), QStringLiteral("5000"));
    QCOMPARE(pragma("application_id").toInt(), kSqliteApplicationId);
    QCOMPARE(pragma("user_version").toInt(), newestSchema());
}

void tst_StoreFiles::bringsAnEmptyFileToTheNewestSchema()
{
    auto store = open();
    QVERIFY(store.has_value());
    const auto versions =
        (*store)->select("SELECT version, script FROM schema_version ORDER BY version", 100);
    QVERIFY(versions.has_value());
    QCOMPARE(static_cast<int>(versions->rows.size()), newestSchema());
    for (int i = 0; i < newestSchema(); ++i) {
        const auto& row = versions->rows[static_cast<std::size_t>(i)];
        QCOMPARE(row[0].value(), std::to_string(i + 1)); // numbered without a hole
        QVERIFY(row[1]->ends_with(".sql"));
    }
}

void tst_StoreFiles::bringsAnOlderSchemaUpToDate()
{
    makeDatabase();
    runSql(m_file, "DROP TABLE rule_version; DROP TABLE unjudged; DROP TABLE incident_request; "
                   "DROP TABLE count_day;"
                   "DROP VIEW checkout; DROP TABLE checkout_row;"
                   "ALTER TABLE outbox DROP COLUMN chart;"
                   "DELETE FROM schema_version WHERE version >= 6; PRAGMA user_version = 5;");
    auto store = open();
    QVERIFY(store.has_value());
    QVERIFY((*store)->select("SELECT * FROM checkout", 1).has_value());
    QCOMPARE((*store)->counts({})->rows.size(), std::size_t{10});
}

void tst_StoreFiles::refusesANewerSchema()
{
    makeDatabase();
    runSql(m_file, "INSERT INTO schema_version VALUES (9999, '9999_future.sql', 'later');"
                   "PRAGMA user_version = 9999; PRAGMA wal_checkpoint(TRUNCATE)");
    refusedUntouched(ErrorCode::Conflict, QStringLiteral("newer"));
    const auto reader = open(StoreAccess::ReadOnly);
    QVERIFY(!reader);
    QCOMPARE(reader.error().code, ErrorCode::Conflict);
}

void tst_StoreFiles::refusesTheDatabaseOfAnotherProgram()
{
    runSql(m_file, "PRAGMA application_id = 252006674; CREATE TABLE t (x)");
    refusedUntouched(ErrorCode::Conflict, QStringLiteral("another program"));
}

void tst_StoreFiles::refusesATableWithoutOwner()
{
    runSql(m_file, "CREATE TABLE holiday_photos (x)");
    refusedUntouched(ErrorCode::Conflict, QStringLiteral("another program"));
}

void tst_StoreFiles::refusesWhatIsNoDatabase_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("a CSV file") << QByteArray("time,status,count\n00h 00,denied,1\n");
    QTest::newRow("a kilobyte of zeros") << QByteArray(1024, '\0');
    QTest::newRow("the name and nothing else")
        << QByteArray("SQLite format 3\0", 16) + QByteArray(2000, 'x');
}

void tst_StoreFiles::refusesWhatIsNoDatabase()
{
    QFETCH(QByteArray, content);
    put(m_file, content);
    refusedUntouched(ErrorCode::Corrupt, QStringLiteral("backup"));
}

void tst_StoreFiles::refusesADamagedFileAfterAnUncleanEnd()
{
    makeDatabase(5000);
    // An unclean end leaves a log behind.
    put(m_file + QStringLiteral("-wal"), QByteArray(32, 'x'));
    const QByteArray content = damage();
    const auto store = open();
    QVERIFY(!store);
    QCOMPARE(store.error().code, ErrorCode::Corrupt);
    const QString words = QString::fromStdString(store.error().message);
    QVERIFY2(words.contains(m_file) && words.contains(QStringLiteral("backup")), qPrintable(words));
    QVERIFY(contentOf(m_file) == content);
}

void tst_StoreFiles::saysWhichFileIsDamagedWhenItReads()
{
    makeDatabase(5000);
    damage();
    auto store = open();
    QVERIFY(store.has_value()); // a clean end is trusted
    CountQuery all;
    all.limit = 0;
    const auto read = (*store)->forEachCount(all, [](const StoredCount&) { return true; });
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::Corrupt);
    QVERIFY(QString::fromStdString(read.error().message).contains(m_file));
}

void tst_StoreFiles::setsADamagedFileAside()
{
    put(m_file, "not a database, but perhaps dear to somebody");
    const Instant now = Instant{kStart} + 13h + 45min + 1s;
    const auto first = setDatabaseAside(m_file.toStdString(), now);
    QVERIFY2(first.has_value(), first ? "" : first.error().message.c_str());
    QCOMPARE(QString::fromStdString(*first), m_file + QStringLiteral(".damaged-20250712T134501Z"));
    QCOMPARE(contentOf(QString::fromStdString(*first)),
             QByteArray("not a database, but perhaps dear to somebody"));
    QVERIFY(!QFile::exists(m_file));
    QVERIFY(open().has_value()); // a new one takes its place

    const auto second = setDatabaseAside(m_file.toStdString(), now); // in the same second
    QVERIFY(second.has_value());
    QVERIFY(*second != *first);
    QVERIFY(QFile::exists(QString::fromStdString(*first)));

    auto store = open();
    QVERIFY(store.has_value());
    const auto inUse = setDatabaseAside(m_file.toStdString(), now);
    QVERIFY(!inUse);
    QCOMPARE(inUse.error().code, ErrorCode::Locked);
}

void tst_StoreFiles::refusesADirectory()
{
    QVERIFY(QDir().mkpath(m_file));
    const auto store = open();
    QVERIFY(!store);
    QCOMPARE(store.error().code, ErrorCode::InvalidConfig);
    QVERIFY(QString::fromStdString(store.error().message).contains(m_file));
}

void tst_StoreFiles::opensAnEmptyFile()
{
    put(m_file, QByteArray());
    QVERIFY(open().has_value());
}

void tst_StoreFiles::readsWithoutWriting()
{
    auto writer = open();
    QVERIFY(writer.has_value());
    QVERIFY((*writer)->write(rows(0, 3)).has_value());
    auto reader = open(StoreAccess::ReadOnly);
    QVERIFY(reader.has_value());
    QCOMPARE((*reader)->counts({})->rows.size(), std::size_t{3});
    QVERIFY((*writer)->write(rows(3, 2)).has_value());
    QCOMPARE((*reader)->counts({})->rows.size(), std::size_t{5}); // also later series and rows
    const auto written = (*reader)->write(rows(0, 1, 7));
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::ReadOnly);
    QVERIFY(!(*reader)->putValue("k", "v"));
    QCOMPARE((*writer)->counts({})->rows.front().count, std::uint64_t{1});
    QVERIFY(!(*reader)->lock());
}

void tst_StoreFiles::readOnlyNeedsADatabase()
{
    const auto missing = open(StoreAccess::ReadOnly);
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
    QVERIFY(QString::fromStdString(missing.error().message).contains(m_file));
    QVERIFY(!QFile::exists(m_file));
    put(m_file, QByteArray());
    QCOMPARE(open(StoreAccess::ReadOnly).error().code, ErrorCode::NotFound);
}

void tst_StoreFiles::readOnlySaysThatAnOlderSchemaMustBeUpdated()
{
    makeDatabase();
    runSql(m_file, "DELETE FROM schema_version WHERE version >= 6; PRAGMA user_version = 5;");
    const auto reader = open(StoreAccess::ReadOnly);
    QVERIFY(!reader);
    QCOMPARE(reader.error().code, ErrorCode::Conflict);
    QVERIFY(reader.error().message.find("older") != std::string::npos);
}

void tst_StoreFiles::sharesItsLockWithinTheProcess()
{
    auto first = open();
    QVERIFY(first.has_value());
    const auto second = open();
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::Locked);

    StoreOptions options;
    options.database = m_file.toStdString();
    options.lock = (*first)->lock();
    QVERIFY(options.lock);
    auto shared = openStore(options);
    QVERIFY(shared.has_value());
    options.lock.reset();
    first->reset(); // the lock lives on in the second writer
    QVERIFY(!open());
    shared->reset();
    QVERIFY(open().has_value());
}

void tst_StoreFiles::tellsItsAddressOnceItIsKnown()
{
    auto first = open();
    QVERIFY(first.has_value());
    QVERIFY(open().error().message.find("http") == std::string::npos);
    (*first)->lock()->setAddress("http://127.0.0.1:49152");
    QVERIFY(open().error().message.find("http://127.0.0.1:49152") != std::string::npos);
    (*first)->lock()->setAddress("http://[::1]:8"); // shorter: nothing of the old one is left
    const std::string message = open().error().message;
    QVERIFY(message.find("at http://[::1]:8)") != std::string::npos);
}

void tst_StoreFiles::reportsAFullDiskAndGoesOnWhenThereIsRoom()
{
    ::signal(SIGXFSZ, SIG_IGN);
    auto store = open();
    QVERIFY(store.has_value());
    QVERIFY((*store)->write(rows(0, 1000)).has_value());
    rlimit old{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &old), 0);
    rlimit small = old;
    small.rlim_cur = 256 * 1024; // files of this process end here
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    Result<std::vector<WriteCounts>> written;
    int stored = 1000;
    for (; stored < 1'000'000; stored += 1000) {
        written = (*store)->write(rows(stored, 1000));
        if (!written)
            break;
    }
    const auto again = (*store)->write(rows(stored, 1000));
    const auto readable = (*store)->counts({});
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &old), 0);

    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::Full);
    QVERIFY(QString::fromStdString(written.error().message).contains(m_file));
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::Full);
    QVERIFY(readable.has_value());

    CountQuery all;
    all.limit = 0;
    QCOMPARE((*store)->counts(all)->rows.size(), static_cast<std::size_t>(stored)); // whole batches
    QVERIFY((*store)->write(rows(stored, 1000)).has_value());
    QCOMPARE((*store)->counts(all)->rows.size(), static_cast<std::size_t>(stored + 1000));
    store->reset();
    QCOMPARE((*open())->counts(all)->rows.size(), static_cast<std::size_t>(stored + 1000));
}

void tst_StoreFiles::reportsADirectoryItMayNotWrite()
{
    if (::getuid() != 0)
        QSKIP("only root can become another user");
    QCOMPARE(::chmod(qPrintable(m_dir->path()), 0755), 0);
    QProcess process;
    process.start(QCoreApplication::applicationDirPath() + QStringLiteral("/store_writer"),
                  {m_file, QStringLiteral("nobody")});
    QVERIFY(process.waitForFinished(20'000));
    const QString out = QString::fromUtf8(process.readAll());
    if (out.isEmpty() && process.exitCode() != 3)
        QSKIP("the user nobody cannot run the test program here");
    QCOMPARE(process.exitCode(), 3);
    QVERIFY2(out.startsWith(QString::number(static_cast<int>(ErrorCode::ReadOnly))),
             qPrintable(out));
    QVERIFY2(out.contains(m_file) && out.contains(QStringLiteral("Permission denied")),
             qPrintable(out));
}

void tst_StoreFiles::noticesThatItsFileIsGone()
{
    auto store = open();
    QVERIFY((*store)->write(rows(0, 1)).has_value());
    const QString elsewhere = m_dir->filePath(QStringLiteral("elsewhere.db"));
    QVERIFY(QFile::rename(m_file, elsewhere));
    const auto moved = (*store)->write(rows(1, 1));
    QVERIFY(!moved);
    QCOMPARE(moved.error().code, ErrorCode::Unavailable);
    QVERIFY(QString::fromStdString(moved.error().message).contains(m_file));
    put(m_file, "another file of that name");
    QVERIFY(!(*store)->write(rows(1, 1)));
    QVERIFY(QFile::remove(m_file));
    QVERIFY(QFile::rename(elsewhere, m_file));
    QVERIFY((*store)->write(rows(1, 1)).has_value());
    QCOMPARE((*store)->counts({})->rows.size(), std::size_t{2});
}

void tst_StoreFiles::backsUpWhileItIsWritten()
{
    auto writer = open();
    QVERIFY(writer.has_value());
    QVERIFY((*writer)->write(rows(0, 5000)).has_value());
    auto reader = open(StoreAccess::ReadOnly);
    QVERIFY(reader.has_value());
    const QString copy = m_dir->filePath(QStringLiteral("it's a copy.db"));
    const mode_t old = ::umask(0);
    const auto done = (*reader)->upkeep().backup(copy.toStdString());
    ::umask(old);
    QVERIFY2(done.has_value(), done ? "" : done.error().message.c_str());
    QCOMPARE(modeOf(copy), 0600);
    QVERIFY((*writer)->write(rows(5000, 10)).has_value());

    StoreOptions options;
    options.database = copy.toStdString();
    auto restored = openStore(options);
    QVERIFY2(restored.has_value(), restored ? "" : restored.error().message.c_str());
    QCOMPARE((*restored)->upkeep().figures()->countRows, 5000);
}

void tst_StoreFiles::givesRoomBackWhenMostOfTheFileIsFree()
{
    auto store = open();
    QVERIFY(store.has_value());
    const auto size = [&] {
        const auto figures = (*store)->upkeep().figures();
        return figures ? figures->bytes : -1;
    };
    QVERIFY((*store)->write(rows(0, 500'000)).has_value());
    RetentionCut cut;
    cut.counts = kStart + std::chrono::minutes{499'000};
    QVERIFY((*store)->upkeep().deleteBefore(cut, 1'000'000).has_value());
    store->reset(); // moves the log into the file
    store = open();
    const std::int64_t before = size();
    QVERIFY((*store)->upkeep().compact().has_value());
    store->reset();
    store = open();
    QVERIFY2(size() * 2 < before, qPrintable(QStringLiteral("%1 %2").arg(before).arg(size())));
    QCOMPARE((*store)->upkeep().figures()->countRows, 1000);
}

void tst_StoreFiles::refusesToOverwriteABackup()
{
    auto store = open();
    QVERIFY(store.has_value());
    const QString copy = m_dir->filePath(QStringLiteral("copy.db"));
    put(copy, "mine");
    const auto done = (*store)->upkeep().backup(copy.toStdString());
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::Conflict);
    QCOMPARE(contentOf(copy), QByteArray("mine"));
    const auto nowhere =
        (*store)->upkeep().backup(m_dir->filePath(QStringLiteral("no/such/copy.db")).toStdString());
    QVERIFY(!nowhere);
    QCOMPARE(nowhere.error().code, ErrorCode::NotFound);
}

void tst_StoreFiles::keepsTwoWritersOfOneProcessApart()
{
    auto first = open();
    QVERIFY(first.has_value());
    StoreOptions options;
    options.database = m_file.toStdString();
    options.lock = (*first)->lock();
    auto second = openStore(options);
    QVERIFY(second.has_value());
    for (int i = 0; i < 20; ++i) {
        QVERIFY((*first)->write(rows(i, 1)).has_value());
        QVERIFY((*second)->write(rows(100 + i, 1)).has_value());
    }
    QCOMPARE((*first)->counts({})->rows.size(), std::size_t{40});
}

QTEST_GUILESS_MAIN(tst_StoreFiles)
#include "tst_store_files.moc"
