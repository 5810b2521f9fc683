#include "core/incident/explain.h"
#include "core/model/count_batch.h"

#include <QTest>

#include <limits>
#include <random>

using namespace vigia;
using Kind = Counterfactual::Kind;

class TestExplain : public QObject
{
    Q_OBJECT

private slots:
    void theBoundOfASpikeIsExactWhateverTheGuess_data()
    {
        QTest::addColumn<double>("guess");
        QTest::newRow("right") << 41.7;
        QTest::newRow("too low") << 3.0;
        QTest::newRow("too high") << 90.0;
        QTest::newRow("beyond the observed") << 1e9;
        QTest::newRow("negative") << -5.0;
        QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN();
    }
    void theBoundOfASpikeIsExactWhateverTheGuess()
    {
        QFETCH(double, guess);
        const auto c = findCounterfactual(1000, Direction::Down, Shape::Monotone, guess,
                                          [](std::uint64_t n) { return n > 41; });
        QCOMPARE(c, (Counterfactual{Kind::AtOrBelow, 41}));
    }

    void theBoundOfADropIsExact()
    {
        const auto c = findCounterfactual(3, Direction::Up, Shape::Monotone, 0,
                                          [](std::uint64_t n) { return n < 250; });
        QCOMPARE(c, (Counterfactual{Kind::AtOrAbove, 250}));
    }

    void everyThresholdIsFoundAndConfirmedByReplay()
    {
        std::mt19937_64 random{5};
        for (int i = 0; i < 2000; ++i) {
            const std::uint64_t threshold = random() % (std::uint64_t{1} << (1 + random() % 52));
            const std::uint64_t observed = threshold + 1 + random() % 1'000'000;
            const WouldFire spike = [&](std::uint64_t n) { return n > threshold; };
            const double guess = static_cast<double>(threshold) * 0.8;
            const auto down =
                findCounterfactual(observed, Direction::Down, Shape::Monotone, guess, spike);
            QCOMPARE(down.count, threshold);
            const WouldFire drop = [&](std::uint64_t n) { return n <= observed; };
            const auto up =
                findCounterfactual(threshold, Direction::Up, Shape::Monotone, guess, drop);
            QCOMPARE(up.count, observed + 1);
        }
    }

    void aRangeThatFiresOnBothSidesGivesTheNearEnd()
    {
        const auto c = findCounterfactual(900, Direction::Down, Shape::Any, 0,
                                          [](std::uint64_t n) { return n < 100 || n > 200; });
        QVERIFY(c.kind == Kind::At);
        QCOMPARE(c.count, 200u);
    }

    void aNarrowCalmRangeIsStillFound()
    {
        // Doubling steps from 1000 look at 999, 998, 996 … 488, 0 and miss 700 to 720.
        const auto c = findCounterfactual(1000, Direction::Down, Shape::Any, 0,
                                          [](std::uint64_t n) { return n < 700 || n > 720; });
        QVERIFY(c.kind == Kind::At);
        QCOMPARE(c.count, 720u);
    }

    void aMinuteThatFiresWhateverItsCountSaysSo()
    {
        const auto c = findCounterfactual(10, Direction::Down, Shape::Monotone, -1,
                                          [](std::uint64_t) { return true; });
        QVERIFY(c.kind == Kind::None);
        QCOMPARE(inWords(c),
                 std::string("would have fired at any count in this minute (none in range)"));
        QVERIFY(findCounterfactual(0, Direction::Up, Shape::Monotone, 5, [](std::uint64_t) {
                    return true;
                }).kind == Kind::None);
    }

    void zeroCanBeTheBound()
    {
        const auto c = findCounterfactual(1, Direction::Down, Shape::Monotone, 0,
                                          [](std::uint64_t n) { return n > 0; });
        QCOMPARE(inWords(c), std::string("would not have fired at or below 0"));
    }

    void itTakesFewQuestions()
    {
        int asked = 0;
        const auto count = [&](std::uint64_t n) {
            ++asked;
            return n > 41;
        };
        (void)findCounterfactual(kMaxCount, Direction::Down, Shape::Monotone, 41, count);
        QCOMPARE(asked, 2);
        asked = 0;
        (void)findCounterfactual(kMaxCount, Direction::Down, Shape::Monotone, 7, count);
        QVERIFY2(asked < 120, qPrintable(QString::number(asked)));
    }

    void anExplanationLosesItsOwnCounterfactual()
    {
        QCOMPARE(withoutCounterfactual("too high; would not have fired at or below 4"),
                 std::string_view("too high"));
        QCOMPARE(withoutCounterfactual("too high; would have fired at any count"),
                 std::string_view("too high"));
        QCOMPARE(withoutCounterfactual("too high"), std::string_view("too high"));
    }

    void theNearestAlarmOfACalmCount()
    {
        const WouldFire outside = [](std::uint64_t n) { return n < 10 || n > 90; };
        QCOMPARE(*findAlarm(50, Direction::Up, outside), 91u);
        QCOMPARE(*findAlarm(50, Direction::Down, outside), 9u);
        QVERIFY(!findAlarm(50, Direction::Down, [](std::uint64_t) { return false; }));
        QVERIFY(!findAlarm(50, Direction::Up, [](std::uint64_t) { return false; }));
    }

    void aCalmMinuteInWords()
    {
        Verdict v;
        v.ready = true;
        v.score = 0.5;
        v.threshold = 3;
        QCOMPARE(calmInWords("z", v, "calm"),
                 std::string("z: calm; score 0.50, fires above 3.00, margin 2.50"));
        QCOMPARE(calmInWords("z", v, "calm, margin 2.5"), std::string("z: calm, margin 2.5"));
        v.ready = false;
        QCOMPARE(calmInWords("z", v, "warming up"), std::string("z: warming up"));
    }
};

QTEST_GUILESS_MAIN(TestExplain)
#include "tst_explain.moc"
