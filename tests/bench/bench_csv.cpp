// How fast transaction files are parsed and validated from memory, in the two shapes that are
// common, and what a time alone costs. The values vary from row to row.
#include "core/parse/transactions_csv.h"

#include "core/parse/time_parser.h"

#include <benchmark/benchmark.h>

#include <random>

using namespace vigia;
using namespace std::chrono;

namespace {

const Minute kDay = sys_days{year{2025} / 7 / 12};

Zone saoPaulo()
{
    return Zone{"America/Sao_Paulo",
                {{sys_days{year{2018} / 11 / 4} + 3h, -120min},
                 {sys_days{year{2019} / 2 / 17} + 2h, -180min}}};
}

enum class Shape { Dated, DayOnly, Rfc3339Quoted };

std::string timeText(Shape shape, int minute)
{
    std::string text = toRfc3339(kDay + minutes{minute});
    switch (shape) {
    case Shape::Dated:
        text.pop_back();
        text[10] = ' ';
        return text;
    case Shape::DayOnly:
        return text.substr(11, 2) + "h " + text.substr(14, 2);
    case Shape::Rfc3339Quoted:
        break;
    }
    return '"' + text + '"';
}

std::string file(Shape shape, int rows)
{
    const StatusCatalog catalog;
    std::mt19937 random(1);
    std::string out = "time,status,count\n";
    for (int i = 0; i < rows; ++i) {
        out += timeText(shape, i / 7 % 1440);
        out += ',';
        out += catalog.name(static_cast<StatusId>(i % 7));
        out += ',' + std::to_string(random() % (i % 7 == 0 ? 400 : 20)) + '\n';
    }
    return out;
}

void readTransactions(benchmark::State& state, Shape shape)
{
    constexpr int kRows = 1'000'000;
    const std::string bytes = file(shape, kRows);
    const CsvOptions options{
        .zone = saoPaulo(), .date = year{2025} / 7 / 12, .now = kDay + days{2}};
    for (auto _ : state) {
        const auto read = readTransactionsCsv(bytes, options);
        if (!read.ok() || read.value.rows.size() != kRows)
            state.SkipWithError("the file was refused");
        benchmark::DoNotOptimize(read.value.rows.data());
    }
    state.SetItemsProcessed(state.iterations() * kRows);
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes.size()));
}

void parseTimes(benchmark::State& state, Shape shape)
{
    std::vector<std::string> texts;
    for (int i = 0; i < 1440; ++i)
        texts.push_back(timeText(shape, i));
    TimeParser parser(saoPaulo(), year{2025} / 7 / 12, kDay + days{2});
    for (auto _ : state) {
        for (const std::string& text : texts)
            benchmark::DoNotOptimize(parser.minute(text));
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(texts.size()));
}

} // namespace

BENCHMARK_CAPTURE(readTransactions, dated, Shape::Dated)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(readTransactions, day_only, Shape::DayOnly)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(readTransactions, rfc3339_quoted, Shape::Rfc3339Quoted)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(parseTimes, dated, Shape::Dated);
BENCHMARK_CAPTURE(parseTimes, day_only, Shape::DayOnly);
