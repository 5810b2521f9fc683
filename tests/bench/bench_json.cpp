// A body of 1,000 rows to validated rows: the quick reader, and the strict one that steps in when
// anything is unusual.
#include "core/ingest/json_rows.h"

#include <benchmark/benchmark.h>

using namespace vigia;
using namespace std::chrono;

namespace {

std::string body(int rows, const char* extra)
{
    constexpr std::array<const char*, 4> kStatuses = {"approved", "denied", "failed", "reversed"};
    const Minute start = sys_days{year{2025} / 7 / 12};
    std::string out = "[";
    for (int i = 0; i < rows; ++i) {
        out += i == 0 ? "" : ",";
        out += R"({"time":")" + toRfc3339(start + minutes{i / 4}) + R"(","status":")" +
               kStatuses[static_cast<std::size_t>(i) % 4] + R"(","count":)" +
               std::to_string(i * 37 % 500) + extra + "}";
    }
    return out + "]";
}

void read(benchmark::State& state, const char* extra, JsonRows::Readers readers)
{
    const int rows = static_cast<int>(state.range(0));
    const std::string text = body(rows, extra);
    RowValidator validator(Zone{}, StatusCatalog{}, std::nullopt,
                           sys_days{year{2025} / 7 / 13} + 0h);
    JsonRows reader(validator, readers);
    for (auto _ : state) {
        auto result = reader.readMany(text);
        if (!result || result->batch.rows.size() != static_cast<std::size_t>(rows))
            state.SkipWithError("rows were refused");
        benchmark::DoNotOptimize(result);
    }
    state.SetItemsProcessed(state.iterations() * rows);
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void usualRows(benchmark::State& state)
{
    read(state, "", JsonRows::Readers::Both);
}
void rowsWithAnotherMember(benchmark::State& state)
{
    read(state, R"(,"id":12)", JsonRows::Readers::Both);
}
void strictAlone(benchmark::State& state)
{
    read(state, "", JsonRows::Readers::StrictOnly);
}

} // namespace

BENCHMARK(usualRows)->Arg(1)->Arg(1000);
BENCHMARK(rowsWithAnotherMember)->Arg(1000);
BENCHMARK(strictAlone)->Arg(1000);
