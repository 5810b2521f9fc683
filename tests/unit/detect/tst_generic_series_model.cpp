#include "core/detect/generic_series_model.h"

#include "core/base/random.h"
#include "tests/eval/series_scenario.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace vigia;
using namespace vigia::test;

namespace {

std::vector<double> scored(const std::vector<double>& values, double interval = 60)
{
    GenericSeriesModel model;
    std::vector<double> out;
    double time = 0;
    for (const double value : values)
        out.push_back(model.score(time += interval, value));
    return out;
}

std::vector<double> noise(std::size_t n, double level, double size, std::uint64_t seed = 1)
{
    Random random(seed);
    std::vector<double> out(n);
    for (double& v : out)
        v = level + size * random.normal();
    return out;
}

} // namespace

class TestGenericSeriesModel : public QObject
{
    Q_OBJECT

private slots:
    // What comes later must not change a score: the scores of a prefix are a prefix of the scores.
    void scoresDependOnThePastOnly_data()
    {
        QTest::addColumn<std::string>("kind");
        for (const std::string& kind : seriesKinds())
            QTest::newRow(kind.c_str()) << kind;
    }

    void scoresDependOnThePastOnly()
    {
        QFETCH(std::string, kind);
        const LabelledSeries series = makeSeries(kind, 42);
        GenericSeriesModel whole;
        GenericSeriesModel twin; // goes on with other values after a while
        const std::size_t split = series.values.size() / 2;
        for (std::size_t i = 0; i < series.values.size(); ++i) {
            const double score = whole.score(series.times[i], series.values[i]);
            QVERIFY(std::isfinite(score) && score >= 0 && score <= 1);
            if (i < split)
                QCOMPARE(twin.score(series.times[i], series.values[i]), score);
            else if (i == split)
                twin = whole; // a copy goes on alike, too
            else if (i < split + 200)
                QCOMPARE(twin.score(series.times[i], series.values[i]), score);
        }
    }

    void anySeriesHasFiniteScores_data()
    {
        QTest::addColumn<std::vector<double>>("values");
        const auto row = [](const char* name, std::vector<double> values) {
            QTest::newRow(name) << std::move(values);
        };
        const double huge = std::numeric_limits<double>::max();
        row("one row", {1});
        row("constant", std::vector<double>(2000, 7.0));
        row("all zero", std::vector<double>(2000, 0.0));
        row("negative", noise(1000, -1e6, 3));
        row("huge", noise(1000, 1e307, 1e305));
        row("tiny", noise(1000, 0, 1e-320));
        std::vector<double> ends(600);
        for (std::size_t i = 0; i < ends.size(); ++i)
            ends[i] = i % 2 == 0 ? huge : -huge;
        row("both ends of double in turn", ends);
        std::vector<double> once = noise(900, 0, 1);
        once[400] = huge;
        once[401] = -huge;
        once[600] = std::numeric_limits<double>::denorm_min();
        row("both ends of double once", once);
        std::vector<double> grows(1100);
        for (std::size_t i = 0; i < grows.size(); ++i)
            grows[i] = std::pow(10.0, static_cast<double>(i % 600) - 300);
        row("all orders of magnitude", grows);
        row("counts of 2^53 - 1", std::vector<double>(300, 9007199254740991.0));
    }

    void anySeriesHasFiniteScores()
    {
        QFETCH(std::vector<double>, values);
        for (const double score : scored(values))
            QVERIFY(std::isfinite(score) && score >= 0 && score <= 1);
    }

    void constantsAreNeverUnusual()
    {
        for (const double level : {0.0, 7.0, -1e300, 0.1})
            for (const double score : scored(std::vector<double>(3000, level)))
                QVERIFY(score < 0.5);
    }

    void theFirstChangeOfAConstantIs()
    {
        for (const double level : {0.0, 7.0, -1e6}) {
            std::vector<double> values(500, level);
            values[300] = level + 1;
            const auto scores = scored(values);
            QVERIFY(scores[300] > 0.9);
            QVERIFY(*std::max_element(scores.begin(), scores.begin() + 300) < 0.5);
            QVERIFY(*std::max_element(scores.begin() + 301, scores.end()) < 0.5);
        }
    }

    void aSpikeStandsOut_data()
    {
        QTest::addColumn<double>("level");
        QTest::addColumn<double>("size");
        QTest::newRow("around zero") << 0.0 << 1.0;
        QTest::newRow("on a high level") << 1e9 << 10.0;
        QTest::newRow("negative") << -5000.0 << 0.001;
        QTest::newRow("huge") << 1e305 << 1e303;
        QTest::newRow("tiny") << 1e-200 << 1e-202;
    }

    void aSpikeStandsOut()
    {
        QFETCH(double, level);
        QFETCH(double, size);
        for (const double sign : {-1.0, 1.0}) {
            std::vector<double> values = noise(2000, level, size);
            values[1500] += sign * 25 * size;
            const auto scores = scored(values);
            QVERIFY(scores[1500] > 0.9);
            QCOMPARE(std::max_element(scores.begin(), scores.end()) - scores.begin(), 1500);
        }
    }

    void aMissingBeatStandsOutThoughNoValueDoes_data()
    {
        QTest::addColumn<double>("outlier");
        QTest::newRow("in a calm past") << 0.0;
        QTest::newRow("after an outlier") << 40.0;
        QTest::newRow("after an outlier beyond all measure") << 1e300;
    }

    void aMissingBeatStandsOutThoughNoValueDoes()
    {
        QFETCH(double, outlier);
        std::vector<double> values = noise(3000, 0, 0.05, 8);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] += i % 100 < 20 && i / 100 != 22 ? 1 : 0;
        values[1030] = outlier;
        const auto scores = scored(values);
        const auto at = std::max_element(scores.begin() + 1200, scores.end()) - scores.begin();
        QVERIFY2(at >= 2200 && at < 2300, qPrintable(QString::number(at)));
        QVERIFY(scores[static_cast<std::size_t>(at)] > 0.9);
    }

    void whatRecursIsNoLongerUnusual()
    {
        std::vector<double> values = noise(6000, 10, 1, 9);
        for (std::size_t i = 500; i < values.size(); i += 250)
            values[i] += 30;
        const auto scores = scored(values);
        QVERIFY(scores[500] > 0.9);
        for (std::size_t i = 4000; i < values.size(); i += 250)
            QVERIFY(scores[i] < 0.5);
    }

    void aNewLevelIsOneEvent()
    {
        std::vector<double> values = noise(3000, 10, 1, 10);
        for (std::size_t i = 1500; i < values.size(); ++i)
            values[i] += 20;
        const auto scores = scored(values);
        QVERIFY(scores[1500] > 0.9);
        const auto high =
            std::count_if(scores.begin() + 1500, scores.end(), [](double s) { return s > 0.5; });
        QVERIFY2(high <= 4, qPrintable(QString::number(high)));
    }

    void theScaleDoesNotMatter()
    {
        const std::vector<double> values = makeSeries("cloud load", 5).values;
        std::vector<double> scaled = values;
        for (double& v : scaled)
            v *= 1024; // exact in binary
        QCOMPARE(scored(scaled), scored(values));
    }

    void timesMayBeAnything()
    {
        Random random(12);
        const std::vector<double> values = noise(1000, 5, 1);
        GenericSeriesModel model;
        double time = 0;
        for (const double value : values) {
            switch (random.below(8)) {
            case 0:
                time = std::numeric_limits<double>::quiet_NaN();
                break;
            case 1:
                time = -1e300;
                break;
            case 2:
                time = std::numeric_limits<double>::infinity();
                break;
            case 3:
                time = 1e308;
                break;
            default:
                time = static_cast<double>(random.below(1000));
            }
            const double score = model.score(time, value);
            QVERIFY(std::isfinite(score) && score >= 0 && score <= 1);
        }
    }
};

QTEST_APPLESS_MAIN(TestGenericSeriesModel)
#include "tst_generic_series_model.moc"
