// The promise of GenericSeriesModel on series it was not tuned on. The bounds leave room below the
// figures of core/detect/README.md, as these are fewer seeds.
#include "tests/eval/series_scoring.h"

#include "core/detect/generic_series_model.h"

#include <QTest>

using namespace vigia;
using namespace vigia::test;

class TestSeriesQuality : public QObject
{
    Q_OBJECT

private slots:
    void anomaliesOfAllKindsAreFound()
    {
        std::vector<ScoredSeries> all;
        for (const std::string& kind : seriesKinds()) {
            auto scored = scoreSeries(kind, 201, 204, [] {
                return SeriesScorer{
                    [model = std::make_shared<GenericSeriesModel>()](double time, double value) {
                        return model->score(time, value);
                    }};
            });
            std::move(scored.begin(), scored.end(), std::back_inserter(all));
        }
        const SeriesQuality quality = judgeSeries(all, 0.5);
        qInfo("highest score hits %.2f, recall %.2f, precision %.2f, windowed %.1f", quality.topOne,
              quality.recall, quality.precision, quality.windowed);
        QVERIFY(quality.topOne >= 0.85);
        QVERIFY(quality.recall >= 0.8);
        QVERIFY(quality.precision >= 0.55);
        QVERIFY(quality.windowed >= 72);
    }

    // The measure must tell good from bad.
    void nothingAndEverythingScoreLow()
    {
        const auto constant = [](double score) {
            return [score] { return SeriesScorer{[score](double, double) { return score; }}; };
        };
        const auto silent = scoreSeries("cloud load", 1, 2, constant(0.0));
        QCOMPARE(judgeSeries(silent, 0.5).windowed, 0.0);
        QCOMPARE(judgeSeries(silent, 0.5).recall, 0.0);
        const auto loud = scoreSeries("cloud load", 1, 2, constant(1.0));
        QVERIFY(judgeSeries(loud, 0.5).windowed < -500);
        QCOMPARE(judgeSeries(loud, 0.5).recall, 1.0);
    }
};

QTEST_APPLESS_MAIN(TestSeriesQuality)
#include "tst_series_quality.moc"
