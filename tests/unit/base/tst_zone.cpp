#include "core/base/zone.h"

#include <QTest>

using namespace vigia;
using namespace std::chrono;

namespace {

// New York around 2025: EST until 9 March 07:00 UTC, EDT until 2 November 06:00 UTC, EST again.
Zone newYork()
{
    return Zone{"America/New_York",
                {{sys_days{year{2024} / 11 / 3} + 6h, -300min},
                 {sys_days{year{2025} / 3 / 9} + 7h, -240min},
                 {sys_days{year{2025} / 11 / 2} + 6h, -300min}}};
}

LocalMinute local(int y, unsigned mo, unsigned d, int h, int mi)
{
    return LocalMinute{(local_days{year{y} / mo / d}.time_since_epoch()) + hours{h} + minutes{mi}};
}

} // namespace

class TestZone : public QObject
{
    Q_OBJECT

private slots:
    void readingsAreResolved_data()
    {
        QTest::addColumn<LocalMinute>("reading");
        QTest::addColumn<int>("mapping");
        QTest::addColumn<Minute>("expected");
        const auto row = [](const char* name, LocalMinute l, Zone::Mapping m, Minute e) {
            QTest::newRow(name) << l << static_cast<int>(m) << e;
        };
        row("a winter noon", local(2025, 1, 15, 12, 0), Zone::Mapping::Unique,
            sys_days{year{2025} / 1 / 15} + 17h);
        row("a summer noon", local(2025, 7, 15, 12, 0), Zone::Mapping::Unique,
            sys_days{year{2025} / 7 / 15} + 16h);
        row("the hour that spring skips", local(2025, 3, 9, 2, 30), Zone::Mapping::Skipped,
            sys_days{year{2025} / 3 / 9} + 7h + 30min);
        row("the hour that autumn repeats is its first pass", local(2025, 11, 2, 1, 30),
            Zone::Mapping::Repeated, sys_days{year{2025} / 11 / 2} + 5h + 30min);
        row("the minute before the skipped hour", local(2025, 3, 9, 1, 59), Zone::Mapping::Unique,
            sys_days{year{2025} / 3 / 9} + 6h + 59min);
        row("the first minute after it", local(2025, 3, 9, 3, 0), Zone::Mapping::Unique,
            sys_days{year{2025} / 3 / 9} + 7h);
    }

    void readingsAreResolved()
    {
        QFETCH(LocalMinute, reading);
        QFETCH(int, mapping);
        QFETCH(Minute, expected);
        const Zone::Resolution got = newYork().resolve(reading);
        QCOMPARE(static_cast<int>(got.mapping), mapping);
        QVERIFY2(got.minute == expected, toRfc3339(got.minute).c_str());
    }

    void everyUtcMinuteComesBackFromItsLocalReading()
    {
        const Zone zone = newYork();
        for (Minute m = sys_days{year{2025} / 3 / 8}; m < sys_days{year{2025} / 3 / 11}; m += 7min)
            QVERIFY(zone.resolve(zone.toLocal(m)).minute == m);
    }

    void stretchesOfConstantOffsetMeetWithoutAGap()
    {
        const Zone zone = newYork();
        const Minute spring = sys_days{year{2025} / 3 / 9} + 7h;
        const Minute autumn = sys_days{year{2025} / 11 / 2} + 6h;
        const Zone::Stretch summer = zone.stretchAt(spring);
        QVERIFY(summer.from == spring && summer.to == autumn && summer.offset == -240min);
        QVERIFY(zone.stretchAt(autumn - 1min).from == spring);
        const Zone::Stretch winter = zone.stretchAt(spring - 1min);
        QVERIFY(winter.from == Minute::min() && winter.to == spring && winter.offset == -300min);
        QVERIFY(zone.stretchAt(sys_days{year{2001} / 1 / 1}).from == Minute::min());
        QVERIFY(zone.stretchAt(autumn).to == Minute::max());
    }

    void daysStartOnMonday()
    {
        QCOMPARE(dayOfWeek(local(2025, 7, 14, 0, 0)), 0); // a Monday
        QCOMPARE(dayOfWeek(local(2025, 7, 13, 23, 59)), 6);
        QCOMPARE(minuteOfDay(local(2025, 7, 13, 23, 59)), 1439);
    }
};

QTEST_APPLESS_MAIN(TestZone)
#include "tst_zone.moc"
