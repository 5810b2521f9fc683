// A time zone as a plain value: the periods of constant offset from UTC.
//
// g++ 12 has no zone data base, so the table is filled at the edge (core/runtime/time_zone.h asks
// Qt) and the core only reads it. Immutable after construction: any thread may read. Cost of a
// look-up: O(log periods).
#pragma once

#include "core/base/minute.h"

#include <string>
#include <vector>

namespace vigia {

class Zone
{
public:
    struct Period
    {
        Minute from{};                  // the offset holds from here to the next period
        std::chrono::minutes offset{0}; // local minus UTC; east is positive
    };

    // How a wall clock reading maps to UTC.
    enum class Mapping { Unique, Skipped, Repeated };
    struct Resolution
    {
        Mapping mapping = Mapping::Unique;
        Minute minute{}; // the first occurrence; for Skipped, the reading taken with the offset
                         // before the jump
    };

    // A run of constant offset: [from, to); open ends are Minute::min() and Minute::max().
    struct Stretch
    {
        Minute from{};
        Minute to{};
        std::chrono::minutes offset{0};
    };

    Zone(); // UTC
    // REQUIRES: periods are sorted by `from` and not empty; the first one also holds for all
    // earlier times.
    Zone(std::string id, std::vector<Period> periods);
    [[nodiscard]] static Zone fixed(std::string id, std::chrono::minutes offset);

    [[nodiscard]] const std::string& id() const
    {
        return m_id;
    } // IANA name, as "America/Sao_Paulo"
    [[nodiscard]] std::chrono::minutes offsetAt(Minute m) const;
    [[nodiscard]] Stretch stretchAt(Minute m) const;
    [[nodiscard]] LocalMinute toLocal(Minute m) const;
    [[nodiscard]] Resolution resolve(LocalMinute local) const;

private:
    std::string m_id;
    std::vector<Period> m_periods;
};

// Minutes since local midnight, 0..1439.
[[nodiscard]] int minuteOfDay(LocalMinute local);
// 0 = Monday .. 6 = Sunday.
[[nodiscard]] int dayOfWeek(LocalMinute local);

} // namespace vigia
