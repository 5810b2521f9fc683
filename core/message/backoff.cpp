#include "core/message/backoff.h"

#include "core/base/random.h"

#include <algorithm>

namespace vigia {
using std::chrono::milliseconds;

milliseconds retryDelay(const Backoff& backoff, int attempts, std::int64_t entry)
{
    milliseconds delay = backoff.first;
    for (int i = 1; i < attempts && delay < backoff.longest; ++i)
        delay *= 2;
    // Odd multipliers, so that neighbouring entries and attempts start far apart.
    Random random(backoff.seed + static_cast<std::uint64_t>(entry) * 0x9E3779B97F4A7C15u +
                  static_cast<std::uint64_t>(attempts) * 0xBF58476D1CE4E5B9u);
    delay += std::chrono::duration_cast<milliseconds>(delay * (backoff.jitter * random.uniform()));
    return std::min(delay, backoff.longest);
}

bool mayStillWait(const Backoff& backoff, int attempts, Instant created, Instant when)
{
    return when <= created + backoff.giveUpAfter ||
           (attempts < backoff.leastAttempts && when <= created + backoff.giveUpAtLast);
}

std::optional<Instant> nextAttempt(const Backoff& backoff, int attempts, std::int64_t entry,
                                   Instant created, Instant now,
                                   std::optional<std::chrono::seconds> retryAfter)
{
    milliseconds delay = retryDelay(backoff, attempts, entry);
    if (retryAfter && *retryAfter > std::chrono::seconds{0})
        delay = std::max(delay, *retryAfter < backoff.longest ? milliseconds{*retryAfter}
                                                              : backoff.longest);
    // A clock that was set back does not prolong the life of an entry: its age is at least zero.
    if (!mayStillWait(backoff, attempts, created, std::max(now, created) + delay))
        return std::nullopt;
    return now + delay;
}

} // namespace vigia
