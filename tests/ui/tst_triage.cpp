#include "tests/support/fake_monitor.h"
#include "ui/language.h"
#include "ui/models/incident_filter.h"
#include "ui/models/incident_list_model.h"
#include "ui/models/triage.h"
#include "ui/models/words.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace vigia;
using std::chrono::hours;
using std::chrono::minutes;
using Kind = IncidentAction::Kind;

namespace {

// Incident 41 is resolved, 42 acknowledged by ana, 43 open and critical.
struct Room
{
    Room()
        : monitor(test::makeAfternoon(test::usualStorm() - hours{3}, test::usualStorm(),
                                      test::usualStorm() + minutes{27}))
        , triage(monitor, QStringLiteral("bo"))
        , done(&triage, &Triage::done)
        , failed(&triage, &Triage::failed)
    {
        all = monitor.stored().incidents({}).value();
    }

    [[nodiscard]] Incident now(int id)
    {
        return monitor.stored().incident(IncidentId{id})->value();
    }
    [[nodiscard]] std::vector<Kind> kinds() const
    {
        std::vector<Kind> out;
        for (const IncidentAction& action : monitor.actions)
            out.push_back(action.kind);
        return out;
    }
    [[nodiscard]] QString lastSaid() const { return done.last().first().toString(); }

    test::FakeMonitor monitor;
    Triage triage;
    QSignalSpy done;
    QSignalSpy failed;
    std::vector<Incident> all; // newest first: 43, 42, 41
};

} // namespace

class TestTriage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyLanguage(QStringLiteral("en")); }
    void anAcknowledgementTakesOpenOnesAndIsTakenBack();
    void aCommentReachesWhatSomebodyElseHas();
    void aSnoozeLeavesOutWhatIsOver();
    void aVerdictIsTakenBackToTheOneBefore();
    void aNoteStays();
    void severalAreDoneAndUndoneTogether();
    void aRefusalIsSaidOnce();
    void theNextClock_data();
    void theNextClock();
    void theFilterKeepsWhatIsWanted_data();
    void theFilterKeepsWhatIsWanted();
    void theFilterFollowsChanges();
    void stepsOfTheTrailAreSentences_data();
    void stepsOfTheTrailAreSentences();
    void anIncidentIsCopiedWithBothTimes();
};

void TestTriage::anAcknowledgementTakesOpenOnesAndIsTakenBack()
{
    Room room;
    room.triage.acknowledge(room.all);
    QCOMPARE(room.monitor.actions.size(), std::size_t{1});
    QVERIFY(room.now(43).state == IncidentState::Acknowledged);
    QCOMPARE(room.now(43).owner, std::string("bo"));
    QCOMPARE(room.now(42).owner, std::string("ana"));
    QCOMPARE(room.lastSaid(), QStringLiteral("Acknowledged incident 43"));
    QCOMPARE(room.triage.undoText(), QStringLiteral("acknowledgement of incident 43"));
    room.triage.undo();
    QVERIFY(room.now(43).state == IncidentState::Open);
    QCOMPARE(room.lastSaid(), QStringLiteral("Taken back: acknowledgement of incident 43"));
    QVERIFY(room.triage.undoText().isEmpty());
    room.triage.undo(); // nothing is left
    QCOMPARE(room.monitor.actions.size(), std::size_t{2});
    room.triage.acknowledge({room.all[2]});
    QCOMPARE(room.monitor.actions.size(), std::size_t{2});
    QVERIFY(room.lastSaid().startsWith(QStringLiteral("Nothing to acknowledge")));
}

void TestTriage::aCommentReachesWhatSomebodyElseHas()
{
    Room room;
    const Instant until{test::usualStorm() + hours{9}};
    room.triage.acknowledge({room.all[1]}, QStringLiteral(" taken over "), until);
    QCOMPARE(room.now(42).owner, std::string("bo"));
    QCOMPARE(room.monitor.actions.back().text, std::string("taken over"));
    QCOMPARE(room.monitor.actions.back().until, std::optional(until));
    QVERIFY(room.triage.undoText().isEmpty()); // it cannot be given back to ana in her name
}

void TestTriage::aSnoozeLeavesOutWhatIsOver()
{
    Room room;
    const Instant until{test::usualStorm() + hours{1}};
    room.triage.snooze(room.all, until);
    QCOMPARE(room.kinds(), (std::vector<Kind>{Kind::Snooze, Kind::Snooze}));
    QCOMPARE(room.lastSaid(), QStringLiteral("Snoozed 2 incidents"));
    QCOMPARE(room.monitor.stored().incidentLog().timers().value().size(), std::size_t{2});
    room.triage.undo();
    QCOMPARE(room.kinds().back(), Kind::Wake);
    QCOMPARE(room.monitor.actions.size(), std::size_t{4});
}

void TestTriage::aVerdictIsTakenBackToTheOneBefore()
{
    Room room;
    room.triage.judge({room.all[2]}, IncidentVerdict::True);
    room.triage.judge({room.now(41)}, IncidentVerdict::KnownCause, QStringLiteral("drill"));
    QCOMPARE(room.now(41).verdict, std::optional(IncidentVerdict::KnownCause));
    QCOMPARE(room.lastSaid(), QStringLiteral("Judged incident 41: known cause"));
    room.triage.undo();
    QCOMPARE(room.now(41).verdict, std::optional(IncidentVerdict::True));
    room.triage.undo();
    QVERIFY(!room.now(41).verdict);
}

void TestTriage::aNoteStays()
{
    Room room;
    room.triage.note({room.all[0]}, QStringLiteral("  "));
    QVERIFY(room.monitor.actions.empty());
    room.triage.note({room.all[0]}, QStringLiteral("the issuer calls back at 16:00"));
    const auto steps = room.monitor.stored().incidentLog().steps(IncidentId{43}).value();
    QCOMPARE(steps.size(), std::size_t{1});
    QCOMPARE(steps[0].detail, std::string("the issuer calls back at 16:00"));
    QCOMPARE(steps[0].who, std::string("bo"));
    QVERIFY(room.triage.undoText().isEmpty());
}

void TestTriage::severalAreDoneAndUndoneTogether()
{
    Room room;
    room.triage.judge(room.all, IncidentVerdict::False);
    QCOMPARE(room.done.size(), 1);
    QCOMPARE(room.lastSaid(), QStringLiteral("Judged 3 incidents: false alarm"));
    QCOMPARE(room.triage.undoText(), QStringLiteral("verdict on 3 incidents"));
    room.triage.undo();
    QVERIFY(!room.now(41).verdict && !room.now(42).verdict && !room.now(43).verdict);
}

void TestTriage::aRefusalIsSaidOnce()
{
    Room room;
    Incident gone = room.all[0];
    gone.id = IncidentId{99};
    Incident too = gone;
    too.id = IncidentId{100};
    room.triage.acknowledge({gone, too, room.all[0]});
    QCOMPARE(room.failed.size(), 1);
    QCOMPARE(room.failed[0][0].toString(),
             QStringLiteral("Done for incident 43, not for the others"));
    QCOMPARE(room.failed[0][1].toString(), QStringLiteral("there is no such incident"));
    QCOMPARE(room.triage.undoText(), QStringLiteral("acknowledgement of incident 43"));
}

void TestTriage::theNextClock_data()
{
    QTest::addColumn<int>("nowMinutes"); // since 2025-07-12 00:00 UTC
    QTest::addColumn<int>("offset");
    QTest::addColumn<int>("expected");
    QTest::newRow("later today") << 6 * 60 << 0 << 7 * 60;
    QTest::newRow("at the minute itself it is tomorrow") << 7 * 60 << 0 << 31 * 60;
    QTest::newRow("tomorrow") << 22 * 60 << 0 << 31 * 60;
    QTest::newRow("by the clock of the zone") << 60 << -180 << 10 * 60; // 22:00 there
}

void TestTriage::theNextClock()
{
    QFETCH(int, nowMinutes);
    QFETCH(int, offset);
    QFETCH(int, expected);
    const Minute day = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12};
    const Zone zone = Zone::fixed("Z", minutes{offset});
    QCOMPARE(nextClock(Instant{day + minutes{nowMinutes}}, minutes{7 * 60}, zone),
             Instant{day + minutes{expected}});
}

void TestTriage::theFilterKeepsWhatIsWanted_data()
{
    using Wanted = IncidentFilter::Wanted;
    QTest::addColumn<Wanted>("wanted");
    QTest::addColumn<QList<int>>("left");
    Wanted wanted;
    QTest::newRow("everything") << wanted << QList<int>{43, 42, 41};
    wanted.states = {IncidentState::Open, IncidentState::Acknowledged};
    QTest::newRow("what is not over") << wanted << QList<int>{43, 42};
    wanted = {};
    wanted.severity = Severity::Critical;
    QTest::newRow("critical ones") << wanted << QList<int>{43};
    wanted = {};
    wanted.status = StatusId::Denied;
    QTest::newRow("those that touch a status") << wanted << QList<int>{43, 42};
    wanted = {};
    wanted.text = QStringLiteral("ANA");
    QTest::newRow("an owner, in any case") << wanted << QList<int>{42};
    wanted.text = QStringLiteral("approvals collapsing");
    QTest::newRow("words of the sentence") << wanted << QList<int>{43};
    wanted.text = QStringLiteral("no data");
    QTest::newRow("words of the title") << wanted << QList<int>{41};
    wanted.text = QStringLiteral("#42");
    QTest::newRow("a number") << wanted << QList<int>{42};
    wanted.text = QStringLiteral("denied nowhere");
    QTest::newRow("every word must be found") << wanted << QList<int>{};
}

void TestTriage::theFilterKeepsWhatIsWanted()
{
    QFETCH(IncidentFilter::Wanted, wanted);
    QFETCH(QList<int>, left);
    Room room;
    IncidentListModel model(room.monitor.catalog(), room.monitor.zone());
    IncidentFilter filter(model);
    const QAbstractItemModelTester tester(&filter,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.replace(room.all);
    filter.want(wanted);
    QList<int> found;
    for (int row = 0; row < filter.rowCount(); ++row)
        found << int(filter.at(row)->id);
    QCOMPARE(found, left);
}

void TestTriage::theFilterFollowsChanges()
{
    Room room;
    IncidentListModel model(room.monitor.catalog(), room.monitor.zone());
    IncidentFilter filter(model);
    model.replace(room.all);
    IncidentFilter::Wanted wanted;
    wanted.states = {IncidentState::Open};
    filter.want(wanted);
    QCOMPARE(filter.rowCount(), 1);
    Incident over = room.all[0];
    over.state = IncidentState::Resolved;
    over.end = over.lastAbnormal + minutes{1};
    model.apply({over});
    QCOMPARE(filter.rowCount(), 0);
    QCOMPARE(filter.rowOf(IncidentId{43}), -1);
    QVERIFY(!filter.at(0));
}

void TestTriage::stepsOfTheTrailAreSentences_data()
{
    QTest::addColumn<std::string>("action");
    QTest::addColumn<std::string>("detail");
    QTest::addColumn<QString>("said");
    QTest::newRow("acknowledged") << std::string("acknowledge") << std::string()
                                  << QStringLiteral("acknowledged");
    QTest::newRow("acknowledged with end and comment")
        << std::string("acknowledge") << std::string("until 2025-07-13T10:00:00Z: mine: all of it")
        << QStringLiteral("acknowledged until 07:00: mine: all of it");
    QTest::newRow("snoozed") << std::string("snooze") << std::string("until 2025-07-12T18:15:00Z")
                             << QStringLiteral("snoozed until 15:15");
    QTest::newRow("judged") << std::string("verdict") << std::string("known_cause: drill")
                            << QStringLiteral("judged: known cause: drill");
    QTest::newRow("a verdict taken back")
        << std::string("verdict") << std::string("none") << QStringLiteral("verdict taken back");
    QTest::newRow("a note is foreign text")
        << std::string("note") << std::string("a\u202Eb") << QStringLiteral("a\\u202eb");
    QTest::newRow("what a later version writes")
        << std::string("escalated") << std::string("to desk 2")
        << QStringLiteral("escalated: to desk 2");
}

void TestTriage::stepsOfTheTrailAreSentences()
{
    QFETCH(std::string, action);
    QFETCH(std::string, detail);
    QFETCH(QString, said);
    QCOMPARE(words::step(action, detail, Zone::fixed("Z", minutes{-180})), said);
}

void TestTriage::anIncidentIsCopiedWithBothTimes()
{
    Room room;
    const QString text = words::incidentText(room.all[1], *room.monitor.catalog(),
                                             *room.monitor.zone(), test::usualStorm());
    QVERIFY2(text.startsWith(QStringLiteral("Incident 42: denied ")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("Since Sat 12 Jul 14:22 (17:22 UTC)\n")),
             qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("acknowledged by ana")), qPrintable(text));
    QVERIFY2(text.endsWith(QStringLiteral("Denials ×2 above normal: denied 50 a minute, "
                                          "expected 12-38, since 14:22\n")),
             qPrintable(text));
}

QTEST_MAIN(TestTriage)
#include "tst_triage.moc"
