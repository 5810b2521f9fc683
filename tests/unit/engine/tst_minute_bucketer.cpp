#include "core/engine/minute_bucketer.h"

#include <QTest>

#include <random>

using namespace vigia;
using std::chrono::minutes;

namespace {

const Minute kTen = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + minutes{600};

// What came out, as text: "+3 5/2" is the third minute after ten with five approved and two denied,
// "+4 gap" an empty one.
struct Stream
{
    MinuteBucketer bucketer{kKnownStatuses};
    QStringList closed;

    void close(Minute until)
    {
        while (const Bucket* b = bucketer.closeNext(until)) {
            const QString at = QStringLiteral("+%1 ").arg((b->time - kTen).count());
            closed << at + (b->isGap() ? QStringLiteral("gap")
                                       : QStringLiteral("%1/%2")
                                             .arg(b->count(StatusId::Approved))
                                             .arg(b->count(StatusId::Denied)));
        }
    }
    MinuteBucketer::Placed row(int minute, std::uint64_t count,
                               StatusId status = StatusId::Approved)
    {
        const Minute time = kTen + minutes{minute};
        close(bucketer.due(time));
        return bucketer.put(time, status, count);
    }
};

} // namespace

class TestMinuteBucketer : public QObject
{
    Q_OBJECT

private slots:
    void closesAMinuteAtTheNextOneAndFillsAbsentStatusesWithZero()
    {
        Stream s;
        s.row(0, 5);
        s.row(0, 2, StatusId::Denied);
        s.row(1, 7);
        QCOMPARE(s.closed, QStringList{QStringLiteral("+0 5/2")});
        s.row(2, 1);
        QCOMPARE(s.closed, (QStringList{QStringLiteral("+0 5/2"), QStringLiteral("+1 7/0")}));
    }

    void theLastRowForAMinuteAndStatusWins()
    {
        Stream s;
        s.row(0, 5);
        s.row(0, 9);
        s.row(0, 4);
        s.close(kTen + minutes{1});
        QCOMPARE(s.closed, QStringList{QStringLiteral("+0 4/0")});
    }

    void aRowWithZeroIsARow()
    {
        Stream s;
        s.row(0, 1);
        s.row(1, 0);
        s.row(3, 1);
        QCOMPARE(s.closed, (QStringList{QStringLiteral("+0 1/0"), QStringLiteral("+1 0/0"),
                                        QStringLiteral("+2 gap")}));
    }

    void aLateRowIsNotTaken()
    {
        Stream s;
        s.row(0, 1);
        s.row(5, 1);
        QCOMPARE(s.row(2, 3), MinuteBucketer::Placed::Late);
        QCOMPARE(s.row(5, 2), MinuteBucketer::Placed::Filling);
        s.close(kTen + minutes{6});
        QCOMPARE(s.closed.last(), QStringLiteral("+5 2/0"));
    }

    void theFirstMinutesMayComeInTheWrongOrder()
    {
        Stream s;
        s.row(2, 1);
        s.row(1, 3);
        s.row(2, 2, StatusId::Denied);
        s.row(3, 1);
        QCOMPARE(s.closed, (QStringList{QStringLiteral("+1 3/0"), QStringLiteral("+2 1/2")}));
    }

    void aJumpOfYearsEmitsThreeHoursOfGaps()
    {
        Stream s;
        const int years = 10 * 365 * 1440;
        s.row(0, 1);
        s.row(years, 1);
        QCOMPARE(s.closed.size(), 0); // waits for a second minute
        s.row(years + 1, 1);
        QCOMPARE(s.closed.size(), 1 + 180 + 1);
        QCOMPARE(s.closed.at(180), QStringLiteral("+180 gap"));
        QCOMPARE(s.closed.last(), QStringLiteral("+%1 1/0").arg(years));
    }

    void theLongestGapThatIsKeptWholeIsThreeHours()
    {
        Stream s;
        s.row(0, 1);
        s.row(180, 1);
        QCOMPARE(s.closed.size(), 180);
    }

    void oneRowFarAheadDoesNotMakeThePresentLate()
    {
        Stream s;
        s.row(0, 1);
        s.row(1400, 9);
        QCOMPARE(s.row(1, 2), MinuteBucketer::Placed::Filling);
        s.row(2, 3);
        QCOMPARE(s.closed, (QStringList{QStringLiteral("+0 1/0"), QStringLiteral("+1 2/0")}));
        // When its time has come, the minute has all its rows.
        s.row(1399, 1);
        s.row(1400, 4, StatusId::Denied);
        s.row(1401, 1);
        QCOMPARE(s.closed.last(), QStringLiteral("+1400 9/4"));
        QVERIFY(s.bucketer.ahead() == nullptr);
    }

    void theClockClosesWhatIsFillingAndWhatIsEmpty()
    {
        Stream s;
        s.row(0, 1);
        s.close(kTen + minutes{3});
        s.close(kTen + minutes{4});
        QCOMPARE(s.closed, (QStringList{QStringLiteral("+0 1/0"), QStringLiteral("+1 gap"),
                                        QStringLiteral("+2 gap"), QStringLiteral("+3 gap")}));
        QCOMPARE(s.row(3, 1), MinuteBucketer::Placed::Late);
        QCOMPARE(s.row(4, 1), MinuteBucketer::Placed::Filling);
    }

    void aGapThatTheClockFoundMinuteByMinuteEndsAtTheSameLength()
    {
        Stream live;
        Stream file;
        for (Stream* s : {&live, &file})
            s->row(0, 1);
        for (int m = 1; m <= 600; ++m)
            live.close(kTen + minutes{m});
        for (Stream* s : {&live, &file}) {
            s->row(600, 1);
            s->row(601, 1);
        }
        QCOMPARE(live.closed, file.closed);
        QCOMPARE(live.closed.size(), 1 + 180 + 1);
    }

    void minutesComeOutInRisingTimeWhateverCame()
    {
        std::mt19937 random{7};
        for (int round = 0; round < 200; ++round) {
            MinuteBucketer bucketer{kKnownStatuses};
            Minute last = kEarliestMinute;
            int base = 0;
            const auto take = [&](Minute until) {
                while (const Bucket* b = bucketer.closeNext(until)) {
                    QVERIFY(b->time > last);
                    QVERIFY(b->time < until);
                    last = b->time;
                }
            };
            for (int i = 0; i < 200; ++i) {
                const int jump = static_cast<int>(random() % 8);
                base += jump == 7 ? static_cast<int>(random() % 1000) : jump - 3;
                const Minute time = kTen + minutes{base};
                take(bucketer.due(time));
                (void)bucketer.put(time, StatusId::Approved, 1);
                if (random() % 16 == 0)
                    take(bucketer.newest() + minutes{random() % 5});
            }
        }
    }

    void rowsOfHistoryMarkTheirMinutesAndTheGapsBehindThem()
    {
        MinuteBucketer bucketer{kKnownStatuses};
        (void)bucketer.put(kTen, StatusId::Approved, 1, MinuteBucketer::Role::History);
        const Minute later = kTen + minutes{2};
        QVERIFY(bucketer.closeNext(later) != nullptr);
        QVERIFY(bucketer.closedWasHistory());
        QVERIFY(bucketer.closeNext(later)->isGap());
        QVERIFY(bucketer.closedWasHistory());
        QVERIFY(bucketer.closeNext(later) == nullptr);
        (void)bucketer.put(later, StatusId::Approved, 1, MinuteBucketer::Role::History);
        (void)bucketer.put(later, StatusId::Denied, 1, MinuteBucketer::Role::Live);
        QVERIFY(bucketer.closeNext(later + minutes{1}) != nullptr);
        QVERIFY(!bucketer.closedWasHistory());
    }
};

QTEST_GUILESS_MAIN(TestMinuteBucketer)
#include "tst_minute_bucketer.moc"
