// What `adaptive` costs: a point scored and learned, a year of history learned, and the same after
// it.
#include "core/detect/adaptive_count_model.h"
#include "tests/eval/scenario.h"

#include <benchmark/benchmark.h>

using namespace vigia;

namespace {

const std::vector<Bucket>& weeks()
{
    static const std::vector<Bucket> minutes =
        eval::makeScenario({eval::Generator::Acquirer, 3, 21, 7}).minutes;
    return minutes;
}

std::unique_ptr<Detector> fresh()
{
    DetectorContext context;
    context.catalog = std::make_shared<StatusCatalog>();
    context.zone = std::make_shared<Zone>();
    return std::move(*AdaptiveCountModel::create(context));
}

// `days` of the four weeks, over and over.
void learnDays(Detector& detector, int days)
{
    const auto& all = weeks();
    Bucket bucket;
    for (int m = 0; m < days * 1440; ++m) {
        const Bucket& from = all[static_cast<std::size_t>(m) % all.size()];
        bucket.time = all.front().time + std::chrono::minutes{m};
        bucket.fill = from.fill;
        bucket.counts = from.counts;
        detector.learn(bucket);
    }
}

void BM_LearnAYear(benchmark::State& state)
{
    for (auto _ : state) {
        const auto detector = fresh();
        learnDays(*detector, 365);
        benchmark::DoNotOptimize(detector->save().size());
    }
    state.SetItemsProcessed(state.iterations() * 365 * 1440 * 7); // points
}
BENCHMARK(BM_LearnAYear)->Unit(benchmark::kMillisecond);

// Argument: days of history before.
void BM_ScoreAndLearn(benchmark::State& state)
{
    const auto detector = fresh();
    const int before = static_cast<int>(state.range(0));
    learnDays(*detector, before);
    const auto& all = weeks();
    std::int64_t m = before * 1440;
    Bucket bucket;
    for (auto _ : state) {
        const Bucket& from = all[static_cast<std::size_t>(m) % all.size()];
        bucket.time = all.front().time + std::chrono::minutes{m++};
        bucket.fill = from.fill;
        bucket.counts = from.counts;
        for (std::size_t s = 0; s < bucket.counts.size(); ++s)
            benchmark::DoNotOptimize(detector->score(bucket, static_cast<StatusId>(s)));
        detector->learn(bucket);
    }
    state.SetItemsProcessed(state.iterations() * 7); // points
}
BENCHMARK(BM_ScoreAndLearn)->Arg(0)->Arg(1)->Arg(365);

} // namespace
