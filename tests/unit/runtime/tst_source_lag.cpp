#include "core/runtime/source_lag.h"

#include <QTest>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

constexpr Instant kNow = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + 12h;

CountBatch rowsOf(const char* source, Minute time)
{
    return {{source}, {{time, 1, StatusId::Approved, 0}}};
}

} // namespace

class TestSourceLag : public QObject
{
    Q_OBJECT

private slots:
    void aMinuteIsOverHalfAMinuteAfterTheUsualDelay()
    {
        SourceLag lag;
        lag.arrived(rowsOf("a", floorToMinute(kNow) - 3min),
                    kNow); // came 2 minutes after the minute's end
        QVERIFY(lag.completeUntil("a", kNow + 10min) == floorToMinute(kNow + 10min - 2min - 30s));
    }

    void replayedHistoryIsNotLive()
    {
        SourceLag lag;
        lag.arrived(rowsOf("a", floorToMinute(kNow) - 24h), kNow);
        QVERIFY(!lag.completeUntil("a", kNow + 10min).has_value());
        QVERIFY(lag.liveSources().empty());
        QVERIFY(!lag.completeUntil("never seen", kNow).has_value());
    }

    void oneLateArrivalIsForgottenSlowly()
    {
        SourceLag lag;
        lag.arrived(rowsOf("a", floorToMinute(kNow) - 11min), kNow); // 10 minutes behind
        for (int i = 0; i < 1000; ++i)
            lag.arrived(rowsOf("a", floorToMinute(kNow) - 1min), kNow);
        QVERIFY(*lag.completeUntil("a", kNow) >= floorToMinute(kNow) - 1min);
    }
};

QTEST_APPLESS_MAIN(TestSourceLag)
#include "tst_source_lag.moc"
