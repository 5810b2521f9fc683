// When a delivery that failed for now is tried again: 30 s, 1 min, 2 min … 1 h, for 24 hours, or
// longer where it was tried less than ten times, but at most 72.
//
// Exponential with jitter, so that entries which failed together do not come back together. Pure:
// the jitter is drawn from a seed, the same seed gives the same times.
#pragma once

#include "core/base/minute.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace vigia {

struct Backoff
{
    std::chrono::milliseconds first = std::chrono::seconds{30};
    std::chrono::milliseconds longest = std::chrono::hours{1};
    std::chrono::milliseconds giveUpAfter = std::chrono::hours{24}; // since the entry was written
    // With fewer attempts it lives on up to giveUpAtLast: a machine that slept for a day finds no
    // network at first.
    int leastAttempts = 10;
    std::chrono::milliseconds giveUpAtLast = std::chrono::hours{72};
    double jitter = 0.3; // up to this share is added
    std::uint64_t seed = 0;
};

// How long to wait after the `attempts`-th attempt failed (1 = the first one). At least first, at
// most longest. `entry` tells entries apart, so that each has jitter of its own.
[[nodiscard]] std::chrono::milliseconds retryDelay(const Backoff& backoff, int attempts,
                                                   std::int64_t entry);

// Whether an entry that was tried so often may still wait until `when`.
[[nodiscard]] bool mayStillWait(const Backoff& backoff, int attempts, Instant created,
                                Instant when);

// The next attempt, or none when it may not wait so long. What the
// other side asked for (Retry-After) is kept, up to `longest`.
[[nodiscard]] std::optional<Instant> nextAttempt(const Backoff& backoff, int attempts,
                                                 std::int64_t entry, Instant created, Instant now,
                                                 std::optional<std::chrono::seconds> retryAfter);

} // namespace vigia
