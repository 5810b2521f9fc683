#include "core/detect/count_tail.h"

#include <QTest>

#include <cmath>

using namespace vigia;

class TestCountTail : public QObject
{
    Q_OBJECT

private slots:
    // Expected numbers: scipy.stats 1.10, -nbinom.logsf(x - 1, r, r / (r + mean)) / ln 10 and
    // logcdf(x, …) with r = 1 / relativeVariance; poisson where that is 0.
    void tailsAgreeWithScipy_data()
    {
        QTest::addColumn<double>("count");
        QTest::addColumn<double>("mean");
        QTest::addColumn<double>("relativeVariance");
        QTest::addColumn<double>("upper");
        QTest::addColumn<double>("lower");
        const auto row = [](const char* name, double count, double mean, double relativeVariance,
                            double upper, double lower) {
            QTest::newRow(name) << count << mean << relativeVariance << upper << lower;
        };
        row("five where a tenth is expected", 5, 0.1, 0, 7.11533, 5.53681e-10);
        row("three where one and a half are", 3, 1.5, 0, 0.718618, 0.0294869);
        row("fifty where thirty are", 50, 30, 0, 3.28492, 0.000129445);
        row("a busy minute", 400, 330, 0, 3.98625, 3.65146e-05);
        row("a quiet minute", 200, 330, 0, 2.02509e-15, 14.1116);
        row("no transaction where six are expected", 0, 6.12, 0, 0, 2.65788);
        row("a rate known to 45 %", 15, 1.5, 0.2, 6.38666, 5.11975e-08);
        row("a rate known to 10 %", 40, 30, 0.01, 1.15432, 0.0236273);
        row("silence at a rate known to 22 %", 0, 300, 0.05, 0, 24.0824);
        row("a drop at a rate known to 14 %", 100, 330, 0.02, 6.43144e-11, 9.71287);
        row("forty busy minutes", 13200, 12000, 0.0001, 12.5347, 1.21446e-13);
        row("forty quiet minutes", 12000, 13200, 0.0001, 4.5767e-13, 11.9586);
        row("thousands at a rate known to 4 %", 5000, 4000, 0.002, 6.35769, 1.8618e-07);
        row("once in a thousand minutes", 1, 0.001, 1, 3.00043, 4.33427e-07);
    }

    void tailsAgreeWithScipy()
    {
        QFETCH(double, count);
        QFETCH(double, mean);
        QFETCH(double, relativeVariance);
        QFETCH(double, upper);
        QFETCH(double, lower);
        // 0.004 is 1 % of the probability
        QVERIFY2(std::abs(upperTail(count, mean, relativeVariance) - upper) < 0.004,
                 qPrintable(QString::number(upperTail(count, mean, relativeVariance))));
        QVERIFY2(std::abs(lowerTail(count, mean, relativeVariance) - lower) < 0.004,
                 qPrintable(QString::number(lowerTail(count, mean, relativeVariance))));
    }

    void theEmptyTailIsCertain()
    {
        QCOMPARE(upperTail(0, 12, 0.1), 0.0);
        QCOMPARE(upperTail(0, 1e9, 0), 0.0);
    }

    void extremesAreFiniteAndCapped_data()
    {
        QTest::addColumn<double>("count");
        QTest::addColumn<double>("mean");
        QTest::addColumn<double>("relativeVariance");
        const double most = 9007199254740991.0;
        QTest::newRow("the largest count where nothing is expected") << most << 1e-9 << 0.0;
        QTest::newRow("nothing where the largest is expected") << 0.0 << most << 0.0;
        QTest::newRow("the largest count, level unknown") << most << 1.0 << 1.0;
        QTest::newRow("the largest where the largest is expected") << most << most << 1e-6;
        QTest::newRow("nothing, level unknown") << 0.0 << most << 1.0;
        QTest::newRow("a mean of nothing") << 5.0 << 0.0 << 0.0;
        QTest::newRow("one in the smallest mean") << 1.0 << 1e-300 << 0.5;
    }

    void extremesAreFiniteAndCapped()
    {
        QFETCH(double, count);
        QFETCH(double, mean);
        QFETCH(double, relativeVariance);
        for (const double score :
             {upperTail(count, mean, relativeVariance), lowerTail(count, mean, relativeVariance)}) {
            QVERIFY(std::isfinite(score));
            QVERIFY(score >= 0 && score <= kTailCap);
        }
    }

    void aCountFurtherOutIsNeverMoreLikely_data()
    {
        QTest::addColumn<double>("mean");
        QTest::addColumn<double>("relativeVariance");
        for (const double mean : {0.02, 1.5, 30.0, 330.0, 3600.0, 13200.0})
            for (const double v : {0.0, 1e-5, 0.001, 0.05, 0.5})
                QTest::addRow("mean %g, relative variance %g", mean, v) << mean << v;
    }

    void aCountFurtherOutIsNeverMoreLikely()
    {
        QFETCH(double, mean);
        QFETCH(double, relativeVariance);
        const double sd = std::sqrt(mean + mean * mean * relativeVariance);
        double last = 0;
        for (double x = 0; x < mean + 12 * sd + 20; ++x) {
            const double score = upperTail(x, mean, relativeVariance);
            QVERIFY2(score >= last, qPrintable(QString::number(x)));
            last = score;
        }
        last = 0;
        for (double x = std::floor(mean + 6 * sd + 20); x >= 0; --x) {
            const double score = lowerTail(x, mean, relativeVariance);
            QVERIFY2(score >= last, qPrintable(QString::number(x)));
            last = score;
        }
    }
};

QTEST_APPLESS_MAIN(TestCountTail)
#include "tst_count_tail.moc"
