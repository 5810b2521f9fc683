#include "core/detect/hybrid.h"
#include "tests/support/taught_detector.h"

#include <QTest>

using namespace vigia;
using namespace vigia::test;

class TestHybrid : public QObject
{
    Q_OBJECT

private:
    static constexpr int kNoon = 3 * 1440 + 720;

    static TaughtDetector warm(MinuteStream& stream)
    {
        TaughtDetector hybrid(std::move(*Hybrid::create(context())));
        for (int i = 0; i < kNoon; ++i)
            hybrid.learn(stream.next());
        return hybrid;
    }

private slots:
    void isCriticalWhereBothAgree()
    {
        MinuteStream stream(1);
        const TaughtDetector hybrid = warm(stream);
        Bucket bucket = stream.next();
        bucket.counts[index(StatusId::Denied)] = 1'000;
        const Verdict verdict = hybrid->score(bucket, StatusId::Denied);
        QVERIFY(verdict.fired);
        QVERIFY(verdict.severity == Severity::Critical);
        QVERIFY(verdict.score > 3);
    }

    void isAWarningWhereOnlyTheBaselineFires()
    {
        // A few more reversed: rare for that status, invisible in the minute as a whole.
        MinuteStream stream(2);
        const TaughtDetector hybrid = warm(stream);
        Bucket bucket = stream.next();
        bucket.counts[index(StatusId::Reversed)] = 9;
        const Verdict verdict = hybrid->score(bucket, StatusId::Reversed);
        QVERIFY(verdict.fired);
        QVERIFY(verdict.severity == Severity::Warning);
        const std::string words = hybrid->explain(bucket, StatusId::Reversed, verdict);
        QVERIFY2(words.ends_with("> 3, isolation forest: normal"), words.c_str());
    }

    void isAWarningWhereOnlyTheForestFires()
    {
        // Five minutes of every hour are ten times as busy: 190 denied are nothing new to the
        // baseline, yet never were nearly all of a minute denied.
        DetectionConfig config;
        config.falseAlarmsPerDay = 20;
        TaughtDetector hybrid(std::move(*Hybrid::create(context(config))));
        Random random(3);
        for (int i = 0; i < kNoon; ++i) {
            const double busy = i % 60 < 5 ? 10 : 1;
            hybrid.learn(minute(at(i), {{StatusId::Approved, random.poisson(busy * 300)},
                                        {StatusId::Denied, random.poisson(busy * 20)}}));
        }
        const Bucket bucket = minute(at(kNoon), {{StatusId::Approved, 5}, {StatusId::Denied, 190}});
        const Verdict verdict = hybrid->score(bucket, StatusId::Denied);
        const std::string words = hybrid->explain(bucket, StatusId::Denied, verdict);
        QVERIFY2(verdict.fired, words.c_str());
        QVERIFY(verdict.severity == Severity::Warning);
        QVERIFY2(words.find("does not exceed 95th percentile") != std::string::npos, words.c_str());
        QVERIFY2(words.ends_with("isolation forest: anomaly"), words.c_str());
    }

    // The shape of shared/design/detection.md.
    void theReasonHasTheAgreedShape()
    {
        MinuteStream stream(4);
        const TaughtDetector hybrid = warm(stream);
        Bucket bucket = stream.next();
        bucket.counts[index(StatusId::Denied)] = 1'000;
        const std::string words =
            hybrid->explain(bucket, StatusId::Denied, hybrid->score(bucket, StatusId::Denied));
        static const QRegularExpression shape(QStringLiteral(
            "^Count \\(1000\\) exceeds 99th percentile \\(\\d+\\.\\d\\d\\) and z-score "
            "\\(\\d+\\.\\d\\d\\) > 3, isolation forest: anomaly$"));
        QVERIFY2(shape.match(QString::fromStdString(words)).hasMatch(), words.c_str());
    }

    void whileTheForestIsOffTheBaselineVotesAlone()
    {
        const auto hybrid = std::move(*Hybrid::create(context()));
        for (int i = 0; i < 60; ++i)
            hybrid->learn(minute(at(i), {{StatusId::Denied, 20}}));
        const Bucket bucket = minute(at(59), {{StatusId::Denied, 1'000}});
        const Verdict verdict = hybrid->score(bucket, StatusId::Denied);
        QVERIFY(verdict.fired);
        QVERIFY(verdict.severity == Severity::Warning);
        QCOMPARE(hybrid->explain(bucket, StatusId::Denied, verdict),
                 std::string("Count (1000) exceeds 99th percentile (20.00) and z-score (219.13) > "
                             "3, isolation forest: off, history too short"));
    }

    void withoutEitherItSaysWhatItWaitsFor()
    {
        const auto hybrid = std::move(*Hybrid::create(context()));
        const Bucket bucket = minute(at(0), {{StatusId::Denied, 1'000}});
        const Verdict verdict = hybrid->score(bucket, StatusId::Denied);
        QVERIFY(!verdict.ready);
        QCOMPARE(
            hybrid->explain(bucket, StatusId::Denied, verdict),
            std::string("seasonal baseline is warming up: 0 of 60 minutes learned for hour 0; "
                        "isolation forest is off: history too short, 0 of 1440 minutes learned"));
    }
};

QTEST_APPLESS_MAIN(TestHybrid)
#include "tst_hybrid.moc"
