// What every database must do beside the Store, run on each of them: raw log, incident log,
// checkout files, upkeep.
#include "tests/contract/store_samples.h"

#include <limits>
#include <thread>

using namespace vigia;
using namespace vigia::test;

class tst_StorePartsContract : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<StoreFixture> m_db;

private slots:
    void initTestCase_data();
    void initTestCase();
    void init();
    void cleanup();

    void addsEventsToTheirMinutes();
    void notesEventsUntilTheyAreJudged();
    void doesNotAddAnIdTwice();
    void refusesEventsItCannotCount();
    void addsEventsWithinATransactionOfTheCaller();
    void averagesTheDurationsOfTheRawLog();
    void showsTheRawLogByMinute();
    void keepsCountsByCode();
    void keepsTheFirstAnswer();
    void keepsWhatWasDoneWithAnIncident();
    void keepsTimersAndSilences();
    void keepsTheVersionsOfTheRules();
    void keepsCheckoutFilesAndMakesThemTables();
    void saysWhereAStatementIsWrong_data();
    void saysWhereAStatementIsWrong();
    void stopsAStatementByHand();
    void rollsCountsUp();
    void hoursAgreeWithTheMinutes();
    void deletesWhatIsOldWithinItsCap();
    void neverDeletesTheNewest();
    void keepsOpenIncidentsAndPendingMessages();
    void compactsAndCounts();
};

void tst_StorePartsContract::initTestCase_data()
{
    QTest::addColumn<QString>("backend");
    for (const QString& backend : backends())
        QTest::newRow(qPrintable(backend)) << backend;
}

void tst_StorePartsContract::initTestCase()
{
    START_BACKENDS();
}

void tst_StorePartsContract::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_db = std::make_unique<StoreFixture>();
    const QString problem = m_db->open(backend);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void tst_StorePartsContract::cleanup()
{
    m_db.reset();
}

void tst_StorePartsContract::addsEventsToTheirMinutes()
{
    VERIFY_RESULT(m_db->store->write(unit(batch({stored(kStart, StatusId::Denied, 10, "pix")}))));
    const EventBatch events{
        {"", "pix"},
        {rawEvent(0ms, StatusId::Denied, 1), rawEvent(59'999ms, StatusId::Denied, 1),
         rawEvent(60'000ms, StatusId::Denied, 1), rawEvent(1ms, StatusId::Denied, 0),
         rawEvent(2ms, StatusId::Failed, 1)}};
    const auto outcome = m_db->store->events().addEvents(events);
    VERIFY_RESULT(outcome);
    QCOMPARE(outcome->accepted, 5);
    QCOMPARE(outcome->duplicates, 0);
    const std::vector<StoredCount> expected{stored(kStart, StatusId::Denied, 1),
                                            stored(kStart, StatusId::Denied, 12, "pix"),
                                            stored(kStart, StatusId::Failed, 1, "pix"),
                                            stored(kStart + 1min, StatusId::Denied, 1, "pix")};
    QCOMPARE(m_db->counts(), expected);
    // The touched minutes as they are now: written again as sums they change nothing.
    const auto again = m_db->store->write(unit(outcome->counts));
    VERIFY_RESULT(again);
    QCOMPARE(again->front().accepted, 4);
    QCOMPARE(again->front().updated, 0);
    QCOMPARE(m_db->counts(), expected);
}

// They are judged after they are stored, and whoever is to do it may die in between.
void tst_StorePartsContract::notesEventsUntilTheyAreJudged()
{
    const EventBatch events{{""},
                            {rawEvent(0ms, StatusId::Denied, 0), rawEvent(60s, StatusId::Denied, 0),
                             rawEvent(5h, StatusId::Denied, 0)}};
    const auto outcome = m_db->store->events().addEvents(events);
    VERIFY_RESULT(outcome);
    EventBatch imported{{""}, {rawEvent(9h, StatusId::Denied, 0)}};
    imported.file = "digest";
    VERIFY_RESULT(m_db->store->events().addEvents(imported));
    const auto noted = m_db->store->collectorLog().unjudged(10);
    VERIFY_RESULT(noted);
    QCOMPARE(noted->size(), std::size_t{3});
    QCOMPARE(outcome->unjudged, (std::vector<std::int64_t>{noted->at(0).id, noted->at(1).id}));
    QCOMPARE(noted->at(0).minutes, (MinuteRange{kStart, kStart + 2min}));
    QCOMPARE(noted->at(1).minutes, (MinuteRange{kStart + 5h, kStart + 5h + 1min}));
    QVERIFY(!noted->at(1).imported);
    QVERIFY(noted->at(2).imported);
    WriteUnit judged;
    judged.judged = outcome->unjudged;
    VERIFY_RESULT(m_db->store->write(judged));
    const auto left = m_db->store->collectorLog().unjudged(10);
    VERIFY_RESULT(left);
    QCOMPARE(left->size(), std::size_t{1});
    QCOMPARE(left->front().id, noted->at(2).id);
}

void tst_StorePartsContract::doesNotAddAnIdTwice()
{
    EventBatch events{{""},
                      {rawEvent(0ms, StatusId::Denied, 0), rawEvent(0ms, StatusId::Denied, 0)}};
    events.events[0].id = "tx-1";
    events.events[1].id = "tx-1";
    const auto first = m_db->store->events().addEvents(events);
    VERIFY_RESULT(first);
    QCOMPARE(first->accepted, 1);
    QCOMPARE(first->duplicates, 1);
    events.events[0].created += 1h; // another minute, another source: still the same transaction
    events.sources = {"pix"};
    events.events[1].id = "TX-1"; // another one
    const auto second = m_db->store->events().addEvents(events);
    VERIFY_RESULT(second);
    QCOMPARE(second->accepted, 1);
    QCOMPARE(second->duplicates, 1);
    QCOMPARE(second->counts.rows.size(), std::size_t{1});
    const std::vector<StoredCount> expected{stored(kStart, StatusId::Denied, 1),
                                            stored(kStart, StatusId::Denied, 1, "pix")};
    QCOMPARE(m_db->counts(), expected);
}

void tst_StorePartsContract::refusesEventsItCannotCount()
{
    VERIFY_RESULT(
        m_db->store->write(unit(batch({stored(kStart, StatusId::Denied, kMaxCount - 1)}))));
    const EventBatch overflow{{""},
                              {rawEvent(0ms, StatusId::Failed, 0),
                               rawEvent(1ms, StatusId::Denied, 0),
                               rawEvent(2ms, StatusId::Denied, 0)}};
    const auto tooMany = m_db->store->events().addEvents(overflow);
    QVERIFY(!tooMany);
    QCOMPARE(tooMany.error().code, ErrorCode::InvalidInput);
    QCOMPARE(m_db->counts().size(), std::size_t{1}); // nothing of the batch
    QCOMPARE(m_db->counts().front().count, kMaxCount - 1);
    QCOMPARE(m_db->store->upkeep().figures()->rawEvents, 0);

    EventBatch wrong{{""}, {rawEvent(0ms, StatusId::Denied, 0)}};
    wrong.events[0].durationMs = std::numeric_limits<double>::quiet_NaN();
    QCOMPARE(m_db->store->events().addEvents(wrong).error().code, ErrorCode::InvalidInput);
    wrong.events[0].durationMs = -1;
    QCOMPARE(m_db->store->events().addEvents(wrong).error().code, ErrorCode::InvalidInput);
    wrong.events[0] = rawEvent(0ms, StatusId::Denied, 0);
    wrong.events[0].id = std::string(129, 'x');
    QCOMPARE(m_db->store->events().addEvents(wrong).error().code, ErrorCode::InvalidInput);
    wrong.events[0] = rawEvent(0ms, StatusId::Denied, 0);
    wrong.events[0].authCode = std::string(65, 'x');
    QCOMPARE(m_db->store->events().addEvents(wrong).error().code, ErrorCode::InvalidInput);
    wrong.events[0] = rawEvent(0ms, StatusId::Denied, 7); // no such source
    QVERIFY(!m_db->store->events().addEvents(wrong));
}

void tst_StorePartsContract::addsEventsWithinATransactionOfTheCaller()
{
    EventBatch events{{"new"}, {rawEvent(0ms, StatusId::Denied, 0)}};
    events.events[0].id = "tx-1";
    QVERIFY(!m_db->store->transact([&]() -> Result<void> {
        const auto outcome = m_db->store->events().addEvents(events);
        if (!outcome)
            return fail(outcome.error());
        if (auto kept = m_db->store->events().keepAnswer("key", {"f", Instant{kStart}, "{}"});
            !kept)
            return kept;
        return fail(ErrorCode::Cancelled, "no");
    }));
    QVERIFY(m_db->counts().empty());
    QVERIFY(!m_db->store->events().keptAnswer("key")->has_value());
    QCOMPARE(m_db->store->events().addEvents(events)->accepted, 1); // the id is free again
}

void tst_StorePartsContract::averagesTheDurationsOfTheRawLog()
{
    EventBatch events{{"", "pix"},
                      {rawEvent(0ms, StatusId::Denied, 0), rawEvent(1ms, StatusId::Approved, 1),
                       rawEvent(2ms, StatusId::Approved, 1),
                       rawEvent(60'000ms, StatusId::Failed, 0)}};
    events.events[0].durationMs = 100;
    events.events[1].durationMs = 201.5;
    VERIFY_RESULT(m_db->store->events().addEvents(events));
    const MinuteRange range{kStart, kStart + 2min};
    const auto both = m_db->store->events().rawMinutes(range, std::nullopt);
    VERIFY_RESULT(both);
    QCOMPARE(both->size(), std::size_t{2});
    QCOMPARE((*both)[0].time, kStart);
    QCOMPARE((*both)[0].events, 3);
    QCOMPARE((*both)[0].timed, 2);
    QCOMPARE((*both)[0].meanDurationMs, 150.75);
    QCOMPARE((*both)[1].timed, 0);
    QCOMPARE((*both)[1].meanDurationMs, 0.0);
    const auto one = m_db->store->events().rawMinutes(range, "pix");
    VERIFY_RESULT(one);
    QCOMPARE(one->size(), std::size_t{1});
    QCOMPARE(one->front().events, 2);
    QCOMPARE(one->front().meanDurationMs, 201.5);
    QVERIFY(
        m_db->store->events().rawMinutes({kStart + 2min, kStart + 3min}, std::nullopt)->empty());
}

void tst_StorePartsContract::showsTheRawLogByMinute()
{
    EventBatch events{{""},
                      {rawEvent(0ms, StatusId::Approved, 0), rawEvent(1ms, StatusId::Approved, 0),
                       rawEvent(2ms, StatusId::Denied, 0), rawEvent(3ms, StatusId::Reversed, 0),
                       rawEvent(4ms, StatusId::BackendReversed, 0),
                       rawEvent(5ms, StatusId::Refunded, 0)}};
    events.events[0].durationMs = 100;
    events.events[5].durationMs = 50;
    VERIFY_RESULT(m_db->store->events().addEvents(events));
    const auto table = m_db->store->select("SELECT * FROM raw_minutes", 10);
    VERIFY_RESULT(table);
    QCOMPARE(table->columns,
             (std::vector<std::string>{"time", "approved_count", "denied_count", "failed_count",
                                       "reversed_count", "avg_latency_ms"}));
    QCOMPARE(table->rows.size(), std::size_t{1});
    const auto& row = table->rows.front();
    QCOMPARE(row[0].value(), std::string("2025-07-12T13:45:00Z"));
    QCOMPARE(row[1].value(), std::string("2"));
    QCOMPARE(row[2].value(), std::string("1"));
    QCOMPARE(row[3].value(), std::string("0"));
    QCOMPARE(row[4].value(), std::string("2"));
    QCOMPARE(std::stod(row[5].value()), 75.0);
}

void tst_StorePartsContract::keepsCountsByCode()
{
    EventBatch events{{"", "pix"},
                      {rawEvent(0ms, StatusId::Denied, 0), rawEvent(1ms, StatusId::Denied, 1),
                       rawEvent(2ms, StatusId::Denied, 1), rawEvent(3ms, StatusId::Denied, 1)}};
    events.events[0].authCode = "51";
    events.events[1].authCode = "51";
    events.events[2].authCode = "59";
    VERIFY_RESULT(m_db->store->events().addEvents(events));
    const AuthCodeCount sent[] = {{kStart, "00", 7, ""}, {kStart + 1min, "51", 4, ""}};
    VERIFY_RESULT(m_db->store->events().setAuthCodes(sent));
    VERIFY_RESULT(m_db->store->events().setAuthCodes(sent)); // again: sets, does not add
    const std::vector<AuthCodeCount> expected{{kStart, "00", 7, ""},
                                              {kStart, "51", 2, ""},
                                              {kStart, "59", 1, ""},
                                              {kStart + 1min, "51", 4, ""}};
    QCOMPARE(m_db->store->events().authCodes({kStart, kStart + 2min}, 0).value(), expected);
    QCOMPARE(m_db->store->events().authCodes({kStart, kStart + 1min}, 2)->size(), std::size_t{2});
    const auto table = m_db->store->select("SELECT * FROM auth_codes WHERE auth_code = '51' "
                                           "ORDER BY time",
                                           10);
    VERIFY_RESULT(table);
    QCOMPARE(table->columns, (std::vector<std::string>{"time", "auth_code", "count"}));
    QCOMPARE(table->rows,
             (std::vector<std::vector<std::optional<std::string>>>{
                 {"2025-07-12T13:45:00Z", "51", "2"}, {"2025-07-12T13:46:00Z", "51", "4"}}));
}

void tst_StorePartsContract::keepsTheFirstAnswer()
{
    QVERIFY(!m_db->store->events().keptAnswer("k")->has_value());
    const KeptAnswer first{"abc", Instant{kStart} + 5ms, R"({"accepted": 1})"};
    VERIFY_RESULT(m_db->store->events().keepAnswer("k", first));
    const auto second = m_db->store->events().keepAnswer("k", {"abc", Instant{kStart}, "other"});
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::Conflict);
    QCOMPARE(m_db->store->events().keptAnswer("k").value().value(), first);
}

void tst_StorePartsContract::keepsWhatWasDoneWithAnIncident()
{
    IncidentLog& log = m_db->store->incidentLog();
    IncidentStep noted{0, IncidentId{1}, Instant{kStart} + 1ms, "Ana", "note", "ligação \n 50%"};
    IncidentStep acked{0, IncidentId{1}, Instant{kStart}, "Rui", "acknowledged", ""};
    IncidentStep other{0, IncidentId{2}, Instant{kStart}, "vigia", "opened", ""};
    for (const auto& step : {noted, acked, other})
        VERIFY_RESULT(log.addStep(step));
    const auto steps = log.steps(IncidentId{1});
    VERIFY_RESULT(steps);
    QCOMPARE(steps->size(), std::size_t{2}); // in the order written, whatever the clock said
    noted.seq = (*steps)[0].seq;
    acked.seq = (*steps)[1].seq;
    QCOMPARE((*steps)[0], noted);
    QCOMPARE((*steps)[1], acked);
    QVERIFY(acked.seq > noted.seq);
}

void tst_StorePartsContract::keepsTimersAndSilences()
{
    IncidentLog& log = m_db->store->incidentLog();
    const IncidentTimer late{IncidentId{1}, "snooze", Instant{kStart} + 2h};
    const IncidentTimer soon{IncidentId{2}, "acknowledgement", Instant{kStart} + 1h};
    VERIFY_RESULT(log.setTimer({IncidentId{1}, "snooze", Instant{kStart}}));
    VERIFY_RESULT(log.setTimer(soon));
    VERIFY_RESULT(log.setTimer(late)); // replaces
    QCOMPARE(log.timers().value(), (std::vector<IncidentTimer>{soon, late}));
    VERIFY_RESULT(log.clearTimer(IncidentId{2}, "acknowledgement"));
    QCOMPARE(log.timers().value(), (std::vector<IncidentTimer>{late}));

    SilenceRecord silence;
    silence.owner = "Ana";
    silence.reason = "manutenção";
    silence.rule = R"({"status": "denied"})";
    silence.created = Instant{kStart};
    silence.starts = Instant{kStart} + 1h;
    silence.ends = Instant{kStart} + 2h;
    const auto id = log.addSilence(silence);
    VERIFY_RESULT(id);
    silence.id = *id;
    QVERIFY(silence.id > 0);
    QCOMPARE(log.silences(Instant{kStart}).value(), (std::vector<SilenceRecord>{silence}));
    silence.lastMatch = Instant{kStart} + 90min;
    silence.ends = Instant{kStart} + 3h;
    VERIFY_RESULT(log.changeSilence(silence));
    QCOMPARE(log.silences(Instant{kStart} + 2h).value(), (std::vector<SilenceRecord>{silence}));
    QVERIFY(log.silences(Instant{kStart} + 3h)->empty());
    silence.id = 99;
    QCOMPARE(log.changeSilence(silence).error().code, ErrorCode::NotFound);
}

void tst_StorePartsContract::keepsTheVersionsOfTheRules()
{
    RuleLog& log = m_db->store->ruleLog();
    QVERIFY(log.newest().value() == std::nullopt);
    QVERIFY(log.all().value().empty());
    RuleRecord first{7, Instant{kStart} + 5ms, "Ana", "férias: menos \n 50% '\"", "[detection]\n"};
    RuleRecord second{7, Instant{kStart}, "Rui", "back to version 1", ""};
    QCOMPARE(log.add(first).value(), std::int64_t{1});
    const auto undone = m_db->store->transact([&]() -> Result<void> {
        if (log.add(second).value() != 2)
            return fail(ErrorCode::Internal, "not the second");
        return fail(ErrorCode::Cancelled, "no");
    });
    QCOMPARE(undone.error().code, ErrorCode::Cancelled);
    QCOMPARE(log.add(second).value(), std::int64_t{2}); // the number is free again
    first.version = 1;
    second.version = 2; // the newest, whatever the clock said
    QCOMPARE(log.newest().value(), std::optional(second));
    QCOMPARE(log.all().value(), (std::vector<RuleRecord>{second, first}));
}

void tst_StorePartsContract::keepsCheckoutFilesAndMakesThemTables()
{
    CheckoutStore& checkouts = m_db->store->checkouts();
    const std::vector<CheckoutRow> rows{{"00h", 9, 12, 11, 6.42, 4.85},
                                        {"01h", 3, 5, 1, 1.85, 1.92}};
    VERIFY_RESULT(checkouts.putCheckout("checkout_1.csv", {{"00h", 1, 1, 1, 1, 1}}));
    VERIFY_RESULT(checkouts.putCheckout("checkout_1.csv", rows)); // replaces
    VERIFY_RESULT(checkouts.putCheckout("It's 2.csv", {{"10h", 1, 2, 3, 4, 5}}));
    VERIFY_RESULT(checkouts.putCheckout("counts.csv", {{"11h", 1, 2, 3, 4, 5}})); // a name of ours
    VERIFY_RESULT(checkouts.putCheckout("sqlite_master.csv", {{"12h", 1, 2, 3, 4, 5}}));
    QCOMPARE(checkouts.checkout("checkout_1.csv").value(), rows);
    QCOMPARE(checkouts.checkoutFiles()->size(), std::size_t{4});
    QVERIFY(checkouts.checkout("none.csv")->empty());

    const auto view =
        m_db->store->select("SELECT * FROM checkout WHERE file = 'checkout_1.csv'", 10);
    VERIFY_RESULT(view);
    QCOMPARE(view->columns,
             (std::vector<std::string>{"file", "time", "today", "yesterday", "same_day_last_week",
                                       "avg_last_week", "avg_last_month"}));
    QCOMPARE(view->rows.size(), std::size_t{2});
    const auto own =
        m_db->store->select("SELECT time, today - yesterday FROM checkout_1 ORDER BY time", 10);
    VERIFY_RESULT(own);
    QCOMPARE(own->rows[1][0].value(), std::string("01h"));
    QCOMPARE(std::stod(own->rows[1][1].value()), -2.0);
    QCOMPARE(m_db->store->select("SELECT time FROM it_s_2", 10)->rows[0][0].value(),
             std::string("10h"));
    QVERIFY(m_db->store->select("SELECT * FROM counts", 10)->rows.empty());

    // Every file is a table, also where its name is taken; loading it again makes no further one.
    VERIFY_RESULT(checkouts.putCheckout("checkout 1.txt", {{"05h", 7, 1, 1, 1, 1}}));
    VERIFY_RESULT(checkouts.putCheckout("checkout 1.txt", {{"05h", 8, 1, 1, 1, 1}}));
    QCOMPARE(checkouts.checkoutTable("checkout_1.csv").value(), std::string("checkout_1"));
    QCOMPARE(checkouts.checkoutTable("checkout 1.txt").value(), std::string("checkout_1_2"));
    QCOMPARE(checkouts.checkoutTable("counts.csv").value(), std::string("counts_2"));
    QCOMPARE(checkouts.checkoutTable("It's 2.csv").value(), std::string("it_s_2"));
    QCOMPARE(checkouts.checkoutTable("none.csv").value(), std::string());
    QCOMPARE(
        std::stod(
            m_db->store->select("SELECT today FROM checkout_1_2", 10)->rows.at(0).at(0).value()),
        8.0);
    QCOMPARE(m_db->store->select("SELECT * FROM checkout_1", 10)->rows.size(), std::size_t{2});
    QCOMPARE(m_db->store->select("SELECT * FROM counts_2", 10)->rows.size(), std::size_t{1});
}

void tst_StorePartsContract::saysWhereAStatementIsWrong_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("place");
    QTest::newRow("a column that is not there")
        << QStringLiteral("SELECT time,\n  todya FROM checkout")
        << QStringLiteral("line 2, column 3: ");
    QTest::newRow("after letters of two bytes")
        << QStringLiteral("SELECT 'çãé', todya FROM checkout")
        << QStringLiteral("line 1, column 15: ");
    QTest::newRow("a word out of place")
        << QStringLiteral("SELECT 1\nFORM\ncheckout x") << QStringLiteral("line 3, column 1: ");
}

void tst_StorePartsContract::saysWhereAStatementIsWrong()
{
    QFETCH(QString, sql);
    const auto table = m_db->store->query(sql.toStdString(), {});
    QVERIFY(!table);
    QCOMPARE(table.error().code, ErrorCode::InvalidInput);
    const QString message = QString::fromStdString(table.error().message);
    QFETCH(QString, place);
    QVERIFY2(message.startsWith(place), qPrintable(message));
}

void tst_StorePartsContract::stopsAStatementByHand()
{
    SelectLimits limits;
    limits.time = 60s;
    limits.stop = std::make_shared<std::atomic<bool>>(false);
    std::jthread hand([stop = limits.stop] {
        std::this_thread::sleep_for(100ms); // in the middle of it, or before: it stops either way
        stop->store(true);
    });
    const auto endless = m_db->store->query(
        "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t) SELECT count(*) FROM t",
        limits);
    QVERIFY(!endless);
    QCOMPARE(endless.error().code, ErrorCode::Cancelled);
    QCOMPARE(endless.error().message, std::string("the query was stopped"));
    VERIFY_RESULT(m_db->store->query("SELECT 1", {})); // the connection is as it was
}

void tst_StorePartsContract::rollsCountsUp()
{
    // 13:45 and 13:59 lie in one hour; two sources of one minute are one value.
    VERIFY_RESULT(m_db->store->write(unit(batch(
        {stored(kStart, StatusId::Denied, 3), stored(kStart, StatusId::Denied, 4, "pix"),
         stored(kStart + 14min, StatusId::Denied, 1), stored(kStart + 15min, StatusId::Denied, 5),
         stored(kStart + 14min, StatusId::Approved, 0)}))));
    const auto spans = m_db->store->spans({}, 60min);
    VERIFY_RESULT(spans);
    QCOMPARE(spans->size(), std::size_t{3});
    const Minute hour = kStart - 45min;
    const auto same = [](const CountSpan& s, Minute from, StatusId status, std::int64_t minutes,
                         std::uint64_t sum, std::uint64_t smallest, std::uint64_t largest) {
        return s.from == from && s.status == status && s.minutes == minutes && s.sum == sum &&
               s.smallest == smallest && s.largest == largest;
    };
    QVERIFY(same((*spans)[0], hour, StatusId::Approved, 1, 0, 0, 0));
    QVERIFY(same((*spans)[1], hour, StatusId::Denied, 2, 8, 1, 7));
    QVERIFY(same((*spans)[2], hour + 1h, StatusId::Denied, 1, 5, 5, 5));
    CountQuery pix;
    pix.source = "pix";
    QCOMPARE(m_db->store->spans(pix, 1min)->size(), std::size_t{1});
}

// What a chart of a year reads agrees with the minutes before and after days are kept, when they
// are corrected, and when they go.
void tst_StorePartsContract::hoursAgreeWithTheMinutes()
{
    const auto same = [&](const std::optional<std::string>& source) {
        CountQuery query;
        query.source = source;
        const auto expected = m_db->store->spans(query, 60min);
        const auto hours = m_db->store->hours({kStart - 24h * 30, kStart + 24h * 30}, source);
        return expected && hours && *expected == *hours;
    };
    CountBatch rows;
    rows.sources = {"", "pix"};
    for (int m = 0; m < 4 * 24 * 60; m += 7) {
        if (m > 1500 && m < 3100) // a whole day without a row
            continue;
        rows.rows.push_back(
            {kStart + std::chrono::minutes{m}, std::uint64_t(m % 90), StatusId::Denied, 0});
        if (m % 3 == 0)
            rows.rows.push_back({kStart + std::chrono::minutes{m}, std::uint64_t(m),
                                 StatusId::Approved, std::uint32_t(m % 2)});
    }
    rows.rows.push_back({kStart, kMaxCount, StatusId::Failed, 1});
    VERIFY_RESULT(m_db->store->write(unit(rows)));
    const auto check = [&] { return same({}) && same("") && same("pix") && same("nobody"); };
    QVERIFY(check());

    const auto left = m_db->store->rollUp(3);
    VERIFY_RESULT(left);
    QCOMPARE(*left, 1); // five days touched, the newest is not over
    QVERIFY(check());
    QCOMPARE(*m_db->store->rollUp(3), 0);
    QVERIFY(check());
    const auto kept = m_db->store->select("SELECT count(*) FROM count_day WHERE scope = ''", 1);
    QCOMPARE(QString::fromStdString(*kept->rows[0][0]), QStringLiteral("4"));

    // Two days go; the others stay.
    VERIFY_RESULT(
        m_db->store->write(unit(batch({stored(kStart + 5min, StatusId::Denied, 1'000'000, "pix"),
                                       stored(kStart + 24h * 3, StatusId::Reversed, 2, "new")}))));
    QVERIFY(check());
    QVERIFY(same("new"));
    EventBatch events{{""}, {rawEvent(24h, StatusId::Refunded, 0)}};
    VERIFY_RESULT(m_db->store->events().addEvents(events));
    QVERIFY(check());
    QCOMPARE(*m_db->store->rollUp(100), 0);
    QVERIFY(check());
    QVERIFY(same("new"));

    RetentionCut cut;
    cut.counts = kStart + 30h;
    VERIFY_RESULT(m_db->store->upkeep().deleteBefore(cut, 100));
    QVERIFY(check());
    VERIFY_RESULT(m_db->store->upkeep().deleteBefore(cut, 100'000));
    QVERIFY(check());
    QCOMPARE(*m_db->store->rollUp(100), 0);
    QVERIFY(check());
    // A failed transaction takes its forgetting back with it.
    const auto undone = m_db->store->transact([&]() -> Result<void> {
        auto written = m_db->store->write(unit(batch({stored(kStart + 60h, StatusId::Denied, 9)})));
        if (!written)
            return fail(written.error());
        return fail(ErrorCode::Internal, "undone");
    });
    QVERIFY(!undone);
    QVERIFY(check());
}

void tst_StorePartsContract::deletesWhatIsOldWithinItsCap()
{
    CountBatch rows;
    rows.sources = {"", "pix"};
    EventBatch events{{""}, {}};
    for (int m = 0; m < 10; ++m) {
        rows.rows.push_back({kStart + std::chrono::minutes{m}, 1, StatusId::Denied, 0});
        rows.rows.push_back({kStart + std::chrono::minutes{m}, 1, StatusId::Failed, 1});
        events.events.push_back(rawEvent(std::chrono::minutes{m}, StatusId::Refunded, 0));
    }
    VERIFY_RESULT(m_db->store->write(unit(rows)));
    VERIFY_RESULT(m_db->store->events().addEvents(events));
    RetentionCut cut;
    cut.rawLog = kStart + 4min;
    const auto raw = m_db->store->upkeep().deleteBefore(cut, 1000);
    VERIFY_RESULT(raw);
    QCOMPARE(raw->deleted, 4);
    QVERIFY(!raw->more);
    QCOMPARE(m_db->counts().size(), std::size_t{30}); // the counts of the events stay
    QCOMPARE(m_db->store->upkeep().figures()->rawEvents, 6);

    cut = {};
    cut.counts = kStart + 5min;
    const auto some = m_db->store->upkeep().deleteBefore(cut, 7);
    VERIFY_RESULT(some);
    QCOMPARE(some->deleted, 7);
    QVERIFY(some->more);
    const auto rest = m_db->store->upkeep().deleteBefore(cut, 1000);
    VERIFY_RESULT(rest);
    QCOMPARE(rest->deleted, 8);
    QVERIFY(!rest->more);
    QCOMPARE(m_db->counts().size(), std::size_t{15});
    QCOMPARE(m_db->counts().front().time, kStart + 5min);
    QCOMPARE(m_db->store->upkeep().deleteBefore(cut, 1000)->deleted, 0);
    QCOMPARE(m_db->store->upkeep().deleteBefore({}, 1000)->deleted, 0);
}

void tst_StorePartsContract::neverDeletesTheNewest()
{
    VERIFY_RESULT(m_db->store->write(unit(
        batch({stored(kStart, StatusId::Denied, 1), stored(kStart + 1min, StatusId::Denied, 2)}))));
    RetentionCut cut;
    cut.counts = kStart + std::chrono::days{3650}; // the clock is ten years ahead
    VERIFY_RESULT(m_db->store->upkeep().deleteBefore(cut, 1000));
    QCOMPARE(m_db->counts(),
             (std::vector<StoredCount>{stored(kStart + 1min, StatusId::Denied, 2)}));
}

void tst_StorePartsContract::keepsOpenIncidentsAndPendingMessages()
{
    Incident resolved = incident(1, kStart);
    resolved.state = IncidentState::Resolved;
    resolved.end = kStart + 1h;
    Incident last = incident(4, kStart);
    last.state = IncidentState::Resolved;
    last.end = kStart + 3h;
    WriteUnit some;
    some.incidents = {resolved, incident(2, kStart), incident(3, kStart), last};
    some.anomalies = {anomaly(kStart, StatusId::Denied, 1),
                      anomaly(kStart + 10h, StatusId::Denied, 1)};
    some.outbox = {entry("sent", 0ms), entry("waits", 0ms), entry("newest", 0ms)};
    some.outbox.back().created += 10h;
    VERIFY_RESULT(m_db->store->write(some));
    const auto written = m_db->store->outbox(0).value();
    for (OutboxEntry sent : written) {
        sent.state = sent.message.key == "waits" ? DeliveryState::Pending : DeliveryState::Sent;
        VERIFY_RESULT(m_db->store->recordAttempt(sent));
    }
    for (const std::int64_t id : {1, 2})
        VERIFY_RESULT(m_db->store->incidentLog().addStep(
            {0, IncidentId{id}, Instant{kStart}, "Ana", "note", "x"}));
    VERIFY_RESULT(m_db->store->events().keepAnswer("old", {"", Instant{kStart}, ""}));
    VERIFY_RESULT(m_db->store->events().keepAnswer("new", {"", Instant{kStart} + 1h, ""}));

    RetentionCut cut;
    cut.anomalies = kStart + 9h;
    cut.messages = Instant{kStart} + 9h;
    cut.answers = Instant{kStart} + 1h;
    VERIFY_RESULT(m_db->store->upkeep().deleteBefore(cut, 1000));
    QVERIFY(!m_db->store->incident(IncidentId{1})->has_value());
    QVERIFY(m_db->store->incident(IncidentId{2})->has_value());
    QVERIFY(m_db->store->incident(IncidentId{4})->has_value()); // else its number came again
    QVERIFY(m_db->store->incidentLog().steps(IncidentId{1})->empty());
    QCOMPARE(m_db->store->incidentLog().steps(IncidentId{2})->size(), std::size_t{1});
    QCOMPARE(m_db->store->anomalies({})->size(), std::size_t{1});
    QCOMPARE(keys(m_db->store->outbox(0).value()), (std::vector<std::string>{"newest", "waits"}));
    QVERIFY(!m_db->store->events().keptAnswer("old")->has_value());
    QVERIFY(m_db->store->events().keptAnswer("new")->has_value());
}

void tst_StorePartsContract::compactsAndCounts()
{
    VERIFY_RESULT(m_db->store->write(unit(
        batch({stored(kStart, StatusId::Denied, 1), stored(kStart + 1min, StatusId::Denied, 2)}))));
    VERIFY_RESULT(m_db->store->upkeep().compact());
    const auto figures = m_db->store->upkeep().figures();
    VERIFY_RESULT(figures);
    QCOMPARE(figures->countRows, 2);
    QCOMPARE(figures->rawEvents, 0);
    QCOMPARE(m_db->counts().size(), std::size_t{2});
}

QTEST_GUILESS_MAIN(tst_StorePartsContract)
#include "tst_store_parts_contract.moc"
