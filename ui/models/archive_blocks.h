// Stretches of stored counts as a chart of history holds them: by the minute and by the hour.
//
// Read in the reader's thread, then values that the window owns. A minute with a row of some status
// counts zero for the others; one without any row is NaN, a gap. What the filter leaves out is
// kNotAsked. Cost: 2.5 ms a day of minutes, 3 us a kept day of hours (core/store/count_days.h).
#pragma once

#include "core/base/zone.h"
#include "core/runtime/monitor.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vigia {

// Which of the stored counts. Hours of the day in the console's zone, half-open; from >= to reaches
// over midnight, 0 to 24 is all.
struct ArchiveFilter
{
    std::optional<std::string> source;
    int fromHour = 0;
    int toHour = 24;

    [[nodiscard]] bool allHours() const { return fromHour == 0 && toHour == 24; }
    [[nodiscard]] bool contains(Minute m, const Zone& zone) const;
    friend bool operator==(const ArchiveFilter&, const ArchiveFilter&) = default;
};

struct MinuteBlock
{
    MinuteRange range;
    std::vector<std::vector<double>> counts; // by status, then minute
};

// Hours, or days made of them.
struct HourBlock
{
    MinuteRange range;
    int step = 60;                            // minutes from one value to the next
    std::vector<std::int16_t> minutes;        // with data, of each hour; -1: not known yet
    std::vector<std::vector<double>> mean;    // by status, then hour; transactions a minute
    std::vector<std::vector<float>> smallest; // of a minute
    std::vector<std::vector<float>> largest;
};

// Whole days of UTC. `statuses`: how many the catalog has.
[[nodiscard]] Result<MinuteBlock> readMinuteBlock(Database& database, MinuteRange days,
                                                  const ArchiveFilter& filter, std::size_t statuses,
                                                  const Zone& zone);
[[nodiscard]] Result<HourBlock> readHourBlock(Database& database, MinuteRange days,
                                              const ArchiveFilter& filter, std::size_t statuses,
                                              const Zone& zone);
// What the marks of a chart need of the anomalies in `range`: of each status and severity the one
// with the highest score in every `pitch` minutes. However many there are, all are looked
// at, a page at a time.
[[nodiscard]] Result<std::vector<Anomaly>> readMarks(Database& database, MinuteRange range,
                                                     const std::optional<std::string>& source,
                                                     std::chrono::minutes pitch);
// Nothing known yet.
[[nodiscard]] HourBlock unknownHours(MinuteRange days, std::size_t statuses);

// Days of 24 hours from `hours`, beginning `offset` minutes after midnight of UTC; those at the
// edges may be short. A day is known as soon as one of its hours is.
[[nodiscard]] HourBlock daysOf(const HourBlock& hours, std::chrono::minutes offset);

// The whole days of UTC that `range` touches.
[[nodiscard]] MinuteRange wholeDays(MinuteRange range);

} // namespace vigia
