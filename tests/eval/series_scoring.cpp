#include "tests/eval/series_scoring.h"

#include <algorithm>
#include <cmath>

namespace vigia::test {
namespace {

using Range = LabelledSeries::Range;

constexpr double kFalseAlarm = 0.11; // weight against a missed anomaly, NAB's standard profile

std::size_t firstJudged(const ScoredSeries& s)
{
    return std::min<std::size_t>(750, s.scores.size() * 15 / 100);
}

std::size_t slackOf(const ScoredSeries& s)
{
    return std::max<std::size_t>(3, s.scores.size() / 100);
}

bool isAt(const ScoredSeries& s, const Range& anomaly, std::size_t row)
{
    return row + slackOf(s) >= anomaly.from && row < anomaly.to + slackOf(s);
}

std::vector<Range> windowsOf(const ScoredSeries& s)
{
    std::vector<Range> out;
    const std::size_t rows = s.scores.size();
    for (const Range& a : s.series.anomalies) {
        const std::size_t centre = (a.from + a.to) / 2;
        const std::size_t half = std::max(rows / 10 / s.series.anomalies.size(), a.to - a.from) / 2;
        const std::size_t earliest =
            std::max(out.empty() ? 0 : out.back().to, std::min(firstJudged(s), a.from));
        out.push_back({std::max(earliest, centre > half ? centre - half : 0),
                       std::min(rows, centre + half + 1)});
    }
    return out;
}

// 1 at the begin of a window, 0 at its end, -1 long after it.
double sigmoid(double place)
{
    return 2 / (1 + std::exp(5 * place)) - 1;
}

// Sum of NAB's weights; `silence` sums what no detection at all would get.
double windowedSum(const ScoredSeries& s, double threshold, double& silence)
{
    const std::vector<Range> windows = windowsOf(s);
    std::vector<bool> found(windows.size(), false);
    double sum = 0;
    for (std::size_t row = firstJudged(s); row < s.scores.size(); ++row) {
        if (s.scores[row] < threshold)
            continue;
        const auto after = std::find_if(windows.begin(), windows.end(),
                                        [row](const Range& w) { return row < w.to; });
        if (after != windows.end() && row >= after->from) {
            const auto i = static_cast<std::size_t>(after - windows.begin());
            if (!found[i])
                sum += sigmoid(-static_cast<double>(after->to - row) /
                               static_cast<double>(after->to - after->from)) /
                       sigmoid(-1);
            found[i] = true;
            continue;
        }
        double weight = -1;
        if (after != windows.begin()) {
            const Range& before = *std::prev(after);
            weight = sigmoid(static_cast<double>(row - before.to + 1) /
                             static_cast<double>(before.to - before.from));
        }
        sum += kFalseAlarm * weight;
    }
    silence -= static_cast<double>(windows.size());
    return sum - static_cast<double>(std::count(found.begin(), found.end(), false));
}

} // namespace

std::vector<ScoredSeries> scoreSeries(const std::string& kind, std::uint64_t fromSeed,
                                      std::uint64_t toSeed,
                                      const std::function<SeriesScorer()>& make)
{
    std::vector<ScoredSeries> out;
    for (std::uint64_t seed = fromSeed; seed <= toSeed; ++seed) {
        ScoredSeries s{makeSeries(kind, seed), {}};
        const SeriesScorer score = make();
        for (std::size_t i = 0; i < s.series.values.size(); ++i)
            s.scores.push_back(score(s.series.times[i], s.series.values[i]));
        out.push_back(std::move(s));
    }
    return out;
}

SeriesQuality judgeSeries(std::span<const ScoredSeries> all, double threshold)
{
    double labelled = 0;
    double top = 0;
    double anomalies = 0;
    double found = 0;
    double alarms = 0;
    double right = 0;
    double rows = 0;
    double sum = 0;
    double silence = 0;
    for (const ScoredSeries& s : all) {
        const std::size_t first = firstJudged(s);
        const auto& labels = s.series.anomalies;
        const auto anyAt = [&](std::size_t row) {
            return std::any_of(labels.begin(), labels.end(),
                               [&](const Range& a) { return isAt(s, a, row); });
        };
        rows += static_cast<double>(s.scores.size() - first);
        const auto highest =
            std::max_element(s.scores.begin() + static_cast<std::ptrdiff_t>(first), s.scores.end());
        labelled += labels.empty() ? 0 : 1;
        top += anyAt(static_cast<std::size_t>(highest - s.scores.begin())) ? 1 : 0;
        std::vector<bool> seen(labels.size(), false);
        std::size_t last = 0;
        for (std::size_t row = first; row < s.scores.size(); ++row) {
            if (s.scores[row] < threshold)
                continue;
            for (std::size_t a = 0; a < labels.size(); ++a)
                seen[a] = seen[a] || isAt(s, labels[a], row);
            if (last == 0 || row - last > slackOf(s)) {
                ++alarms;
                right += anyAt(row) ? 1 : 0;
            }
            last = row;
        }
        anomalies += static_cast<double>(labels.size());
        found += static_cast<double>(std::count(seen.begin(), seen.end(), true));
        sum += windowedSum(s, threshold, silence);
    }
    SeriesQuality out;
    out.anomalies = static_cast<std::size_t>(anomalies);
    out.topOne = labelled > 0 ? top / labelled : 1;
    out.recall = anomalies > 0 ? found / anomalies : 1;
    out.precision = alarms > 0 ? right / alarms : 1;
    out.alarmsPer1000 = rows > 0 ? 1000 * (alarms - right) / rows : 0;
    out.windowed = silence < 0 ? 100 * (sum - silence) / (-2 * silence) : 0;
    return out;
}

} // namespace vigia::test
