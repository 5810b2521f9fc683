#include "ui/models/live_summary.h"

#include <QTest>

#include <cmath>

using namespace vigia;
using std::chrono::minutes;
using std::chrono::seconds;

class TestLiveSummary : public QObject
{
    Q_OBJECT

private slots:
    void nothingYet();
    void approvalRateCountsOutcomesOnly();
    void theHourSumsWhatCameAndWhatWasExpected();
    void aMinuteThatStillFillsIsNotNow();
    void trendsAreInWords();
    void alarmsHoldForThreeMinutes();
    void shifts_data();
    void shifts();
    void alarmsOfTheShiftAreCounted();
};

namespace {

const Minute kStart = fromEpochMinutes(29'000'000); // 2025-02-19T21:20:00Z

LiveMinute at(int offset, std::vector<std::uint64_t> counts, float expected = 0)
{
    LiveMinute m;
    m.time = kStart + minutes{offset};
    m.counts = std::move(counts);
    m.counts.resize(kKnownStatuses);
    if (expected > 0) {
        m.expected.assign(kKnownStatuses, expected);
        m.low.assign(kKnownStatuses, 0);
        m.high.assign(kKnownStatuses, 2 * expected);
    }
    return m;
}

struct Fixture
{
    std::shared_ptr<const StatusCatalog> catalog = std::make_shared<StatusCatalog>();
    std::shared_ptr<const Zone> zone = std::make_shared<Zone>();
    SeriesModel series{catalog, zone};
    AnomalyListModel anomalies{catalog, zone};
    std::vector<Incident> incidents;

    LiveSummary summary(Minute clock = kStart + minutes{10'000}) const
    {
        return summarize(series, anomalies, incidents, Instant(clock));
    }
};

} // namespace

void TestLiveSummary::nothingYet()
{
    const LiveSummary s = Fixture().summary();
    QVERIFY(!s.now);
    QVERIFY(s.statuses.empty());
}

void TestLiveSummary::approvalRateCountsOutcomesOnly()
{
    Fixture f; // approved 60 of 60 + 20 + 5 + 10 + 5; refunded and processing are no outcomes
    f.series.apply({at(0, {60, 20, 5, 10, 5, 300, 500}, 7)});
    const LiveSummary s = f.summary();
    QCOMPARE(s.approvalRate, 0.6);
    QCOMPARE(s.approvalExpected, 0.2); // seven of five times seven
    QVERIFY(std::isnan(Fixture().summary().approvalRate) || !Fixture().summary().now);
}

void TestLiveSummary::theHourSumsWhatCameAndWhatWasExpected()
{
    Fixture f;
    std::vector<LiveMinute> minutesOfIt;
    for (int i = 0; i < 90; ++i)
        minutesOfIt.push_back(at(i, {10, 1}, 2));
    minutesOfIt[80].gap = true;
    f.series.apply(minutesOfIt);
    const LiveSummary s = f.summary();
    QCOMPARE(s.hourTotal, 59 * 11.0);
    QCOMPARE(s.hourExpected, 60 * 7 * 2.0);
    QCOMPARE(s.hourGaps, 1);
    f.series.apply({at(90, {500, 1})}); // no band: the engine has not closed it
    QCOMPARE(*f.summary().now, kStart + minutes{89});
    QCOMPARE(f.summary().statuses[0].count, 10.0);
    Fixture learning;
    learning.series.apply({at(0, {10, 1})});
    QVERIFY(std::isnan(learning.summary().hourExpected)); // nobody knows what to expect
}

void TestLiveSummary::aMinuteThatStillFillsIsNotNow()
{
    Fixture f;
    f.series.apply({at(0, {100}), at(1, {3})});
    QCOMPARE(*f.summary(kStart + minutes{1}).now, kStart);
    QCOMPARE(f.summary(kStart + minutes{1}).statuses[0].count, 100.0);
    QCOMPARE(*f.summary(kStart + minutes{2}).now, kStart + minutes{1});
}

void TestLiveSummary::trendsAreInWords()
{
    Fixture f; // denied rises by one a minute, failed stays, approved falls by a fifth a minute
    std::vector<LiveMinute> all;
    for (std::uint64_t i = 0; i < 30; ++i)
        all.push_back(at(int(i), {100 - i / 5, 10 + i, 2}));
    f.series.apply(all);
    const LiveSummary s = f.summary();
    QVERIFY(s.statuses[0].trend.trend == Trend::Falling);
    QVERIFY(s.statuses[1].trend.trend == Trend::RisingALot);
    QVERIFY(s.statuses[2].trend.trend == Trend::Stable);
}

void TestLiveSummary::alarmsHoldForThreeMinutes()
{
    Fixture f;
    Anomaly a;
    a.time = kStart + minutes{1};
    a.status = StatusId::Reversed;
    a.severity = Severity::Critical;
    f.anomalies.apply({a});
    std::vector<LiveMinute> all;
    for (int i = 0; i < 5; ++i) {
        all.push_back(at(i, {100}));
        f.series.apply({all.back()});
        const LiveSummary s = f.summary();
        const bool expected = i >= 1 && i <= 3;
        QCOMPARE(s.statuses[index(StatusId::Reversed)].alarm.has_value(), expected);
        QCOMPARE(s.approvalAlarm.has_value(), expected);
        QVERIFY(!s.statuses[index(StatusId::Denied)].alarm);
    }
}

void TestLiveSummary::shifts_data()
{
    QTest::addColumn<int>("minute"); // of the local day
    QTest::addColumn<int>("start");
    QTest::newRow("night, before midnight") << 23 * 60 << 22 * 60;
    QTest::newRow("night, after midnight") << 3 * 60 + 7 << 22 * 60 - 1440;
    QTest::newRow("the first minute of the morning") << 6 * 60 << 6 * 60;
    QTest::newRow("afternoon") << 21 * 60 + 59 << 14 * 60;
}

void TestLiveSummary::shifts()
{
    QFETCH(int, minute);
    QFETCH(int, start);
    const Zone zone = Zone::fixed("America/Sao_Paulo", minutes{-180});
    using namespace std::chrono;
    const Minute midnight = sys_days{year{2025} / 7 / 12} + hours{3};
    QCOMPARE(shiftStart(midnight + std::chrono::minutes{minute}, zone),
             midnight + std::chrono::minutes{start});
}

void TestLiveSummary::alarmsOfTheShiftAreCounted()
{
    Fixture f; // the shift began at 14:00, 440 minutes before
    f.series.apply({at(0, {1})});
    const auto add = [&](int start, Severity severity) {
        Incident i;
        i.start = kStart + minutes{start};
        i.severity = severity;
        f.incidents.push_back(i);
    };
    add(-441, Severity::Critical);
    add(-440, Severity::Critical);
    add(-3, Severity::Warning);
    add(-1, Severity::Warning);
    const LiveSummary s = f.summary();
    QCOMPARE(s.shiftStart, kStart - minutes{440});
    QCOMPARE(s.shiftCritical, 1);
    QCOMPARE(s.shiftWarning, 2);
}

QTEST_GUILESS_MAIN(TestLiveSummary)
#include "tst_live_summary.moc"
