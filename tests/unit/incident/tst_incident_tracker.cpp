#include "core/incident/incident_tracker.h"

#include <QTest>

using namespace vigia;
using std::chrono::minutes;

namespace {

const Minute kTen = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + minutes{600};

Anomaly abnormal(int minute, Severity severity, StatusId status = StatusId::Reversed,
                 const char* detector = "lof", double score = 1)
{
    Anomaly a;
    a.time = kTen + minutes{minute};
    a.status = status;
    a.count = 100;
    a.expected = 2;
    a.low = 0;
    a.high = 4;
    a.score = score;
    a.severity = severity;
    a.detectors = {{detector, score, true}};
    return a;
}

// One line a change: "opened 1 warning +0".
struct Story
{
    IncidentTracker tracker{std::make_shared<StatusCatalog>(), std::make_shared<Zone>()};
    std::vector<IncidentChange> changes;

    void calm(int from, int to, const std::string& source = {}, Fill fill = Fill::Complete)
    {
        for (int m = from; m < to; ++m)
            tracker.minute(source, kTen + minutes{m}, fill, {}, changes);
    }
    void add(Anomaly a, const std::string& source = {})
    {
        a.source = source;
        tracker.minute(source, a.time, Fill::Complete, std::span(&a, 1), changes);
    }
    void warning(int minute, const std::string& source = {})
    {
        add(abnormal(minute, Severity::Warning), source);
    }
    void critical(int minute, const std::string& source = {})
    {
        add(abnormal(minute, Severity::Critical), source);
    }
    [[nodiscard]] QStringList kinds() const
    {
        static const std::array<const char*, 5> names = {"opened", "updated", "raised", "resolved",
                                                         "reopened"};
        QStringList out;
        for (const IncidentChange& c : changes) {
            out << QStringLiteral("%1 %2").arg(
                QLatin1String(names.at(static_cast<std::size_t>(c.kind))),
                QString::number(static_cast<qint64>(c.incident.id)));
        }
        return out;
    }
    [[nodiscard]] const Incident& last() const { return changes.back().incident; }
};

QStringList list(const char* text)
{
    return QString::fromUtf8(text).split(QStringLiteral(", "));
}

} // namespace

class TestIncidentTracker : public QObject
{
    Q_OBJECT

private slots:
    void aCriticalAnomalyOpensAtOnce()
    {
        Story s;
        s.critical(3);
        QCOMPARE(s.kinds(), list("opened 1"));
        QCOMPARE(s.last().start, kTen + minutes{3});
        QCOMPARE(s.last().opened, kTen + minutes{3});
        QVERIFY(s.last().state == IncidentState::Open);
        QCOMPARE(s.last().anomalies, 1);
        QVERIFY(!s.last().end);
    }

    void oneWarningOfALearnedMethodIsNotEnough()
    {
        Story s;
        s.warning(0);
        QVERIFY(s.changes.empty());
    }

    void twoWarningsWithinFiveMinutesOpenFromTheFirst()
    {
        Story s;
        s.warning(0);
        s.calm(1, 5);
        s.warning(5);
        QCOMPARE(s.kinds(), list("opened 1"));
        QCOMPARE(s.last().start, kTen);
        QCOMPARE(s.last().opened, kTen + minutes{5});
        QCOMPARE(s.last().anomalies, 2);
        QVERIFY(s.last().severity == Severity::Warning);
    }

    void warningsSixMinutesApartDoNotAddUp()
    {
        Story s;
        s.warning(0);
        s.warning(6);
        s.warning(12);
        QVERIFY(s.changes.empty());
    }

    void twoStatusesInOneMinuteAreTwoWarnings()
    {
        Story s;
        const std::array both = {abnormal(0, Severity::Warning, StatusId::Denied),
                                 abnormal(0, Severity::Warning, StatusId::Reversed)};
        s.tracker.minute({}, kTen, Fill::Complete, both, s.changes);
        QCOMPARE(s.kinds(), list("opened 1"));
        QCOMPARE(s.last().statuses, (std::vector{StatusId::Denied, StatusId::Reversed}));
    }

    void oneWarningOpensForThePlainRulesAlone_data()
    {
        QTest::addColumn<QString>("detector");
        QTest::addColumn<bool>("opens");
        for (const char* name : {"static", "rolling_zscore"})
            QTest::newRow(name) << QString::fromUtf8(name) << true;
        for (const char* name : {"adaptive", "hybrid", "lof", "isolation_forest"})
            QTest::newRow(name) << QString::fromUtf8(name) << false;
    }
    void oneWarningOpensForThePlainRulesAlone()
    {
        QFETCH(QString, detector);
        Story s;
        s.add(abnormal(0, Severity::Warning, StatusId::Failed, detector.toUtf8().constData()));
        QTEST(!s.changes.empty(), "opens");
    }

    void resolvesAfterTenCalmMinutesAndEndsAfterTheLastAbnormalOne()
    {
        Story s;
        s.critical(0);
        s.critical(4);
        s.calm(5, 14);
        QCOMPARE(s.kinds(), list("opened 1, updated 1"));
        s.calm(14, 15);
        QCOMPARE(s.kinds(), list("opened 1, updated 1, resolved 1"));
        QVERIFY(s.last().state == IncidentState::Resolved);
        QCOMPARE(*s.last().end, kTen + minutes{5});
    }

    void aGapNeverResolves()
    {
        Story s;
        s.critical(0);
        s.calm(1, 500, {}, Fill::Gap);
        QVERIFY(s.tracker.open() != nullptr);
        s.calm(500, 510);
        QVERIFY(s.tracker.open() == nullptr);
    }

    void anAbnormalMinuteStartsTheCalmAnew()
    {
        Story s;
        s.critical(0);
        s.calm(1, 10);
        s.warning(10);
        s.calm(11, 20);
        QVERIFY(s.tracker.open() != nullptr);
        s.calm(20, 21);
        QVERIFY(s.tracker.open() == nullptr);
    }

    void severityRisesAndNeverFalls()
    {
        Story s;
        s.warning(0);
        s.warning(1);
        s.critical(2);
        s.warning(3);
        QCOMPARE(s.kinds(), list("opened 1, raised 1, updated 1"));
        QVERIFY(s.last().severity == Severity::Critical);
    }

    void thePeakIsTheCriticalOneWithTheHighestScore()
    {
        Story s;
        s.add(abnormal(0, Severity::Critical, StatusId::Reversed, "lof", 5));
        s.add(abnormal(1, Severity::Warning, StatusId::Denied, "lof", 50));
        s.add(abnormal(2, Severity::Critical, StatusId::Failed, "lof", 7));
        QCOMPARE(s.last().peak.time, kTen + minutes{2});
        QCOMPARE(s.last().peak.status, StatusId::Failed);
    }

    void anAnomalyWithinThirtyMinutesContinuesTheSameIncident()
    {
        Story s;
        s.critical(0);
        s.calm(1, 31);
        s.critical(31); // end was 1
        s.calm(32, 42);
        QCOMPARE(s.kinds(), list("opened 1, resolved 1, reopened 1, resolved 1"));
        QCOMPARE(s.last().start, kTen);
        QCOMPARE(*s.last().end, kTen + minutes{32});
        QCOMPARE(s.last().anomalies, 2);
    }

    void anAnomalyAfterThirtyMinutesIsANewIncident()
    {
        Story s;
        s.critical(0);
        s.calm(1, 32);
        s.critical(32);
        QCOMPARE(s.kinds(), list("opened 1, resolved 1, opened 2"));
    }

    void aStormOverTwoSourcesIsOneIncidentAndEndsWhenBothAreCalm()
    {
        Story s;
        s.critical(0, "b");
        s.critical(0, "a");
        s.calm(1, 30, "a");
        s.critical(1, "b");
        QVERIFY(s.tracker.open() != nullptr);
        QCOMPARE(s.last().sources, (std::vector<std::string>{"a", "b"}));
        s.calm(2, 11, "b");
        QVERIFY(s.tracker.open() != nullptr);
        s.calm(11, 12, "b");
        QVERIFY(s.tracker.open() == nullptr);
        QCOMPARE(s.kinds(), list("opened 1, updated 1, updated 1, resolved 1"));
    }

    void aCalmSourceThatWasNotInTheStormResolvesNothing()
    {
        Story s;
        s.critical(0, "a");
        s.calm(0, 60, "b");
        QVERIFY(s.tracker.open() != nullptr);
    }

    void anOpenIncidentOfTheStoreGoesOn()
    {
        Story before;
        before.critical(0);
        before.critical(1);
        Story s;
        s.tracker.restore(std::array{before.last()}, IncidentId{9});
        s.critical(1); // decided again after the restart: counted before
        s.critical(2);
        QCOMPARE(s.kinds(), list("updated 1, updated 1"));
        QCOMPARE(s.last().anomalies, 3);
        QCOMPARE(s.last().start, kTen);
        s.calm(3, 13);
        s.critical(100);
        QCOMPARE(s.kinds().mid(2), list("resolved 1, opened 9"));
    }

    void aResolvedIncidentOfTheStoreCanBeReopened()
    {
        Story before;
        before.critical(0);
        before.calm(1, 11);
        Story s;
        s.tracker.restore(std::array{before.last()}, IncidentId{2});
        s.critical(20);
        QCOMPARE(s.kinds(), list("reopened 1"));
    }

    void ofSeveralOpenIncidentsInTheStoreOnlyTheNewestGoesOn()
    {
        Story one;
        one.critical(0);
        Story two;
        two.tracker.restore({}, IncidentId{2});
        two.critical(50);
        Story s;
        s.tracker.restore(std::array{one.last(), two.last()}, IncidentId{3});
        s.critical(51);
        QCOMPARE(s.kinds(), list("resolved 1, updated 2"));
    }

    void anAcknowledgementStaysThroughUpdatesAndAReopening()
    {
        Story s;
        s.critical(0);
        Incident edited = s.last();
        edited.owner = "ana";
        edited.state = IncidentState::Acknowledged;
        s.tracker.annotate(edited);
        s.critical(1);
        QVERIFY(s.last().state == IncidentState::Acknowledged);
        QCOMPARE(s.last().owner, std::string("ana"));
        s.calm(2, 12);
        QVERIFY(s.last().state == IncidentState::Resolved);
        s.critical(12);
        QVERIFY(s.last().state == IncidentState::Acknowledged);
    }
};

QTEST_GUILESS_MAIN(TestIncidentTracker)
#include "tst_incident_tracker.moc"
