#include "core/base/random.h"
#include "core/base/stats.h"

#include <QTest>

#include <algorithm>
#include <cstdint>
#include <vector>

using namespace vigia;

class TestStats : public QObject
{
    Q_OBJECT

private:
    static std::span<const double> span(const QList<double>& values)
    {
        return {values.constData(), static_cast<std::size_t>(values.size())};
    }

private slots:
    void quantilesAreLinearBetweenNeighbours_data()
    {
        QTest::addColumn<QList<double>>("sorted");
        QTest::addColumn<double>("q");
        QTest::addColumn<double>("quantile");
        const QList<double> four{1, 2, 3, 4};
        QTest::newRow("the smallest") << four << 0.0 << 1.0;
        QTest::newRow("the largest") << four << 1.0 << 4.0;
        QTest::newRow("the median of an even number") << four << 0.5 << 2.5;
        QTest::newRow("a quarter") << four << 0.25 << 1.75; // numpy.percentile(…, 25)
        QTest::newRow("95 % of 0..100") << [] {
            QList<double> values;
            for (int i = 0; i <= 100; ++i)
                values.append(i);
            return values;
        }() << 0.95 << 95.0;
        QTest::newRow("one value") << QList<double>{7} << 0.99 << 7.0;
    }

    void quantilesAreLinearBetweenNeighbours()
    {
        QFETCH(QList<double>, sorted);
        QFETCH(double, q);
        QFETCH(double, quantile);
        QCOMPARE(quantileOfSorted(span(sorted), q), quantile);
    }

    void medianAbsoluteDeviation_data()
    {
        QTest::addColumn<QList<double>>("sorted");
        QTest::addColumn<double>("mad");
        // Median 2, deviations 1 1 0 0 2 4 7: the example of the method's encyclopedia article.
        QTest::newRow("seven values") << QList<double>{1, 1, 2, 2, 4, 6, 9} << 1.0;
        QTest::newRow("an even number") << QList<double>{1, 2, 3, 5} << 1.0; // 1.5 .5 .5 2.5
        QTest::newRow("two") << QList<double>{2, 6} << 2.0;
        QTest::newRow("one") << QList<double>{5} << 0.0;
        QTest::newRow("all equal") << QList<double>{3, 3, 3, 3} << 0.0;
        QTest::newRow("one far off") << QList<double>{0, 0, 0, 0, 1000} << 0.0;
        QTest::newRow("nothing on the right") << QList<double>{0, 1, 9, 9, 9} << 0.0;
    }

    void medianAbsoluteDeviation()
    {
        QFETCH(QList<double>, sorted);
        QFETCH(double, mad);
        QCOMPARE(madOfSorted(span(sorted)), mad);
    }

    // Against the definition, on what the search could get wrong: sizes, ties, lopsided samples.
    void medianAbsoluteDeviationAgreesWithItsDefinition()
    {
        Random random(20250712);
        for (int round = 0; round < 2'000; ++round) {
            std::vector<std::uint64_t> values(1 + random.below(40));
            const std::uint64_t range = 1 + random.below(50);
            for (std::uint64_t& value : values)
                value = random.below(range) * random.below(range);
            std::sort(values.begin(), values.end());
            const std::span<const std::uint64_t> sorted(values);
            std::vector<double> deviations;
            for (const std::uint64_t value : values)
                deviations.push_back(std::abs(static_cast<double>(value) - medianOfSorted(sorted)));
            std::sort(deviations.begin(), deviations.end());
            QCOMPARE(madOfSorted(sorted), medianOfSorted(std::span<const double>(deviations)));
        }
    }
};

QTEST_APPLESS_MAIN(TestStats)
#include "tst_stats.moc"
