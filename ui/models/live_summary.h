// What the tiles of the Live page say of the newest minutes.
//
// "Now" is the newest minute that the engine has closed, known by its band: a minute that still
// fills would look like a drop. While nothing has a band yet, it is the newest minute that is over
// by the wall clock. Approval rate = approved / (approved + denied + failed + reversed +
// backend_reversed): the outcomes; refunds and work in progress are none. Pure; O(60 × statuses).
#pragma once

#include "core/runtime/trend.h"
#include "ui/models/anomaly_list_model.h"
#include "ui/models/incident_list_model.h"
#include "ui/models/series_model.h"

#include <optional>
#include <vector>

namespace vigia {

struct StatusNow
{
    StatusId status = StatusId::Approved;
    double count = 0;    // NaN: gap
    double expected = 0; // NaN: still learning
    double low = 0;
    double high = 0;
    TrendResult trend;
    std::optional<Severity> alarm; // the worst anomaly of the last three minutes
};

struct LiveSummary
{
    std::optional<Minute> now;
    double approvalRate = 0; // 0..1; NaN when nothing came
    double approvalExpected = 0;
    std::optional<Severity> approvalAlarm; // the worst alarm of an outcome
    double hourTotal = 0;                  // transactions in the 60 minutes up to now
    double hourExpected = 0;               // NaN while learning
    int hourGaps = 0;                      // minutes without data in it
    int shiftCritical = 0;                 // incidents opened in this shift
    int shiftWarning = 0;
    Minute shiftStart{};
    std::vector<StatusNow> statuses;
};

// "Now" as above; none when there is no minute.
[[nodiscard]] std::optional<Minute> newestComplete(const SeriesModel& series, Instant clock);

// Shifts change at 06:00, 14:00 and 22:00 of the zone.
[[nodiscard]] Minute shiftStart(Minute m, const Zone& zone);

[[nodiscard]] LiveSummary summarize(const SeriesModel& series, const AnomalyListModel& anomalies,
                                    const std::vector<Incident>& incidents, Instant clock);

} // namespace vigia
