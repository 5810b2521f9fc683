// A made-up afternoon of transactions with a storm in it, like a day that really was: 300
// approvals a minute, a reversal storm from 14:31 with approvals jumping, two silent minutes in it,
// an earlier five minutes of silence and a mild rise of denials.
//
// The same every time. Bands and anomalies come from a plain rule (six times the square root around
// the profile), not from the product's detectors: these data are for looking at.
#pragma once

#include "core/runtime/live_feed.h"

namespace vigia::test {

struct Afternoon
{
    std::vector<LiveMinute> minutes; // by time, gaps included
    std::vector<Anomaly> anomalies;
    std::vector<Incident> incidents;
};

// Minutes of [from, to); the storm begins at `storm` and lasts to the end. REQUIRES: from < storm <
// to.
[[nodiscard]] Afternoon makeAfternoon(Minute from, Minute storm, Minute to);

// 2025-07-12 17:31 UTC: 14:31 in Sao Paulo.
[[nodiscard]] Minute usualStorm();

} // namespace vigia::test
