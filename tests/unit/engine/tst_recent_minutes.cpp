#include "core/engine/recent_minutes.h"

#include <QTest>

using namespace vigia;
using std::chrono::minutes;
using Correction = RecentMinutes::Correction;

namespace {

const Minute kTen = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + minutes{600};

Bucket minute(int after, std::uint64_t approved, Fill fill = Fill::Complete)
{
    Bucket b{kTen + minutes{after}, fill, std::vector<std::uint64_t>(kKnownStatuses, 0)};
    b.counts[index(StatusId::Approved)] = approved;
    return b;
}

} // namespace

class TestRecentMinutes : public QObject
{
    Q_OBJECT

private slots:
    void aCorrectionIsSeenTogetherWithTheRestOfItsMinute()
    {
        RecentMinutes recent{kKnownStatuses};
        recent.add(minute(0, 5), 0);
        QCOMPARE(recent.correct(kTen, StatusId::Denied, 3), Correction::Changed);
        const Bucket b = recent.bucket(kTen);
        QCOMPARE(b.count(StatusId::Approved), 5u);
        QCOMPARE(b.count(StatusId::Denied), 3u);
        QCOMPARE(b.fill, Fill::Complete);
    }

    void theSameRowAgainChangesNothing()
    {
        RecentMinutes recent{kKnownStatuses};
        recent.add(minute(0, 5), 0);
        QCOMPARE(recent.correct(kTen, StatusId::Approved, 5), Correction::Unchanged);
        QCOMPARE(recent.correct(kTen, StatusId::Failed, 0), Correction::Unchanged);
    }

    void aGapThatGetsARowIsStillFilling()
    {
        RecentMinutes recent{kKnownStatuses};
        recent.add(minute(0, 0, Fill::Gap), 0);
        QCOMPARE(recent.correct(kTen, StatusId::Failed, 0), Correction::Changed);
        QCOMPARE(recent.bucket(kTen).fill, Fill::Filling);
    }

    void whatIsOlderThanTheWindowIsForgotten()
    {
        RecentMinutes recent{kKnownStatuses};
        QCOMPARE(recent.correct(kTen, StatusId::Approved, 1), Correction::Forgotten);
        const int window = static_cast<int>(kLateWindow.count());
        for (int m = 0; m <= window; ++m)
            recent.add(minute(m, 1), 0);
        QCOMPARE(recent.correct(kTen, StatusId::Approved, 2), Correction::Forgotten);
        QCOMPARE(recent.correct(kTen + minutes{1}, StatusId::Approved, 2), Correction::Changed);
        QCOMPARE(recent.correct(kTen + minutes{window + 1}, StatusId::Approved, 2),
                 Correction::Forgotten);
    }

    void rememberWhatWasReported()
    {
        RecentMinutes recent{kKnownStatuses};
        recent.add(minute(0, 5), 0b10);
        QCOMPARE(recent.reported(kTen), std::uint64_t{0b10});
        recent.setReported(kTen, 0b100);
        QCOMPARE(recent.reported(kTen), std::uint64_t{0b100});
    }
};

QTEST_GUILESS_MAIN(TestRecentMinutes)
#include "tst_recent_minutes.moc"
