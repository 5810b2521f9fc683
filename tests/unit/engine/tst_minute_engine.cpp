#include "core/detect/detector_factory.h"
#include "core/engine/minute_bucketer.h"
#include "core/model/count_batch.h"
#include "engine_testing.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <random>

using namespace vigia;
using namespace vigia::testing;
using std::chrono::minutes;

namespace {

QStringList keys(const std::vector<Anomaly>& anomalies)
{
    const StatusCatalog catalog;
    QStringList out;
    for (const Anomaly& a : anomalies) {
        const std::string_view name = catalog.name(a.status);
        out << QStringLiteral("+%1 %2 %3")
                   .arg((a.time - kTen).count())
                   .arg(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())))
                   .arg(a.count);
    }
    return out;
}

QStringList one(const char* text)
{
    return {QString::fromUtf8(text)};
}

Findings replay(MinuteEngine& engine, const std::vector<CountRow>& rows,
                const std::function<std::size_t()>& nextSize)
{
    Findings out;
    for (std::size_t i = 0; i < rows.size();) {
        const std::size_t end = std::min(rows.size(), i + nextSize());
        out.take(engine.apply(batch({rows.begin() + static_cast<std::ptrdiff_t>(i),
                                     rows.begin() + static_cast<std::ptrdiff_t>(end)})));
        i = end;
    }
    out.take(engine.finish());
    return out;
}

// Whether the anomaly's minute is still abnormal with another count of its status.
bool firesWith(const std::vector<std::string>& detectors, std::vector<CountRow> rows,
               const Anomaly& anomaly, std::uint64_t count)
{
    std::erase_if(rows, [&](const CountRow& r) {
        return r.time > anomaly.time || (r.time == anomaly.time && r.status == anomaly.status);
    });
    if (count > 0 || anomaly.kind != AnomalyKind::Gap)
        rows.push_back({anomaly.time, count, anomaly.status, 0});
    auto e = engine(detectors);
    Findings found;
    found.take(e->apply(batch(rows)));
    found.take(e->advance({}, anomaly.time + minutes{1})); // closes an empty minute too
    return found.anomalies().contains({anomaly.time, anomaly.status, {}});
}

SampleOptions dayWithIncidents(std::uint64_t seed)
{
    return {seed, 1, std::chrono::local_days{std::chrono::year{2025} / 7 / 14},
            SampleIncidents::OnLastDay};
}

} // namespace

class TestMinuteEngine : public QObject
{
    Q_OBJECT

private slots:
    void theKnownAnswerOfTheRollingZscoreComesOnce()
    {
        auto e = engine({"rolling_zscore"});
        QVERIFY(e->apply(batch(flat(0, 60))).anomalies.empty());
        const EngineStep step =
            e->apply(batch({row(60, StatusId::Approved, 100), row(60, StatusId::Failed, 15),
                            row(60, StatusId::Denied, 8), row(60, StatusId::Reversed, 2)}));
        QCOMPARE(keys(step.anomalies), one("+60 failed 15"));
        QCOMPARE(step.incidents.size(), 1u);
        QVERIFY(step.incidents.front().kind == IncidentChangeKind::Opened);
        // Its close is no news, neither in the sender's answer nor as an incident.
        const EngineStep next = e->apply(batch(flat(61, 62)));
        QVERIFY(next.anomalies.empty());
        QVERIFY(next.confirmed.empty());
        QVERIFY(next.withdrawn.empty());
        QVERIFY(next.incidents.empty());
    }

    void anAnomalyCarriesNumbersVotesAndReason()
    {
        auto e = engine({"static", "rolling_zscore"});
        (void)e->apply(batch(flat(0, 60)));
        const EngineStep step = e->apply(batch({row(60, StatusId::Failed, 9)}));
        QCOMPARE(step.anomalies.size(), 1u);
        const Anomaly& a = step.anomalies.front();
        QCOMPARE(a.count, 9u);
        QCOMPARE(a.detectors.size(), 2u);
        QCOMPARE(a.detectors.at(0).name, std::string("static"));
        QVERIFY(a.detectors.at(0).fired);
        QVERIFY(a.detectors.at(1).fired);
        QVERIFY(a.severity == Severity::Critical); // both agree
        QVERIFY(a.kind == AnomalyKind::Spike);
        QVERIFY(a.reason.find("9") != std::string::npos);
        QVERIFY(!a.late);
    }

    void aFillingMinuteThatIsCorrectedTakesItsAnomalyBack()
    {
        auto e = engine({"static"});
        (void)e->apply(batch(flat(0, 2)));
        const EngineStep wrong = e->apply(batch({row(2, StatusId::Failed, 60)}));
        QCOMPARE(keys(wrong.anomalies), one("+2 failed 60"));
        const EngineStep right = e->apply(batch({row(2, StatusId::Failed, 0)}));
        QCOMPARE(keys(right.withdrawn), one("+2 failed 0"));
        QCOMPARE(right.incidents.size(), 1u);
        QVERIFY(right.incidents.front().kind == IncidentChangeKind::Resolved);
        QVERIFY(e->apply(batch(flat(3, 4))).anomalies.empty());
    }

    void theSameRowAgainIsStillAnAlertButNoNewIncident()
    {
        auto e = engine({"static"});
        (void)e->apply(batch({row(0, StatusId::Failed, 60)}));
        const EngineStep again = e->apply(batch({row(0, StatusId::Failed, 60)}));
        QCOMPARE(keys(again.anomalies), one("+0 failed 60"));
        QVERIFY(again.incidents.empty());
    }

    void absentStatusesAreZeroInAMinuteWithRows()
    {
        // Failed has no row in 60 minutes: 60 zeros make it ready, and 6 is above 0 + 5.
        auto e = engine({"rolling_zscore"});
        (void)e->apply(batch(flat(0, 60)));
        QCOMPARE(keys(e->apply(batch({row(60, StatusId::Failed, 6)})).anomalies),
                 one("+60 failed 6"));
    }

    void minutesWithoutARowAreUnknownAndNotLearned()
    {
        // Nine minutes with rows are not enough to be ready, whatever lies between them.
        auto e = engine({"rolling_zscore"});
        std::vector<CountRow> rows;
        for (int m = 0; m < 45; m += 5)
            rows.push_back(row(m, StatusId::Denied, 5));
        (void)e->apply(batch(rows));
        QVERIFY(e->apply(batch({row(50, StatusId::Denied, 500)})).anomalies.empty());
    }

    void rowsOfOneBatchMayComeInAnyOrder()
    {
        std::vector<CountRow> rows = flat(0, 60);
        rows.push_back(row(60, StatusId::Failed, 15));
        std::reverse(rows.begin(), rows.end());
        auto e = engine({"rolling_zscore"});
        QCOMPARE(keys(e->apply(batch(rows)).anomalies), one("+60 failed 15"));
    }

    void ofTwoRowsForTheSameKeyInABatchTheLaterCounts()
    {
        auto e = engine({"static"});
        QVERIFY(e->apply(batch({row(1, StatusId::Failed, 9), row(0, StatusId::Failed, 7),
                                row(1, StatusId::Failed, 2), row(0, StatusId::Failed, 1)}))
                    .anomalies.empty());
    }

    void aLateRowIsScoredAgainMarkedLateAndOpensNothing()
    {
        auto e = engine({"static"});
        (void)e->apply(batch(flat(0, 30)));
        const EngineStep late = e->apply(batch({row(10, StatusId::Failed, 9)}));
        QCOMPARE(keys(late.anomalies), one("+10 failed 9"));
        QVERIFY(late.anomalies.front().late);
        QVERIFY(late.incidents.empty());
        const EngineStep same = e->apply(batch({row(10, StatusId::Failed, 9)}));
        QVERIFY(same.anomalies.empty());
        const EngineStep corrected = e->apply(batch({row(10, StatusId::Failed, 0)}));
        QCOMPARE(keys(corrected.withdrawn), one("+10 failed 0"));
    }

    void aRowOlderThanTheLateWindowIsNotScored()
    {
        auto e = engine({"static"});
        (void)e->apply(batch(flat(0, 300)));
        QVERIFY(e->apply(batch({row(1, StatusId::Failed, 90)})).anomalies.empty());
    }

    void aRowFarAheadIsScoredAndDoesNotHoldUpThePresent()
    {
        auto e = engine({"static"});
        (void)e->apply(batch(flat(0, 2)));
        QCOMPARE(keys(e->apply(batch({row(1300, StatusId::Failed, 50)})).anomalies),
                 one("+1300 failed 50"));
        const EngineStep present = e->apply(batch({row(2, StatusId::Failed, 70)}));
        QCOMPARE(keys(present.anomalies), one("+2 failed 70"));
        QVERIFY(!present.anomalies.front().late);
    }

    void anySplitOfTheRowsGivesTheSameResult_data()
    {
        QTest::addColumn<std::vector<std::string>>("detectors");
        QTest::newRow("static and rolling z-score")
            << std::vector<std::string>{"static", "rolling_zscore"};
        for (const std::string_view name : detectorNames())
            QTest::newRow(std::string(name).c_str()) << std::vector{std::string(name)};
    }
    void anySplitOfTheRowsGivesTheSameResult()
    {
        QFETCH(std::vector<std::string>, detectors);
        const std::vector<CountRow> rows = sampleRows(dayWithIncidents(3));
        auto whole = engine(detectors);
        const Findings expected = replay(*whole, rows, [&] { return rows.size(); });
        std::mt19937 random{11};
        for (const unsigned most : {1u, 9u, 4000u}) {
            auto e = engine(detectors);
            const Findings got = replay(*e, rows, [&] { return 1 + random() % most; });
            QCOMPARE(got.anomalies().size(), expected.anomalies().size());
            for (const auto& [key, anomaly] : expected.anomalies()) {
                const auto found = got.anomalies().find(key);
                QVERIFY(found != got.anomalies().end());
                QVERIFY2(found->second == anomaly, found->second.reason.c_str());
            }
        }
    }

    void minuteByMinuteIsTheSameAsOneFileDownToTheIncidents_data()
    {
        QTest::addColumn<std::vector<std::string>>("detectors");
        QTest::newRow("plain rules") << std::vector<std::string>{"static", "rolling_zscore"};
        QTest::newRow("adaptive") << std::vector<std::string>{"adaptive"};
    }
    void minuteByMinuteIsTheSameAsOneFileDownToTheIncidents()
    {
        QFETCH(std::vector<std::string>, detectors);
        const std::vector<CountRow> rows = sampleRows(dayWithIncidents(4));
        auto file = engine(detectors);
        const Findings expected = replay(*file, rows, [&] { return rows.size(); });
        QVERIFY(expected.incidents().size() > 2);
        auto live = engine(detectors);
        Findings got;
        for (std::size_t i = 0; i < rows.size();) {
            std::size_t end = i;
            while (end < rows.size() && rows[end].time == rows[i].time)
                ++end;
            got.take(live->apply(batch({rows.begin() + static_cast<std::ptrdiff_t>(i),
                                        rows.begin() + static_cast<std::ptrdiff_t>(end)})));
            i = end;
        }
        got.take(live->finish());
        QVERIFY(got == expected);
    }

    void fitsInTheBackgroundGiveTheSameResult()
    {
        const std::vector<CountRow> rows = sampleRows(dayWithIncidents(5));
        EngineContext c = context({detectorNames().begin(), detectorNames().end()});
        auto inlineFits = std::move(*MinuteEngine::create(c));
        c.fits = EngineContext::Fits::Background;
        auto background = std::move(*MinuteEngine::create(c));
        const Findings a = replay(*inlineFits, rows, [] { return 500u; });
        const Findings b = replay(*background, rows, [] { return 500u; });
        QVERIFY(a.anomalies() == b.anomalies());
    }

    void theCounterfactualIsConfirmedByReplay_data()
    {
        QTest::addColumn<std::vector<std::string>>("detectors");
        QTest::newRow("plain rules together")
            << std::vector<std::string>{"static", "rolling_zscore"};
        for (const std::string_view name : detectorNames())
            QTest::newRow(std::string(name).c_str()) << std::vector{std::string(name)};
    }
    void theCounterfactualIsConfirmedByReplay()
    {
        QFETCH(std::vector<std::string>, detectors);
        const std::vector<CountRow> rows = sampleRows(dayWithIncidents(8));
        auto whole = engine(detectors);
        const Findings found = replay(*whole, rows, [&] { return rows.size(); });
        // The first few of each kind and status; each replay takes a day up to its minute.
        std::map<std::pair<AnomalyKind, StatusId>, int> tried;
        int checked = 0;
        for (const auto& [key, anomaly] : found.anomalies()) {
            if (++tried[{anomaly.kind, anomaly.status}] > 2)
                continue;
            const auto fires = [&](std::uint64_t count) {
                return firesWith(detectors, rows, anomaly, count);
            };
            static const QRegularExpression words(
                QStringLiteral("; would not have fired at( or below| or above)? (\\d+)$"));
            const auto match = words.match(QString::fromStdString(anomaly.reason));
            if (!match.hasMatch()) {
                QVERIFY2(anomaly.reason.ends_with("(none in range)"), anomaly.reason.c_str());
                QVERIFY2(fires(anomaly.count / 2), anomaly.reason.c_str());
                continue;
            }
            const auto bound = match.captured(2).toULongLong();
            const bool below = bound < anomaly.count;
            QVERIFY2(!fires(bound), anomaly.reason.c_str());
            QVERIFY2(fires(below ? bound + 1 : bound - 1), anomaly.reason.c_str());
            ++checked;
        }
        QVERIFY(found.anomalies().empty() || checked > 0);
    }

    void learnedHistoryLeavesTheStateOfAppliedHistory()
    {
        const std::vector<CountRow> rows =
            sampleRows({6, 2, std::chrono::local_days{std::chrono::year{2025} / 7 / 14},
                        SampleIncidents::OnLastDay});
        const auto middle = std::find_if(rows.begin(), rows.end(), [&](const CountRow& r) {
            return r.time == rows.front().time + minutes{1440};
        });
        auto applied = engine({"static", "rolling_zscore"});
        auto learned = engine({"static", "rolling_zscore"});
        (void)applied->apply(batch({rows.begin(), middle}));
        QVERIFY(learned->learn(batch({rows.begin(), middle}), MinuteEngine::Bands::Skip).empty());
        const EngineStep a = applied->apply(batch({middle, rows.end()}));
        const EngineStep b = learned->apply(batch({middle, rows.end()}));
        QVERIFY(!a.anomalies.empty());
        QVERIFY(a.anomalies == b.anomalies);
        QCOMPARE(a.bands.size(), b.bands.size());
    }

    void savedStateGoesOnAsIfNothingHadHappened_data()
    {
        QTest::addColumn<std::vector<std::string>>("detectors");
        for (const std::string_view name : detectorNames())
            QTest::newRow(std::string(name).c_str()) << std::vector{std::string(name)};
    }
    void savedStateGoesOnAsIfNothingHadHappened()
    {
        QFETCH(std::vector<std::string>, detectors);
        const std::vector<CountRow> rows = sampleRows(dayWithIncidents(10));
        const auto middle = rows.begin() + static_cast<std::ptrdiff_t>(rows.size() / 2);
        auto before = engine(detectors);
        (void)before->apply(batch({rows.begin(), middle}));
        const std::string bytes = before->save();
        auto after = engine(detectors);
        const auto from = after->load(bytes);
        QVERIFY(from);
        QCOMPARE(*from, (middle - 1)->time); // the minute that was filling
        std::vector<CountRow> stored(rows.begin(), middle);
        std::erase_if(stored, [&](const CountRow& r) { return r.time < *from; });
        (void)after->learn(batch(stored), MinuteEngine::Bands::Skip);
        QVERIFY(before->apply(batch({middle, rows.end()})).anomalies ==
                after->apply(batch({middle, rows.end()})).anomalies);
    }

    void foreignStateIsRefused()
    {
        auto e = engine({"rolling_zscore"});
        (void)e->apply(batch(flat(0, 30), {"a"}));
        const std::string bytes = e->save();
        for (std::size_t size = 0; size < bytes.size(); size += 37)
            QVERIFY(!engine({"rolling_zscore"})->load(std::string_view(bytes).substr(0, size)));
        QVERIFY(!engine({"static"})->load(bytes));
        QVERIFY(!engine({"rolling_zscore"})->load("something else"));
        QVERIFY(!engine({"rolling_zscore"})->load(bytes + "x"));
        auto fresh = engine({"rolling_zscore"});
        QVERIFY(fresh->load(bytes));
        QCOMPARE(fresh->sources().size(), 1u);
        QCOMPARE(fresh->sources().front().newest, at(28));
    }

    void aLateRowAfterARestartIsSeenInItsMinute()
    {
        auto e = engine({"static"});
        (void)e->apply(batch(flat(0, 30)));
        auto again = engine({"static"});
        QVERIFY(again->load(e->save()));
        const EngineStep late = again->apply(batch({row(10, StatusId::Failed, 9)}));
        QCOMPARE(keys(late.anomalies), one("+10 failed 9"));
        QVERIFY(late.anomalies.front().late);
    }

    void learningReportsBandsWhereAskedFor()
    {
        auto e = engine({"rolling_zscore"});
        const std::vector<BandPoint> bands =
            e->learn(batch(flat(0, 61)), MinuteEngine::Bands::Report);
        // Ready after 10 learned minutes: minutes 10..59 of seven statuses; 60 is still filling.
        QCOMPARE(bands.size(), 50u * kKnownStatuses);
        QCOMPARE(bands.front().time, at(10));
        const auto denied = std::find_if(bands.begin(), bands.end(), [](const BandPoint& b) {
            return b.status == StatusId::Denied;
        });
        QCOMPARE(denied->expected, 5.0f);
        QCOMPARE(denied->high, 10.0f);
    }

    void theLastLearnedMinuteIsReportedWhenTheStreamGoesOn()
    {
        auto e = engine({"static"});
        (void)e->learn(batch({row(0, StatusId::Failed, 9)}), MinuteEngine::Bands::Skip);
        QCOMPARE(keys(e->apply(batch(flat(1, 2))).anomalies), one("+0 failed 9"));
    }

    void aFileThatWasOnlyLearnedIsNotReported()
    {
        auto e = engine({"static"});
        (void)e->learn(batch({row(0, StatusId::Failed, 9)}), MinuteEngine::Bands::Skip);
        const EngineStep end = e->finish();
        QVERIFY(end.anomalies.empty());
        QVERIFY(end.incidents.empty());
        QVERIFY(e->apply(batch(flat(1000, 1002))).anomalies.empty());
    }

    void theClockClosesTheFillingMinute()
    {
        auto e = engine({"static"});
        (void)e->apply(batch({row(0, StatusId::Failed, 9)}));
        QCOMPARE(e->advance({}, at(3)).withdrawn.size(), 0u);
        const auto sources = e->sources();
        QCOMPARE(sources.size(), 1u);
        QCOMPARE(sources.front().newest, at(2));
        QVERIFY(e->apply(batch({row(1, StatusId::Failed, 9)})).anomalies.front().late);
    }

    void aClockOfAnotherDayIsIgnored()
    {
        auto e = engine({"static"});
        (void)e->apply(batch(flat(0, 2)));
        (void)e->advance({}, at(60 * 24 * 400));
        QCOMPARE(e->sources().front().newest, at(1));
        (void)e->advance("nobody", at(5));
        QCOMPARE(e->sources().size(), 1u);
    }

    void aStormOverTwoSourcesIsOneIncident()
    {
        auto e = engine({"static"});
        const EngineStep step =
            e->apply(batch({row(0, StatusId::Failed, 9, 0), row(0, StatusId::Failed, 8, 1),
                            row(1, StatusId::Failed, 9, 1), row(1, StatusId::Failed, 9, 0)},
                           {"pix", "card"}));
        Findings o;
        o.take(step);
        QCOMPARE(o.anomalies().size(), 4u);
        QCOMPARE(o.incidents().size(), 1u);
        const Incident& incident = o.incidents().begin()->second;
        QCOMPARE(incident.sources, (std::vector<std::string>{"card", "pix"}));
        QCOMPARE(incident.anomalies, 4);
    }

    void theBaselineOfOneSourceIsNotThatOfAnother()
    {
        auto e = engine({"rolling_zscore"});
        (void)e->apply(batch(flat(0, 60), {"a"}));
        // "b" has no history: not ready.
        QVERIFY(e->apply(batch({row(60, StatusId::Failed, 50)}, {"b"})).anomalies.empty());
        QCOMPARE(e->apply(batch({row(60, StatusId::Failed, 50)}, {"a"})).anomalies.size(), 1u);
    }

    void sourcesBeyondTheLimitAreNotWatched()
    {
        auto e = engine({"static"});
        for (std::size_t i = 0; i < kMaxSources + 10; ++i)
            (void)e->apply(batch({row(0, StatusId::Failed, 1)}, {"s" + std::to_string(i)}));
        QCOMPARE(e->sources().size(), kMaxSources);
        QVERIFY(e->apply(batch({row(0, StatusId::Failed, 99)}, {"s260"})).anomalies.empty());
        QCOMPARE(e->apply(batch({row(0, StatusId::Failed, 99)}, {"s7"})).anomalies.size(), 1u);
    }

    void incidentsAreNumberedFromTheStore()
    {
        auto e = engine({"static"});
        e->restore({}, IncidentId{42});
        const EngineStep step = e->apply(batch({row(0, StatusId::Failed, 60)}));
        QVERIFY(step.incidents.front().incident.id == IncidentId{42});
    }

    void anIncidentResolvesAfterTenCalmMinutes()
    {
        auto e = engine({"static"});
        (void)e->apply(batch({row(0, StatusId::Failed, 60)}));
        QVERIFY(e->apply(batch(flat(1, 11))).incidents.empty());
        const EngineStep step = e->apply(batch(flat(11, 12)));
        QCOMPARE(step.incidents.size(), 1u);
        QVERIFY(step.incidents.front().kind == IncidentChangeKind::Resolved);
        QCOMPARE(*step.incidents.front().incident.end, at(1));
    }

    void bandsComeForEveryClosedMinute()
    {
        auto e = engine({"rolling_zscore"});
        (void)e->apply(batch(flat(0, 21)));
        const EngineStep step = e->apply(batch(flat(21, 22)));
        QCOMPARE(step.bands.size(), kKnownStatuses);
        QCOMPARE(step.bands.front().time, at(20));
        QCOMPARE(step.bands.front().expected, 100.0f);
    }

    void aDetectorThatDoesNotExistIsRefusedByName()
    {
        const auto made = MinuteEngine::create(context({"rolling_zscores"}));
        QVERIFY(!made);
        QVERIFY(made.error().code == ErrorCode::InvalidConfig);
        QVERIFY(made.error().message.find("rolling_zscore") != std::string::npos);
    }

    void extremesGiveAClearAnswer()
    {
        for (const std::string_view name : detectorNames()) {
            auto e = engine({std::string(name)});
            QVERIFY(e->apply(CountBatch{}).anomalies.empty());
            (void)e->finish();
            (void)e->apply(batch({row(0, StatusId::Processing, 0)}));
            for (int m = 1; m < 200; ++m) {
                const std::uint64_t count = m % 3 == 0 ? kMaxCount : 0;
                const EngineStep step = e->apply(batch({row(m, StatusId::Denied, count)}));
                for (const Anomaly& a : step.anomalies) {
                    QVERIFY(std::isfinite(a.score) && std::isfinite(a.expected));
                    QVERIFY(std::isfinite(a.low) && std::isfinite(a.high));
                }
            }
            // A year without data in the middle, then a clock that goes back.
            (void)e->apply(batch(flat(525'600, 525'660)));
            (void)e->apply(batch(flat(0, 60)));
            QCOMPARE(e->sources().front().newest, at(525'659));
        }
    }
};

QTEST_GUILESS_MAIN(TestMinuteEngine)
#include "tst_minute_engine.moc"
