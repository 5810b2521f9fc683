#include "tests/eval/evaluate.h"

#include <QTest>

using namespace vigia;
using namespace vigia::eval;

// What the detector that is the default promises, on seeds that it was not tuned on (1-8 were).
class TestQuality : public QObject
{
    Q_OBJECT

private slots:
    void adaptiveKeepsItsPromise_data()
    {
        QTest::addColumn<int>("generator");
        QTest::addColumn<int>("historyDays");
        QTest::addColumn<double>("delayWeightedF1"); // at least
        QTest::addColumn<double>("falsePerDay");     // at most
        QTest::addColumn<double>("quietHit");        // at most, share
        const auto row = [](const char* name, Generator generator, int days, double f1,
                            double falsePerDay, double quietHit) {
            QTest::newRow(name) << static_cast<int>(generator) << days << f1 << falsePerDay
                                << quietHit;
        };
        row("three weeks known, an acquirer", Generator::Acquirer, 21, 0.93, 0.5, 0.04);
        row("three weeks known, a marketplace", Generator::Marketplace, 21, 0.93, 0.5, 0.04);
        // Nothing known: jobs that recur must be seen before they are normal, and all of a day's
        // rise and fall is new.
        row("nothing known, an acquirer", Generator::Acquirer, 0, 0.9, 1, 0.15);
        row("nothing known, a marketplace", Generator::Marketplace, 0, 0.9, 1, 0.15);
    }

    void adaptiveKeepsItsPromise()
    {
        QFETCH(int, generator);
        QFETCH(int, historyDays);
        QFETCH(double, delayWeightedF1);
        QFETCH(double, falsePerDay);
        QFETCH(double, quietHit);
        Quality total;
        for (std::uint64_t seed = 101; seed <= 105; ++seed)
            total +=
                evaluate("adaptive",
                         makeScenario({static_cast<Generator>(generator), seed, historyDays, 7}),
                         1.0)
                    .quality;
        qInfo("delay-weighted F1 %.3f, %.2f false alarms a day, %.1f %% of quiet stretches hit",
              total.delayWeightedF1(), total.falseAlarmsPerDay(), 100 * total.quietHitShare());
        QVERIFY(total.incidents > 150);
        QVERIFY(total.delayWeightedF1() >= delayWeightedF1);
        QVERIFY(total.falseAlarmsPerDay() <= falsePerDay);
        QVERIFY(total.quietHitShare() <= quietHit);
    }

    // The scoring can tell good from bad: a threshold alone must not pass.
    void aPlainThresholdDoesNot()
    {
        const Quality q =
            evaluate("static", makeScenario({Generator::Acquirer, 101, 1, 7}), 1.0).quality;
        QVERIFY(q.delayWeightedF1() < 0.5);
    }

    void aSeedGivesOneScenario()
    {
        const Scenario a = makeScenario({Generator::Marketplace, 9, 1, 1});
        const Scenario b = makeScenario({Generator::Marketplace, 9, 1, 1});
        const Scenario other = makeScenario({Generator::Marketplace, 10, 1, 1});
        QCOMPARE(a.minutes.size(), std::size_t(2880));
        bool differs = false;
        for (std::size_t i = 0; i < a.minutes.size(); ++i) {
            QVERIFY(a.minutes[i].counts == b.minutes[i].counts);
            differs = differs || a.minutes[i].counts != other.minutes[i].counts;
        }
        QVERIFY(differs);
    }
};

QTEST_APPLESS_MAIN(TestQuality)
#include "tst_quality.moc"
