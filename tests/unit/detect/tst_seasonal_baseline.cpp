#include "core/detect/seasonal_baseline.h"
#include "tests/support/minutes.h"

#include <QTest>

using namespace vigia;
using namespace vigia::test;

namespace {

constexpr int kDay = 1440;

// 60 minutes of one hour: 1, 2, …, 60. Mean 30.5, population variance (60² - 1) / 12.
void learnHour(Detector& detector, StatusId status, int hour, int day = 0)
{
    for (unsigned i = 0; i < 60; ++i) {
        detector.learn(minute(at(day * kDay + hour * 60 + static_cast<int>(i)), {{status, i + 1}}));
    }
}

} // namespace

class TestSeasonalBaseline : public QObject
{
    Q_OBJECT

private:
    static std::unique_ptr<Detector> fresh()
    {
        return std::move(*SeasonalBaseline::create(context()));
    }

private slots:
    void knowsTheStatisticsOfAnHour()
    {
        auto baseline = std::move(*SeasonalBaseline::make(context()));
        learnHour(baseline, StatusId::Denied, 14);
        const auto hour = baseline.summary(at(kDay + 14 * 60 + 30), StatusId::Denied);
        QVERIFY(hour);
        QCOMPARE(hour->minutes, std::size_t{60});
        QCOMPARE(hour->mean, 30.5);
        QCOMPARE(hour->deviation, std::sqrt(3599.0 / 12));
        QCOMPARE(hour->median, 30.5);
        QCOMPARE(hour->mad, 15.0);  // deviations 0.5 … 29.5, each twice
        QCOMPARE(hour->p95, 57.05); // 1 + 0.95 * 59
        QCOMPARE(hour->p99, 59.41);
        QCOMPARE(hour->p5, 3.95);
        QCOMPARE(hour->p1, 1.59);
        QVERIFY(!baseline.summary(at(kDay + 15 * 60), StatusId::Denied));
        QCOMPARE(baseline.summary(at(kDay + 14 * 60), StatusId::Failed)->mean, 0.0);
    }

    void scoresAgainstItsOwnHour_data()
    {
        QTest::addColumn<StatusId>("status");
        QTest::addColumn<quint64>("count");
        QTest::addColumn<double>("score");
        QTest::addColumn<bool>("fired");
        QTest::addColumn<bool>("critical");
        const double sd = std::sqrt(3599.0 / 12); // 17.318; the robust one is 22.239
        using enum StatusId;
        QTest::newRow("the mean of a bad status")
            << Denied << quint64{31} << 0.5 / sd << false << false;
        // z = 3.49, robust z = 2.72: they disagree
        QTest::newRow("only one of two scores above 3")
            << Denied << quint64{91} << 3.0 << false << false;
        // z = 4.01, robust z = 3.12
        QTest::newRow("both above 3") << Denied << quint64{100} << 69.5 / sd << true << false;
        // z = 8.63, robust z = 6.72
        QTest::newRow("both above 6") << Denied << quint64{180} << 149.5 / sd << true << true;
        QTest::newRow("few of a bad status are good")
            << Denied << quint64{0} << -30.5 / sd << false << false;
        QTest::newRow("many approved are good")
            << Approved << quint64{180} << -149.5 / sd << false << false;
    }

    void scoresAgainstItsOwnHour()
    {
        QFETCH(StatusId, status);
        QFETCH(quint64, count);
        QFETCH(double, score);
        QFETCH(bool, fired);
        QFETCH(bool, critical);
        const auto detector = fresh();
        learnHour(*detector, status, 14);
        const Verdict verdict =
            detector->score(minute(at(kDay + 14 * 60), {{status, count}}), status);
        QVERIFY(verdict.ready);
        QVERIFY2(std::abs(verdict.score - score) < 1e-12,
                 qPrintable(QString::number(verdict.score)));
        QCOMPARE(verdict.fired, fired);
        if (fired)
            QCOMPARE(verdict.severity == Severity::Critical, critical);
    }

    void approvedFiresDownwards()
    {
        const auto detector = fresh();
        for (unsigned i = 0; i < 60; ++i) // 299, 300, 301 in turn
            detector->learn(minute(at(i), {{StatusId::Approved, 299 + i % 3}}));
        const Bucket drop = minute(at(kDay), {{StatusId::Approved, 250}});
        const Verdict verdict = detector->score(drop, StatusId::Approved);
        QVERIFY(verdict.fired);
        QVERIFY(verdict.kind == AnomalyKind::Drop);
        QVERIFY(verdict.severity == Severity::Critical);
        QVERIFY(verdict.low > 250 && verdict.low < 299);
        const std::string words = detector->explain(drop, StatusId::Approved, verdict);
        QVERIFY2(words.starts_with(
                     "Count (250) is below 1st percentile (299.00) and z-score (-61.24) < -3"),
                 words.c_str());
    }

    void theReasonNamesThePercentileThatWasPassed_data()
    {
        QTest::addColumn<quint64>("count");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("99th") << quint64{1000}
                              << QByteArray("Count (1000) exceeds 99th percentile (59.41) and "
                                            "z-score (55.98) > 3");
        QTest::newRow("95th") << quint64{58}
                              << QByteArray("Count (58) exceeds 95th percentile (57.05) and "
                                            "z-score (1.59) <= 3");
        QTest::newRow("none") << quint64{40}
                              << QByteArray("Count (40) does not exceed 95th percentile (57.05) "
                                            "and z-score (0.55) <= 3");
    }

    void theReasonNamesThePercentileThatWasPassed()
    {
        QFETCH(quint64, count);
        QFETCH(QByteArray, words);
        const auto detector = fresh();
        learnHour(*detector, StatusId::Denied, 14);
        const Bucket bucket = minute(at(kDay + 14 * 60), {{StatusId::Denied, count}});
        const std::string said =
            detector->explain(bucket, StatusId::Denied, detector->score(bucket, StatusId::Denied));
        QVERIFY2(said.starts_with(words.toStdString()), said.c_str());
    }

    void aFlatHistoryNeitherHidesAJumpNorFiresOnAStep_data()
    {
        QTest::addColumn<quint64>("level");
        QTest::addColumn<quint64>("count");
        QTest::addColumn<bool>("fired");
        QTest::newRow("0 then 3 is within three Poisson deviations")
            << quint64{0} << quint64{3} << false;
        QTest::newRow("0 then 4") << quint64{0} << quint64{4} << true;
        QTest::newRow("100 then 130") << quint64{100} << quint64{130} << false;
        QTest::newRow("100 then 131") << quint64{100} << quint64{131} << true;
    }

    void aFlatHistoryNeitherHidesAJumpNorFiresOnAStep()
    {
        QFETCH(quint64, level);
        QFETCH(quint64, count);
        QFETCH(bool, fired);
        const auto detector = fresh();
        for (int i = 0; i < 60; ++i)
            detector->learn(minute(at(i), {{StatusId::Failed, level}}));
        QCOMPARE(
            detector->score(minute(at(kDay), {{StatusId::Failed, count}}), StatusId::Failed).fired,
            fired);
    }

    void anHourThatWasNotSeenIsNotJudged()
    {
        const auto detector = fresh();
        learnHour(*detector, StatusId::Denied, 14);
        const Bucket bucket = minute(at(kDay + 15 * 60), {{StatusId::Denied, 1000}});
        const Verdict verdict = detector->score(bucket, StatusId::Denied);
        QVERIFY(!verdict.ready);
        QCOMPARE(
            detector->explain(bucket, StatusId::Denied, verdict),
            std::string("seasonal baseline is warming up: 0 of 60 minutes learned for hour 15"));
    }

    void hoursAreThoseOfTheZone()
    {
        DetectorContext local = context();
        local.zone = std::make_shared<Zone>(Zone::fixed("Minus three", std::chrono::hours{-3}));
        auto baseline = std::move(*SeasonalBaseline::make(local));
        learnHour(baseline, StatusId::Denied, 14); // 11 h there
        const Bucket bucket = minute(at(kDay + 14 * 60), {{StatusId::Denied, 1000}});
        const std::string words =
            baseline.explain(bucket, StatusId::Denied, baseline.score(bucket, StatusId::Denied));
        QVERIFY2(words.find("hour 11") != std::string::npos, words.c_str());
    }

    void onlyTheLastFourWeeksCount()
    {
        auto baseline = std::move(*SeasonalBaseline::make(context()));
        for (int day = 0; day < 28; ++day) {
            for (int i = 0; i < 60; ++i)
                baseline.learn(minute(at(day * kDay + i), {{StatusId::Denied, 1000}}));
        }
        for (int day = 28; day < 56; ++day) {
            QCOMPARE(baseline.summary(at(day * kDay), StatusId::Denied)->p99, 1000.0);
            for (int i = 0; i < 60; ++i)
                baseline.learn(minute(at(day * kDay + i), {{StatusId::Denied, 20}}));
        }
        const auto hour = baseline.summary(at(56 * kDay), StatusId::Denied);
        QCOMPARE(hour->minutes, std::size_t{28 * 60});
        QCOMPARE(hour->mean, 20.0);
        QCOMPARE(hour->p99, 20.0);
        QCOMPARE(hour->deviation, 0.0);
    }
};

QTEST_APPLESS_MAIN(TestSeasonalBaseline)
#include "tst_seasonal_baseline.moc"
