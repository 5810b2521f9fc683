// Runs one detector over a scenario and counts what it got right.
#pragma once

#include "core/detect/detector_factory.h"
#include "tests/eval/scenario.h"

#include <string>
#include <vector>

namespace vigia::eval {

struct Alarm
{
    Minute time{};
    StatusId status = StatusId::Approved;
    Verdict verdict;
    std::string words;
};

struct Run
{
    Quality quality;
    std::vector<Alarm> alarms; // of the judged days
};

[[nodiscard]] DetectorContext contextFor(double falseAlarmsPerDay);

// Learns the history, then scores and learns minute by minute. With `explain` each alarm carries
// its words.
[[nodiscard]] Run evaluate(std::string_view detector, const Scenario& scenario,
                           double falseAlarmsPerDay, bool explain = false);

} // namespace vigia::eval
