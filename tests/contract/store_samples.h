// Values and a fixture that the store's contract suites share.
#pragma once

#include "core/store/open_store.h"
#include "core/store/postgres_database.h"
#include "tests/support/postgres_server.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace vigia::test {

using namespace std::chrono_literals;

inline constexpr Minute kStart =
    std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + 13h + 45min;

inline StoredCount stored(Minute time, StatusId status, std::uint64_t count,
                          std::string source = {})
{
    return {time, status, std::move(source), count};
}

inline CountBatch batch(std::initializer_list<StoredCount> rows)
{
    CountBatch out;
    for (const StoredCount& row : rows) {
        auto place = std::ranges::find(out.sources, row.source);
        if (place == out.sources.end())
            place = out.sources.insert(out.sources.end(), row.source);
        out.rows.push_back({row.time, row.count, row.status,
                            static_cast<std::uint32_t>(place - out.sources.begin())});
    }
    return out;
}

inline WriteUnit unit(CountBatch counts)
{
    WriteUnit out;
    out.counts.push_back(std::move(counts));
    return out;
}

inline Anomaly anomaly(Minute time, StatusId status, double score)
{
    Anomaly a;
    a.time = time;
    a.status = status;
    a.source = "acquirer \"1\" %_";
    a.count = kMaxCount;
    a.expected = 5.25;
    a.low = 0.5;
    a.high = 11;
    a.score = score;
    a.severity = score > 20 ? Severity::Critical : Severity::Warning;
    a.kind = AnomalyKind::Shift;
    a.detectors = {{"adaptive", score, true}, {"static", 0.125, false}};
    a.reason = "1000 denied, expected 5 ± 6: \n <b>ação</b>";
    a.late = score < 0;
    return a;
}

inline Incident incident(std::int64_t id, Minute start)
{
    Incident i;
    i.id = IncidentId{id};
    i.severity = Severity::Critical;
    i.start = start;
    i.opened = start + 1min;
    i.lastAbnormal = start + 5min;
    i.statuses = {StatusId::Denied, StatusId::BackendReversed};
    i.sources = {"", "pix"};
    i.peak = anomaly(start + 2min, StatusId::Denied, 26.26);
    i.anomalies = 9;
    i.reason = "denied 200 times the usual since 13:45";
    return i;
}

inline OutboxEntry entry(std::string key, std::chrono::milliseconds due)
{
    OutboxEntry e;
    e.channel = "mail";
    e.recipient = "noc@example.com";
    e.message = {std::move(key), "incident-1", "Transação negada", "text\nmore",
                 "<p>",          "{}",         "{\"series\":[]}"};
    e.created = Instant{kStart} + 17ms;
    e.nextAttempt = Instant{kStart} + due;
    return e;
}

// `at` after kStart, of source number `source`.
inline RawEvent rawEvent(std::chrono::milliseconds at, StatusId status, std::uint32_t source)
{
    RawEvent e;
    e.created = Instant{kStart} + at;
    e.status = status;
    e.source = source;
    return e;
}

inline std::vector<std::string> keys(const std::vector<OutboxEntry>& entries)
{
    std::vector<std::string> out;
    for (const OutboxEntry& e : entries)
        out.push_back(e.message.key);
    return out;
}

// The kinds of databases that this run is about: all that need no server, or PostgreSQL alone when
// the environment says VIGIA_TEST_BACKEND=postgres.
inline QStringList backends()
{
    if (qEnvironmentVariable("VIGIA_TEST_BACKEND") == QLatin1String("postgres"))
        return {QStringLiteral("postgres")};
    return {QStringLiteral("memory"), QStringLiteral("sqlite")};
}

// One server for the whole program.
inline PostgresServer& postgresServer()
{
    static PostgresServer server;
    return server;
}

// Empties the database at `url` of all that is ours.
inline QString emptyPostgres(const std::string& url)
{
    const auto address = parsePostgresUrl(url);
    auto connection = postgresConnection(*address, StoreAccess::ReadWrite);
    if (!connection || !(*connection)->open())
        return QStringLiteral("cannot connect");
    for (const char* sql : {"DROP SCHEMA public CASCADE", "CREATE SCHEMA public"}) {
        if (auto done = (*connection)->execute(QLatin1String(sql)); !done)
            return QString::fromStdString(done.error().message);
    }
    return {};
}

// A fresh, empty database of the kind that a test row names.
struct StoreFixture
{
    QTemporaryDir dir;
    StoreOptions options;
    std::unique_ptr<Database> store;

    // "" when all is well, else what is not.
    QString open(const QString& backend)
    {
        const std::vector<std::string> extra{"disputed"};
        options.catalog = std::make_shared<const StatusCatalog>(extra);
        options.zone = std::make_shared<const Zone>(Zone::fixed("Half", 5h + 30min));
        if (backend == QLatin1String("memory")) {
            options.database = ":memory:";
        } else if (backend == QLatin1String("sqlite")) {
            options.database = dir.filePath(QStringLiteral("vigia.db")).toStdString();
        } else {
            options.database = postgresServer().url();
            if (const QString problem = emptyPostgres(options.database); !problem.isEmpty())
                return problem;
        }
        auto opened = openStore(options);
        if (!opened)
            return QString::fromStdString(opened.error().message);
        store = std::move(*opened);
        return {};
    }
    [[nodiscard]] std::vector<StoredCount> counts(const CountQuery& query = {}) const
    {
        const auto page = store->counts(query);
        return page ? page->rows : std::vector<StoredCount>{};
    }
};

} // namespace vigia::test

#define VERIFY_RESULT(result)                                                                      \
    do {                                                                                           \
        const auto& checkedResult = (result);                                                      \
        if (!checkedResult)                                                                        \
            QFAIL(checkedResult.error().message.c_str());                                          \
    } while (false)

// For initTestCase(): PostgreSQL is started, or the whole program is skipped in words.
#define START_BACKENDS()                                                                           \
    do {                                                                                           \
        if (vigia::test::backends().contains(QStringLiteral("postgres"))) {                        \
            const QString problem = vigia::test::postgresServer().start();                         \
            if (vigia::test::postgresServer().missing)                                             \
                QSKIP(qPrintable(problem));                                                        \
            QVERIFY2(problem.isEmpty(), qPrintable(problem));                                      \
        }                                                                                          \
    } while (false)
