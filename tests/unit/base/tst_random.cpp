#include "core/base/random.h"

#include <QTest>

#include <cmath>
#include <functional>

using namespace vigia;

class TestRandom : public QObject
{
    Q_OBJECT

private slots:
    void aSeedGivesOneSequence()
    {
        Random a{7};
        Random b{7};
        Random other{8};
        QCOMPARE(a.next(), b.next());
        QCOMPARE(a.next(), b.next());
        QVERIFY(a.next() != other.next());
    }

    // First outputs of xoshiro256++ for the state that splitmix64 makes of seed 0; splitmix64's own
    // first value for seed 0 is 0xe220a8397b1dcdaf (Vigna's reference code).
    void theSeedingIsTheReferenceOne()
    {
        // state[0] + state[3] rotated by 23 plus state[0], with the four published splitmix64
        // outputs of seed 0.
        const std::uint64_t s0 = 0xe220a8397b1dcdaf;
        const std::uint64_t s3 = 0xf88bb8a8724c81ec;
        const std::uint64_t sum = s0 + s3;
        QCOMPARE(Random{0}.next(), ((sum << 23) | (sum >> 41)) + s0);
    }

    void momentsAreThoseOfTheDistribution_data()
    {
        using Draw = std::function<double(Random&)>;
        QTest::addColumn<Draw>("draw");
        QTest::addColumn<double>("mean");
        QTest::addColumn<double>("variance");
        const auto row = [](const char* name, Draw draw, double mean, double variance) {
            QTest::newRow(name) << draw << mean << variance;
        };
        row(
            "uniform", [](Random& r) { return r.uniform(); }, 0.5, 1.0 / 12);
        row(
            "normal", [](Random& r) { return r.normal(); }, 0, 1);
        row(
            "exponential", [](Random& r) { return r.exponential(); }, 1, 1);
        row(
            "gamma of a small shape", [](Random& r) { return r.gamma(0.3); }, 0.3, 0.3);
        row(
            "gamma of a large shape", [](Random& r) { return r.gamma(40); }, 40, 40);
        row(
            "poisson of a small mean", [](Random& r) { return double(r.poisson(0.04)); }, 0.04,
            0.04);
        row(
            "poisson just below the switch", [](Random& r) { return double(r.poisson(9.9)); }, 9.9,
            9.9);
        row(
            "poisson of a large mean", [](Random& r) { return double(r.poisson(330)); }, 330, 330);
        row(
            "negative binomial", [](Random& r) { return double(r.negativeBinomial(30, 60)); }, 30,
            45);
        row(
            "below", [](Random& r) { return double(r.below(3)); }, 1, 2.0 / 3);
    }

    void momentsAreThoseOfTheDistribution()
    {
        QFETCH(std::function<double(Random&)>, draw);
        QFETCH(double, mean);
        QFETCH(double, variance);
        Random random{42};
        const int n = 200'000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < n; ++i) {
            const double x = draw(random);
            sum += x - mean;
            squares += (x - mean) * (x - mean);
        }
        // five standard errors of the mean; 5 % for the variance (kurtosis up to 20 + 1/shape)
        QVERIFY(std::abs(sum / n) < 5 * std::sqrt(variance / n));
        QVERIFY(std::abs(squares / n / variance - 1) < 0.05);
    }

    void aMeanOfNothingDrawsNothing()
    {
        Random random{1};
        QCOMPARE(random.poisson(0), 0U);
        QCOMPARE(random.poisson(-3), 0U);
        QCOMPARE(random.negativeBinomial(0, 2), 0U);
    }
};

QTEST_APPLESS_MAIN(TestRandom)
#include "tst_random.moc"
