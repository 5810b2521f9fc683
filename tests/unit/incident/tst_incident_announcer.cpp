#include "core/incident/incident_announcer.h"

#include <QTest>

using namespace vigia;
using std::chrono::minutes;

namespace {

const Minute kTen = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + minutes{600};

Anomaly abnormal(int minute, Severity severity)
{
    Anomaly a;
    a.time = kTen + minutes{minute};
    a.status = StatusId::Denied;
    a.count = 100;
    a.expected = 2;
    a.high = 4;
    a.severity = severity;
    a.detectors = {{"static", 1, true}};
    return a;
}

struct Story
{
    IncidentTracker tracker{std::make_shared<StatusCatalog>(), std::make_shared<Zone>()};
    IncidentAnnouncer announcer;
    QStringList said;
    Incident last;

    // One step of an engine: closed minutes, then the filling ones.
    void step(std::vector<Anomaly> closed, std::vector<Anomaly> filling, int calm = 0)
    {
        std::vector<IncidentChange> decided;
        for (const Anomaly& a : closed)
            tracker.minute({}, a.time, Fill::Complete, std::span(&a, 1), decided);
        for (int i = 0; i < calm; ++i)
            tracker.minute({}, kTen, Fill::Complete, {}, decided);
        IncidentTracker trial = tracker;
        std::vector<IncidentChange> tried;
        for (const Anomaly& a : filling)
            trial.minute({}, a.time, Fill::Filling, std::span(&a, 1), tried);
        for (const IncidentChange& c : announcer.merge(decided, tried, tracker, trial)) {
            static const std::array<const char*, 5> names = {"opened", "updated", "raised",
                                                             "resolved", "reopened"};
            said << QStringLiteral("%1 %2").arg(
                QLatin1String(names.at(static_cast<std::size_t>(c.kind))),
                QString::number(static_cast<qint64>(c.incident.id)));
            last = c.incident;
        }
    }
};

QStringList list(const char* text)
{
    return QString::fromUtf8(text).split(QStringLiteral(", "));
}

} // namespace

class TestIncidentAnnouncer : public QObject
{
    Q_OBJECT

private slots:
    void aFillingMinuteOpensAndItsCloseIsNoNews()
    {
        Story s;
        const Anomaly a = abnormal(0, Severity::Warning);
        s.step({}, {a});
        QVERIFY(s.announcer.pending());
        s.step({}, {a});
        s.step({a}, {});
        QVERIFY(!s.announcer.pending());
        QCOMPARE(s.said, list("opened 1"));
    }

    void whatGrewUntilTheCloseIsAnUpdate()
    {
        Story s;
        s.step({}, {abnormal(0, Severity::Warning)});
        Anomaly more = abnormal(0, Severity::Warning);
        more.count = 300;
        s.step({more}, {});
        QCOMPARE(s.said, list("opened 1, updated 1"));
    }

    void severityAnnouncedEarlyDoesNotFall()
    {
        Story s;
        s.step({}, {abnormal(0, Severity::Critical)});
        s.step({abnormal(0, Severity::Warning)}, {});
        QVERIFY(s.last.severity == Severity::Critical);
        s.step({abnormal(1, Severity::Critical)}, {});
        QCOMPARE(s.said, list("opened 1, updated 1, updated 1"));
    }

    void aCorrectedMinuteTakesItsIncidentBackAndTheNumberIsNotUsedAgain()
    {
        Story s;
        s.step({}, {abnormal(0, Severity::Warning)});
        s.step({}, {}, 1);
        QCOMPARE(s.said, list("opened 1, resolved 1"));
        QVERIFY(s.last.reason.find("taken back") != std::string::npos);
        s.step({abnormal(40, Severity::Warning)}, {});
        QCOMPARE(s.said.last(), QStringLiteral("opened 2"));
    }

    void aReopeningThatIsTakenBackLeavesTheIncidentResolved()
    {
        Story s;
        s.step({abnormal(0, Severity::Warning)}, {}, 10);
        s.step({}, {abnormal(20, Severity::Warning)});
        s.step({}, {}, 1);
        QCOMPARE(s.said, list("opened 1, resolved 1, reopened 1, resolved 1"));
        QCOMPARE(*s.last.end, kTen + minutes{1});
        QCOMPARE(s.last.anomalies, 1);
    }

    void manyUpdatesInOneStepAreOne()
    {
        Story s;
        std::vector<Anomaly> storm;
        for (int m = 0; m < 50; ++m)
            storm.push_back(abnormal(m, Severity::Warning));
        s.step(storm, {});
        QCOMPARE(s.said, list("opened 1"));
        QCOMPARE(s.last.anomalies, 50);
    }
};

QTEST_GUILESS_MAIN(TestIncidentAnnouncer)
#include "tst_incident_announcer.moc"
