#include "core/runtime/incident_edit.h"
#include "core/runtime/shift_report.h"
#include "core/store/open_store.h"

#include <QTest>

#include <cmath>

using namespace vigia;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

const Minute kEnd = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + hours{17};
const MinuteRange kShift{kEnd - hours{8}, kEnd};

struct World
{
    World()
    {
        StoreOptions options;
        options.database = ":memory:";
        options.catalog = catalog;
        options.zone = std::make_shared<Zone>();
        auto opened = openStore(options);
        if (!opened)
            qFatal("%s", opened.error().message.c_str());
        db = std::move(*opened);
        unit.counts.emplace_back().sources = {""};
    }

    void put(MinuteRange range)
    {
        for (Minute m = range.from; m < range.to; m += minutes{1}) {
            unit.counts[0].rows.push_back({m, 100, StatusId::Approved, 0});
            unit.counts[0].rows.push_back({m, 10, StatusId::Denied, 0});
        }
    }

    void incident(int id, Minute start, std::optional<Minute> end, StatusId status)
    {
        Incident i;
        i.id = IncidentId{id};
        i.state = end ? IncidentState::Resolved : IncidentState::Open;
        i.start = i.opened = i.lastAbnormal = start;
        i.end = end;
        i.statuses = {status};
        i.peak.status = status;
        i.peak.time = start;
        unit.incidents.push_back(i);
    }

    void act(std::size_t which, IncidentAction::Kind kind, Instant at, std::string text,
             std::optional<Instant> until = {})
    {
        IncidentAction action;
        action.kind = kind;
        action.incident = unit.incidents[which].id;
        action.at = at;
        action.who = "ana";
        action.text = std::move(text);
        action.until = until;
        if (!editOf(action)(unit.incidents[which], unit))
            qFatal("refused");
    }

    Handover handover()
    {
        if (!db->write(unit))
            qFatal("not written");
        ShiftRequest request;
        request.shift = kShift;
        request.now = kEnd + minutes{2};
        request.by = "ana";
        request.budgetPerDay = 3;
        auto read = readHandover(*db, request, *catalog, Zone());
        if (!read)
            qFatal("%s", read.error().message.c_str());
        return *read;
    }

    std::shared_ptr<const StatusCatalog> catalog = std::make_shared<StatusCatalog>();
    std::unique_ptr<Database> db;
    WriteUnit unit;
};

} // namespace

class TestShiftReport : public QObject
{
    Q_OBJECT

private slots:
    void anEmptyStoreGivesAnEmptyHandover();
    void takesWhatTouchesTheShift();
    void saysWhoHasWhatInHand();
    void minutesWithoutARowAreGaps();
    void chartsAreOfWhatWasTouched();
    void silencesThatWereInForce();
    void aSilenceIsSaidInWords();
    void theLastShift_data();
    void theLastShift();
    void remembersTheLastHandover();
};

void TestShiftReport::anEmptyStoreGivesAnEmptyHandover()
{
    World world;
    const Handover h = world.handover();
    QVERIFY(h.incidents.empty() && h.gaps.empty() && h.series.empty() && !h.newest);
    QCOMPARE(h.budgetPerDay, 3.0);
}

void TestShiftReport::takesWhatTouchesTheShift()
{
    World world;
    world.put(kShift);
    world.incident(1, kShift.from - hours{2}, kShift.from - hours{1}, StatusId::Denied);
    world.incident(2, kShift.from - hours{1}, kShift.from + minutes{5}, StatusId::Denied);
    world.incident(3, kShift.from + hours{1}, kShift.from + hours{2}, StatusId::Failed);
    world.incident(4, kShift.from - hours{9}, std::nullopt, StatusId::Denied);
    const Handover h = world.handover();
    std::vector<int> ids;
    for (const HandoverIncident& i : h.incidents)
        ids.push_back(int(i.incident.id));
    std::sort(ids.begin(), ids.end());
    QCOMPARE(ids, (std::vector<int>{2, 3, 4}));
    QCOMPARE(alarmsOf(h), 1); // the one that was opened in the shift
}

void TestShiftReport::saysWhoHasWhatInHand()
{
    World world;
    world.put(kShift);
    world.incident(7, kShift.from + hours{1}, std::nullopt, StatusId::Denied);
    const Instant at{kShift.from + hours{2}};
    world.act(0, IncidentAction::Kind::Note, Instant{kShift.from - minutes{1}}, "before");
    world.act(0, IncidentAction::Kind::Acknowledge, at, "mine: all", Instant{kEnd + hours{9}});
    world.act(0, IncidentAction::Kind::Snooze, at, "", Instant{kEnd + hours{1}});
    world.act(0, IncidentAction::Kind::Note, at + minutes{1}, "issuer called");
    OutboxEntry entry;
    entry.channel = "mail";
    entry.recipient = "a@example.com";
    entry.message.thread = "incident-7-20250712T1000Z";
    entry.message.key = "1";
    entry.state = DeliveryState::Sent;
    world.unit.outbox.push_back(entry);
    entry.message.key = "2";
    entry.state = DeliveryState::Failed;
    world.unit.outbox.push_back(entry);
    const Handover h = world.handover();
    QCOMPARE(h.incidents.size(), std::size_t{1});
    const HandoverIncident& i = h.incidents[0];
    QCOMPARE(i.incident.owner, std::string("ana"));
    QCOMPARE(i.acknowledgedAt.value(), at);
    QCOMPARE(i.acknowledgedUntil.value(), Instant{kEnd + hours{9}});
    QCOMPARE(i.acknowledgedComment, std::string("mine: all"));
    QCOMPARE(i.snoozedUntil.value(), Instant{kEnd + hours{1}});
    QCOMPARE(i.messagesSent, 1);
    QCOMPARE(i.messagesFailed, 1);
    QCOMPARE(i.messagesWaiting, 0);
    QCOMPARE(h.notes.size(), std::size_t{1}); // the other one was told by the shift before
    QCOMPARE(h.notes[0].text, std::string("issuer called"));
}

void TestShiftReport::minutesWithoutARowAreGaps()
{
    World world;
    world.put({kShift.from + hours{1}, kShift.from + hours{2}}); // before it nothing was stored
    world.put({kShift.from + hours{2} + minutes{5}, kShift.to - minutes{3}});
    const Handover h = world.handover();
    QCOMPARE(h.gaps, (std::vector<MinuteRange>{
                         {kShift.from + hours{2}, kShift.from + hours{2} + minutes{5}},
                         {kShift.to - minutes{3}, kShift.to}}));
    QCOMPARE(h.newest.value(), kShift.to - minutes{4});
    QCOMPARE(h.transactions, 110.0 * (60 + 6 * 60 - 5 - 3));
}

void TestShiftReport::chartsAreOfWhatWasTouched()
{
    World world;
    world.put({kShift.from, kShift.to - minutes{1}});
    world.incident(7, kShift.from + hours{1}, kShift.from + hours{2}, StatusId::Denied);
    const Handover h = world.handover();
    QCOMPARE(h.series.size(), std::size_t{2});
    QVERIFY(h.series[0].status == StatusId::Approved && h.series[1].status == StatusId::Denied);
    QCOMPARE(h.series[1].counts.size(), std::size_t{480});
    QCOMPARE(h.series[1].counts.front(), 10.0);
    QVERIFY(std::isnan(h.series[1].counts.back()));
}

void TestShiftReport::silencesThatWereInForce()
{
    World world;
    const auto silence = [&](Minute created, Minute ends) {
        SilenceRecord s;
        s.owner = "bo";
        s.reason = "maintenance";
        s.rule = "{}";
        s.created = s.starts = Instant{created};
        s.ends = Instant{ends};
        QVERIFY(world.db->incidentLog().addSilence(s).has_value());
    };
    silence(kShift.from - hours{9}, kShift.from - hours{1}); // over before the shift
    silence(kShift.from - hours{9}, kShift.from + hours{1});
    silence(kShift.from + hours{1}, kShift.to + hours{1});
    const Handover h = world.handover();
    QCOMPARE(h.silences.size(), std::size_t{2});
    QCOMPARE(h.silences[0].ends, Instant{kShift.from + hours{1}});
    QCOMPARE(h.silences[1].created, Instant{kShift.from + hours{1}});
}

void TestShiftReport::aSilenceIsSaidInWords()
{
    QCOMPARE(silenceWords(R"({"matchers": [
                 {"name": "status", "value": "denied", "isRegex": false, "isEqual": true},
                 {"name": "source", "value": "acme|zenith", "isRegex": true, "isEqual": false}]})"),
             std::string("status = denied, source ≠ acme|zenith"));
    QCOMPARE(silenceWords("all of it"), std::string("all of it"));
    QCOMPARE(silenceWords("{}"), std::string("{}"));
}

void TestShiftReport::theLastShift_data()
{
    QTest::addColumn<int>("newest"); // minutes before now; -1: nothing is stored
    QTest::addColumn<int>("end");    // minutes before now
    QTest::newRow("data is fresh") << 1 << 0;
    QTest::newRow("data stopped within the shift: that is news") << 60 << 0;
    QTest::newRow("a day that was replayed") << 4 * 24 * 60 << 4 * 24 * 60;
    QTest::newRow("nothing is stored") << -1 << 0;
}

void TestShiftReport::theLastShift()
{
    QFETCH(int, newest);
    QFETCH(int, end);
    std::optional<MinuteRange> stored;
    if (newest >= 0)
        stored = MinuteRange{kEnd - hours{1000}, kEnd - minutes{newest}};
    const Minute last = kEnd - minutes{end};
    QCOMPARE(lastShift(hours{8}, Instant{kEnd} + std::chrono::seconds{12}, stored),
             (MinuteRange{last - hours{8}, last}));
}

void TestShiftReport::remembersTheLastHandover()
{
    World world;
    QVERIFY(!lastHandover(*world.db).value());
    QVERIFY(rememberHandover(*world.db, kEnd).has_value());
    QCOMPARE(lastHandover(*world.db).value().value(), kEnd);
    QVERIFY(world.db->putValue("handover.end", "soon").has_value());
    QVERIFY(!lastHandover(*world.db).value());
}

QTEST_GUILESS_MAIN(TestShiftReport)
#include "tst_shift_report.moc"
