// What is special about PostgreSQL: several writers, who of them decides, listeners, and a server
// that goes away and comes back. The rest is in the store's contract suites.
#include "core/runtime/append.h"
#include "core/store/change_feed.h"
#include "core/store/open_store.h"
#include "core/store/postgres_database.h"
#include "core/store/postgres_select.h"
#include "tests/support/postgres_server.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace vigia;
using namespace vigia::test;
using namespace std::chrono_literals;

namespace {

constexpr Minute kStart = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12};

WriteUnit rows(int first, int count, std::uint64_t value, const std::string& source = {})
{
    CountBatch batch;
    batch.sources = {source};
    for (int m = first; m < first + count; ++m) {
        for (const StatusId status : {StatusId::Denied, StatusId::Approved})
            batch.rows.push_back({kStart + std::chrono::minutes{m}, value, status, 0});
    }
    WriteUnit unit;
    unit.counts.push_back(std::move(batch));
    return unit;
}

WriteUnit message(const std::string& key)
{
    WriteUnit unit;
    unit.outbox.emplace_back();
    unit.outbox.back().channel = "mail";
    unit.outbox.back().message.key = key;
    return unit;
}

} // namespace

class tst_Postgres : public QObject
{
    Q_OBJECT

private:
    PostgresServer m_server;

    Result<std::unique_ptr<Database>> open(StoreAccess access = StoreAccess::ReadWrite,
                                           const std::string& origin = {})
    {
        StoreOptions options;
        options.origin = origin;
        options.database = m_server.url();
        options.access = access;
        return openStore(options);
    }

private slots:
    void initTestCase();
    void init();

    void bringsTheSchemaUpOnceWhenManyStart();
    void saysWhatIsWrongWithoutThePassword_data();
    void saysWhatIsWrongWithoutThePassword();
    void refusesANewerSchema();
    void readOnlyCannotWrite();
    void manyWritersLoseNothing();
    void addsEventsFromManyWritersExactly();
    void oneDecidesAtATime();
    void refusesToAnnounceAfterLosingTheLead();
    void aLeaderThatHangsLosesTheLead();
    void whatIsLeftToOthersIsNotedUntilItIsJudged();
    void aRequestOfAnotherGetsItsAnswerOnce();
    void whatIsReadTogetherIsOfOneMoment();
    void tellsWhoListensAfterTheCommit();
    void survivesTheServerGoingAway();
    void theFeedSaysWhenItMissedSomething();
    void aSelectCannotWriteByAnyWay_data();
    void aSelectCannotWriteByAnyWay();
    void stopsAnEndlessQuery();
    void leavesBackupsToPgDump();
    void syncsEachCommitWhateverTheServerDefaultIs();
};

void tst_Postgres::initTestCase()
{
    const QString problem = m_server.start();
    if (m_server.missing)
        QSKIP(qPrintable(problem));
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void tst_Postgres::init()
{
    const auto address = parsePostgresUrl(m_server.url());
    auto connection = postgresConnection(*address, StoreAccess::ReadWrite);
    QVERIFY(connection.has_value());
    const auto opened = (*connection)->open();
    QVERIFY2(opened.has_value(), opened ? "" : opened.error().message.c_str());
    QVERIFY((*connection)->execute(QStringLiteral("DROP SCHEMA public CASCADE")).has_value());
    QVERIFY((*connection)->execute(QStringLiteral("CREATE SCHEMA public")).has_value());
}

void tst_Postgres::bringsTheSchemaUpOnceWhenManyStart()
{
    std::atomic<int> good{0};
    std::vector<std::unique_ptr<QThread>> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back(QThread::create([&] { good += open().has_value() ? 1 : 0; }));
        threads.back()->start();
    }
    for (const auto& thread : threads)
        QVERIFY(thread->wait(60'000));
    QCOMPARE(good.load(), 4);
}

void tst_Postgres::saysWhatIsWrongWithoutThePassword_data()
{
    QTest::addColumn<QString>("change"); // of the address: from=to
    QTest::addColumn<int>("code");
    QTest::newRow("a wrong password")
        << QStringLiteral("s3cret=wr0ng") << static_cast<int>(ErrorCode::InvalidConfig);
    QTest::newRow("a wrong user") << QStringLiteral("vigia:=nobody:")
                                  << static_cast<int>(ErrorCode::InvalidConfig);
    QTest::newRow("no such database")
        << QStringLiteral("/postgres=/nothing") << static_cast<int>(ErrorCode::NotFound);
    QTest::newRow("nobody listens")
        << QStringLiteral(":PORT/=:1/") << static_cast<int>(ErrorCode::Unavailable);
    QTest::newRow("no such host") << QStringLiteral("127.0.0.1=no-such-host.invalid")
                                  << static_cast<int>(ErrorCode::Unavailable);
}

void tst_Postgres::saysWhatIsWrongWithoutThePassword()
{
    QFETCH(QString, change);
    QFETCH(int, code);
    change.replace(QStringLiteral("PORT"), QString::number(m_server.port()));
    QString url = QString::fromStdString(m_server.url());
    url.replace(change.section(QLatin1Char('='), 0, 0), change.section(QLatin1Char('='), 1));
    StoreOptions options;
    options.database = url.toStdString();
    const auto store = openStore(options);
    QVERIFY(!store);
    const QString words = QString::fromStdString(store.error().message);
    QVERIFY2(static_cast<int>(store.error().code) == code, qPrintable(words));
    for (const char* secret : {"s3cret", "wr0ng", "pass/word", "pass%2Fword"})
        QVERIFY2(!words.contains(QLatin1String(secret)), qPrintable(words));
    const auto address = parsePostgresUrl(options.database);
    QVERIFY2(words.contains(QString::fromStdString(address->shown())), qPrintable(words));
}

void tst_Postgres::refusesANewerSchema()
{
    QVERIFY(open().has_value());
    const auto address = parsePostgresUrl(m_server.url());
    auto connection = openPostgres(*address, StoreAccess::ReadWrite);
    QVERIFY(connection.has_value());
    QVERIFY((*connection)
                ->execute(QStringLiteral("INSERT INTO schema_version VALUES (9999, 'x', 'later')"))
                .has_value());
    for (const StoreAccess access : {StoreAccess::ReadWrite, StoreAccess::ReadOnly}) {
        const auto store = open(access);
        QVERIFY(!store);
        QCOMPARE(store.error().code, ErrorCode::Conflict);
        QVERIFY(store.error().message.find("newer") != std::string::npos);
    }
}

void tst_Postgres::readOnlyCannotWrite()
{
    const auto missing = open(StoreAccess::ReadOnly);
    QVERIFY(!missing); // no tables yet
    QVERIFY(open().has_value());
    auto reader = open(StoreAccess::ReadOnly);
    QVERIFY(reader.has_value());
    const auto written = (*reader)->write(rows(0, 1, 1));
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::ReadOnly);
    QVERIFY((*reader)->counts({}).has_value()); // and goes on
}

void tst_Postgres::manyWritersLoseNothing()
{
    QVERIFY(open().has_value());
    constexpr int kWriters = 4;
    constexpr int kBatches = 25;
    std::atomic<int> failures{0};
    std::vector<std::unique_ptr<QThread>> threads;
    for (int w = 0; w < kWriters; ++w) {
        threads.emplace_back(QThread::create([&, w] {
            auto store = open();
            if (!store) {
                ++failures;
                return;
            }
            for (int b = 0; b < kBatches; ++b) {
                // Own minutes of an own source, and minutes that all of them write.
                if (!(*store)->write(rows(b * 10, 10, 1, "w" + std::to_string(w))) ||
                    !(*store)->write(rows(b, 10, 7, "shared")))
                    ++failures;
            }
        }));
        threads.back()->start();
    }
    for (const auto& thread : threads)
        QVERIFY(thread->wait(100'000));
    QCOMPARE(failures.load(), 0);
    auto store = open();
    QVERIFY(store.has_value());
    CountQuery query;
    query.limit = 0;
    query.source = "shared";
    QCOMPARE((*store)->counts(query)->rows.size(), std::size_t{2 * (kBatches + 9)});
    for (int w = 0; w < kWriters; ++w) {
        query.source = "w" + std::to_string(w);
        QCOMPARE((*store)->counts(query)->rows.size(), std::size_t{2 * kBatches * 10});
    }
}

void tst_Postgres::addsEventsFromManyWritersExactly()
{
    QVERIFY(open().has_value());
    constexpr int kWriters = 4;
    constexpr int kEvents = 50;
    std::atomic<int> accepted{0};
    std::vector<std::unique_ptr<QThread>> threads;
    for (int w = 0; w < kWriters; ++w) {
        threads.emplace_back(QThread::create([&, w] {
            auto store = open();
            for (int e = 0; store && e < kEvents; ++e) {
                EventBatch batch{{""}, {RawEvent{}, RawEvent{}}};
                batch.events[0].created = Instant{kStart};
                batch.events[0].id = "own-" + std::to_string(w) + "-" + std::to_string(e);
                batch.events[1].created = Instant{kStart};
                batch.events[1].id = "same-" + std::to_string(e); // all writers send it
                const auto outcome = (*store)->events().addEvents(batch);
                if (outcome)
                    accepted += static_cast<int>(outcome->accepted);
            }
        }));
        threads.back()->start();
    }
    for (const auto& thread : threads)
        QVERIFY(thread->wait(100'000));
    QCOMPARE(accepted.load(), kWriters * kEvents + kEvents);
    auto store = open();
    QCOMPARE((*store)->counts({})->rows.front().count, std::uint64_t{kWriters * kEvents + kEvents});
}

void tst_Postgres::oneDecidesAtATime()
{
    auto first = open();
    auto second = open();
    QVERIFY(first.has_value() && second.has_value());
    QVERIFY(!(*first)->leadership().held());
    QVERIFY((*first)->leadership().tryAcquire().value());
    QVERIFY((*first)->leadership().held());
    QVERIFY(!(*second)->leadership().tryAcquire().value());
    QVERIFY((*first)->leadership().tryAcquire().value()); // still
    QCOMPARE((*first)->leadership().term(), 1);
    QCOMPARE((*second)->leadership().term(), 0);
    QVERIFY((*second)->courier().tryAcquire().value()); // who sends is another question
    QVERIFY(!(*first)->courier().tryAcquire().value());
    // Both may write counts; that is not deciding.
    QVERIFY((*second)->write(rows(0, 1, 1)).has_value());
    first->reset(); // as when its process dies
    QTRY_VERIFY((*second)->leadership().tryAcquire().value());
    auto third = open();
    QVERIFY(!(*third)->leadership().tryAcquire().value());
    (*second)->leadership().release();
    QVERIFY((*third)->leadership().tryAcquire().value());
    (*third)->leadership().release();
    QVERIFY((*second)->leadership().tryAcquire().value());
    QCOMPARE((*second)->leadership().term(), 2);
}

void tst_Postgres::whatIsLeftToOthersIsNotedUntilItIsJudged()
{
    auto leader = open();
    auto other = open();
    QVERIFY((*leader)->write(rows(0, 2, 1)).has_value());
    QVERIFY((*leader)->collectorLog().unjudged(10)->empty());
    WriteUnit left = rows(3, 2, 7);
    append(left.counts, rows(4, 3, 7, "pos").counts);
    append(left.counts, rows(500, 1, 7).counts);
    append(left.counts, rows(-600, 1, 7).counts);
    left.counts.back().imported = true;
    left.counted = WriteUnit::Judged::Elsewhere;
    QVERIFY((*other)->write(left).has_value());
    const auto noted = (*leader)->collectorLog().unjudged(10);
    QVERIFY(noted.has_value());
    QCOMPARE(noted->size(), std::size_t{3});
    QCOMPARE((*noted)[0].minutes, (MinuteRange{kStart + 3min, kStart + 7min}));
    QVERIFY(!(*noted)[0].imported);
    QCOMPARE((*noted)[1].minutes, (MinuteRange{kStart + 500min, kStart + 501min}));
    QCOMPARE((*noted)[2].minutes, (MinuteRange{kStart - 600min, kStart - 599min}));
    QVERIFY((*noted)[2].imported);

    WriteUnit judged;
    judged.judged = {(*noted)[0].id, (*noted)[2].id};
    QVERIFY((*leader)->write(judged).has_value());
    QCOMPARE((*leader)->collectorLog().unjudged(10)->size(), std::size_t{1});
    // Single transactions are stored first and judged after.
    EventBatch events{{""}, {RawEvent{}}};
    events.events[0].created = Instant{kStart} + 90s;
    QVERIFY((*leader)->events().addEvents(events).has_value());
    QCOMPARE((*leader)->collectorLog().unjudged(10)->size(), std::size_t{2});
}

void tst_Postgres::aRequestOfAnotherGetsItsAnswerOnce()
{
    auto leader = open();
    auto other = open();
    const Instant now{kStart};
    const auto first = (*other)->collectorLog().ask("acknowledge", now);
    const auto second = (*other)->collectorLog().ask("note", now);
    QVERIFY(first.has_value() && second.has_value());
    QCOMPARE(*(*leader)->collectorLog().requests(),
             (std::vector<IncidentRequest>{{*first, "acknowledge"}, {*second, "note"}}));
    QVERIFY(!(*other)->collectorLog().takeAnswer(*first)->has_value());
    WriteUnit unit;
    unit.answers = {{*first, "done"}};
    QVERIFY((*leader)->write(unit).has_value());
    QCOMPARE((*leader)->collectorLog().requests()->size(), std::size_t{1});
    QCOMPARE((*other)->collectorLog().takeBack(*first).value(), false); // too late
    QCOMPARE((*other)->collectorLog().takeAnswer(*first)->value(), std::string("done"));
    QVERIFY(!(*other)->collectorLog().takeAnswer(*first)->has_value());
    QCOMPARE((*other)->collectorLog().takeBack(*second).value(), true);
    QVERIFY((*leader)->collectorLog().requests()->empty());
}

void tst_Postgres::whatIsReadTogetherIsOfOneMoment()
{
    auto reader = open(StoreAccess::ReadWrite);
    auto writer = open();
    QVERIFY((*writer)->write(rows(0, 1, 1)).has_value());
    const auto done = (*reader)->readTogether([&]() -> Result<void> {
        const auto before = (*reader)->counts({});
        const auto written = (*writer)->write(rows(1, 1, 1));
        const auto after = (*reader)->counts({});
        return before && written && after && before->rows.size() == 2 && after->rows.size() == 2
                   ? Result<void>()
                   : fail(ErrorCode::Internal, "it saw the other's rows");
    });
    QVERIFY2(done.has_value(), done ? "" : done.error().message.c_str());
    QCOMPARE((*reader)->counts({})->rows.size(), std::size_t{4});
}

void tst_Postgres::aLeaderThatHangsLosesTheLead()
{
    auto leader = open();
    auto other = open();
    QVERIFY((*leader)->leadership().tryAcquire().value());
    // It says nothing more, as a process that was stopped; the server ends its session.
    QTRY_VERIFY_WITH_TIMEOUT((*other)->leadership().tryAcquire().value(), 30'000);
    QVERIFY(!(*leader)->write(message("late")).has_value());
    QVERIFY(!(*leader)->leadership().tryAcquire().value());
}

void tst_Postgres::refusesToAnnounceAfterLosingTheLead()
{
    auto leader = open();
    auto other = open();
    QVERIFY((*leader)->leadership().tryAcquire().value());
    QVERIFY((*leader)->write(message("a")).has_value());
    // The leader's connection breaks, and the other one takes over.
    QVERIFY((*other)
                ->select("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                         "WHERE pid <> pg_backend_pid() AND application_name = 'vigia'",
                         1)
                .has_value());
    QTRY_VERIFY((*other)->leadership().tryAcquire().value());
    QVERIFY((*other)->write(message("b")).has_value());

    QVERIFY(!(*leader)->write(message("b2"))); // this one finds the connection broken
    QVERIFY(!(*leader)->leadership().held());
    const auto refused = (*leader)->write(message("b3")); // reconnected, but not in the lead
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Locked);
    QVERIFY(!(*leader)->write(rows(0, 1, 1))); // they say that they are judged here
    WriteUnit left = rows(0, 1, 1);
    left.counted = WriteUnit::Judged::Elsewhere;
    QVERIFY((*leader)->write(left).has_value());
    QVERIFY(!(*leader)->leadership().tryAcquire().value());
    QCOMPARE((*other)->outbox(0)->size(), std::size_t{2});
    other->reset();
    QTRY_VERIFY((*leader)->leadership().tryAcquire().value());
    QVERIFY((*leader)->write(message("c")).has_value());
}

void tst_Postgres::tellsWhoListensAfterTheCommit()
{
    auto writer = open(StoreAccess::ReadWrite, "me");
    QVERIFY(writer.has_value());
    const auto feed = ChangeFeed::open(m_server.url());
    QVERIFY2(feed.has_value(), feed ? "" : feed.error().message.c_str());
    QSignalSpy changes(feed->get(), &ChangeFeed::changed);
    const auto take = [&] {
        std::vector<StoreChange> seen;
        for (const QList<QVariant>& arguments : changes)
            seen.push_back(arguments.front().value<StoreChange>());
        changes.clear();
        return seen;
    };
    QVERIFY(!(*writer)->transact([&]() -> Result<void> {
        (void)(*writer)->write(rows(50, 1, 1));
        return fail(ErrorCode::Cancelled, "no"); // not committed, not told
    }));
    QVERIFY((*writer)->write(rows(3, 4, 1)).has_value());
    QTRY_COMPARE(changes.size(), 1);
    QCOMPARE(take(), (std::vector<StoreChange>{
                         {StoreChange::Kind::Counts, {kStart + 3min, kStart + 7min}, "me"}}));

    WriteUnit alert;
    alert.anomalies.emplace_back();
    alert.anomalies.back().time = kStart + 5min;
    QVERIFY((*writer)->write(alert).has_value());
    QTRY_COMPARE(changes.size(), 1);
    QCOMPARE(take(), (std::vector<StoreChange>{
                         {StoreChange::Kind::Alerts, {kStart + 5min, kStart + 6min}, "me"}}));

    EventBatch events{{""}, {RawEvent{}}};
    events.events[0].created = Instant{kStart} + 90s;
    QVERIFY((*writer)->events().addEvents(events).has_value());
    QTRY_COMPARE(changes.size(), 1);
    QCOMPARE(take(), (std::vector<StoreChange>{
                         {StoreChange::Kind::Counts, {kStart + 1min, kStart + 2min}, "me"}}));

    QVERIFY((*writer)
                ->incidentLog()
                .addStep({0, IncidentId{1}, Instant{kStart}, "Ana", "note", ""})
                .has_value());
    QTRY_COMPARE(changes.size(), 1);
    QCOMPARE(take(), (std::vector<StoreChange>{{StoreChange::Kind::Alerts, {}, "me"}}));

    QVERIFY((*writer)->ruleLog().add({0, Instant{kStart}, "Ana", "less", ""}).has_value());
    QTRY_COMPARE(changes.size(), 1);
    QCOMPARE(take(), (std::vector<StoreChange>{{StoreChange::Kind::Rules, {}, "me"}}));

    QVERIFY(!ChangeFeed::open("/tmp/vigia.db"));
    QVERIFY(!fromPayload(QStringLiteral("x 1 2")) && !fromPayload(QStringLiteral("c 1")) &&
            !fromPayload(QStringLiteral("c 1 two me")) && !fromPayload({}));
    WriteUnit imported = rows(9, 1, 1);
    imported.counts[0].imported = true;
    QVERIFY((*writer)->write(imported).has_value());
    QTRY_COMPARE(changes.size(), 1);
    QCOMPARE(take(), (std::vector<StoreChange>{
                         {StoreChange::Kind::Imported, {kStart + 9min, kStart + 10min}, "me"}}));
}

void tst_Postgres::survivesTheServerGoingAway()
{
    auto store = open();
    QVERIFY((*store)->write(rows(0, 1, 1)).has_value());
    m_server.stop();
    for (int i = 0; i < 2; ++i) {
        const auto away = (*store)->write(rows(1, 1, 1));
        QVERIFY(!away);
        QCOMPARE(away.error().code, ErrorCode::Unavailable);
        const QString words = QString::fromStdString(away.error().message);
        QVERIFY2(words.contains(QString::number(m_server.port())) &&
                     !words.contains(QStringLiteral("s3cret")),
                 qPrintable(words));
    }
    QVERIFY(!(*store)->counts({}));
    const QString problem = m_server.run();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QVERIFY((*store)->write(rows(1, 1, 1)).has_value()); // by itself
    QCOMPARE((*store)->counts({})->rows.size(), std::size_t{4});
}

void tst_Postgres::theFeedSaysWhenItMissedSomething()
{
    auto writer = open();
    const auto feed = ChangeFeed::open(m_server.url());
    QVERIFY(feed.has_value());
    QSignalSpy changes(feed->get(), &ChangeFeed::changed);
    QSignalSpy lost(feed->get(), &ChangeFeed::lost);
    QSignalSpy resumed(feed->get(), &ChangeFeed::resumed);
    m_server.stop();
    QTRY_COMPARE_WITH_TIMEOUT(lost.size(), 1, 20'000);
    const QString problem = m_server.run();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QTRY_COMPARE_WITH_TIMEOUT(resumed.size(), 1, 20'000);
    (void)(*writer)->write(rows(0, 1, 1)); // finds its own connection broken
    QVERIFY((*writer)->write(rows(0, 1, 1)).has_value());
    QTRY_VERIFY_WITH_TIMEOUT(!changes.isEmpty(), 20'000);
    QCOMPARE(lost.size(), 1);
}

void tst_Postgres::aSelectCannotWriteByAnyWay_data()
{
    QTest::addColumn<QString>("sql");
    for (const char* sql :
         {"SELECT 1; DROP TABLE minute_count",
          "SELECT 1; COMMIT; DROP TABLE minute_count; SELECT 1",
          "SELECT 'a' ; /* */ DELETE FROM minute_count",
          "WITH gone AS (DELETE FROM minute_count RETURNING count) SELECT * FROM gone",
          "SELECT * INTO stolen FROM minute_count", "SELECT nextval('series_id_seq')",
          "SELECT set_config('transaction_read_only', 'off', true); DELETE FROM minute_count",
          "EXPLAIN ANALYZE DELETE FROM minute_count", "SELECT 1 FOR UPDATE; COMMIT"})
        QTest::addRow("%s", sql) << QString::fromLatin1(sql);
}

void tst_Postgres::aSelectCannotWriteByAnyWay()
{
    QFETCH(QString, sql);
    auto store = open();
    QVERIFY((*store)->write(rows(0, 5, 3)).has_value());
    const auto table = (*store)->select(sql.toStdString(), 100);
    QVERIFY(!table);
    QCOMPARE(table.error().code, ErrorCode::InvalidInput);
    QCOMPARE((*store)->counts({})->rows.size(), std::size_t{10});
    QVERIFY((*store)->write(rows(5, 1, 3)).has_value());
}

void tst_Postgres::stopsAnEndlessQuery()
{
    const auto address = parsePostgresUrl(m_server.url());
    auto connection = openPostgres(*address, StoreAccess::ReadWrite);
    QVERIFY(connection.has_value());
    SelectLimits limits;
    limits.time = 100ms;
    const auto slow = selectPostgres(**connection, "SELECT pg_sleep(60)", limits);
    QVERIFY(!slow);
    QCOMPARE(slow.error().code, ErrorCode::Cancelled);
    const auto endless = selectPostgres(
        **connection,
        "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t) SELECT x FROM t",
        {0, 200ms, std::size_t{1} << 40});
    QVERIFY(!endless);
    QCOMPARE(endless.error().code, ErrorCode::Cancelled);
    QVERIFY(selectPostgres(**connection, "SELECT 1", {}).has_value());
}

void tst_Postgres::leavesBackupsToPgDump()
{
    auto store = open();
    const auto backup = (*store)->upkeep().backup("/tmp/never");
    QVERIFY(!backup);
    QVERIFY(backup.error().message.find("pg_dump") != std::string::npos);
    QCOMPARE((*store)->description(),
             "PostgreSQL, 127.0.0.1:" + std::to_string(m_server.port()) + "/postgres");
}

void tst_Postgres::syncsEachCommitWhateverTheServerDefaultIs()
{
    auto store = open();
    const auto address = parsePostgresUrl(m_server.url());
    auto connection = openPostgres(*address, StoreAccess::ReadWrite);
    QVERIFY(connection.has_value());
    for (const char* sql : {"ALTER SYSTEM SET synchronous_commit = off", "SELECT pg_reload_conf()"})
        QVERIFY((*connection)->execute(QLatin1String(sql)).has_value());
    const auto raw = [&] {
        auto fresh = openPostgres(*address, StoreAccess::ReadWrite);
        return (*fresh)->scalar(QStringLiteral("SHOW synchronous_commit")).value().value();
    };
    const auto serverDefault = [&] {
        return (*connection)
            ->scalar(QStringLiteral("SELECT reset_val FROM pg_settings WHERE name = "
                                    "'synchronous_commit'"))
            .value()
            .value();
    };
    QTRY_COMPARE(serverDefault(), QStringLiteral("off"));
    QCOMPARE(raw(), QStringLiteral("on"));
    QVERIFY((*connection)
                ->execute(QStringLiteral("ALTER SYSTEM RESET synchronous_commit"))
                .has_value());
}

QTEST_GUILESS_MAIN(tst_Postgres)
#include "tst_postgres.moc"
