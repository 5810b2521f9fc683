// Prints how well GenericSeriesModel finds the anomalies of made-up series of many kinds, beside
// the plain rolling z-score of 100 rows, as the table of core/detect/README.md.
//
// Usage: eval_series [FIRST_SEED LAST_SEED [THRESHOLD]]; by default the seeds 101-110, on which
// nothing was tuned (1-8 were), and 0.5.
#include "tests/eval/series_scoring.h"

#include "core/detect/generic_series_model.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <iterator>
#include <memory>

using namespace vigia;
using namespace vigia::test;

namespace {

SeriesScorer genericSeriesModel()
{
    return [model = std::make_shared<GenericSeriesModel>()](double time, double value) {
        return model->score(time, value);
    };
}

SeriesScorer rollingZ()
{
    return [window = std::deque<double>()](double, double value) mutable {
        double mean = 0;
        double squares = 0;
        for (const double v : window)
            mean += v / static_cast<double>(window.size());
        for (const double v : window)
            squares += (v - mean) * (v - mean) / static_cast<double>(window.size());
        const double z =
            window.size() < 100 ? 0 : std::abs(value - mean) / (std::sqrt(squares) + 1e-9);
        window.push_back(value);
        if (window.size() > 100)
            window.pop_front();
        return z / (z + 5); // 0.5 at five deviations
    };
}

void print(const char* scorer, const std::string& kind, const SeriesQuality& q)
{
    if (q.anomalies == 0)
        std::printf("| %s | %s (no anomaly) | | | | %.2f | |\n", scorer, kind.c_str(),
                    q.alarmsPer1000);
    else
        std::printf("| %s | %s | %.2f | %.2f | %.2f | %.2f | %.1f |\n", scorer, kind.c_str(),
                    q.topOne, q.recall, q.precision, q.alarmsPer1000, q.windowed);
}

} // namespace

int main(int argc, char** argv)
{
    const auto first = argc > 2 ? std::strtoull(argv[1], nullptr, 10) : 101;
    const auto last = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 110;
    const double threshold = argc > 3 ? std::strtod(argv[3], nullptr) : 0.5;
    std::printf("| scorer | series | highest score hits | recall | precision | false alarms per "
                "1,000 rows | windowed score |\n|---|---|---|---|---|---|---|\n");
    const auto evaluate = [&](const char* name, const auto& make, bool eachKind) {
        std::vector<ScoredSeries> all;
        for (const std::string& kind : seriesKinds()) {
            auto scored = scoreSeries(kind, first, last, make);
            if (eachKind)
                print(name, kind, judgeSeries(scored, threshold));
            std::move(scored.begin(), scored.end(), std::back_inserter(all));
        }
        print(name, "all", judgeSeries(all, threshold));
    };
    evaluate("generic", genericSeriesModel, true);
    evaluate("rolling z", rollingZ, false);
    return 0;
}
