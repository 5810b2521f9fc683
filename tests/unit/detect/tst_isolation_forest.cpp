#include "core/detect/isolation_forest.h"
#include "tests/support/taught_detector.h"

#include <QTest>

using namespace vigia;
using namespace vigia::test;

class TestIsolationForest : public QObject
{
    Q_OBJECT

private:
    static TaughtDetector fresh(double falseAlarmsPerDay = 1)
    {
        DetectionConfig config;
        config.falseAlarmsPerDay = falseAlarmsPerDay;
        return TaughtDetector(std::move(*IsolationForest::create(context(config))));
    }

private slots:
    void featuresAreTotalBadAndRateWithTheirDeltas()
    {
        auto forest = std::move(*IsolationForest::make(context()));
        // Ten minutes of 90 good and 10 bad, after an eleventh that must be forgotten.
        forest.learn(minute(at(0), {{StatusId::Approved, 5'000}}));
        for (int i = 1; i <= 10; ++i) {
            forest.learn(minute(
                at(i),
                {{StatusId::Approved, 90}, {StatusId::Denied, 7}, {StatusId::Processing, 3}}));
        }
        const FeatureRow row =
            forest.features(minute(at(11), {{StatusId::Approved, 60}, {StatusId::Failed, 60}}));
        const FeatureRow expected{120, 60, 0.5F, 20, 50, 0.4F};
        QCOMPARE(row, expected);
        const FeatureRow empty = forest.features(minute(at(11), {}));
        QCOMPARE(empty[2], 0.0F); // no transactions, no rate
    }

    void isOffAndSaysSoWhileHistoryIsTooShort()
    {
        TaughtDetector forest = fresh();
        MinuteStream stream(1);
        const auto words = [&] {
            const Bucket bucket = MinuteStream(stream).next();
            const Verdict verdict = forest->score(bucket, StatusId::Denied);
            return verdict.ready ? std::string("on")
                                 : forest->explain(bucket, StatusId::Denied, verdict);
        };
        QCOMPARE(
            words(),
            std::string("isolation forest is off: history too short, 0 of 1440 minutes learned"));
        for (int i = 0; i < 1'439; ++i)
            forest.learn(stream.next());
        QCOMPARE(words(), std::string("isolation forest is off: history too short, 1439 of 1440 "
                                      "minutes learned"));
        for (int i = 0; i < 30; ++i)
            forest.learn(stream.next());
        QCOMPARE(words(),
                 std::string("isolation forest is off: history too short, 1469 of 1440 "
                             "minutes learned, the first fit is adopted within 30 minutes"));
        forest.learn(stream.next());
        QCOMPARE(words(), std::string("on"));
    }

    void firesForTheStatusThatMoved_data()
    {
        QTest::addColumn<StatusId>("moved");
        QTest::addColumn<double>("factor");
        QTest::addColumn<quint64>("plus");
        QTest::newRow("denied") << StatusId::Denied << 1.0 << quint64{200};
        QTest::newRow("reversed") << StatusId::Reversed << 1.0 << quint64{150};
        QTest::newRow("approved gone") << StatusId::Approved << 0.0 << quint64{0};
    }

    void firesForTheStatusThatMoved()
    {
        QFETCH(StatusId, moved);
        QFETCH(double, factor);
        QFETCH(quint64, plus);
        TaughtDetector forest = fresh();
        MinuteStream stream(2);
        for (int i = 0; i < 3 * 1440 + 720; ++i) // until noon
            forest.learn(stream.next());
        Bucket bucket = stream.next();
        std::uint64_t& count = bucket.counts[index(moved)];
        count = static_cast<std::uint64_t>(factor * static_cast<double>(count)) + plus;
        for (std::size_t s = 0; s < kKnownStatuses; ++s) {
            const auto status = static_cast<StatusId>(s);
            const Verdict verdict = forest->score(bucket, status);
            QCOMPARE(verdict.fired, status == moved);
            if (!verdict.fired)
                QVERIFY(verdict.score <= verdict.threshold);
        }
    }

    void aLowerBudgetNeverLowersTheThreshold()
    {
        MinuteStream stream(3);
        TaughtDetector strict = fresh(0.1);
        TaughtDetector loose = fresh(100);
        for (int i = 0; i < 2 * 1440; ++i) {
            const Bucket bucket = stream.next();
            strict.learn(bucket);
            loose.learn(bucket);
        }
        const Bucket bucket = stream.next();
        const double strictLine = strict->score(bucket, StatusId::Denied).threshold;
        const double looseLine = loose->score(bucket, StatusId::Denied).threshold;
        QVERIFY(strictLine > looseLine);
        QVERIFY(looseLine >= 0.6);
    }

    void aWrongBudgetIsRefused()
    {
        DetectionConfig config;
        config.falseAlarmsPerDay = 0;
        const auto forest = IsolationForest::create(context(config));
        QVERIFY(!forest);
        QVERIFY(forest.error().message.starts_with("detection.false_alarms_per_day:"));
    }

    // A fit under way when the state is saved is not lost: the loaded detector asks for it again.
    void aFitUnderWayIsAskedForAgain()
    {
        auto forest = std::move(*IsolationForest::create(context()));
        MinuteStream stream(4);
        for (int i = 0; i < 1'440; ++i)
            forest->learn(stream.next());
        QVERIFY(forest->trainingDue());
        QVERIFY(!forest->trainingDue());
        auto loaded = std::move(*IsolationForest::create(context()));
        QVERIFY(loaded->load(forest->save()));
        loaded->learn(stream.next());
        QVERIFY(loaded->trainingDue());
    }
};

QTEST_APPLESS_MAIN(TestIsolationForest)
#include "tst_isolation_forest.moc"
