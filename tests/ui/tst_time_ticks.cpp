#include "ui/chart/time_ticks.h"

#include <QLocale>
#include <QTest>

using namespace vigia;
using std::chrono::minutes;

class TestTimeTicks : public QObject
{
    Q_OBJECT

private slots:
    void theSameClockBeforeKeepsTheReading();
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void ticks_data();
    void ticks();
    void values_data();
    void values();
};

namespace {

Minute at(int year, unsigned month, unsigned day, int hour, int minute)
{
    using namespace std::chrono;
    return sys_days{std::chrono::year{year} / month / day} + hours{hour} + minutes{minute};
}

Zone saoPaulo()
{
    return Zone::fixed("America/Sao_Paulo", minutes{-180});
}

// Clocks go from 02:00 to 03:00 at 01:00 UTC on 2025-03-30, and back at 01:00 UTC on 2025-10-26.
Zone berlin()
{
    return Zone("Europe/Berlin", {{at(2024, 10, 27, 1, 0), minutes{60}},
                                  {at(2025, 3, 30, 1, 0), minutes{120}},
                                  {at(2025, 10, 26, 1, 0), minutes{60}}});
}

} // namespace

void TestTimeTicks::ticks_data()
{
    QTest::addColumn<Zone>("zone");
    QTest::addColumn<qint64>("from");
    QTest::addColumn<int>("span");
    QTest::addColumn<int>("most");
    QTest::addColumn<QString>("expected");
    const auto epoch = [](Minute m) { return qint64(toEpochMinutes(m)); };

    QTest::newRow("three hours of an afternoon, every half hour, in local time")
        << saoPaulo() << epoch(at(2025, 7, 12, 15, 5)) << 180 << 7
        << "12:30 13:00 13:30 14:00 14:30 15:00";
    QTest::newRow("ten minutes, every two")
        << Zone() << epoch(at(2025, 7, 12, 15, 1)) << 9 << 6 << "15:02 15:04 15:06 15:08 15:10";
    QTest::newRow("a day, every six hours, its beginning by date")
        << saoPaulo() << epoch(at(2025, 7, 12, 18, 0)) << 1440 << 6 << "18:00 13 Jul 06:00 12:00";
    QTest::newRow("a zone with a quarter of an hour has round ticks of its own")
        << Zone::fixed("Pacific/Chatham", minutes{765}) << epoch(at(2025, 7, 12, 0, 0)) << 180 << 4
        << "13:00 14:00 15:00";
    QTest::newRow("a week, by days") << Zone() << epoch(at(2025, 7, 1, 12, 0)) << 7 * 1440 << 8
                                     << "2 Jul 3 Jul 4 Jul 5 Jul 6 Jul 7 Jul 8 Jul";
    QTest::newRow("a month, by weeks, on Mondays")
        << Zone() << epoch(at(2025, 7, 1, 0, 0)) << 31 * 1440 << 6 << "7 Jul 14 Jul 21 Jul 28 Jul";
    QTest::newRow("the hour that summer time skips has no tick")
        << berlin() << epoch(at(2025, 3, 29, 23, 0)) << 300 << 10
        << "30 Mar 01:00 03:00 04:00 05:00 06:00";
    QTest::newRow("the hour that comes twice has ticks once")
        << berlin() << epoch(at(2025, 10, 25, 22, 0)) << 300 << 6
        << "26 Oct 01:00 02:00 03:00 04:00";
}

void TestTimeTicks::ticks()
{
    QFETCH(Zone, zone);
    QFETCH(qint64, from);
    QFETCH(int, span);
    QFETCH(int, most);
    QFETCH(QString, expected);
    QStringList labels;
    double last = double(from) - 1;
    for (const TimeTick& tick : timeTicks(double(from), double(from) + span, most, zone)) {
        labels << tick.label;
        QVERIFY(tick.minute > last);
        last = tick.minute;
    }
    QCOMPARE(labels.join(QLatin1Char(' ')), expected);
    QVERIFY(labels.size() <= most);
}

void TestTimeTicks::values_data()
{
    QTest::addColumn<double>("max");
    QTest::addColumn<int>("steps");
    QTest::addColumn<double>("top");
    QTest::addColumn<double>("step");
    QTest::newRow("nothing yet") << 0.0 << 3 << 1.0 << 1.0;
    QTest::newRow("not a number") << std::nan("") << 3 << 1.0 << 1.0;
    QTest::newRow("three failures") << 3.0 << 3 << 3.0 << 1.0;
    QTest::newRow("seven, few labels") << 7.0 << 2 << 7.0 << 4.0;
    QTest::newRow("a hundred and four") << 104.0 << 3 << 110.0 << 40.0;
    QTest::newRow("a storm of 782") << 782.0 << 2 << 800.0 << 400.0;
    QTest::newRow("one label only") << 204.0 << 1 << 250.0 << 200.0;
    QTest::newRow("millions") << 3.4e6 << 3 << 3.5e6 << 1e6;
}

void TestTimeTicks::values()
{
    QFETCH(double, max);
    QFETCH(int, steps);
    QFETCH(double, top);
    QFETCH(double, step);
    const ValueScale scale = valueScale(max, steps);
    QCOMPARE(scale.top, top);
    QCOMPARE(scale.step, step);
}

void TestTimeTicks::theSameClockBeforeKeepsTheReading()
{
    // Summer time began on 30 March 2025 and ended on 26 October, each at 01:00 UTC.
    QCOMPARE(sameClockBefore(berlin(), at(2025, 3, 30, 13, 0), 1), at(2025, 3, 29, 14, 0));
    QCOMPARE(sameClockBefore(berlin(), at(2025, 10, 26, 14, 0), 1), at(2025, 10, 25, 13, 0));
    QCOMPARE(sameClockBefore(berlin(), at(2025, 3, 30, 13, 0), 7), at(2025, 3, 23, 14, 0));
    QCOMPARE(sameClockBefore(saoPaulo(), at(2025, 7, 12, 13, 0), 1), at(2025, 7, 11, 13, 0));
}

QTEST_GUILESS_MAIN(TestTimeTicks)
#include "tst_time_ticks.moc"
