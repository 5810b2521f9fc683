// What the minute engine costs: rows in batches as the listener brings them, and whole days.
#include "core/engine/backtest.h"
#include "core/engine/sample_generator.h"

#include <benchmark/benchmark.h>

#include <map>

using namespace vigia;

namespace {

EngineContext context(std::vector<std::string> detectors)
{
    EngineContext out{std::make_shared<StatusCatalog>(), std::make_shared<Zone>(), {}};
    out.config.detectors = std::move(detectors);
    return out;
}

const std::vector<CountRow>& rows(int days)
{
    static std::map<int, std::vector<CountRow>> kept;
    std::vector<CountRow>& out = kept[days];
    if (out.empty()) {
        const std::chrono::local_days start{std::chrono::year{2025} / 4 / 7};
        for (const SampleRow& r : generateSample({1, days, start}).rows)
            out.push_back({Minute{r.time.time_since_epoch()}, r.count, r.status, 0});
    }
    return out;
}

std::vector<CountBatch> batches(const std::vector<CountRow>& all, std::size_t size)
{
    std::vector<CountBatch> out;
    for (std::size_t i = 0; i < all.size(); i += size) {
        const auto from = all.begin() + static_cast<std::ptrdiff_t>(i);
        const auto to = all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), i + size));
        out.push_back({{""}, {from, to}});
    }
    return out;
}

void apply(benchmark::State& state, const std::vector<std::string>& detectors)
{
    const auto all = batches(rows(7), static_cast<std::size_t>(state.range(0)));
    std::int64_t n = 0;
    for (auto _ : state) {
        state.PauseTiming();
        auto engine = std::move(*MinuteEngine::create(context(detectors)));
        state.ResumeTiming();
        for (const CountBatch& batch : all) {
            benchmark::DoNotOptimize(engine->apply(batch));
            n += static_cast<std::int64_t>(batch.rows.size());
        }
    }
    state.SetItemsProcessed(n); // rows
}

void BM_ApplyStatic(benchmark::State& state)
{
    apply(state, {"static"});
}
BENCHMARK(BM_ApplyStatic)->Arg(1)->Arg(7)->Arg(1000);

void BM_ApplyStaticAndZscore(benchmark::State& state)
{
    apply(state, {"static", "rolling_zscore"});
}
BENCHMARK(BM_ApplyStaticAndZscore)->Arg(1)->Arg(7)->Arg(1000);

void BM_ApplyAdaptive(benchmark::State& state)
{
    apply(state, {"adaptive"});
}
BENCHMARK(BM_ApplyAdaptive)->Arg(1)->Arg(7)->Arg(1000);

// Ninety days of seven statuses in one go; the aim is three seconds.
void backtest(benchmark::State& state, const std::vector<std::string>& detectors)
{
    const CountBatch history{{""}, rows(90)};
    std::size_t incidents = 0;
    for (auto _ : state) {
        Backtest run = std::move(*Backtest::create(context(detectors)));
        run.add(history);
        incidents = run.finish().incidents.size();
    }
    state.SetItemsProcessed(state.iterations() * 90 * 1440 * 7); // points
    state.counters["incidents"] = static_cast<double>(incidents);
}

void BM_BacktestAdaptive90Days(benchmark::State& state)
{
    backtest(state, {"adaptive"});
}
BENCHMARK(BM_BacktestAdaptive90Days)->Unit(benchmark::kMillisecond)->Iterations(1);

void BM_BacktestZscore90Days(benchmark::State& state)
{
    backtest(state, {"static", "rolling_zscore"});
}
BENCHMARK(BM_BacktestZscore90Days)->Unit(benchmark::kMillisecond)->Iterations(1);

void BM_LearnAdaptive90Days(benchmark::State& state)
{
    const CountBatch history{{""}, rows(90)};
    for (auto _ : state) {
        auto engine = std::move(*MinuteEngine::create(context({"adaptive"})));
        benchmark::DoNotOptimize(engine->learn(history, MinuteEngine::Bands::Skip));
    }
}
BENCHMARK(BM_LearnAdaptive90Days)->Unit(benchmark::kMillisecond)->Iterations(1);

} // namespace
