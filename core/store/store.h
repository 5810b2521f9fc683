// What Vigia keeps: counts, anomalies, incidents, the outbox. One interface over memory, SQLite and
// PostgreSQL.
//
// A Store object belongs to the thread that opened it. One writer at a time and any number of
// readers, each with a Store of its own on the same database. Every write function is one
// transaction: after it returns success the data is committed and synced; after an error nothing of
// it is stored. tests/contract/tst_store_contract.cpp runs on every store.
#pragma once

#include "core/base/result.h"
#include "core/model/count_batch.h"
#include "core/model/incident.h"
#include "core/model/outbox_entry.h"
#include "core/store/incident_log.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace vigia {

// Half-open in time. All members optional.
struct CountQuery
{
    std::optional<Minute> from;
    std::optional<Minute> to;
    std::optional<int> hour; // hour of day 0..23 in the store's zone
    std::optional<StatusId> status;
    std::optional<std::string> source;
    std::size_t limit = 10'000; // 0 = no limit
};

struct CountPage
{
    std::vector<StoredCount> rows; // by time, then status, then source
    bool truncated = false;        // more rows matched than `limit`
};

struct AnomalyQuery
{
    std::optional<Minute> from;
    std::optional<Minute> to;
    std::optional<StatusId> status;
    std::optional<Severity> severity;
    std::size_t limit = 1'000;
};

struct IncidentQuery
{
    std::optional<Minute> from; // end after
    std::optional<Minute> to;   // start before
    std::optional<StatusId> status;
    std::optional<Severity> severity;
    std::optional<IncidentState> state;
    std::size_t limit = 1'000;
};

// Everything that one group commit writes.
struct WriteUnit
{
    std::vector<CountBatch> counts;
    std::vector<Anomaly> anomalies; // replaces the same (time, status, source)
    std::vector<Anomaly> withdrawn;
    std::vector<Incident> incidents;   // replaces the same id
    std::vector<OutboxEntry> outbox;   // ids are given by the store; an entry whose channel,
                                       // recipient and message key are there already is left out
    std::vector<IncidentStep> steps;   // of the audit trail; seq is not read
    std::vector<IncidentTimer> timers; // replaces the same incident and kind; `until` = Instant{}
                                       // clears it
    std::vector<std::pair<std::string, std::string>> values;      // as putValue()
    std::vector<std::pair<std::int64_t, Instant>> silenceMatches; // last match of silences, by id

    // Where several collectors write one database, see collector_log.h.
    enum class Judged { Here, Elsewhere };
    Judged counted = Judged::Here;    // Elsewhere: the counts are left to the one who decides
    std::vector<std::int64_t> judged; // what was left and is judged with this unit
    std::vector<std::pair<std::int64_t, std::string>> answers; // to requests of others
};

struct WriteCounts
{
    std::int64_t accepted = 0; // rows taken
    std::int64_t updated = 0;  // of these, rows whose stored value was there and differed
};

// Messages that are not sent: those that wait for an attempt, and those given up.
struct OutboxCounts
{
    std::int64_t pending = 0;
    std::int64_t failed = 0;
};

class Store
{
public:
    virtual ~Store() = default;

    // One result for each of unit.counts, in order.
    [[nodiscard]] virtual Result<std::vector<WriteCounts>> write(const WriteUnit& unit) = 0;

    [[nodiscard]] virtual Result<CountPage> counts(const CountQuery& query) = 0;
    // Reads forward in (time, source, status) order without holding the whole; the callback returns
    // false to stop.
    [[nodiscard]] virtual Result<void>
    forEachCount(const CountQuery& query, const std::function<bool(const StoredCount&)>& each) = 0;
    [[nodiscard]] virtual Result<std::optional<MinuteRange>> countRange() = 0; // none when empty
    [[nodiscard]] virtual Result<std::vector<Anomaly>>
    anomalies(const AnomalyQuery& query) = 0; // by time
    [[nodiscard]] virtual Result<std::vector<Incident>>
    incidents(const IncidentQuery& query) = 0; // newest first
    [[nodiscard]] virtual Result<std::optional<Incident>> incident(IncidentId id) = 0;
    [[nodiscard]] virtual Result<IncidentId> nextIncidentId() = 0;

    // Outbox: entries that wait and are due, oldest first; those that would wait for longer than
    // kLongestDeliveryWait are due as well. Then what came of an attempt.
    [[nodiscard]] virtual Result<std::vector<OutboxEntry>> dueDeliveries(Instant now,
                                                                         std::size_t limit) = 0;
    [[nodiscard]] virtual Result<void>
    recordAttempt(const OutboxEntry& entry) = 0; // state, attempts, next, lastError
    [[nodiscard]] virtual Result<std::vector<OutboxEntry>>
    outbox(std::size_t limit) = 0; // newest first
    // One entry of the outbox; none = not there. Here by looking through all; stores know better.
    [[nodiscard]] virtual Result<std::optional<OutboxEntry>> delivery(std::int64_t id)
    {
        const auto all = outbox(0);
        if (!all)
            return fail(all.error());
        for (const OutboxEntry& entry : *all) {
            if (entry.id == id)
                return entry;
        }
        return std::nullopt;
    }

    // Small named values: engine snapshots, window state, watermarks.
    [[nodiscard]] virtual Result<void> putValue(const std::string& key,
                                                const std::string& bytes) = 0;
    [[nodiscard]] virtual Result<std::optional<std::string>> value(const std::string& key) = 0;

    // One read-only statement, for `vigiactl query` and the SQL page. InvalidInput with the
    // database's words.
    struct Table
    {
        std::vector<std::string> columns;
        std::vector<std::vector<std::optional<std::string>>> rows; // text of each cell; none = NULL
        bool truncated = false;
    };
    [[nodiscard]] virtual Result<Table> select(const std::string& sql, std::size_t limit) = 0;
};

} // namespace vigia
