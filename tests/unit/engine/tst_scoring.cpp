#include "core/engine/scoring.h"

#include <QTest>

using namespace vigia;
using namespace std::chrono;

namespace {

const Minute kStart = sys_days{year{2025} / 7 / 14};

Minute at(int m)
{
    return kStart + minutes{m};
}

Label label(const char* kind, int from, int to)
{
    return {{at(from), at(to)}, kind};
}

const MinuteRange kDay{kStart, kStart + days{1}};

} // namespace

class TestScoring : public QObject
{
    Q_OBJECT

private slots:
    void minutesBecomeEpisodes()
    {
        const std::vector<AlarmMinute> alarms{{at(30), StatusId::Denied},
                                              {at(10), StatusId::Denied},
                                              {at(20), StatusId::Denied},
                                              {at(42), StatusId::Denied},
                                              {at(11), StatusId::Failed}};
        const auto episodes = alarmEpisodes(alarms);
        QCOMPARE(episodes.size(), std::size_t(3));
        QCOMPARE(episodes[0].from, at(10)); // 10, 20 and 30 are joined: 9 calm minutes between
        QCOMPARE(episodes[0].to, at(31));
        QCOMPARE(episodes[1].status, StatusId::Failed); // another status is another episode
        QCOMPARE(episodes[2].from, at(42));             // 11 calm minutes part them
    }

    void creditFallsWithTheDelay_data()
    {
        QTest::addColumn<int>("alarmAt");
        QTest::addColumn<double>("credit");
        QTest::newRow("at once") << 100 << 1.0;
        QTest::newRow("a minute later") << 101 << 1.0;
        QTest::newRow("half way") << 108 << 0.75;
        QTest::newRow("a quarter of an hour later") << 115 << 0.5;
        QTest::newRow("half an hour later") << 130 << 0.5;
        QTest::newRow("after it is over") << 142 << 0.0;
        QTest::newRow("before it began") << 99 << 0.0;
    }

    void creditFallsWithTheDelay()
    {
        QFETCH(int, alarmAt);
        QFETCH(double, credit);
        const std::vector incidents{label("drop", 100, 140)};
        const std::vector<AlarmMinute> alarms{{at(alarmAt), StatusId::Approved}};
        const Quality q = scoreAlarms(kDay, incidents, {}, alarms);
        QCOMPARE(q.credit, credit);
        QCOMPARE(q.found, credit > 0 ? 1 : 0);
    }

    void anAlarmInTheAftermathIsNotFalse_data()
    {
        QTest::addColumn<int>("alarmAt");
        QTest::addColumn<int>("falseAlarms");
        QTest::newRow("just after") << 140 << 0;
        QTest::newRow("the last minute of twenty") << 159 << 0;
        QTest::newRow("the minute after those") << 160 << 1;
        QTest::newRow("just before") << 99 << 1;
    }

    void anAlarmInTheAftermathIsNotFalse()
    {
        QFETCH(int, alarmAt);
        QFETCH(int, falseAlarms);
        const std::vector incidents{label("drop", 100, 140)};
        const std::vector<AlarmMinute> alarms{{at(alarmAt), StatusId::Approved}};
        QCOMPARE(scoreAlarms(kDay, incidents, {}, alarms).falseAlarms, falseAlarms);
    }

    void theFiguresFollow()
    {
        // two of three found, one at once and one 8 minutes late; two false alarms, one of them in
        // one of two quiet stretches
        const std::vector incidents{label("drop", 100, 140), label("spike", 300, 302),
                                    label("drop", 500, 520)};
        const std::vector quiet{label("growth", 700, 800), label("growth", 900, 1000)};
        const std::vector<AlarmMinute> alarms{{at(100), StatusId::Approved},
                                              {at(508), StatusId::Approved},
                                              {at(750), StatusId::Denied},
                                              {at(1200), StatusId::Denied}};
        const Quality q = scoreAlarms(kDay, incidents, quiet, alarms);
        QCOMPARE(q.recall(), 2.0 / 3);
        QCOMPARE(q.precision(), 0.5);
        QCOMPARE(q.f1(), 4.0 / 7); // 2 × 2/3 × 1/2 / (2/3 + 1/2)
        const double weighted = 1.75 / 3;
        QCOMPARE(q.delayWeightedF1(), 2 * weighted * 0.5 / (weighted + 0.5));
        QCOMPARE(q.falseAlarmsPerDay(), 2.0);
        QCOMPARE(q.quietHitShare(), 0.5);
        QCOMPARE(q.meanDelayMinutes(), 4.0);
        QCOMPARE(q.byKind.at("drop").found, 2);
        QCOMPARE(q.byKind.at("spike").found, 0);

        Quality twice = q;
        twice += q;
        QCOMPARE(twice.recall(), q.recall());
        QCOMPARE(twice.falseAlarmsPerDay(), q.falseAlarmsPerDay());
    }

    void nothingToFindIsNoDivisionByZero()
    {
        const Quality q = scoreAlarms(kDay, {}, {}, {});
        QCOMPARE(q.f1(), 0.0);
        QCOMPARE(q.delayWeightedF1(), 0.0);
        QCOMPARE(q.falseAlarmsPerDay(), 0.0);
    }
};

QTEST_APPLESS_MAIN(TestScoring)
#include "tst_scoring.moc"
