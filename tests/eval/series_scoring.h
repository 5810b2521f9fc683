// How well scores of single series find the labelled anomalies: the measures of the public
// collections, so that figures can be compared in kind.
#pragma once

#include "tests/eval/series_scenario.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace vigia::test {

struct ScoredSeries
{
    LabelledSeries series;
    std::vector<double> scores;
};

// A scorer is made anew for each series and then asked row by row.
using SeriesScorer = std::function<double(double time, double value)>;
[[nodiscard]] std::vector<ScoredSeries> scoreSeries(const std::string& kind, std::uint64_t fromSeed,
                                                    std::uint64_t toSeed, // inclusive
                                                    const std::function<SeriesScorer()>& make);

struct SeriesQuality
{
    std::size_t anomalies = 0; // labelled; without any only the alarms mean something
    double topOne = 0;         // series whose highest score lies at an anomaly (as UCR counts)
    double recall = 0;         // anomalies with a score of `threshold` or more
    double precision = 1;      // alarms that lie at an anomaly
    double alarmsPer1000 = 0;  // rows, that lie at none
    double windowed = 0;       // NAB's standard profile: 100 is perfect, 0 is silence
};

// The first 15 % of each series, at most 750 rows, are not judged. At an anomaly: from 1 % of the
// rows before it to 1 % after it. Alarms within 1 % of the rows are one.
// `windowed`: Lavin and Ahmad 2015, section II, windows of 10 % of the rows shared by the
// anomalies.
[[nodiscard]] SeriesQuality judgeSeries(std::span<const ScoredSeries> all, double threshold);

} // namespace vigia::test
