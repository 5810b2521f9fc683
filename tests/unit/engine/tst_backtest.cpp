#include "core/engine/backtest.h"
#include "engine_testing.h"

#include <QTest>

using namespace vigia;
using namespace vigia::testing;
using std::chrono::minutes;

namespace {

// Minutes [0, 1440) with ten approved, and failed as given.
CountBatch day(const std::map<int, std::uint64_t>& failed)
{
    std::vector<CountRow> rows;
    for (int m = 0; m < 1440; ++m) {
        rows.push_back(row(m, StatusId::Approved, 10));
        if (const auto found = failed.find(m); found != failed.end())
            rows.push_back(row(m, StatusId::Failed, found->second));
    }
    return batch(std::move(rows));
}

BacktestReport run(const CountBatch& batch, double failedLimit, Minute reportFrom = kEarliestMinute)
{
    EngineContext c = context({"static"});
    c.config.staticLimits = {{"failed", failedLimit}};
    Backtest backtest = std::move(*Backtest::create(c, reportFrom));
    backtest.add(batch);
    return backtest.finish();
}

QStringList starts(const std::vector<Incident>& incidents)
{
    QStringList out;
    for (const Incident& i : incidents)
        out << QString::number((i.start - kTen).count());
    return out;
}

} // namespace

class TestBacktest : public QObject
{
    Q_OBJECT

private slots:
    void countsAlarmsAndIncidentsADay()
    {
        // Two alarms of one incident (pause of 12 minutes), then one alone: 9 abnormal minutes.
        std::map<int, std::uint64_t> failed{{300, 7}, {301, 7}, {312, 7}, {324, 7}, {900, 20}};
        const BacktestReport report = run(day(failed), 5);
        QCOMPARE(report.days(), 1.0);
        QCOMPARE(report.anomalies.size(), 5u);
        QCOMPARE(starts(report.incidents),
                 (QStringList{QStringLiteral("300"), QStringLiteral("900")}));
        QCOMPARE(report.statuses.size(), kKnownStatuses);
        const StatusTally& tally = report.statuses.at(index(StatusId::Failed));
        QCOMPARE(tally.minutes, 5);
        QCOMPARE(tally.alarms, 4); // 300-301, 312, 324, 900
        QCOMPARE(report.alarmsPerDay(), 4.0);
        QCOMPARE(report.incidentsPerDay(), 2.0);
        QCOMPARE(report.statuses.at(index(StatusId::Denied)).alarms, 0);
    }

    void aPauseOfTenMinutesIsOneAlarm()
    {
        const BacktestReport report = run(day({{300, 7}, {310, 7}, {321, 7}}), 5);
        QCOMPARE(report.statuses.at(index(StatusId::Failed)).alarms, 2);
    }

    void nothingGivesNothing()
    {
        const BacktestReport report = run({}, 5);
        QVERIFY(report.range.empty());
        QCOMPARE(report.alarmsPerDay(), 0.0);
        QCOMPARE(report.incidentsPerDay(), 0.0);
    }

    void whatComesBeforeIsLearnedOnly()
    {
        const BacktestReport report = run(day({{300, 7}, {599, 7}, {600, 8}}), 5, at(600));
        QCOMPARE(report.anomalies.size(), 1u);
        QCOMPARE(report.range.from, at(600));
        QCOMPARE(report.range.to, at(1440));
    }

    void rowsInAnyOrderAndAnyBatches()
    {
        CountBatch all = day({{300, 7}, {600, 8}});
        const BacktestReport expected = run(all, 5);
        std::reverse(all.rows.begin(), all.rows.end());
        QVERIFY(run(all, 5).anomalies == expected.anomalies);
    }

    void isTheLiveEngine()
    {
        const CountBatch rows =
            batch(sampleRows({9, 1, std::chrono::local_days{std::chrono::year{2025} / 7 / 14},
                              SampleIncidents::OnLastDay}));
        const EngineContext c = context({"static", "rolling_zscore"});
        Backtest backtest = std::move(*Backtest::create(c));
        backtest.add(rows);
        const BacktestReport report = backtest.finish();
        auto live = std::move(*MinuteEngine::create(c));
        Findings found;
        for (std::size_t i = 0; i < rows.rows.size(); i += 5) {
            const auto end = std::min(rows.rows.size(), i + 5);
            found.take(live->apply(batch({rows.rows.begin() + static_cast<std::ptrdiff_t>(i),
                                          rows.rows.begin() + static_cast<std::ptrdiff_t>(end)})));
        }
        found.take(live->finish());
        QVERIFY(report.anomalies.size() > 20);
        QVERIFY(report.anomalies == found.anomalyList());
    }

    void theDifferenceNamesWhatAppearsVanishesAndMoves()
    {
        // 100: both alike. 300: the candidate sees its weaker beginning too. 500: only under the
        // lower limit. 700 is not seen by either.
        const CountBatch rows =
            day({{100, 50}, {300, 7}, {301, 9}, {302, 30}, {500, 7}, {501, 7}, {700, 4}});
        const BacktestReport high = run(rows, 20);
        const BacktestReport low = run(rows, 5);
        const BacktestDifference lower = compare(high, low);
        QCOMPARE(lower.same, 1);
        QCOMPARE(starts(lower.appearing), QStringList{QStringLiteral("500")});
        QVERIFY(lower.vanishing.empty());
        QCOMPARE(lower.moved.size(), 1u);
        QCOMPARE(lower.moved.front().current.start, at(302));
        QCOMPARE(lower.moved.front().candidate.start, at(300));
        const BacktestDifference higher = compare(low, high);
        QCOMPARE(starts(higher.vanishing), QStringList{QStringLiteral("500")});
        QVERIFY(higher.appearing.empty());
    }

    void rulesComparedWithThemselvesDoNotDiffer()
    {
        const BacktestReport report = run(day({{100, 50}, {300, 7}}), 5);
        const BacktestDifference none = compare(report, report);
        QCOMPARE(none.same, 2);
        QVERIFY(none.appearing.empty() && none.vanishing.empty() && none.moved.empty());
    }

    void aWrongDetectorIsRefused()
    {
        const auto made = Backtest::create(context({"nothing"}));
        QVERIFY(!made);
        QVERIFY(made.error().code == ErrorCode::InvalidConfig);
    }
};

QTEST_GUILESS_MAIN(TestBacktest)
#include "tst_backtest.moc"
