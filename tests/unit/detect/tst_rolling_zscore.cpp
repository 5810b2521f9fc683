#include "core/detect/rolling_zscore.h"
#include "tests/support/minutes.h"

#include <QTest>

using namespace vigia;
using namespace vigia::test;

class TestRollingZscore : public QObject
{
    Q_OBJECT

private:
    static std::unique_ptr<Detector> taught(const QList<quint64>& denied)
    {
        auto detector = std::move(*RollingZscore::create(context()));
        for (qsizetype i = 0; i < denied.size(); ++i)
            detector->learn(minute(at(i), {{StatusId::Denied, denied[i]}}));
        return detector;
    }

private slots:
    // The known answer of shared/design/detection.md.
    void sixtyFlatMinutesThenAJumpGiveExactlyOneAlert()
    {
        auto detector = std::move(*RollingZscore::create(context()));
        for (int i = 0; i < 60; ++i) {
            detector->learn(minute(
                at(i), {{StatusId::Failed, 0}, {StatusId::Denied, 5}, {StatusId::Reversed, 1}}));
        }
        const Bucket jump = minute(
            at(60), {{StatusId::Failed, 15}, {StatusId::Denied, 8}, {StatusId::Reversed, 2}});
        std::vector<StatusId> fired;
        for (std::size_t i = 0; i < kKnownStatuses; ++i) {
            if (detector->score(jump, static_cast<StatusId>(i)).fired)
                fired.push_back(static_cast<StatusId>(i));
        }
        QVERIFY(fired == std::vector{StatusId::Failed});
    }

    void flagsAboveThreeDeviations_data()
    {
        QTest::addColumn<QList<quint64>>("learned");
        QTest::addColumn<quint64>("count");
        QTest::addColumn<bool>("ready");
        QTest::addColumn<bool>("fired");
        QTest::addColumn<double>("score");
        // Thirty of 8 and thirty of 12: mean 10, population deviation 2.
        const QList<quint64> even = QList<quint64>(30, 8) + QList<quint64>(30, 12);
        QTest::newRow("z of exactly 3 does not fire")
            << even << quint64{16} << true << false << 3.0;
        QTest::newRow("z of 3.5 fires") << even << quint64{17} << true << true << 3.5;
        QTest::newRow("a drop has a negative score") << even << quint64{0} << true << false << -5.0;
        // The sixty-first minute pushes the first out: 29 of 8, 31 of 12 would give another mean.
        QTest::newRow("only the last sixty count")
            << QList<quint64>(10, 1'000'000) + even << quint64{17} << true << true << 3.5;
        QTest::newRow("nine minutes are too few")
            << QList<quint64>(9, 5) << quint64{1000} << false << false << 0.0;
        QTest::newRow("ten minutes are enough")
            << QList<quint64>(10, 5) << quint64{11} << true << true << 3.6;
        QTest::newRow("flat: mean + 5 does not fire")
            << QList<quint64>(60, 5) << quint64{10} << true << false << 3.0;
        QTest::newRow("flat: mean + 6 fires")
            << QList<quint64>(60, 5) << quint64{11} << true << true << 3.6;
    }

    void flagsAboveThreeDeviations()
    {
        QFETCH(QList<quint64>, learned);
        QFETCH(quint64, count);
        QFETCH(bool, ready);
        QFETCH(bool, fired);
        QFETCH(double, score);
        const auto detector = taught(learned);
        const Verdict verdict = detector->score(
            minute(at(learned.size()), {{StatusId::Denied, count}}), StatusId::Denied);
        QCOMPARE(verdict.ready, ready);
        QCOMPARE(verdict.fired, fired);
        QCOMPARE(verdict.score, score);
    }

    void gapsAreNotLearned()
    {
        const auto detector = taught(QList<quint64>(60, 5));
        for (int i = 60; i < 120; ++i)
            detector->learn(gap(at(i)));
        const Verdict verdict =
            detector->score(minute(at(120), {{StatusId::Denied, 5}}), StatusId::Denied);
        QCOMPARE(verdict.expected, 5.0);
        QVERIFY(!detector->score(gap(at(120)), StatusId::Denied).ready);
    }

    void theReasonHasTheNumbers()
    {
        const auto detector = taught(QList<quint64>(30, 8) + QList<quint64>(30, 12));
        const Bucket bucket = minute(at(60), {{StatusId::Denied, 17}});
        QCOMPARE(
            detector->explain(bucket, StatusId::Denied, detector->score(bucket, StatusId::Denied)),
            std::string("Count (17): z-score (3.50) > 3.00 against mean (10.00) and deviation "
                        "(2.00) of the last 60 minutes"));
    }

    void aMeanDurationIsNamedAsOne()
    {
        const std::vector<std::string> extra = {"avg_latency_ms"};
        const DetectorContext with = context({}, extra);
        const auto latency = *with.catalog->find("avg_latency_ms");
        const auto detector = std::move(makeDetector("rolling_zscore", with).value());
        for (int i = 0; i < 60; ++i)
            detector->learn(minute(at(i), {{latency, 100}}, with.catalog->size()));
        const Bucket bucket = minute(at(60), {{latency, 345}}, with.catalog->size());
        QCOMPARE(detector->explain(bucket, latency, detector->score(bucket, latency)),
                 std::string("Average latency (345 ms) exceeds the flat mean (100.00) of the last "
                             "60 minutes by more than 5.00"));
    }

    void parametersOutOfRangeAreRefused_data()
    {
        QTest::addColumn<int>("window");
        QTest::addColumn<int>("warmUp");
        QTest::addColumn<double>("sigma");
        QTest::addColumn<double>("step");
        QTest::addColumn<QByteArray>("key");
        QTest::newRow("window of 1") << 1 << 1 << 3.0 << 5.0 << QByteArray("rolling_window");
        QTest::newRow("window of a week")
            << 10'080 << 10 << 3.0 << 5.0 << QByteArray("rolling_window");
        QTest::newRow("no warm-up") << 60 << 0 << 3.0 << 5.0 << QByteArray("rolling_warm_up");
        QTest::newRow("warm-up beyond the window")
            << 60 << 61 << 3.0 << 5.0 << QByteArray("rolling_warm_up");
        QTest::newRow("sigma 0") << 60 << 10 << 0.0 << 5.0 << QByteArray("rolling_sigma");
        QTest::newRow("step NaN") << 60 << 10 << 3.0 << std::nan("")
                                  << QByteArray("rolling_flat_step");
    }

    void parametersOutOfRangeAreRefused()
    {
        QFETCH(int, window);
        QFETCH(int, warmUp);
        QFETCH(double, sigma);
        QFETCH(double, step);
        QFETCH(QByteArray, key);
        DetectionConfig config;
        config.rollingWindow = std::chrono::minutes{window};
        config.rollingWarmUp = std::chrono::minutes{warmUp};
        config.rollingSigma = sigma;
        config.rollingFlatStep = step;
        const auto detector = RollingZscore::create(context(config));
        QVERIFY(!detector);
        QCOMPARE(detector.error().code, ErrorCode::InvalidConfig);
        QVERIFY(detector.error().message.starts_with("detection." + key.toStdString() + ":"));
    }
};

QTEST_APPLESS_MAIN(TestRollingZscore)
#include "tst_rolling_zscore.moc"
