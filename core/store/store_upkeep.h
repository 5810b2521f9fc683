// What keeps a database healthy: retention, compaction, backup, figures.
//
// Part of a Database; rules on threads and errors as in store.h.
#pragma once

#include "core/base/minute.h"
#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>

namespace vigia {

// What may go: everything before these instants. None = keep all.
struct RetentionCut
{
    std::optional<Minute> counts;    // and codes
    std::optional<Minute> anomalies; // and resolved incidents with their steps
    std::optional<Minute> rawLog;
    std::optional<Instant> messages; // sent and failed ones of the outbox
    std::optional<Instant> answers;  // kept for retried requests
};

// The newest stored row of each kind; none while there is none.
struct StoreNewest
{
    std::optional<Minute> counts;
    std::optional<Minute> anomalies;
    std::optional<Minute> rawLog;
    std::optional<Minute> messages;
};

struct RetentionReport
{
    std::int64_t deleted = 0; // rows
    bool more = false;        // the cap was reached: rows before the cut are left
};

struct StoreFigures
{
    std::int64_t countRows = 0;
    std::int64_t rawEvents = 0;
    std::int64_t bytes = 0; // on disk, with the log; 0 in memory
};

class StoreUpkeep
{
public:
    virtual ~StoreUpkeep() = default;

    // Deletes at most `cap` rows, oldest first, in one transaction. No cut reaches behind the
    // newest stored row of its kind, whatever the clock said: a database that nobody feeds keeps
    // its last minute, and a clock that is ten years ahead deletes at most `cap` rows a run.
    [[nodiscard]] virtual Result<RetentionReport> deleteBefore(const RetentionCut& cut,
                                                               std::int64_t cap) = 0;

    // Cost: a look at the end of each index.
    [[nodiscard]] virtual Result<StoreNewest> newest() = 0;

    // Refreshes the planner's figures, and gives room back to the system when more than half of a
    // file of up to 256 MB is free; of larger ones the room is used again. Call it after
    // deleteBefore(): it holds the writer for some milliseconds, or for a second or two when there
    // is room to give back.
    [[nodiscard]] virtual Result<void> compact() = 0;

    // Writes a consistent copy to a new file with mode 0600, synced. Readers and writers go on.
    // Conflict when `file` exists. Call it on a read-only store: it takes a second or so for a
    // year. InvalidConfig on PostgreSQL, which has pg_dump.
    [[nodiscard]] virtual Result<void> backup(const std::string& file) = 0;

    // Cost: a walk over all counts, 0.1 s for a year; for a reader's thread.
    [[nodiscard]] virtual Result<StoreFigures> figures() = 0;
};

} // namespace vigia
