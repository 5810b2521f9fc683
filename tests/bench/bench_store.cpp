// The store beside raw SQLite through its C interface: the same batches, the same settings, one
// commit each. Values change with every pass, for rewriting the same value is almost free. And the
// store on a PostgreSQL server of its own, which syncs each commit too.
#include "core/store/open_store.h"
#include "tests/support/postgres_server.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

constexpr Minute kStart = std::chrono::sys_days{std::chrono::year{2025} / 1 / 1};
constexpr int kStatuses = 7;

// Consecutive minutes of all statuses, as a collector posts them.
CountBatch batchAt(std::int64_t firstRow, std::int64_t rows, std::uint64_t pass)
{
    CountBatch batch;
    batch.sources = {""};
    batch.rows.reserve(static_cast<std::size_t>(rows));
    for (std::int64_t r = firstRow; r < firstRow + rows; ++r)
        batch.rows.push_back({kStart + std::chrono::minutes{r / kStatuses},
                              static_cast<std::uint64_t>(r * 7919 % 1000) + pass,
                              static_cast<StatusId>(r % kStatuses), 0});
    return batch;
}

template <typename T>
T must(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
        std::abort();
    }
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

void must(int code, sqlite3* handle)
{
    if (code != SQLITE_OK && code != SQLITE_DONE) {
        std::fprintf(stderr, "%s\n", sqlite3_errmsg(handle));
        std::abort();
    }
}

std::unique_ptr<Database> openAt(const QTemporaryDir& dir)
{
    StoreOptions options;
    options.database = dir.filePath(QStringLiteral("vigia.db")).toStdString();
    return must(openStore(options));
}

// New minutes with each commit.
void storeAppends(benchmark::State& state)
{
    const QTemporaryDir dir;
    const auto store = openAt(dir);
    const std::int64_t rows = state.range(0);
    std::int64_t at = 0;
    WriteUnit unit;
    unit.counts.resize(1);
    for (auto _ : state) {
        state.PauseTiming();
        unit.counts[0] = batchAt(at, rows, 0);
        at += rows;
        state.ResumeTiming();
        must(store->write(unit));
    }
    state.SetItemsProcessed(state.iterations() * rows);
}

// The same minutes again with other values.
void storeCorrects(benchmark::State& state)
{
    const QTemporaryDir dir;
    const auto store = openAt(dir);
    const std::int64_t rows = state.range(0);
    std::uint64_t pass = 0;
    WriteUnit unit;
    unit.counts.resize(1);
    for (auto _ : state) {
        state.PauseTiming();
        unit.counts[0] = batchAt(0, rows, ++pass);
        state.ResumeTiming();
        must(store->write(unit));
    }
    state.SetItemsProcessed(state.iterations() * rows);
}

// The same on PostgreSQL, one collector.
void postgresAppends(benchmark::State& state)
{
    vigia::test::PostgresServer server;
    server.useFsync();
    if (const QString problem = server.start(); !problem.isEmpty()) {
        state.SkipWithError(qPrintable(problem));
        return;
    }
    StoreOptions options;
    options.database = server.url();
    const auto store = must(openStore(options));
    const std::int64_t rows = state.range(0);
    std::int64_t at = 0;
    WriteUnit unit;
    unit.counts.resize(1);
    for (auto _ : state) {
        state.PauseTiming();
        unit.counts[0] = batchAt(at, rows, 0);
        at += rows;
        state.ResumeTiming();
        must(store->write(unit));
    }
    state.SetItemsProcessed(state.iterations() * rows);
}

// Single transactions with an id each, as POST /events brings them.
void storeAddsEvents(benchmark::State& state)
{
    const QTemporaryDir dir;
    const auto store = openAt(dir);
    const std::int64_t rows = state.range(0);
    std::int64_t at = 0;
    for (auto _ : state) {
        state.PauseTiming();
        EventBatch batch{{""}, {}};
        for (std::int64_t r = at; r < at + rows; ++r) {
            RawEvent event;
            event.created = Instant{kStart} + std::chrono::milliseconds{r * 7};
            event.status = static_cast<StatusId>(r % kStatuses);
            event.durationMs = static_cast<double>(r % 900);
            event.id = "transaction-" + std::to_string(r * 7919);
            batch.events.push_back(std::move(event));
        }
        at += rows;
        state.ResumeTiming();
        must(store->events().addEvents(batch));
    }
    state.SetItemsProcessed(state.iterations() * rows);
}

// What the store is held against: upserts of the same batch with a prepared statement.
class Raw
{
public:
    explicit Raw(const QTemporaryDir& dir)
    {
        must(sqlite3_open(dir.filePath(QStringLiteral("raw.db")).toUtf8().constData(), &m_handle),
             m_handle);
        for (const char* sql : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
                                "CREATE TABLE minute_count (series_id INTEGER NOT NULL, minute "
                                "INTEGER NOT NULL, count "
                                "INTEGER NOT NULL, PRIMARY KEY (series_id, minute)) WITHOUT ROWID"})
            must(sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr), m_handle);
        must(sqlite3_prepare_v2(m_handle,
                                "INSERT INTO minute_count VALUES (?1, ?2, ?3) ON CONFLICT "
                                "(series_id, minute) DO UPDATE SET count = excluded.count",
                                -1, &m_upsert, nullptr),
             m_handle);
    }
    ~Raw()
    {
        sqlite3_finalize(m_upsert);
        sqlite3_close(m_handle);
    }
    void write(const CountBatch& batch)
    {
        must(sqlite3_exec(m_handle, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), m_handle);
        for (const CountRow& row : batch.rows) {
            sqlite3_bind_int64(m_upsert, 1, static_cast<std::int64_t>(row.status) + 1);
            sqlite3_bind_int64(m_upsert, 2, toEpochMinutes(row.time));
            sqlite3_bind_int64(m_upsert, 3, static_cast<std::int64_t>(row.count));
            must(sqlite3_step(m_upsert), m_handle);
            sqlite3_reset(m_upsert);
        }
        must(sqlite3_exec(m_handle, "COMMIT", nullptr, nullptr, nullptr), m_handle);
    }

private:
    sqlite3* m_handle = nullptr;
    sqlite3_stmt* m_upsert = nullptr;
};

void rawAppends(benchmark::State& state)
{
    const QTemporaryDir dir;
    Raw raw(dir);
    const std::int64_t rows = state.range(0);
    std::int64_t at = 0;
    for (auto _ : state) {
        state.PauseTiming();
        const CountBatch batch = batchAt(at, rows, 0);
        at += rows;
        state.ResumeTiming();
        raw.write(batch);
    }
    state.SetItemsProcessed(state.iterations() * rows);
}

void rawCorrects(benchmark::State& state)
{
    const QTemporaryDir dir;
    Raw raw(dir);
    const std::int64_t rows = state.range(0);
    std::uint64_t pass = 0;
    for (auto _ : state) {
        state.PauseTiming();
        const CountBatch batch = batchAt(0, rows, ++pass);
        state.ResumeTiming();
        raw.write(batch);
    }
    state.SetItemsProcessed(state.iterations() * rows);
}

// Rows of a file, in batches within one transaction, into a new database.
void importRows(Database& store, std::int64_t rows)
{
    constexpr std::int64_t kBatch = 50'000;
    must(store.transact([&]() -> Result<void> {
        WriteUnit unit;
        unit.counts.resize(1);
        for (std::int64_t at = 0; at < rows; at += kBatch) {
            unit.counts[0] = batchAt(at, std::min(kBatch, rows - at), 0);
            if (auto written = store.write(unit); !written)
                return fail(written.error());
        }
        return {};
    }));
}

void importIntoANewDatabase(benchmark::State& state)
{
    for (auto _ : state) {
        const QTemporaryDir dir;
        const auto store = openAt(dir);
        importRows(*store, state.range(0));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

constexpr std::int64_t kYearRows = 365 * 1440 * std::int64_t{kStatuses};

// Built once for all that read it.
Database& year()
{
    static const QTemporaryDir dir;
    static const std::unique_ptr<Database> store = [] {
        auto fresh = openAt(dir);
        importRows(*fresh, kYearRows);
        return fresh;
    }();
    return *store;
}

void queryADayOfOneStatusInAYear(benchmark::State& state)
{
    Database& store = year();
    CountQuery query;
    query.status = StatusId::Denied;
    std::int64_t day = 0;
    for (auto _ : state) {
        day = (day + 97) % 365;
        query.from = kStart + std::chrono::days{day};
        query.to = *query.from + 24h;
        const CountPage page = must(store.counts(query));
        if (page.rows.size() != 1440)
            state.SkipWithError("a day has 1440 rows");
    }
}

void query24HoursOfAllStatusesInAYear(benchmark::State& state)
{
    Database& store = year();
    CountQuery query;
    query.limit = 0;
    std::int64_t day = 0;
    for (auto _ : state) {
        day = (day + 97) % 365;
        query.from = kStart + std::chrono::days{day};
        query.to = *query.from + 24h;
        if (must(store.counts(query)).rows.size() != 1440 * kStatuses)
            state.SkipWithError("a day has 1440 rows a status");
    }
}

void walkAYear(benchmark::State& state)
{
    Database& store = year();
    CountQuery query;
    query.limit = 0;
    for (auto _ : state) {
        std::uint64_t sum = 0;
        must(store.forEachCount(query, [&](const StoredCount& row) {
            sum += row.count;
            return true;
        }));
        benchmark::DoNotOptimize(sum);
    }
    state.SetItemsProcessed(state.iterations() * kYearRows);
}

void selectADayThroughTheView(benchmark::State& state)
{
    Database& store = year();
    for (auto _ : state)
        must(
            store.select("SELECT status, sum(count) FROM counts WHERE time >= "
                         "'2025-06-01T00:00:00Z' AND time < '2025-06-02T00:00:00Z' GROUP BY status",
                         10));
}

BENCHMARK(rawAppends)->Arg(1)->Arg(1000)->Arg(10'000)->UseRealTime()->MinTime(2);
BENCHMARK(storeAppends)->Arg(1)->Arg(1000)->Arg(10'000)->UseRealTime()->MinTime(2);
BENCHMARK(rawCorrects)->Arg(1000)->UseRealTime()->MinTime(2);
BENCHMARK(storeCorrects)->Arg(1000)->UseRealTime()->MinTime(2);
BENCHMARK(postgresAppends)->Arg(1)->Arg(1000)->UseRealTime()->MinTime(2);
BENCHMARK(storeAddsEvents)->Arg(1000)->UseRealTime()->MinTime(1);
BENCHMARK(importIntoANewDatabase)
    ->Arg(1'000'000)
    ->Arg(kYearRows)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(1);
BENCHMARK(queryADayOfOneStatusInAYear)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(query24HoursOfAllStatusesInAYear)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(walkAYear)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(selectADayThroughTheView)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv); // Qt's plugins need it
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
