// What is usual at this time of this day: approved a minute, and how many of each bad status per
// approved.
//
// Approved: means of 10-minute bins, once over all days (each day scaled to the level of those
// before, so that a pay day changes no shape) and once for each day of the week (as they were, so
// that a quiet Sunday is expected to be quiet). Bad: count per approved for each hour of the day.
// Learned minutes wait in a staging day and are merged when it is over, so that a day never
// disturbs its own base. Older days fade: 0.9 a day, 0.7 a week.
// Knows nothing until most of a day has been learned: then base() is 1 and ratio() is 1.
// Thread: not shared. Cost: a look-up is O(1); merging a day about 50 µs. Memory: 25 KB.
#pragma once

#include "core/base/byte_stream.h"
#include "core/base/minute.h"

#include <array>
#include <cstdint>
#include <vector>

namespace vigia {

class AdaptiveProfile
{
public:
    explicit AdaptiveProfile(std::size_t statuses);

    // Whether `time` lies in another day than what was added last.
    [[nodiscard]] bool startsNewDay(LocalMinute time) const;
    // Merges the day before; base() and ratio() change.
    void startDay(LocalMinute time);
    // `approved` in `weight` of a calm minute. REQUIRES: in the day that was started; the first
    // call starts it.
    void add(LocalMinute time, double approved, double weight);
    // `count` of a status where `exposure` were approved. REQUIRES: same day as the last add().
    void addBad(std::size_t status, LocalMinute time, double count, double exposure);

    [[nodiscard]] bool known() const { return m_known; }
    // Approved a minute; > 0. 1 while unknown.
    [[nodiscard]] double base(int minuteOfDay) const;
    // Of the bad count per approved, relative to the whole day; 1 while unknown.
    [[nodiscard]] double ratio(std::size_t status, int minuteOfDay) const;
    // How many days stand behind base() at this time; faded, at most 10.
    [[nodiscard]] double days(int minuteOfDay) const;

    void save(ByteWriter& writer) const;
    [[nodiscard]] bool load(ByteReader& reader);

private:
    static constexpr int kBins = 144;
    static constexpr int kBinMinutes = 10;
    static constexpr int kHours = 24;

    struct Bins
    {
        std::array<double, kBins> count{};
        std::array<double, kBins> minutes{};
    };
    struct Hours
    {
        std::array<double, kHours> count{};
        std::array<double, kHours> exposure{};
    };

    void mergeDay();
    void rebuild(int day);
    void rebuildRatios();

    std::int64_t m_day = 0; // of the staging bins, since 1970; 0 = none yet
    Bins m_staged;
    Bins m_all;
    std::array<Bins, 7> m_byDay;
    std::vector<Hours> m_stagedBad; // by status
    std::vector<Hours> m_bad;

    bool m_known = false; // what follows is derived
    std::array<double, kBins> m_base;
    std::array<double, kBins> m_days{};
    std::vector<std::array<double, kHours>> m_ratio;
};

} // namespace vigia
