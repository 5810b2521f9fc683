// The raw log: single transactions that add to the counts, counts by code of the authoriser, and
// answers kept for retried requests.
//
// Part of a Database; rules on threads, transactions and errors as in store.h.
#pragma once

#include "core/base/result.h"
#include "core/model/count_batch.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace vigia {

// One transaction as it happened.
struct RawEvent
{
    Instant created{};
    StatusId status = StatusId::Approved;
    std::uint32_t source = 0;         // index into EventBatch::sources
    std::optional<double> durationMs; // finite, not negative
    std::string authCode;             // "" = none; at most 64 bytes
    std::string id;                   // "" = none; at most 128 bytes
};

struct EventBatch
{
    std::vector<std::string> sources; // distinct; at most 128 bytes each, UTF-8
    std::vector<RawEvent> events;
    // Digest of the file they are from, which is added once; what is found in it is not announced.
    // "" = they are live.
    std::string file{};
};

struct EventOutcome
{
    std::int64_t accepted = 0;
    std::int64_t duplicates = 0; // their id was here already, in the log or earlier in the batch
    CountBatch counts; // what the touched minutes count now: by time, one row a series and minute
    std::vector<std::int64_t> unjudged; // notes of these minutes, for WriteUnit::judged
};

// A minute of the raw log. All counts are of events, not of sums set by POST /transactions.
struct RawMinute
{
    Minute time{};
    std::int64_t events = 0;
    std::int64_t timed = 0;    // events with a duration
    double meanDurationMs = 0; // of the timed ones; 0 when there is none
};

struct AuthCodeCount
{
    Minute time{};
    std::string authCode;
    std::uint64_t count = 0;
    std::string source;

    friend bool operator==(const AuthCodeCount&, const AuthCodeCount&) = default;
};

// What a request with an Idempotency-Key was answered.
struct KeptAnswer
{
    std::string fingerprint; // of the request: another request under the same key is a mistake
    Instant created{};
    std::string answer; // as the listener wrote it

    friend bool operator==(const KeptAnswer&, const KeptAnswer&) = default;
};

class EventStore
{
public:
    virtual ~EventStore() = default;

    // Logs the events, adds them to the counts of their minutes and codes, in one transaction. An
    // id is known for as long as its event is in the log. InvalidInput when a count would pass
    // 2^53-1 or a text is too long; then nothing is added.
    [[nodiscard]] virtual Result<EventOutcome> addEvents(const EventBatch& batch) = 0;

    // By time; minutes without an event are left out. `source`: none = all together.
    [[nodiscard]] virtual Result<std::vector<RawMinute>>
    rawMinutes(const MinuteRange& range, const std::optional<std::string>& source) = 0;

    // Set semantics: replaces the count of (minute, code, source).
    [[nodiscard]] virtual Result<void> setAuthCodes(std::span<const AuthCodeCount> counts) = 0;
    // Summed over sources (their `source` is ""), by time, then the largest first. 0 = no limit.
    [[nodiscard]] virtual Result<std::vector<AuthCodeCount>> authCodes(const MinuteRange& range,
                                                                       std::size_t limit) = 0;

    [[nodiscard]] virtual Result<std::optional<KeptAnswer>> keptAnswer(const std::string& key) = 0;
    // In the transaction of what it answers (Database::transact). Conflict when the key has one.
    [[nodiscard]] virtual Result<void> keepAnswer(const std::string& key,
                                                  const KeptAnswer& answer) = 0;
    // Another text for a key that has one already.
    [[nodiscard]] virtual Result<void> changeAnswer(const std::string& key,
                                                    const std::string& answer) = 0;
};

} // namespace vigia
