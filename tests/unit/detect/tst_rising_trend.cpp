#include "core/detect/rising_trend.h"
#include "tests/support/minutes.h"

#include <QTest>

#include <cmath>

using namespace vigia;
using namespace vigia::test;

class TestRisingTrend : public QObject
{
    Q_OBJECT

private:
    static std::unique_ptr<Detector> fresh() { return std::move(*RisingTrend::create(context())); }

private slots:
    void warnsOfAStatusThatRisesALot_data()
    {
        QTest::addColumn<StatusId>("status");
        QTest::addColumn<QList<quint64>>("counts"); // the last one is scored
        QTest::addColumn<double>("slope");
        QTest::addColumn<bool>("fired");
        const auto line = [](quint64 start, quint64 step, int every = 1) {
            QList<quint64> counts;
            for (int i = 0; i < 18; ++i)
                counts.append(start + step * static_cast<quint64>(i / every));
            return counts;
        };
        QTest::newRow("one more every minute") << StatusId::Denied << line(0, 1) << 1.0 << true;
        QTest::newRow("approved may rise") << StatusId::Approved << line(0, 1) << 0.4 << false;
        QTest::newRow("flat") << StatusId::Denied << line(5, 0) << 0.0 << false;
        // 0 0 0 1 1 1 … 5 5 5: covariance 9 * 17.5 = 157.5 of 484.5
        QTest::newRow("one more every third minute is rising, not a lot")
            << StatusId::Denied << line(0, 1, 3) << 157.5 / 484.5 << false;
        // A rise of 0.5 on 400 a minute is within three standard errors of the noise (2.7).
        QTest::newRow("one more every minute of a busy status")
            << StatusId::Denied << line(400, 1) << 1.0 << false;
    }

    void warnsOfAStatusThatRisesALot()
    {
        QFETCH(StatusId, status);
        QFETCH(QList<quint64>, counts);
        QFETCH(double, slope);
        QFETCH(bool, fired);
        const auto detector = fresh();
        for (qsizetype i = 0; i + 1 < counts.size(); ++i)
            detector->learn(minute(at(i), {{status, counts[i]}}));
        const Bucket bucket = minute(at(17), {{status, counts.last()}});
        const Verdict verdict = detector->score(bucket, status);
        QVERIFY(verdict.ready);
        QVERIFY2(std::abs(verdict.score - slope) < 1e-12,
                 qPrintable(QString::number(verdict.score)));
        QCOMPARE(verdict.fired, fired);
        QVERIFY(verdict.kind == AnomalyKind::Trend);
        QVERIFY(verdict.severity == Severity::Warning);
    }

    void theUpperBoundIsWhereItWouldStopFiring()
    {
        const auto detector = fresh();
        for (int i = 0; i < 17; ++i)
            detector->learn(minute(at(i), {{StatusId::Denied, 3}}));
        const auto scoreOf = [&](std::uint64_t count) {
            return detector->score(minute(at(17), {{StatusId::Denied, count}}), StatusId::Denied);
        };
        const auto high = static_cast<std::uint64_t>(scoreOf(3).high);
        QVERIFY(!scoreOf(high).fired);
        QVERIFY(scoreOf(high + 1).fired);
    }

    void minutesThatAreMissingBendNothing()
    {
        // The same line, once with a hole that nobody told it of and once with gaps.
        const auto skipped = fresh();
        const auto gaps = fresh();
        for (int i = 0; i < 17; ++i) {
            const Bucket bucket = minute(at(i), {{StatusId::Denied, static_cast<unsigned>(2 * i)}});
            if (i == 5 || i == 6) {
                gaps->learn(gap(at(i)));
                continue;
            }
            skipped->learn(bucket);
            gaps->learn(bucket);
        }
        const Bucket last = minute(at(17), {{StatusId::Denied, 34}});
        QVERIFY(std::abs(skipped->score(last, StatusId::Denied).score - 2.0) < 1e-12);
        QCOMPARE(skipped->score(last, StatusId::Denied).score,
                 gaps->score(last, StatusId::Denied).score);
    }

    void aLongSilenceSendsItBackToWarmUp()
    {
        const auto detector = fresh();
        for (int i = 0; i < 17; ++i)
            detector->learn(minute(at(i), {{StatusId::Denied, 3}}));
        for (int i = 17; i < 30; ++i)
            detector->learn(gap(at(i)));
        const Bucket bucket = minute(at(30), {{StatusId::Denied, 90}});
        const Verdict verdict = detector->score(bucket, StatusId::Denied);
        QVERIFY(!verdict.ready);
        QCOMPARE(detector->explain(bucket, StatusId::Denied, verdict),
                 std::string("trend is warming up: 4 of 12 minutes known in the last 17"));
    }

    void theReasonHasTheNumbers()
    {
        const auto detector = fresh();
        for (unsigned i = 0; i < 17; ++i)
            detector->learn(minute(at(i), {{StatusId::Denied, i}}));
        const Bucket bucket = minute(at(17), {{StatusId::Denied, 17}});
        // 3 * sqrt(8 / 484.5) = 0.3855, below the line of 0.4
        QCOMPARE(
            detector->explain(bucket, StatusId::Denied, detector->score(bucket, StatusId::Denied)),
            std::string("Count (17) is rising a lot: slope (1.00) per minute over the last 18 "
                        "minutes > 0.40"));
    }
};

QTEST_APPLESS_MAIN(TestRisingTrend)
#include "tst_rising_trend.moc"
