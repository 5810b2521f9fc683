// Points in time as Vigia counts them: whole UTC minutes, and half-open ranges of them.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace vigia {

using Minute = std::chrono::sys_time<std::chrono::minutes>;        // UTC
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;  // UTC
using LocalMinute = std::chrono::local_time<std::chrono::minutes>; // wall clock of some zone

// [from, to): `from` belongs to it, `to` does not.
struct MinuteRange
{
    Minute from{};
    Minute to{};

    [[nodiscard]] bool contains(Minute m) const { return from <= m && m < to; }
    [[nodiscard]] bool empty() const { return to <= from; }
    friend bool operator==(const MinuteRange&, const MinuteRange&) = default;
};

// Times outside [kEarliestMinute, kLatestMinute) are refused at every door.
inline constexpr Minute kEarliestMinute = std::chrono::sys_days{std::chrono::year{2000} / 1 / 1};
inline constexpr Minute kLatestMinute = std::chrono::sys_days{std::chrono::year{9999} / 12 / 31};

[[nodiscard]] constexpr Minute floorToMinute(Instant t)
{
    return std::chrono::floor<std::chrono::minutes>(t);
}

// "2025-07-12T16:45:00Z" (RFC 3339). The year must lie in 0..9999.
[[nodiscard]] std::string toRfc3339(Minute m);

// "2025-07-12T16:45:01Z"; milliseconds are cut.
[[nodiscard]] std::string toRfc3339(Instant t);

// Minutes since 1970, as the store keeps a time.
[[nodiscard]] constexpr std::int64_t toEpochMinutes(Minute m)
{
    return m.time_since_epoch().count();
}

[[nodiscard]] constexpr Minute fromEpochMinutes(std::int64_t minutes)
{
    return Minute{std::chrono::minutes{minutes}};
}

} // namespace vigia
