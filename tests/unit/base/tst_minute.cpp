#include "core/base/minute.h"

#include <QTest>

using namespace vigia;
using namespace std::chrono;

class TestMinute : public QObject
{
    Q_OBJECT

private slots:
    void aMinuteIsWrittenAsRfc3339InUtc()
    {
        const Minute m = sys_days{year{2025} / 7 / 12} + 16h + 45min;
        QCOMPARE(toRfc3339(m), std::string("2025-07-12T16:45:00Z"));
        QCOMPARE(toRfc3339(Instant{m} + 59s + 999ms), std::string("2025-07-12T16:45:59Z"));
    }

    void flooringGoesDownAlsoBefore1970()
    {
        QCOMPARE(floorToMinute(Instant{-1ms}), Minute{-1min});
        QCOMPARE(floorToMinute(Instant{59'999ms}), Minute{0min});
    }

    void aRangeIsHalfOpen()
    {
        const MinuteRange range{Minute{10min}, Minute{12min}};
        QVERIFY(range.contains(Minute{10min}));
        QVERIFY(!range.contains(Minute{12min}));
        QVERIFY((MinuteRange{Minute{5min}, Minute{5min}}.empty()));
    }
};

QTEST_APPLESS_MAIN(TestMinute)
#include "tst_minute.moc"
