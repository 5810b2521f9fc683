// What is usual at this time of this day: approved a minute, and how many of each bad status per
// approved.
//
// Approved: the last 28 days in 10-minute bins of calm minutes. Each day is divided by its level
// (the median ratio to the base), so that a pay day changes no shape; a bin's base is the weighted
// mean of the days near their weighted median, so that an incident or a campaign that was learned
// changes it little; the same day of the week weighs four times; the level expected of a day is the
// weighted median of the levels. Sparse bins are smoothed over their neighbours. Bad: count per
// approved for each hour of the day, days fading by 0.9.
// Learned minutes wait in a staging day and are merged when it is over, so that a day never
// disturbs its own base. Knows nothing until most of a day, or three days, have been learned: until
// then base() is 1 and ratio() is 1.
// Thread: not shared. Cost: a look-up is O(1); merging a day about 0.3 ms. Memory: 50 KB.
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
    // How many days stand behind base() at this time; at most 28.
    [[nodiscard]] double days(int minuteOfDay) const;

    void save(ByteWriter& writer) const;
    [[nodiscard]] bool load(ByteReader& reader);

private:
    static constexpr int kBins = 144;
    static constexpr int kBinMinutes = 10;
    static constexpr int kHours = 24;
    static constexpr std::size_t kDaysKept = 28;

    struct Day
    {
        std::int64_t date = 0;              // days since 1970, local
        double level = 1;                   // against the base of all days
        std::array<float, kBins> count{};   // approved, in the calm minutes
        std::array<float, kBins> minutes{}; // of which there were so many
    };
    struct Hours
    {
        std::array<double, kHours> count{};
        std::array<double, kHours> exposure{};
    };

    void mergeDay();
    void rebuild(std::int64_t date);
    void rebuildRatios();
    [[nodiscard]] double levelOf(const Day& day) const;

    Day m_staged;                   // date 0: none yet
    std::vector<Day> m_history;     // oldest first
    std::vector<Hours> m_stagedBad; // by status
    std::vector<Hours> m_bad;

    bool m_known = false;              // what follows is derived
    std::array<double, kBins> m_shape; // base of a day of level 1
    std::array<double, kBins> m_days{};
    double m_level = 1; // expected of today
    std::vector<std::array<double, kHours>> m_ratio;
};

} // namespace vigia
