#include "core/store/minute_ranges.h"

#include <QTest>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

constexpr Minute kStart = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12};

MinuteRange range(int from, int to)
{
    return {kStart + std::chrono::minutes{from}, kStart + std::chrono::minutes{to}};
}

CountBatch rowsAt(const std::vector<int>& minutes)
{
    CountBatch batch{{""}, {}};
    for (const int m : minutes)
        batch.rows.push_back({kStart + std::chrono::minutes{m}, 1, StatusId::Denied, 0});
    return batch;
}

} // namespace

class tst_MinuteRanges : public QObject
{
    Q_OBJECT

private slots:
    void minutesWithinAnHourAreOneStretch();
    void farMinutesArePartedWhateverTheirOrder();
    void manyStretchesAreJoinedUntilTheyAreFew();
};

void tst_MinuteRanges::minutesWithinAnHourAreOneStretch()
{
    QVERIFY(stretches(rowsAt({}), 4).empty());
    QCOMPARE(stretches(rowsAt({5}), 4), (std::vector<MinuteRange>{range(5, 6)}));
    QCOMPARE(stretches(rowsAt({5, 5, 6, 66}), 4), (std::vector<MinuteRange>{range(5, 67)}));
}

void tst_MinuteRanges::farMinutesArePartedWhateverTheirOrder()
{
    const std::vector<MinuteRange> parted{range(0, 2), range(500, 501)};
    QCOMPARE(stretches(rowsAt({0, 1, 500}), 4), parted);
    QCOMPARE(stretches(rowsAt({500, 1, 0}), 4), parted);
    QCOMPARE(joined({range(500, 501), range(0, 2), range(1, 2)}, 4), parted);
}

void tst_MinuteRanges::manyStretchesAreJoinedUntilTheyAreFew()
{
    std::vector<int> minutes;
    for (int i = 0; i < 100; ++i)
        minutes.push_back(i * 1000);
    const auto few = stretches(rowsAt(minutes), 4);
    QVERIFY(!few.empty() && few.size() <= 4);
    QCOMPARE(few.front().from, kStart);
    QCOMPARE(few.back().to, range(0, 99'001).to);
}

QTEST_APPLESS_MAIN(tst_MinuteRanges)
#include "tst_minute_ranges.moc"
