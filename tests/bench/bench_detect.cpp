// What a minute costs each detector and all of them together, after an hour and after a year of
// learning; the LOF update; fit and score of the isolation forest on a year.
//
// VIGIA_FOREST_ROWS names a file of float32 rows, kForestFeatures each, for the forest's benchmarks
// (tests/bench/compare_sklearn.py gives both sides the same ones).
#include "core/detect/isolation_forest.h"
#include "core/detect/lof_window.h"
#include "tests/support/taught_detector.h"

#include <benchmark/benchmark.h>
#include <cstdlib>
#include <fstream>

using namespace vigia;
using namespace vigia::test;

namespace {

constexpr std::int64_t kHour = 60;
constexpr std::int64_t kThreeDays = 3 * 1440; // by then every detector is on
constexpr std::int64_t kYear = 365 * 1440;

DetectionConfig watchingAll()
{
    DetectionConfig config;
    const StatusCatalog catalog;
    for (std::size_t i = 0; i < catalog.size(); ++i)
        config.staticLimits[std::string(catalog.name(static_cast<StatusId>(i)))] = 1'000;
    return config;
}

// A year of minutes, made once.
const std::vector<Bucket>& year()
{
    static const std::vector<Bucket> minutes = [] {
        MinuteStream stream(1);
        std::vector<Bucket> all;
        for (std::int64_t i = 0; i < kYear + 10 * 1440; ++i)
            all.push_back(stream.next());
        return all;
    }();
    return minutes;
}

// Learns `history` minutes, then scores and learns minute after minute. The time of a fit is not
// in it: it runs beside the stream.
void runMinutes(benchmark::State& state, std::span<const std::string_view> names)
{
    const auto history = static_cast<std::size_t>(state.range(0));
    std::vector<TaughtDetector> detectors;
    for (const std::string_view name : names)
        detectors.emplace_back(std::move(*makeDetector(name, context(watchingAll()))));
    for (TaughtDetector& detector : detectors) {
        // Fits of the past do not matter, the last one does.
        for (std::size_t i = 0; i + 3'000 < history; ++i) {
            detector->learn(year()[i]);
            (void)detector->trainingDue();
        }
        for (std::size_t i = history > 3'000 ? history - 3'000 : 0; i < history; ++i)
            detector.learn(year()[i]);
    }
    std::size_t at = history;
    for (auto _ : state) {
        if (at == year().size()) {
            state.SkipWithError("ran out of minutes");
            break;
        }
        const Bucket& bucket = year()[at++];
        for (TaughtDetector& detector : detectors) {
            for (std::size_t s = 0; s < kKnownStatuses; ++s) {
                benchmark::DoNotOptimize(detector->score(bucket, static_cast<StatusId>(s)).score);
            }
            detector->learn(bucket);
            benchmark::DoNotOptimize(detector->trainingDue().has_value());
        }
    }
    state.counters["per_point"] = benchmark::Counter(
        static_cast<double>(state.iterations() * static_cast<std::int64_t>(kKnownStatuses)),
        benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void allDetectorsAMinute(benchmark::State& state)
{
    runMinutes(state, detectorNames());
}
BENCHMARK(allDetectorsAMinute)
    ->ArgName("history")
    ->Arg(kHour)
    ->Arg(kThreeDays)
    ->Arg(kYear)
    ->Iterations(10'000)
    ->Unit(benchmark::kMicrosecond);

void oneDetectorAMinute(benchmark::State& state, std::string_view name)
{
    runMinutes(state, std::span(&name, 1));
}

const bool kRegistered = [] {
    for (const std::string_view name : detectorNames()) {
        benchmark::RegisterBenchmark(
            ("oneDetectorAMinute/" + std::string(name)).c_str(),
            [name](benchmark::State& state) { oneDetectorAMinute(state, name); })
            ->ArgName("history")
            ->Arg(kHour)
            ->Arg(kYear)
            ->Iterations(10'000)
            ->Unit(benchmark::kMicrosecond);
    }
    return true;
}();

// One count in, one out, and the verdict on the next.
void lofUpdate(benchmark::State& state)
{
    constexpr std::size_t kPoints = 43'200;
    const bool allDiffer = state.range(0) == 1;
    Random random(2);
    LofWindow window({.capacity = kPoints});
    std::size_t at = 0;
    const auto next = [&] {
        return allDiffer ? random.below(std::uint64_t{1} << 40) : year()[at++].counts[0];
    };
    for (std::size_t i = 0; i < kPoints; ++i)
        window.add(next());
    for (auto _ : state) {
        const std::uint64_t count = next();
        benchmark::DoNotOptimize(window.novelty(count) > window.threshold());
        window.add(count);
    }
    state.SetLabel(allDiffer ? "all counts differ" : "approved");
}
BENCHMARK(lofUpdate)->Arg(0)->Arg(1)->Iterations(50'000)->Unit(benchmark::kMicrosecond);

const std::vector<FeatureRow>& forestRows()
{
    static const std::vector<FeatureRow> rows = [] {
        std::vector<FeatureRow> all;
        if (const char* path = std::getenv("VIGIA_FOREST_ROWS")) {
            std::ifstream in(path, std::ios::binary);
            for (FeatureRow row; in.read(reinterpret_cast<char*>(row.data()), sizeof row);)
                all.push_back(row);
            return all;
        }
        auto forest = std::move(*IsolationForest::make(context()));
        for (std::int64_t i = 0; i < kYear; ++i) {
            const Bucket& bucket = year()[static_cast<std::size_t>(i)];
            all.push_back(forest.features(bucket));
            forest.learn(bucket);
        }
        return all;
    }();
    return rows;
}

void forestFitOfAYear(benchmark::State& state)
{
    const auto& rows = forestRows();
    for (auto _ : state)
        benchmark::DoNotOptimize(ForestModel::fit(rows, {.seed = 1}).score(rows.front()));
    state.counters["rows"] = static_cast<double>(rows.size());
}
BENCHMARK(forestFitOfAYear)->Unit(benchmark::kMillisecond);

void forestScore(benchmark::State& state)
{
    const auto& rows = forestRows();
    const ForestModel model = ForestModel::fit(rows, {.seed = 1});
    std::size_t at = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(model.score(rows[at]));
        at = at + 1 == rows.size() ? 0 : at + 1;
    }
}
BENCHMARK(forestScore)->Unit(benchmark::kMicrosecond);

} // namespace
