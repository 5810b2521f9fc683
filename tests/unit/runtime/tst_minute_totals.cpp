#include "core/runtime/minute_totals.h"

#include <QTest>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

constexpr Minute kNoon = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + 12h;

CountBatch batch(const char* source, Minute time, StatusId status, std::uint64_t count)
{
    return {{source}, {{time, count, status, 0}}};
}

} // namespace

class TestMinuteTotals : public QObject
{
    Q_OBJECT

private slots:
    void sourcesAreSummedAndARepeatedRowReplaces()
    {
        MinuteTotals totals(kKnownStatuses);
        totals.add(batch("a", kNoon, StatusId::Denied, 3));
        totals.add(batch("b", kNoon, StatusId::Denied, 4));
        totals.add(batch("a", kNoon, StatusId::Denied, 5));
        const auto minutes = totals.takeChanged();
        QCOMPARE(minutes.size(), std::size_t{1});
        QCOMPARE(minutes[0].counts[index(StatusId::Denied)], std::uint64_t{9});
        QVERIFY(!minutes[0].gap);
        QVERIFY(totals.takeChanged().empty());
    }

    void aBandWithoutARowIsAGapAndBandsAreSummedToo()
    {
        MinuteTotals totals(kKnownStatuses);
        totals.add(batch("a", kNoon - 1min, StatusId::Approved, 3));
        totals.add({{kNoon, "a", StatusId::Approved, 10, 5, 20, {}, 0, 0},
                    {kNoon, "b", StatusId::Approved, 1, 0, 4, {}, 0, 0}});
        const auto minutes = totals.takeChanged();
        QCOMPARE(minutes.size(), std::size_t{2});
        QVERIFY(minutes[0].expected.empty());
        QVERIFY(minutes[1].gap);
        QCOMPARE(minutes[1].expected[0], 11.0F);
        QCOMPARE(minutes[1].high[0], 24.0F);
    }

    void whatIsOlderThanEightDaysIsLetGo()
    {
        MinuteTotals totals(kKnownStatuses);
        totals.add(batch("a", kNoon, StatusId::Approved, 1));
        totals.add(batch("a", kNoon + 9 * 24h, StatusId::Approved, 2));
        totals.add(batch("a", kNoon + 1min, StatusId::Approved, 3));
        const auto minutes = totals.takeChanged();
        QCOMPARE(minutes.size(), std::size_t{1});
        QVERIFY(minutes[0].time == kNoon + 9 * 24h);
    }
};

QTEST_APPLESS_MAIN(TestMinuteTotals)
#include "tst_minute_totals.moc"
