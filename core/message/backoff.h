// When a delivery that failed for now is tried again: 30 s, 1 min, 2 min … 1 h, for 24 hours.
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
    double jitter = 0.3;                                            // up to this share is added
    std::uint64_t seed = 0;
};

// How long to wait after the `attempts`-th attempt failed (1 = the first one). At least first, at
// most longest. `entry` tells entries apart, so that each has jitter of its own.
[[nodiscard]] std::chrono::milliseconds retryDelay(const Backoff& backoff, int attempts,
                                                   std::int64_t entry);

// The next attempt, or none when it would come later than giveUpAfter since `created`. What the
// other side asked for (Retry-After) is kept, up to `longest`.
[[nodiscard]] std::optional<Instant> nextAttempt(const Backoff& backoff, int attempts,
                                                 std::int64_t entry, Instant created, Instant now,
                                                 std::optional<std::chrono::seconds> retryAfter);

} // namespace vigia
