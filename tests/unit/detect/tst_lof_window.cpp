#include "core/base/random.h"
#include "core/detect/lof_window.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>
#include <span>

using namespace vigia;

namespace {

// The definition, point by point: O(n²), with the conventions that lof_window.h states.
class Naive
{
public:
    Naive(std::span<const std::uint64_t> counts, std::size_t k)
        : m_k(k)
    {
        m_x.assign(counts.begin(), counts.end());
        std::sort(m_x.begin(), m_x.end());
        const std::size_t n = m_x.size();
        m_near.resize(n);
        std::vector<double> reach(n);
        for (std::size_t i = 0; i < n; ++i) {
            std::vector<std::size_t> others;
            for (std::size_t j = 0; j < n; ++j) {
                if (j != i)
                    others.push_back(j);
            }
            // Stable and from below: of equal distances the lower count comes first.
            std::stable_sort(others.begin(), others.end(), [&](std::size_t a, std::size_t b) {
                return distance(i, a) < distance(i, b);
            });
            others.resize(k);
            reach[i] = distance(i, others.back());
            m_near[i] = others;
        }
        std::vector<double> density(n);
        for (std::size_t i = 0; i < n; ++i) {
            double sum = 0;
            for (const std::size_t j : m_near[i])
                sum += std::max(distance(i, j), reach[j]);
            density[i] = 1 / (sum / static_cast<double>(k) + 1e-10);
        }
        for (std::size_t i = 0; i < n; ++i) {
            double sum = 0;
            for (const std::size_t j : m_near[i])
                sum += density[j] / density[i];
            m_factors[m_x[i]] = sum / static_cast<double>(k);
            m_all.push_back(-sum / static_cast<double>(k));
        }
        std::sort(m_all.begin(), m_all.end());
    }

    [[nodiscard]] const std::map<std::uint64_t, double>& factors() const { return m_factors; }
    [[nodiscard]] std::uint64_t lowerMedian() const { return m_x[(m_x.size() - 1) / 2]; }
    [[nodiscard]] double threshold(double contamination) const
    {
        const double position = static_cast<double>(m_all.size() - 1) * contamination;
        const auto low = static_cast<std::size_t>(position);
        const double next = m_all[std::min(low + 1, m_all.size() - 1)];
        return -(m_all[low] + (next - m_all[low]) * (position - static_cast<double>(low)));
    }

private:
    [[nodiscard]] double distance(std::size_t a, std::size_t b) const
    {
        return std::abs(static_cast<double>(m_x[a]) - static_cast<double>(m_x[b]));
    }

    std::size_t m_k;
    std::vector<std::uint64_t> m_x;
    std::vector<std::vector<std::size_t>> m_near;
    std::map<std::uint64_t, double> m_factors;
    std::vector<double> m_all; // negated, rising
};

bool close(double a, double b)
{
    return std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)});
}

} // namespace

class TestLofWindow : public QObject
{
    Q_OBJECT

private slots:
    // By hand for 0, 1, 2, 10 and k = 2: reach 2, 1, 2, 9; lrd 2/3, 1/2, 2/3, 2/17.
    void factorsOfFourPointsAreThoseComputedByHand()
    {
        LofWindow window({.capacity = 6, .neighbours = 2, .contamination = 0.3});
        for (const std::uint64_t count : {10, 0, 2, 1})
            window.add(count);
        QVERIFY(close(window.factorOf(0), 0.875));
        QVERIFY(close(window.factorOf(1), 4.0 / 3));
        QVERIFY(close(window.factorOf(2), 0.875));
        QVERIFY(close(window.factorOf(10), (2.0 / 3 + 0.5) / 2 * 8.5));
        // A newcomer at 4: neighbours 2 and 1, reach distances 2 and 3.
        QVERIFY(close(window.novelty(4), (2.0 / 3 + 0.5) / 2 * 2.5));
        QCOMPARE(window.median(), 1.0);
        // Negated factors -4.958, -1.333, -0.875, -0.875; position 0.9 of 0..3
        QVERIFY(close(window.threshold(), 4.958333333333333 * 0.1 + 4.0 / 3 * 0.9));
        QCOMPARE(window.largestInlier(), std::uint64_t{2});
        QCOMPARE(window.smallestInlier(), std::uint64_t{0});
    }

    void incrementalFactorsAreThoseOfTheDefinition_data()
    {
        QTest::addColumn<int>("shape");
        QTest::newRow("usual counts with a few outliers") << 0;
        QTest::newRow("few different counts") << 1;
        QTest::newRow("all counts differ") << 2;
        QTest::newRow("two levels in turn") << 3;
        QTest::newRow("a constant with rare others") << 4;
        QTest::newRow("crowds of about k") << 5;
        QTest::newRow("rising for ever") << 6;
        QTest::newRow("the largest counts") << 7;
    }

    void incrementalFactorsAreThoseOfTheDefinition()
    {
        QFETCH(int, shape);
        constexpr std::size_t kCapacity = 120;
        constexpr std::size_t k = 5;
        Random random(static_cast<std::uint64_t>(shape) + 1);
        LofWindow window({.capacity = kCapacity, .neighbours = k, .contamination = 0.02});
        std::deque<std::uint64_t> last;
        for (int i = 0; i < 600; ++i) {
            std::uint64_t count = 0;
            switch (shape) {
            case 0:
                count = random.poisson(30) + (random.below(20) == 0 ? random.below(100) : 0);
                break;
            case 1:
                count = random.below(4);
                break;
            case 2:
                count = random.below(1'000'000'000);
                break;
            case 3:
                count = (i / 50) % 2 == 0 ? random.poisson(10) : 500 + random.poisson(40);
                break;
            case 4:
                count = random.below(15) == 0 ? random.below(30) : 7;
                break;
            case 5:
                count = 10 * random.below(20) + random.below(2);
                break;
            case 6:
                count = static_cast<std::uint64_t>(i * i);
                break;
            default:
                count = (std::uint64_t{1} << 53) - 1 - random.below(40);
                break;
            }
            window.add(count);
            last.push_back(count);
            if (last.size() > kCapacity)
                last.pop_front();
            if (!window.ready() || i % 7 != 0)
                continue;
            const std::vector<std::uint64_t> counts(last.begin(), last.end());
            const Naive naive(counts, k);
            QCOMPARE(window.distinct(), naive.factors().size());
            for (const auto& [value, factor] : naive.factors()) {
                QVERIFY2(close(window.factorOf(value), factor),
                         qPrintable(QStringLiteral("%1 at step %2: %3 instead of %4")
                                        .arg(value)
                                        .arg(i)
                                        .arg(window.factorOf(value))
                                        .arg(factor)));
            }
            QVERIFY(close(window.threshold(), naive.threshold(0.02)));
            QCOMPARE(window.median(), static_cast<double>(naive.lowerMedian()));
            const LofWindow copy(window);
            for (const auto& [value, factor] : naive.factors())
                QCOMPARE(copy.factorOf(value), window.factorOf(value));
            QCOMPARE(copy.threshold(), window.threshold());
            QCOMPARE(copy.novelty(12'345), window.novelty(12'345));
        }
    }

    void duplicatesHaveFactorOne_data()
    {
        QTest::addColumn<int>("distinct");
        QTest::newRow("a constant") << 1;
        QTest::newRow("three counts, each more often than k") << 3;
    }

    void duplicatesHaveFactorOne()
    {
        QFETCH(int, distinct);
        LofWindow window({});
        for (int i = 0; i < 300; ++i)
            window.add(static_cast<std::uint64_t>(10 * (i % distinct)));
        for (int value = 0; value < distinct; ++value)
            QCOMPARE(window.factorOf(static_cast<std::uint64_t>(10 * value)), 1.0);
        QCOMPARE(window.threshold(), 1.0);
        QVERIFY(window.novelty(5) > 1e6); // beside duplicates anything else is an outlier
        QCOMPARE(window.novelty(0), 1.0);
    }

    void theWindowRemembersInOrderOfAge()
    {
        LofWindow window({.capacity = 6, .neighbours = 2, .contamination = 0.1});
        for (std::uint64_t i = 1; i <= 8; ++i)
            window.add(i);
        QCOMPARE(window.size(), std::size_t{6});
        QCOMPARE(window.at(0), std::uint64_t{3});
        QCOMPARE(window.at(5), std::uint64_t{8});
    }
};

QTEST_APPLESS_MAIN(TestLofWindow)
#include "tst_lof_window.moc"
