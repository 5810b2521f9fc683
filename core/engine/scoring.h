// How good were the alarms? Labels against alarms, as design and README measure it.
//
// An alarm episode is a run of abnormal minutes of one status, pauses of up to 10 minutes joined. A
// false alarm is an episode that touches no incident nor the 20 minutes after one. An incident is
// found when a minute from its start to the minute after its end is abnormal in any status; found
// within a minute it counts 1, falling linearly to 0.5 at 15 minutes and later. A quiet stretch
// (growth, a whole day high, …) is hit when a false alarm touches it.
// Pure functions, O((alarms + labels) log alarms). Thread: any.
#pragma once

#include "core/base/minute.h"
#include "core/model/status.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace vigia {

// A stretch of time that somebody has judged: an incident, or one that must not alert.
struct Label
{
    MinuteRange range;
    std::string kind; // "spike", "ramp", "growth", …
};

struct AlarmMinute
{
    Minute time{};
    StatusId status = StatusId::Approved;
};

struct AlarmEpisode
{
    Minute from{};
    Minute to{}; // the minute after the last abnormal one
    StatusId status = StatusId::Approved;
};

struct KindTally
{
    int total = 0;
    int found = 0;     // incidents found; stretches hit
    double credit = 0; // sum of the delay-weighted credits of incidents
};

struct Quality
{
    double days = 0;
    int incidents = 0;
    int found = 0;
    double credit = 0; // delay-weighted found
    int falseAlarms = 0;
    int quietStretches = 0;
    int quietHit = 0;
    double delayMinutes = 0; // summed over the found
    std::map<std::string, KindTally> byKind;
    std::map<std::string, KindTally> quietByKind;

    [[nodiscard]] double recall() const;
    [[nodiscard]] double precision() const; // found / (found + false alarms)
    [[nodiscard]] double f1() const;
    [[nodiscard]] double delayWeightedF1() const; // with credit / incidents as recall
    [[nodiscard]] double falseAlarmsPerDay() const;
    [[nodiscard]] double quietHitShare() const;
    [[nodiscard]] double meanDelayMinutes() const;

    Quality& operator+=(const Quality& other); // over several runs
};

// Alarms in any order. Episodes in time order.
[[nodiscard]] std::vector<AlarmEpisode> alarmEpisodes(std::span<const AlarmMinute> alarms);

// `range` is what was watched: labels and alarms outside are left out.
[[nodiscard]] Quality scoreAlarms(MinuteRange range, std::span<const Label> incidents,
                                  std::span<const Label> quiet,
                                  std::span<const AlarmMinute> alarms);

} // namespace vigia
