// What every store must do, run on each of them: counts, alerts, outbox, values, queries.
#include "tests/contract/store_samples.h"

#include <limits>

using namespace vigia;
using namespace vigia::test;

class tst_StoreContract : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<StoreFixture> m_db;

private slots:
    void initTestCase_data();
    void initTestCase();
    void init();
    void cleanup();

    void storesCountsAndReadsThemByTimeStatusSource();
    void sendingTheSameAgainChangesNothing();
    void countsWhatWasUpdated();
    void aLaterRowOfABatchWins();
    void resultsComePerBatchInTheOrderGiven();
    void keepsTheLargestCountExactly();
    void refusesWhatItCannotKeepAndStoresNothingOfIt();
    void filtersCounts_data();
    void filtersCounts();
    void saysWhenAPageIsTruncated();
    void walksForwardOverLongGapsByTimeSourceStatus();
    void stopsWhenTheCallbackSaysSo();
    void knowsTheRangeOfItsCounts();
    void keepsManySources();
    void replacesAndWithdrawsAnomalies();
    void filtersAnomalies();
    void keepsIncidentsWithAllTheirMembers();
    void filtersIncidents();
    void writesTheOutboxWithItsChange();
    void keepsAMessageOnce();
    void findsTheMessagesOfAnIncident();
    void handsOutWhatIsDueOldestFirst();
    void handsOutWhatWouldWaitBeyondReason();
    void findsOneDelivery();
    void remembersAttempts();
    void keepsNamedBytes();
    void rollsBackAsAWhole();
    void nestsTransactions();
    void forgetsSeriesOfARolledBackTransaction();
    void showsTheViewsOfTheContract();
    void selectsOneReadOnlyStatement_data();
    void selectsOneReadOnlyStatement();
    void refusesOtherStatements_data();
    void refusesOtherStatements();
    void limitsTheRowsOfASelect();
};

void tst_StoreContract::initTestCase_data()
{
    QTest::addColumn<QString>("backend");
    for (const QString& backend : backends())
        QTest::newRow(qPrintable(backend)) << backend;
}

void tst_StoreContract::initTestCase()
{
    START_BACKENDS();
}

void tst_StoreContract::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_db = std::make_unique<StoreFixture>();
    const QString problem = m_db->open(backend);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void tst_StoreContract::cleanup()
{
    m_db.reset();
}

void tst_StoreContract::storesCountsAndReadsThemByTimeStatusSource()
{
    const auto extra = m_db->options.catalog->find("disputed");
    QVERIFY(extra.has_value());
    const auto written = m_db->store->write(unit(batch({
        stored(kStart + 1min, StatusId::Denied, 4),
        stored(kStart, *extra, 7, "b"),
        stored(kStart, StatusId::Approved, 2, "b"),
        stored(kStart, StatusId::Approved, 1, "a"),
    })));
    VERIFY_RESULT(written);
    QCOMPARE(written->size(), std::size_t{1});
    QCOMPARE(written->front().accepted, 4);
    QCOMPARE(written->front().updated, 0);
    const std::vector<StoredCount> expected{
        stored(kStart, StatusId::Approved, 1, "a"),
        stored(kStart, StatusId::Approved, 2, "b"),
        stored(kStart, *extra, 7, "b"),
        stored(kStart + 1min, StatusId::Denied, 4),
    };
    QCOMPARE(m_db->counts(), expected);
}

void tst_StoreContract::sendingTheSameAgainChangesNothing()
{
    const WriteUnit once =
        unit(batch({stored(kStart, StatusId::Denied, 3), stored(kStart, StatusId::Failed, 0)}));
    VERIFY_RESULT(m_db->store->write(once));
    const auto before = m_db->counts();
    const auto again = m_db->store->write(once);
    VERIFY_RESULT(again);
    QCOMPARE(again->front().accepted, 2);
    QCOMPARE(again->front().updated, 0);
    QCOMPARE(m_db->counts(), before);
    QCOMPARE(before.size(), std::size_t{2});
}

void tst_StoreContract::countsWhatWasUpdated()
{
    VERIFY_RESULT(m_db->store->write(
        unit(batch({stored(kStart, StatusId::Denied, 3), stored(kStart, StatusId::Failed, 1)}))));
    const auto second = m_db->store->write(unit(batch({
        stored(kStart, StatusId::Denied, 4),        // differs
        stored(kStart, StatusId::Failed, 1),        // the same
        stored(kStart, StatusId::Approved, 100),    // new
        stored(kStart, StatusId::Denied, 4, "pix"), // another source
    })));
    VERIFY_RESULT(second);
    QCOMPARE(second->front().accepted, 4);
    QCOMPARE(second->front().updated, 1);
}

void tst_StoreContract::aLaterRowOfABatchWins()
{
    VERIFY_RESULT(m_db->store->write(
        unit(batch({stored(kStart, StatusId::Denied, 3), stored(kStart, StatusId::Failed, 8),
                    stored(kStart, StatusId::Denied, 5), stored(kStart, StatusId::Denied, 4)}))));
    const std::vector<StoredCount> expected{stored(kStart, StatusId::Denied, 4),
                                            stored(kStart, StatusId::Failed, 8)};
    QCOMPARE(m_db->counts(), expected);
}

void tst_StoreContract::resultsComePerBatchInTheOrderGiven()
{
    WriteUnit group;
    group.counts.push_back(batch({stored(kStart, StatusId::Denied, 1)}));
    group.counts.push_back({});
    group.counts.push_back(
        batch({stored(kStart, StatusId::Denied, 2), stored(kStart + 1min, StatusId::Denied, 9)}));
    group.counts.push_back(batch({stored(kStart, StatusId::Denied, 2)}));
    const auto written = m_db->store->write(group);
    VERIFY_RESULT(written);
    QCOMPARE(written->size(), std::size_t{4});
    QCOMPARE((*written)[0].accepted, 1);
    QCOMPARE((*written)[0].updated, 0);
    QCOMPARE((*written)[1].accepted, 0);
    QCOMPARE((*written)[2].accepted, 2);
    QCOMPARE((*written)[2].updated, 1);
    QCOMPARE((*written)[3].updated, 0);
    QCOMPARE(m_db->counts().front().count, std::uint64_t{2});
}

void tst_StoreContract::keepsTheLargestCountExactly()
{
    VERIFY_RESULT(m_db->store->write(unit(batch({stored(kStart, StatusId::Denied, kMaxCount)}))));
    QCOMPARE(m_db->counts().front().count, std::uint64_t{9007199254740991});
}

void tst_StoreContract::refusesWhatItCannotKeepAndStoresNothingOfIt()
{
    const auto tooLarge = m_db->store->write(unit(batch(
        {stored(kStart, StatusId::Failed, 1), stored(kStart, StatusId::Denied, kMaxCount + 1)})));
    QVERIFY(!tooLarge);
    QCOMPARE(tooLarge.error().code, ErrorCode::InvalidInput);
    QVERIFY(tooLarge.error().message.find("2025-07-12T13:45:00Z") != std::string::npos);

    const auto longSource = m_db->store->write(
        unit(batch({stored(kStart, StatusId::Denied, 1, std::string(129, 'x'))})));
    QVERIFY(!longSource);
    QCOMPARE(longSource.error().code, ErrorCode::InvalidInput);

    CountBatch wild;
    wild.rows.push_back({kStart, 1, StatusId::Denied, 3}); // no such source
    QVERIFY(!m_db->store->write(unit(wild)));
    CountBatch unknown;
    unknown.sources = {""};
    unknown.rows.push_back({kStart, 1, static_cast<StatusId>(99), 0});
    QVERIFY(!m_db->store->write(unit(unknown)));
    QVERIFY(m_db->counts().empty());
}

void tst_StoreContract::filtersCounts_data()
{
    QTest::addColumn<CountQuery>("query");
    QTest::addColumn<QList<int>>("counts"); // which of the rows below come back

    CountQuery from;
    from.from = kStart + 1min;
    QTest::newRow("from is inclusive") << from << QList<int>{3, 4, 5};
    CountQuery to;
    to.to = kStart + 1min;
    QTest::newRow("to is exclusive") << to << QList<int>{1, 2};
    CountQuery both;
    both.from = kStart + 1min;
    both.to = kStart + 2min;
    QTest::newRow("a minute") << both << QList<int>{3, 4};
    CountQuery inverted;
    inverted.from = kStart + 2min;
    inverted.to = kStart;
    QTest::newRow("from after to is empty") << inverted << QList<int>{};
    CountQuery hour; // 13:45Z is 19:15 where the offset is +05:30
    hour.hour = 19;
    QTest::newRow("the hour of day is local") << hour << QList<int>{1, 2, 3, 4};
    CountQuery otherHour;
    otherHour.hour = 13;
    QTest::newRow("and not UTC") << otherHour << QList<int>{};
    CountQuery status;
    status.status = StatusId::Failed;
    QTest::newRow("one status") << status << QList<int>{2, 4};
    CountQuery source;
    source.source = "pix";
    QTest::newRow("one source") << source << QList<int>{4, 5};
    CountQuery unnamed;
    unnamed.source = "";
    QTest::newRow("the source without a name") << unnamed << QList<int>{1, 2, 3};
    CountQuery wildcard;
    wildcard.source = "p%";
    QTest::newRow("percent is an ordinary character") << wildcard << QList<int>{};
    CountQuery quote;
    quote.source = "' OR 1=1 --";
    QTest::newRow("a quote is an ordinary character") << quote << QList<int>{};
    CountQuery beyond;
    beyond.status = static_cast<StatusId>(99);
    QTest::newRow("a status that is not there") << beyond << QList<int>{};
    CountQuery few;
    few.limit = 2;
    QTest::newRow("a limit") << few << QList<int>{1, 2};
    CountQuery unlimited;
    unlimited.limit = 0;
    QTest::newRow("no limit") << unlimited << QList<int>{1, 2, 3, 4, 5};
}

void tst_StoreContract::filtersCounts()
{
    QFETCH(CountQuery, query);
    QFETCH(QList<int>, counts);
    VERIFY_RESULT(m_db->store->write(unit(batch({
        stored(kStart, StatusId::Denied, 1),
        stored(kStart, StatusId::Failed, 2),
        stored(kStart + 1min, StatusId::Denied, 3),
        stored(kStart + 1min, StatusId::Failed, 4, "pix"),
        stored(kStart + 1h, StatusId::Denied, 5, "pix"),
    }))));
    QList<int> found;
    for (const StoredCount& row : m_db->counts(query))
        found.append(static_cast<int>(row.count));
    QCOMPARE(found, counts);

    QList<int> walked;
    VERIFY_RESULT(m_db->store->forEachCount(query, [&](const StoredCount& row) {
        walked.append(static_cast<int>(row.count));
        return true;
    }));
    QCOMPARE(walked, counts);
}

void tst_StoreContract::saysWhenAPageIsTruncated()
{
    VERIFY_RESULT(m_db->store->write(
        unit(batch({stored(kStart, StatusId::Denied, 1), stored(kStart + 1min, StatusId::Denied, 2),
                    stored(kStart + 2min, StatusId::Denied, 3)}))));
    CountQuery query;
    query.limit = 2;
    QVERIFY(m_db->store->counts(query)->truncated);
    query.limit = 3;
    QVERIFY(!m_db->store->counts(query)->truncated);
}

void tst_StoreContract::walksForwardOverLongGapsByTimeSourceStatus()
{
    // Years without data, and more minutes than are read at once.
    CountBatch long_;
    long_.sources = {"b", "a"};
    const Minute old = kEarliestMinute;
    long_.rows.push_back({old, 1, StatusId::Failed, 0});
    for (int m = 0; m < 9'000; ++m) {
        for (const StatusId status : {StatusId::Denied, StatusId::Approved})
            long_.rows.push_back({kStart + std::chrono::minutes{m}, 1, status,
                                  static_cast<std::uint32_t>(m % 3 == 0 ? 0 : 1)});
    }
    VERIFY_RESULT(m_db->store->write(unit(long_)));
    std::optional<StoredCount> last;
    std::size_t seen = 0;
    bool ordered = true;
    CountQuery query;
    query.limit = 0;
    VERIFY_RESULT(m_db->store->forEachCount(query, [&](const StoredCount& row) {
        ordered = ordered && (!last || std::tie(last->time, last->source, last->status) <
                                           std::tie(row.time, row.source, row.status));
        last = row;
        ++seen;
        return true;
    }));
    QVERIFY(ordered);
    QCOMPARE(seen, std::size_t{18'001});
    QCOMPARE(last->time, kStart + 8'999min);
}

void tst_StoreContract::stopsWhenTheCallbackSaysSo()
{
    VERIFY_RESULT(m_db->store->write(unit(
        batch({stored(kStart, StatusId::Denied, 1), stored(kStart + 1min, StatusId::Denied, 2)}))));
    int seen = 0;
    VERIFY_RESULT(m_db->store->forEachCount({}, [&](const StoredCount&) {
        ++seen;
        return false;
    }));
    QCOMPARE(seen, 1);
}

void tst_StoreContract::knowsTheRangeOfItsCounts()
{
    const auto none = m_db->store->countRange();
    VERIFY_RESULT(none);
    QVERIFY(!none->has_value());
    VERIFY_RESULT(m_db->store->write(unit(batch({stored(kStart + 9min, StatusId::Denied, 1),
                                                 stored(kStart, StatusId::Failed, 2, "pix")}))));
    const auto some = m_db->store->countRange();
    VERIFY_RESULT(some);
    QCOMPARE(some->value(), (MinuteRange{kStart, kStart + 10min}));
}

void tst_StoreContract::keepsManySources()
{
    CountBatch many;
    for (int i = 0; i < 300; ++i) {
        many.sources.push_back("source " + std::to_string(i));
        many.rows.push_back({kStart, static_cast<std::uint64_t>(i), StatusId::Denied,
                             static_cast<std::uint32_t>(i)});
    }
    VERIFY_RESULT(m_db->store->write(unit(many)));
    QCOMPARE(m_db->counts().size(), std::size_t{300});
    CountQuery query;
    query.source = "source 299";
    QCOMPARE(m_db->counts(query).front().count, std::uint64_t{299});
}

void tst_StoreContract::replacesAndWithdrawsAnomalies()
{
    WriteUnit first;
    first.anomalies = {anomaly(kStart, StatusId::Denied, 26.26),
                       anomaly(kStart, StatusId::Failed, 3),
                       anomaly(kStart + 1min, StatusId::Denied, -1)};
    VERIFY_RESULT(m_db->store->write(first));
    QCOMPARE(m_db->store->anomalies({}).value(), first.anomalies);

    WriteUnit second;
    Anomaly changed = anomaly(kStart, StatusId::Denied, 30);
    changed.reason = "more";
    changed.kind = AnomalyKind::Trend;
    second.anomalies = {changed};
    second.withdrawn = {anomaly(kStart, StatusId::Failed, 3)};
    VERIFY_RESULT(m_db->store->write(second));
    const std::vector<Anomaly> expected{changed, anomaly(kStart + 1min, StatusId::Denied, -1)};
    QCOMPARE(m_db->store->anomalies({}).value(), expected);
}

void tst_StoreContract::filtersAnomalies()
{
    WriteUnit some;
    some.anomalies = {anomaly(kStart, StatusId::Denied, 26.26),
                      anomaly(kStart + 1min, StatusId::Denied, 3),
                      anomaly(kStart + 2min, StatusId::Failed, 30)};
    VERIFY_RESULT(m_db->store->write(some));
    const auto scores = [&](const AnomalyQuery& query) {
        QList<double> out;
        const std::vector<Anomaly> found = m_db->store->anomalies(query).value();
        for (const Anomaly& a : found)
            out.append(a.score);
        return out;
    };
    AnomalyQuery range;
    range.from = kStart + 1min;
    range.to = kStart + 2min;
    QCOMPARE(scores(range), (QList<double>{3}));
    AnomalyQuery status;
    status.status = StatusId::Failed;
    QCOMPARE(scores(status), (QList<double>{30}));
    AnomalyQuery severity;
    severity.severity = Severity::Critical;
    QCOMPARE(scores(severity), (QList<double>{26.26, 30}));
    AnomalyQuery limit;
    limit.limit = 1;
    QCOMPARE(scores(limit), (QList<double>{26.26}));
}

void tst_StoreContract::keepsIncidentsWithAllTheirMembers()
{
    QCOMPARE(m_db->store->nextIncidentId().value(), IncidentId{1});
    WriteUnit opened;
    opened.incidents = {incident(1, kStart)};
    VERIFY_RESULT(m_db->store->write(opened));
    QCOMPARE(m_db->store->incident(IncidentId{1}).value().value(), opened.incidents.front());
    QVERIFY(!m_db->store->incident(IncidentId{2}).value().has_value());
    QCOMPARE(m_db->store->nextIncidentId().value(), IncidentId{2});

    Incident closed = opened.incidents.front();
    closed.state = IncidentState::Resolved;
    closed.end = kStart + 6min;
    closed.owner = "Ana";
    closed.verdict = IncidentVerdict::KnownCause;
    closed.anomalies = 12;
    WriteUnit resolved;
    resolved.incidents = {closed};
    VERIFY_RESULT(m_db->store->write(resolved));
    QCOMPARE(m_db->store->incident(IncidentId{1}).value().value(), closed);
}

void tst_StoreContract::filtersIncidents()
{
    Incident first = incident(1, kStart);
    first.state = IncidentState::Resolved;
    first.end = kStart + 10min;
    Incident second = incident(2, kStart + 1h);
    second.severity = Severity::Warning;
    second.statuses = {StatusId::Refunded};
    second.state = IncidentState::Acknowledged;
    const Incident third = incident(3, kStart + 2h);
    WriteUnit some;
    some.incidents = {first, second, third};
    VERIFY_RESULT(m_db->store->write(some));
    const auto ids = [&](const IncidentQuery& query) {
        QList<qint64> out;
        const std::vector<Incident> found = m_db->store->incidents(query).value();
        for (const Incident& i : found)
            out.append(static_cast<qint64>(i.id));
        return out;
    };
    QCOMPARE(ids({}), (QList<qint64>{3, 2, 1})); // newest first
    IncidentQuery endedBefore;
    endedBefore.from = kStart + 10min; // its end is not after that
    QCOMPARE(ids(endedBefore), (QList<qint64>{3, 2}));
    IncidentQuery overlap;
    overlap.from = kStart + 9min;
    overlap.to = kStart + 1h;
    QCOMPARE(ids(overlap), (QList<qint64>{1}));
    IncidentQuery status;
    status.status = StatusId::Refunded;
    QCOMPARE(ids(status), (QList<qint64>{2}));
    IncidentQuery severity;
    severity.severity = Severity::Critical;
    QCOMPARE(ids(severity), (QList<qint64>{3, 1}));
    IncidentQuery state;
    state.state = IncidentState::Open;
    QCOMPARE(ids(state), (QList<qint64>{3}));
    IncidentQuery limited;
    limited.limit = 2;
    QCOMPARE(ids(limited), (QList<qint64>{3, 2}));
}

void tst_StoreContract::writesTheOutboxWithItsChange()
{
    WriteUnit change;
    change.incidents = {incident(1, kStart)};
    change.outbox = {entry("incident-1-opened", 0ms)};
    VERIFY_RESULT(m_db->store->write(change));
    const auto kept = m_db->store->outbox(10).value();
    QCOMPARE(kept.size(), std::size_t{1});
    OutboxEntry expected = change.outbox.front();
    expected.id = kept.front().id;
    QVERIFY(expected.id > 0);
    QCOMPARE(kept.front(), expected);
}

void tst_StoreContract::keepsAMessageOnce()
{
    WriteUnit change;
    change.outbox = {entry("a", 0ms), entry("a", 0ms)};
    VERIFY_RESULT(m_db->store->write(change));
    change.outbox = {entry("a", 5ms), entry("b", 0ms)};
    change.outbox.push_back(entry("a", 0ms));
    change.outbox.back().recipient = "other@example.com";
    VERIFY_RESULT(m_db->store->write(change));
    QCOMPARE(m_db->store->outbox(0).value().size(), std::size_t{3});
}

void tst_StoreContract::findsTheMessagesOfAnIncident()
{
    WriteUnit change;
    change.outbox = {entry("opened", 0ms), entry("other", 0ms), entry("resolved", 9ms)};
    for (OutboxEntry& e : change.outbox)
        e.message.thread = "incident-1-20250712T1731Z";
    change.outbox[1].message.thread = "incident-12-20250712T1731Z";
    VERIFY_RESULT(m_db->store->write(change));
    QCOMPARE(keys(m_db->store->deliveries(IncidentId{1}).value()),
             (std::vector<std::string>{"opened", "resolved"}));
    QCOMPARE(keys(m_db->store->deliveries(IncidentId{12}).value()),
             (std::vector<std::string>{"other"}));
    QVERIFY(m_db->store->deliveries(IncidentId{2}).value().empty());
}

void tst_StoreContract::handsOutWhatIsDueOldestFirst()
{
    WriteUnit change;
    change.outbox = {entry("later", 3ms), entry("now", 2ms), entry("earlier", 1ms)};
    VERIFY_RESULT(m_db->store->write(change));
    const Instant now = Instant{kStart} + 2ms;
    QCOMPARE(keys(m_db->store->dueDeliveries(now, 10).value()),
             (std::vector<std::string>{"earlier", "now"}));
    QCOMPARE(keys(m_db->store->dueDeliveries(now, 1).value()),
             (std::vector<std::string>{"earlier"}));
    QCOMPARE(keys(m_db->store->outbox(2).value()), (std::vector<std::string>{"earlier", "now"}));
}

void tst_StoreContract::handsOutWhatWouldWaitBeyondReason()
{
    // Written or tried while the clock was wrong, by a minute too much and by years.
    WriteUnit change;
    change.outbox = {entry("years", std::chrono::hours{24 * 3650}), entry("at-the-limit", 2h),
                     entry("beyond", 2h + 1ms)};
    VERIFY_RESULT(m_db->store->write(change));
    QCOMPARE(keys(m_db->store->dueDeliveries(Instant{kStart}, 10).value()),
             (std::vector<std::string>{"beyond", "years"}));
}

void tst_StoreContract::findsOneDelivery()
{
    WriteUnit change;
    change.outbox = {entry("a", 0ms), entry("b", 0ms)};
    VERIFY_RESULT(m_db->store->write(change));
    const std::vector<OutboxEntry> all = m_db->store->outbox(0).value();
    QCOMPARE(all.size(), std::size_t{2});
    for (const OutboxEntry& e : all)
        QCOMPARE(m_db->store->delivery(e.id).value(), std::optional(e));
    QVERIFY(!m_db->store->delivery(4711).value().has_value());
}

void tst_StoreContract::remembersAttempts()
{
    WriteUnit change;
    change.outbox = {entry("a", 0ms), entry("b", 0ms), entry("c", 0ms)};
    VERIFY_RESULT(m_db->store->write(change));
    auto due = m_db->store->dueDeliveries(Instant{kStart}, 10).value();
    QCOMPARE(due.size(), std::size_t{3});
    due[0].attempts = 1;
    due[0].nextAttempt = Instant{kStart} + 30s;
    due[0].lastError = "451 greylisted";
    due[1].attempts = 1;
    due[1].state = DeliveryState::Sent;
    due[2].attempts = 7;
    due[2].state = DeliveryState::Failed;
    due[2].lastError = "550 no such user";
    for (const OutboxEntry& e : due)
        VERIFY_RESULT(m_db->store->recordAttempt(e));
    QVERIFY(m_db->store->dueDeliveries(Instant{kStart}, 10).value().empty());
    const auto retry = m_db->store->dueDeliveries(Instant{kStart} + 30s, 10).value();
    QCOMPARE(retry.size(), std::size_t{1});
    QCOMPARE(retry.front(), due[0]);
    const auto counts = m_db->store->outboxCounts().value();
    QCOMPARE(counts.pending, 1);
    QCOMPARE(counts.failed, 1);

    OutboxEntry stranger = due[0];
    stranger.id = 4711;
    const auto unknown = m_db->store->recordAttempt(stranger);
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().code, ErrorCode::NotFound);
}

void tst_StoreContract::keepsNamedBytes()
{
    QVERIFY(!m_db->store->value("engine").value().has_value());
    const std::string bytes("\0\xff snapshot \x80", 13);
    VERIFY_RESULT(m_db->store->putValue("engine", bytes));
    QCOMPARE(m_db->store->value("engine").value().value(), bytes);
    VERIFY_RESULT(m_db->store->putValue("engine", ""));
    QCOMPARE(m_db->store->value("engine").value().value(), std::string());
}

void tst_StoreContract::rollsBackAsAWhole()
{
    VERIFY_RESULT(m_db->store->write(unit(batch({stored(kStart, StatusId::Denied, 1)}))));
    const auto result = m_db->store->transact([&]() -> Result<void> {
        WriteUnit all = unit(batch({stored(kStart, StatusId::Denied, 2),
                                    stored(kStart, StatusId::Failed, 2, "new source")}));
        all.anomalies = {anomaly(kStart, StatusId::Denied, 3)};
        all.incidents = {incident(1, kStart)};
        all.outbox = {entry("a", 0ms)};
        if (auto written = m_db->store->write(all); !written)
            return fail(written.error());
        if (auto put = m_db->store->putValue("k", "v"); !put)
            return put;
        return fail(ErrorCode::Cancelled, "enough");
    });
    QVERIFY(!result);
    QCOMPARE(result.error(), (Error{ErrorCode::Cancelled, "enough"}));
    QCOMPARE(m_db->counts(), (std::vector<StoredCount>{stored(kStart, StatusId::Denied, 1)}));
    QVERIFY(m_db->store->anomalies({}).value().empty());
    QVERIFY(m_db->store->incidents({}).value().empty());
    QVERIFY(m_db->store->outbox(0).value().empty());
    QVERIFY(!m_db->store->value("k").value().has_value());
}

void tst_StoreContract::nestsTransactions()
{
    VERIFY_RESULT(m_db->store->transact([&]() -> Result<void> {
        for (int i = 0; i < 3; ++i) {
            const auto written = m_db->store->write(
                unit(batch({stored(kStart + std::chrono::minutes{i}, StatusId::Denied, 1)})));
            if (!written)
                return fail(written.error());
        }
        return {};
    }));
    QCOMPARE(m_db->counts().size(), std::size_t{3});

    // An inner failure that nobody passed on still keeps the whole from being stored half.
    const auto swallowed = m_db->store->transact([&]() -> Result<void> {
        (void)m_db->store->transact([&]() -> Result<void> {
            (void)m_db->store->putValue("half", "done");
            return fail(ErrorCode::Full, "no room");
        });
        return {};
    });
    QVERIFY(!swallowed);
    QCOMPARE(swallowed.error().code, ErrorCode::Full);
    QVERIFY(!m_db->store->value("half").value().has_value());
    VERIFY_RESULT(m_db->store->putValue("after", "works"));
}

void tst_StoreContract::forgetsSeriesOfARolledBackTransaction()
{
    const WriteUnit once = unit(batch({stored(kStart, StatusId::Denied, 1, "s")}));
    (void)m_db->store->transact([&]() -> Result<void> {
        (void)m_db->store->write(once);
        return fail(ErrorCode::Cancelled, "no");
    });
    // Another series takes the id that was given back.
    VERIFY_RESULT(m_db->store->write(unit(batch({stored(kStart, StatusId::Failed, 5, "other")}))));
    VERIFY_RESULT(m_db->store->write(once));
    CountQuery query;
    query.source = "s";
    QCOMPARE(m_db->counts(query),
             (std::vector<StoredCount>{stored(kStart, StatusId::Denied, 1, "s")}));
    query.source = "other";
    QCOMPARE(m_db->counts(query),
             (std::vector<StoredCount>{stored(kStart, StatusId::Failed, 5, "other")}));
}

void tst_StoreContract::showsTheViewsOfTheContract()
{
    WriteUnit all = unit(batch({stored(kStart, StatusId::BackendReversed, 3, "pix")}));
    all.anomalies = {anomaly(kStart, StatusId::Denied, 26.26)};
    all.incidents = {incident(1, kStart)};
    VERIFY_RESULT(m_db->store->write(all));

    const auto counts = m_db->store->select("SELECT * FROM counts", 10);
    VERIFY_RESULT(counts);
    QCOMPARE(counts->columns, (std::vector<std::string>{"time", "source", "status", "count"}));
    QCOMPARE(counts->rows, (std::vector<std::vector<std::optional<std::string>>>{
                               {"2025-07-12T13:45:00Z", "pix", "backend_reversed", "3"}}));

    const auto anomalies = m_db->store->select("SELECT * FROM anomalies", 10);
    VERIFY_RESULT(anomalies);
    QCOMPARE(anomalies->columns, (std::vector<std::string>{
                                     "time", "status", "source", "count", "expected", "low", "high",
                                     "score", "severity", "kind", "detectors", "reason"}));
    QCOMPARE(anomalies->rows.front()[0], std::optional<std::string>("2025-07-12T13:45:00Z"));
    QCOMPARE(anomalies->rows.front()[4], std::optional<std::string>("5.25"));
    QCOMPARE(anomalies->rows.front()[8], std::optional<std::string>("critical"));
    QCOMPARE(QJsonDocument::fromJson(QByteArray::fromStdString(*anomalies->rows.front()[10])),
             QJsonDocument::fromJson(R"([{"name": "adaptive", "score": 26.26, "fired": true},
                                         {"name": "static", "score": 0.125, "fired": false}])"));

    const auto incidents = m_db->store->select("SELECT * FROM incidents", 10);
    VERIFY_RESULT(incidents);
    QCOMPARE(incidents->columns,
             (std::vector<std::string>{"id", "state", "severity", "start", "end", "statuses",
                                       "peak", "anomalies", "owner", "verdict", "reason"}));
    const auto& row = incidents->rows.front();
    QCOMPARE(row[3], std::optional<std::string>("2025-07-12T13:45:00Z"));
    QVERIFY(!row[4].has_value()); // still open
    QCOMPARE(row[5], std::optional<std::string>(R"(["denied","backend_reversed"])"));
    QVERIFY(!row[8].has_value());
    QVERIFY(!row[9].has_value());
    const QJsonObject peak = QJsonDocument::fromJson(QByteArray::fromStdString(*row[6])).object();
    QCOMPARE(peak[QStringLiteral("time")].toString(), QStringLiteral("2025-07-12T13:47:00Z"));
    QCOMPARE(peak[QStringLiteral("count")].toInteger(), qint64{9007199254740991});
    QCOMPARE(peak[QStringLiteral("source")].toString(), QStringLiteral("acquirer \"1\" %_"));
}

void tst_StoreContract::selectsOneReadOnlyStatement_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("first"); // cell
    QTest::newRow("plain") << QStringLiteral("SELECT 1 + 1") << QStringLiteral("2");
    QTest::newRow("lower case, trailing semicolon, comments")
        << QStringLiteral("-- one\nselect 'a;b' /* ; */ ; -- two\n ") << QStringLiteral("a;b");
    QTest::newRow("WITH") << QStringLiteral("WITH t(x) AS (SELECT 7) SELECT x FROM t")
                          << QStringLiteral("7");
    QTest::newRow("WITH RECURSIVE")
        << QStringLiteral("WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t WHERE x "
                          "< 5) SELECT max(x) FROM t")
        << QStringLiteral("5");
    QTest::newRow("VALUES") << QStringLiteral("VALUES (3)") << QStringLiteral("3");
    QTest::newRow("over a view") << QStringLiteral(
                                        "SELECT sum(count) FROM counts WHERE status = 'denied'")
                                 << QStringLiteral("12");
}

void tst_StoreContract::selectsOneReadOnlyStatement()
{
    QFETCH(QString, sql);
    QFETCH(QString, first);
    VERIFY_RESULT(m_db->store->write(unit(batch({stored(kStart, StatusId::Denied, 12)}))));
    const auto table = m_db->store->select(sql.toStdString(), 10);
    VERIFY_RESULT(table);
    QCOMPARE(QString::fromStdString(table->rows.at(0).at(0).value_or("NULL")), first);
    QVERIFY(m_db->store->select("EXPLAIN SELECT 1", 100).has_value());
    QVERIFY(!m_db->store->select("SELECT NULL", 1)->rows.at(0).at(0).has_value());
}

void tst_StoreContract::refusesOtherStatements_data()
{
    QTest::addColumn<QString>("sql");
    for (const char* sql : {"",
                            ";",
                            "-- nothing",
                            "INSERT INTO series (source, status) VALUES ('x', 'y')",
                            "DELETE FROM minute_count",
                            "UPDATE minute_count SET count = 0",
                            "DROP TABLE minute_count",
                            "CREATE TABLE t (x INTEGER)",
                            "SELECT 1; SELECT 2",
                            "SELECT 1; DELETE FROM minute_count",
                            "SELECT 1; COMMIT; DROP TABLE minute_count",
                            "BEGIN",
                            "COMMIT",
                            "ROLLBACK",
                            "EXPLAIN ANALYZE DELETE FROM minute_count",
                            "SELECT 1 +",
                            "SELECT * FROM no_such_table",
                            "SELECT 'open",
                            "SELECT ?",
                            "SELECT $1",
                            "VACUUM",
                            "ANALYZE",
                            "WITH t AS (SELECT 1) DELETE FROM minute_count"}) {
        QTest::addRow("%s", sql) << QString::fromLatin1(sql);
    }
    QTest::newRow("a NUL") << QStringLiteral("SELECT 1") + QChar(0) + QStringLiteral("2");
}

void tst_StoreContract::refusesOtherStatements()
{
    QFETCH(QString, sql);
    VERIFY_RESULT(m_db->store->write(unit(batch({stored(kStart, StatusId::Denied, 12)}))));
    const auto table = m_db->store->select(sql.toStdString(), 10);
    QVERIFY(!table);
    QCOMPARE(table.error().code, ErrorCode::InvalidInput);
    QVERIFY(!table.error().message.empty());
    // Nothing happened, and the store can still write.
    QCOMPARE(m_db->counts().size(), std::size_t{1});
    VERIFY_RESULT(m_db->store->write(unit(batch({stored(kStart, StatusId::Denied, 13)}))));
}

void tst_StoreContract::limitsTheRowsOfASelect()
{
    CountBatch rows;
    rows.sources = {""};
    for (int m = 0; m < 20; ++m)
        rows.rows.push_back({kStart + std::chrono::minutes{m}, 1, StatusId::Denied, 0});
    VERIFY_RESULT(m_db->store->write(unit(rows)));
    const auto some = m_db->store->select("SELECT * FROM counts", 19);
    VERIFY_RESULT(some);
    QCOMPARE(some->rows.size(), std::size_t{19});
    QVERIFY(some->truncated);
    const auto exact = m_db->store->select("SELECT * FROM counts", 20);
    VERIFY_RESULT(exact);
    QVERIFY(!exact->truncated);
}

QTEST_GUILESS_MAIN(tst_StoreContract)
#include "tst_store_contract.moc"
