// What a candidate for the rules would have changed: stored history judged twice, by the rules in
// force and by the candidate.
//
// Before the range that is reported on, each learns as many days as its history_days say, as a
// start of Vigia would. Told counts follow routes and least severities; silences, snoozes and
// digests are left aside, for they belong to their days. Reads in slices of a day, so that no
// statement keeps the database's log from shrinking.
#pragma once

#include "core/base/zone.h"
#include "core/model/status.h"
#include "core/runtime/rules.h"
#include "core/store/store.h"

#include <memory>

namespace vigia {

struct TrialRequest
{
    Config current;
    Config candidate;
    int days = 0; // before the newest minute; 0 = all that is stored
    std::shared_ptr<const StatusCatalog> catalog;
    std::shared_ptr<const Zone> zone;
};

// In the caller's thread, with its store. Cancelled once the trial was; its progress is set.
// Cost: that of two backtests.
[[nodiscard]] Result<RuleTrialOutcome> runTrial(Store& store, const TrialRequest& request,
                                                RuleTrial& trial);

} // namespace vigia
