// The parts of GenericSeriesModel against what they must be by definition.
#include "core/detect/analog_search.h"
#include "core/detect/record_tail.h"
#include "core/detect/sorted_window.h"

#include "core/base/random.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <deque>

using namespace vigia;

namespace {

// Distance of the last `length` values from the stretch that ended `lag` ago, each less its mean.
double distanceByDefinition(const std::vector<double>& v, std::size_t length, std::size_t lag)
{
    const std::size_t n = v.size();
    double meanA = 0;
    double meanB = 0;
    for (std::size_t i = 1; i <= length; ++i) {
        meanA += v[n - i] / static_cast<double>(length);
        meanB += v[n - i - lag] / static_cast<double>(length);
    }
    double sum = 0;
    for (std::size_t i = 1; i <= length; ++i)
        sum += std::pow((v[n - i] - meanA) - (v[n - i - lag] - meanB), 2);
    return std::sqrt(sum / static_cast<double>(length));
}

double nearestByDefinition(const std::vector<double>& v, std::size_t length)
{
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t lag = length; lag <= AnalogSearch::kLags && lag + length <= v.size(); ++lag)
        nearest = std::min(nearest, distanceByDefinition(v, length, lag));
    return nearest;
}

} // namespace

class TestSeriesViews : public QObject
{
    Q_OBJECT

private slots:
    void theMedianIsThatOfTheLastValues()
    {
        Random random(3);
        SortedWindow window(7);
        std::deque<double> last;
        for (int i = 0; i < 500; ++i) {
            const double value = std::floor(random.uniform(0, 20)); // many equal ones
            window.add(value);
            last.push_back(value);
            if (last.size() > 7)
                last.pop_front();
            std::vector<double> sorted(last.begin(), last.end());
            std::sort(sorted.begin(), sorted.end());
            const std::size_t n = sorted.size();
            QCOMPARE(window.median(), (sorted[(n - 1) / 2] + sorted[n / 2]) / 2);
            QCOMPARE(window.largest(), sorted.back());
            QCOMPARE(window.smallest(), sorted.front());
        }
    }

    void theNearestDistanceIsTheOneByDefinition_data()
    {
        QTest::addColumn<int>("length");
        QTest::addColumn<double>("outlier");
        QTest::addColumn<int>("rows");
        QTest::newRow("short windows") << 5 << 0.0 << 400;
        QTest::newRow("longer windows") << 24 << 0.0 << 400;
        QTest::newRow("an outlier comes and goes") << 24 << 1e3 << 700;
        QTest::newRow("longer than the memory") << 8 << 0.0 << 9500;
    }

    void theNearestDistanceIsTheOneByDefinition()
    {
        QFETCH(int, length);
        QFETCH(double, outlier);
        QFETCH(int, rows);
        Random random(11);
        const auto size = static_cast<std::size_t>(length);
        AnalogSearch search(size);
        std::vector<double> values;
        for (int i = 0; i < rows; ++i) {
            values.push_back(std::sin(i * 0.3) + 0.2 * random.normal());
            if (i == 150)
                values.back() += outlier;
            search.add(values.back());
            QCOMPARE(search.distance().has_value(), values.size() >= 3 * size);
            if (!search.distance() || (rows > 1000 && i % 97 != 0))
                continue;
            const double expected = nearestByDefinition(values, size);
            QVERIFY2(std::abs(*search.distance() - expected) < 1e-6,
                     qPrintable(QStringLiteral("row %1: %2 for %3")
                                    .arg(QString::number(i), QString::number(*search.distance()),
                                         QString::number(expected))));
        }
    }

    void aPatternThatRepeatsIsForecast_data()
    {
        QTest::addColumn<double>("slope");
        QTest::newRow("on a level") << 0.0;
        QTest::newRow("on a slope") << 3.0;
    }

    void aPatternThatRepeatsIsForecast()
    {
        QFETCH(double, slope);
        Random random(4);
        std::vector<double> pattern(50);
        for (double& v : pattern)
            v = random.uniform(0, 100);
        AnalogSearch search(24);
        for (std::size_t i = 0; i < 600; ++i) {
            const double value = pattern[i % 50] + slope * static_cast<double>(i);
            if (i >= 300) // five parts of the past hold a match
                QVERIFY(std::abs(*search.forecast() - value) < 1e-3);
            search.add(value);
        }
        QVERIFY(*search.distance() < 1e-3);
    }

    // The largest 32 are 1.05^0 … 1.05^31, so xi = ln 1.05 · (1 + … + 31) / 31 = 16 ln 1.05 =
    // 0.780643 and 32 · 10^(-1/xi) = 1.6755.
    void expectedIsHillsTail()
    {
        RecordTail tail;
        for (int i = 0; i < 224; ++i)
            tail.learn(0.98, 1e-9);
        for (int k = 0; k < 32; ++k)
            tail.learn(std::pow(1.05, k), 1e-9);
        QVERIFY(tail.ready());
        QCOMPARE(tail.expected(1, 1e-9), 32.0);
        QCOMPARE(tail.expected(0.1, 1e-9), 32.0);
        QVERIFY(std::abs(tail.expected(10, 1e-9) - 1.6755) < 1e-3);
    }

    void whatRecursBecomesExpected()
    {
        Random random(5);
        RecordTail tail;
        const auto calm = [&](int n) {
            for (int i = 0; i < n; ++i)
                tail.learn(std::abs(random.normal()), 1e-9);
        };
        calm(1000);
        const double first = tail.expected(50, 1e-9);
        QVERIFY(first < 0.01);
        double before = first;
        for (int repeat = 0; repeat < 12; ++repeat) {
            tail.learn(50, 1e-9);
            calm(100);
            QVERIFY(tail.expected(50, 1e-9) >= before);
            before = tail.expected(50, 1e-9);
        }
        QVERIFY(before > 1);
    }

    void oneOutlierDoesNotHideTheNext()
    {
        Random random(6);
        RecordTail tail;
        for (int i = 0; i < 2000; ++i)
            tail.learn(std::abs(random.normal()), 1e-9);
        tail.learn(1e12, 1e-9);
        QVERIFY(tail.expected(50, 1e-9) < 0.1);
    }

    void residualsBelowTheResolutionAreAlike()
    {
        RecordTail tail;
        for (int i = 0; i < 100; ++i)
            tail.learn(0, 0.5);
        QCOMPARE(tail.expected(0.5, 0.5), tail.expected(0, 0.5));
        QVERIFY(tail.expected(5, 0.5) < 0.01); // (10)^-4 x 12
    }
};

QTEST_APPLESS_MAIN(TestSeriesViews)
#include "tst_series_views.moc"
