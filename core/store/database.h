// All that one open database offers; see open_store.h for how to get one.
//
// A Database is a Store, and has further parts for what else is kept. Users name the part they
// need: a function that only reads counts takes a Store&. All parts share one connection, so they
// belong to the same thread, and transact() spans them.
#pragma once

#include "core/store/checkout_store.h"
#include "core/store/collector_log.h"
#include "core/store/event_store.h"
#include "core/store/incident_log.h"
#include "core/store/instance_lock.h"
#include "core/store/leadership.h"
#include "core/store/rule_log.h"
#include "core/store/select_limits.h"
#include "core/store/store.h"
#include "core/store/store_upkeep.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace vigia {

// A stretch of minutes of one status, summed over sources: what a chart of a long range needs.
struct CountSpan
{
    Minute from{}; // a multiple of the span since 1970
    StatusId status = StatusId::Approved;
    std::int64_t minutes = 0; // that have a row
    std::uint64_t sum = 0;
    std::uint64_t smallest = 0; // of one minute
    std::uint64_t largest = 0;

    friend bool operator==(const CountSpan&, const CountSpan&) = default;
};

class Database : public Store
{
public:
    // Runs `body` in one transaction: all that it writes through this database is committed and
    // synced together when it succeeds, and none of it stays when it fails or throws. Nests; an
    // inner failure dooms the whole, also when `body` swallows it. Errors of bad input that write()
    // and addEvents() find before they touch the database doom nothing.
    [[nodiscard]] virtual Result<void> transact(const std::function<Result<void>()>& body) = 0;

    // All that `body` reads is of one moment, whatever others write meanwhile. REQUIRES: outside of
    // transact(); `body` writes nothing.
    [[nodiscard]] virtual Result<void> readTogether(const std::function<Result<void>()>& body) = 0;

    [[nodiscard]] virtual EventStore& events() = 0;
    [[nodiscard]] virtual IncidentLog& incidentLog() = 0;
    [[nodiscard]] virtual RuleLog& ruleLog() = 0;
    [[nodiscard]] virtual CheckoutStore& checkouts() = 0;
    [[nodiscard]] virtual StoreUpkeep& upkeep() = 0;
    [[nodiscard]] virtual CollectorLog& collectorLog() = 0;
    [[nodiscard]] virtual Leadership& leadership() = 0;
    // The same for who sends what is in the outbox: no message is taken by two.
    [[nodiscard]] virtual Leadership& courier() = 0;

    // select() with all limits named. A mistake is InvalidInput and starts with its place where the
    // database tells it: "line 2, column 8: …".
    [[nodiscard]] virtual Result<Table> query(const std::string& sql,
                                              const SelectLimits& limits) = 0;

    [[nodiscard]] virtual Result<OutboxCounts> outboxCounts() = 0;
    // The messages of an incident's thread (incidentThread()), oldest first.
    [[nodiscard]] virtual Result<std::vector<OutboxEntry>> deliveries(IncidentId incident) = 0;

    // Rolls the counts up, by time, then status. query.limit is not used; `span` is at least a
    // minute. Cost: a walk over the rows, 1 s for a year of seven series; for a reader's thread.
    [[nodiscard]] virtual Result<std::vector<CountSpan>> spans(const CountQuery& query,
                                                               std::chrono::minutes span) = 0;

    // The same by hours, of all sources or of one, for the whole days of UTC that `range` touches.
    // Cost: a millisecond for a year of days that rollUp() has kept, 2.5 ms for each other day.
    [[nodiscard]] virtual Result<std::vector<CountSpan>>
    hours(MinuteRange range, const std::optional<std::string>& source) = 0;

    // Keeps the hours of at most `most` days that are over and not kept yet, newest first, in one
    // transaction; gives how many are left. For quiet moments of a writer: 3 ms a day.
    [[nodiscard]] virtual Result<std::int64_t> rollUp(std::int64_t most) = 0;

    // For a further writer of this process; null for memory, PostgreSQL and read-only.
    [[nodiscard]] virtual std::shared_ptr<InstanceLock> lock() const = 0;

    // "SQLite, /path/vigia.db", "PostgreSQL, host:5432/name"; no password.
    [[nodiscard]] virtual std::string description() const = 0;
};

} // namespace vigia
