#include "core/base/random.h"
#include "core/detect/forest_model.h"

#include <QTest>

#include <cmath>

using namespace vigia;

class TestForestModel : public QObject
{
    Q_OBJECT

private:
    // A cloud around zero of deviation 1 in each feature, and one row far away at the end.
    static std::vector<FeatureRow> cloudAndStranger(std::size_t n)
    {
        Random random(1);
        std::vector<FeatureRow> rows(n);
        for (FeatureRow& row : rows) {
            for (float& x : row)
                x = static_cast<float>(random.normal());
        }
        rows.back().fill(10);
        return rows;
    }

private slots:
    // c(n) = 2 H(n - 1) - 2 (n - 1) / n with H(i) about ln(i) + 0.5772156649, c(2) = 1 (the paper).
    void meanPathIsThatOfThePaper_data()
    {
        QTest::addColumn<int>("n");
        QTest::addColumn<double>("path");
        QTest::newRow("one row") << 1 << 0.0;
        QTest::newRow("two rows") << 2 << 1.0;
        QTest::newRow("three rows") << 3 << 2 * (std::log(2.0) + 0.5772156649) - 4.0 / 3;
        QTest::newRow("256 rows") << 256 << 10.2447709;
    }

    void meanPathIsThatOfThePaper()
    {
        QFETCH(int, n);
        QFETCH(double, path);
        QVERIFY(std::abs(ForestModel::meanPath(static_cast<std::size_t>(n)) - path) < 1e-7);
    }

    void aStrangerIsIsolatedEarly()
    {
        const auto rows = cloudAndStranger(5'000);
        std::vector<FeatureRow> shown(rows.begin(), rows.end() - 1);
        const ForestModel model = ForestModel::fit(shown, {.seed = 7});
        const double stranger = model.score(rows.back());
        double sum = 0;
        for (const FeatureRow& row : shown) {
            const double score = model.score(row);
            QVERIFY(score > 0 && score < stranger);
            sum += score;
        }
        QVERIFY(stranger > 0.7);
        QVERIFY(std::abs(sum / static_cast<double>(shown.size()) - 0.47) < 0.05); // about half
    }

    void rowsThatAreAllEqualScoreAHalf_data()
    {
        QTest::addColumn<int>("n");
        QTest::newRow("two rows") << 2;
        QTest::newRow("a thousand rows") << 1'000;
    }

    void rowsThatAreAllEqualScoreAHalf()
    {
        QFETCH(int, n);
        const std::vector<FeatureRow> rows(static_cast<std::size_t>(n), FeatureRow{1, 2, 3});
        const ForestModel model = ForestModel::fit(rows, {});
        QVERIFY(std::abs(model.score(rows.front()) - 0.5) < 1e-6);
        QVERIFY(std::abs(model.score({9, 9, 9, 9, 9, 9}) - 0.5) < 1e-6); // no cut can tell it
    }

    void oneFeatureThatVariesIsEnough()
    {
        std::vector<FeatureRow> rows(1'000, FeatureRow{});
        for (std::size_t i = 0; i < rows.size(); ++i)
            rows[i][3] = static_cast<float>(i % 10);
        const ForestModel model = ForestModel::fit(rows, {});
        FeatureRow far{};
        far[3] = 100;
        QVERIFY(model.score(far) > model.score(rows[5]));
    }

    void theSameSeedGivesTheSameForestAndAnotherDoesNot()
    {
        const auto rows = cloudAndStranger(2'000);
        const ForestModel one = ForestModel::fit(rows, {.seed = 3});
        const ForestModel same = ForestModel::fit(rows, {.seed = 3});
        const ForestModel other = ForestModel::fit(rows, {.seed = 4});
        int differences = 0;
        for (const FeatureRow& row : rows) {
            QCOMPARE(one.score(row), same.score(row));
            differences += one.score(row) != other.score(row) ? 1 : 0;
        }
        QVERIFY(differences > 1'000);
    }

    void hugeFeaturesStayFinite()
    {
        std::vector<FeatureRow> rows(100, FeatureRow{});
        for (std::size_t i = 0; i < rows.size(); ++i)
            rows[i].fill(i % 2 == 0 ? 3e38F : -3e38F);
        const ForestModel model = ForestModel::fit(rows, {});
        QVERIFY(std::isfinite(model.score(rows[0])));
        QCOMPARE(model.score(rows[0]), model.score(rows[2]));
    }

    void aForestIsReadBackAsItWasWritten()
    {
        const auto rows = cloudAndStranger(2'000);
        const ForestModel model = ForestModel::fit(rows, {.trees = 20, .seed = 3});
        ByteWriter out;
        model.save(out);
        const std::string bytes = out.take();
        ByteReader in(bytes);
        const auto loaded = ForestModel::load(in);
        QVERIFY(loaded && in.finished());
        for (const FeatureRow& row : rows)
            QCOMPARE(loaded->score(row), model.score(row));
    }

    void brokenBytesAreNoForest()
    {
        const auto rows = cloudAndStranger(500);
        const ForestModel model = ForestModel::fit(rows, {.trees = 3, .sampleSize = 64});
        ByteWriter out;
        model.save(out);
        const std::string bytes = out.take();
        for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
            ByteReader in(std::string_view(bytes).substr(0, cut));
            QVERIFY(!ForestModel::load(in));
        }
        // Whatever a flipped byte turns it into, a descent ends inside it.
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            std::string flipped = bytes;
            flipped[i] = static_cast<char>(flipped[i] ^ 0x55);
            ByteReader in(flipped);
            if (const auto loaded = ForestModel::load(in))
                (void)loaded->score(rows.back());
        }
    }
};

QTEST_APPLESS_MAIN(TestForestModel)
#include "tst_forest_model.moc"
