#include "core/runtime/incident_edit.h"
#include "core/runtime/incident_report.h"
#include "core/store/open_store.h"

#include <QTest>

using namespace vigia;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

const Minute kStart =
    std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + hours{17} + minutes{30};

// Counts of a minute by hand: what each of two acquirers sends.
struct World
{
    World()
    {
        StoreOptions options;
        options.database = ":memory:";
        options.catalog = std::make_shared<StatusCatalog>();
        options.zone = std::make_shared<Zone>();
        auto opened = openStore(options);
        if (!opened)
            qFatal("%s", opened.error().message.c_str());
        db = std::move(*opened);
        unit.counts.emplace_back().sources = {"acme", "zenith"};
    }

    void put(MinuteRange range, StatusId status, std::uint64_t acme, std::uint64_t zenith)
    {
        for (Minute m = range.from; m < range.to; m += minutes{1}) {
            unit.counts[0].rows.push_back({m, acme, status, 0});
            unit.counts[0].rows.push_back({m, zenith, status, 1});
        }
    }

    IncidentReport report(const Zone& zone = Zone())
    {
        if (!unit.counts[0].rows.empty()) {
            if (const auto written = db->write(unit); !written)
                qFatal("%s", written.error().message.c_str());
        }
        const auto read = readIncidentReport(*db, IncidentId{7}, zone);
        if (!read || !*read)
            qFatal("no report");
        return **read;
    }

    std::unique_ptr<Database> db;
    WriteUnit unit;
};

Incident storm()
{
    Incident i;
    i.id = IncidentId{7};
    i.state = IncidentState::Resolved;
    i.severity = Severity::Critical;
    i.start = kStart;
    i.opened = kStart;
    i.end = kStart + minutes{10};
    i.lastAbnormal = kStart + minutes{9};
    i.statuses = {StatusId::Approved, StatusId::Denied};
    i.peak.time = kStart + minutes{3};
    i.peak.status = StatusId::Denied;
    i.peak.count = 80;
    i.peak.expected = 10;
    i.peak.low = 2;
    i.peak.high = 21.7;
    i.peak.score = 9;
    i.peak.severity = Severity::Critical;
    i.peak.detectors = {{"adaptive", 9, true}, {"trend", 0.2, false}};
    i.reason = "Denials eight times above normal since 17:30.";
    return i;
}

const StatusShare* find(const IncidentReport& report, StatusId status)
{
    for (const StatusShare& s : report.statuses) {
        if (s.status == status)
            return &s;
    }
    return nullptr;
}

// 100 approved and 10 denied a minute; in the storm 40 and 80.
World stormyWorld(int earlierDays)
{
    World world;
    for (int d = 0; d <= earlierDays; ++d) {
        const Minute at = kStart - days{d};
        world.put({at - hours{2}, at}, StatusId::Approved, 60, 40);
        world.put({at - hours{2}, at}, StatusId::Denied, 6, 4);
        const MinuteRange during{at, at + minutes{10}};
        world.put(during, StatusId::Approved, d == 0 ? 20 : 60, d == 0 ? 20 : 40);
        world.put(during, StatusId::Denied, d == 0 ? 76 : 6, 4);
    }
    world.unit.incidents = {storm()};
    return world;
}

} // namespace

class TestIncidentReport : public QObject
{
    Q_OBJECT

private slots:
    void anUnknownIncidentIsNone();
    void lossesAreMeasuredAgainstEarlierDays();
    void theLevelOfTheHourBeforeScalesEarlierDays();
    void withoutEarlierDaysTheHourBeforeCounts();
    void withoutAnythingBeforeNothingIsClaimed();
    void summerTimeComparesTheSameClock();
    void theSourceThatCarriesTheExcessComesFirst();
    void aDropNamesTheSourceThatFell();
    void codesThatGrewComeFirst();
    void minutesWithoutDataAreUnseenNotLost();
    void anOpenIncidentReachesToTheNewestMinute();
    void everyStatusTellsItsWorstAnomaly();
    void theTrailTellsNotesTimersAndTheReasonOfTheVerdict();
    void calmLimits_data();
    void calmLimits();
};

void TestIncidentReport::anUnknownIncidentIsNone()
{
    World world;
    const auto read = readIncidentReport(*world.db, IncidentId{7}, Zone());
    QVERIFY(read.has_value());
    QVERIFY(!read->has_value());
}

void TestIncidentReport::lossesAreMeasuredAgainstEarlierDays()
{
    World world = stormyWorld(3);
    const IncidentReport report = world.report();
    QCOMPARE(report.reference, Reference::EarlierDays);
    QCOMPARE(report.measured, (MinuteRange{kStart, kStart + minutes{10}}));
    QCOMPARE(report.minutesWithData, 10);
    QCOMPARE(report.minutesWithoutData, 0);
    // 10 minutes of 40 instead of 100; 10 minutes of 80 instead of 10.
    QCOMPARE(report.approvalsLost.value(), 600.0);
    QCOMPARE(find(report, StatusId::Denied)->total.observed, 800.0);
    QCOMPARE(find(report, StatusId::Denied)->total.usual.value(), 100.0);
}

void TestIncidentReport::theLevelOfTheHourBeforeScalesEarlierDays()
{
    World world = stormyWorld(3);
    for (CountRow& row : world.unit.counts[0].rows) {
        if (row.time >= kStart - hours{2} && row.time < kStart)
            row.count *= 2; // today is twice as busy
    }
    const IncidentReport report = world.report();
    QCOMPARE(find(report, StatusId::Approved)->total.usual.value(), 2000.0);
    QCOMPARE(report.approvalsLost.value(), 1600.0);
}

void TestIncidentReport::withoutEarlierDaysTheHourBeforeCounts()
{
    World world = stormyWorld(0);
    const IncidentReport report = world.report();
    QCOMPARE(report.reference, Reference::HourBefore);
    QCOMPARE(report.approvalsLost.value(), 600.0);
}

void TestIncidentReport::withoutAnythingBeforeNothingIsClaimed()
{
    World world;
    world.put({kStart, kStart + minutes{10}}, StatusId::Denied, 80, 0);
    world.unit.incidents = {storm()};
    const IncidentReport report = world.report();
    QCOMPARE(report.reference, Reference::None);
    QVERIFY(!report.approvalsLost);
    QVERIFY(!find(report, StatusId::Denied)->total.usual);
    QCOMPARE(find(report, StatusId::Denied)->total.observed, 800.0);
}

void TestIncidentReport::summerTimeComparesTheSameClock()
{
    // The clock went forward in the night before: the same time by the clock was an hour later.
    const Zone zone("X", {{kEarliestMinute, minutes{0}}, {kStart - hours{12}, minutes{60}}});
    World world = stormyWorld(0);
    const Minute before = kStart - hours{23};
    world.put({before - hours{1}, before}, StatusId::Approved, 60, 40);
    world.put({before - hours{1}, before}, StatusId::Denied, 6, 4);
    world.put({before, before + minutes{10}}, StatusId::Approved, 50, 40);
    const IncidentReport report = world.report(zone);
    QCOMPARE(report.reference, Reference::EarlierDays);
    QCOMPARE(find(report, StatusId::Approved)->total.usual.value(), 900.0);
}

void TestIncidentReport::theSourceThatCarriesTheExcessComesFirst()
{
    World world = stormyWorld(2);
    const IncidentReport report = world.report();
    QCOMPARE(report.carried, StatusId::Denied);
    QCOMPARE(report.sources.size(), std::size_t{2});
    QCOMPARE(report.sources[0].name, std::string("acme"));
    QCOMPARE(report.sources[0].total.excess(), 700.0);
    QCOMPARE(report.sources[1].total.excess(), 0.0);
}

void TestIncidentReport::aDropNamesTheSourceThatFell()
{
    World world = stormyWorld(2);
    Incident fell = storm();
    fell.peak.status = StatusId::Approved;
    fell.peak.count = 40;
    fell.peak.expected = 100;
    world.unit.incidents = {fell};
    const IncidentReport report = world.report();
    QCOMPARE(report.sources[0].name, std::string("acme")); // 20 instead of 60
    QCOMPARE(report.sources[0].total.excess(), -400.0);
    QCOMPARE(report.sources[1].total.excess(), -200.0);
}

void TestIncidentReport::codesThatGrewComeFirst()
{
    World world = stormyWorld(1);
    std::vector<AuthCodeCount> codes;
    for (int d = 0; d < 2; ++d) {
        for (int i = 0; i < 10; ++i) {
            const Minute m = kStart - days{d} + minutes{i};
            codes.push_back({m, "00", 40, ""});
            codes.push_back({m, "59", std::uint64_t(d == 0 ? 70 : 1), ""});
        }
    }
    QVERIFY(world.db->events().setAuthCodes(codes).has_value());
    const IncidentReport report = world.report();
    QCOMPARE(report.codes.size(), std::size_t{2});
    QCOMPARE(report.codes[0].name, std::string("59"));
    QCOMPARE(report.codes[0].total.observed, 700.0);
    QCOMPARE(report.codes[0].total.usual.value(), 10.0);
    QCOMPARE(report.codes[1].total.excess(), 0.0);
}

void TestIncidentReport::minutesWithoutDataAreUnseenNotLost()
{
    World world = stormyWorld(2);
    std::erase_if(world.unit.counts[0].rows, [](const CountRow& row) {
        return row.time >= kStart && row.time < kStart + minutes{4};
    });
    const IncidentReport report = world.report();
    QCOMPARE(report.minutesWithData, 6);
    QCOMPARE(report.minutesWithoutData, 4);
    QCOMPARE(report.approvalsLost.value(), 360.0);   // 6 minutes of 40 instead of 100
    QCOMPARE(report.approvalsUnseen.value(), 400.0); // 4 minutes of 100
}

void TestIncidentReport::anOpenIncidentReachesToTheNewestMinute()
{
    World world = stormyWorld(1);
    Incident open = storm();
    open.state = IncidentState::Open;
    open.end.reset();
    open.lastAbnormal = kStart + minutes{2};
    world.unit.incidents = {open};
    QCOMPARE(world.report().measured, (MinuteRange{kStart, kStart + minutes{10}}));
}

void TestIncidentReport::everyStatusTellsItsWorstAnomaly()
{
    World world = stormyWorld(1);
    Anomaly mild = storm().peak;
    mild.status = StatusId::Approved;
    mild.severity = Severity::Warning;
    mild.score = 50;
    Anomaly grave = mild;
    grave.time += minutes{1};
    grave.severity = Severity::Critical;
    grave.score = 8;
    Anomaly late = grave;
    late.time += minutes{1};
    late.score = 99;
    late.late = true;
    Anomaly outside = grave;
    outside.time = kStart + minutes{10};
    world.unit.anomalies = {mild, grave, late, outside};
    const IncidentReport report = world.report();
    QCOMPARE(find(report, StatusId::Approved)->anomalies, 2);
    QCOMPARE(find(report, StatusId::Approved)->worst.value(), grave);
    QCOMPARE(find(report, StatusId::Denied)->worst.value(), storm().peak);
}

void TestIncidentReport::theTrailTellsNotesTimersAndTheReasonOfTheVerdict()
{
    World world = stormyWorld(0);
    const Instant at{kStart + minutes{2}};
    Incident incident = storm();
    incident.state = IncidentState::Open;
    const auto act = [&](IncidentAction action) {
        action.incident = IncidentId{7};
        action.at = at;
        action.who = "ana";
        QVERIFY(editOf(action)(incident, world.unit).has_value());
    };
    IncidentAction action;
    action.kind = IncidentAction::Kind::Acknowledge;
    action.until = at + hours{8};
    act(action);
    action.kind = IncidentAction::Kind::Snooze;
    action.until = at + minutes{15};
    act(action);
    action.until.reset();
    action.kind = IncidentAction::Kind::Note;
    action.text = "issuer called: wait";
    act(action);
    action.kind = IncidentAction::Kind::Verdict;
    action.verdict = IncidentVerdict::KnownCause;
    action.text = "issuer down: ticket 12";
    act(action);
    world.unit.incidents = {incident};
    OutboxEntry mail;
    mail.channel = "mail";
    mail.recipient = "noc@example.com";
    mail.message.key = "incident-7-20250712T1730Z";
    mail.message.thread = mail.message.key;
    mail.state = DeliveryState::Failed;
    mail.attempts = 3;
    mail.lastError = "550 no such user";
    world.unit.outbox = {mail};

    const IncidentReport report = world.report();
    QCOMPARE(report.steps.size(), std::size_t{4});
    QCOMPARE(report.incident.owner, std::string("ana"));
    QCOMPARE(report.acknowledgedUntil.value(), at + hours{8});
    QCOMPARE(report.snoozedUntil.value(), at + minutes{15});
    QCOMPARE(notesOf(report.steps).size(), std::size_t{1});
    QCOMPARE(notesOf(report.steps)[0].detail, std::string("issuer called: wait"));
    QCOMPARE(verdictReason(report.steps), std::string("issuer down: ticket 12"));
    QCOMPARE(report.deliveries.size(), std::size_t{1});
    QCOMPARE(report.deliveries[0].attempts, 3);
}

void TestIncidentReport::calmLimits_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<double>("expected");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<bool>("above");
    QTest::addColumn<int>("limit"); // -1: none
    QTest::newRow("a spike is calm at or below its range")
        << 50 << 10.0 << 2.3 << 21.7 << true << 21;
    QTest::newRow("a drop is calm at or above its range") << 1 << 10.0 << 2.3 << 21.7 << false << 3;
    QTest::newRow("no count is calm where the minutes before suffice")
        << 50 << 10.0 << 2.0 << 60.0 << true << -1;
    QTest::newRow("no count is calm below zero") << 50 << 10.0 << 2.0 << -1.0 << true << -1;
}

void TestIncidentReport::calmLimits()
{
    QFETCH(int, count);
    QFETCH(double, expected);
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(bool, above);
    QFETCH(int, limit);
    Anomaly anomaly;
    anomaly.count = std::uint64_t(count);
    anomaly.expected = expected;
    anomaly.low = low;
    anomaly.high = high;
    const auto found = calmLimit(anomaly);
    QVERIFY(found.has_value());
    QCOMPARE(found->above, above);
    QCOMPARE(found->count ? int(*found->count) : -1, limit);
    anomaly.kind = AnomalyKind::Gap;
    QVERIFY(!calmLimit(anomaly));
}

QTEST_GUILESS_MAIN(TestIncidentReport)
#include "tst_incident_report.moc"
