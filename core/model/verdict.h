// What a detector says of one status in one minute; numbers only, so that scoring is cheap.
#pragma once

#include "core/model/anomaly.h"

namespace vigia {

struct Verdict
{
    bool ready = false;   // false: warming up, switched off, or no data to judge; all else is
                          // meaningless then
    bool fired = false;   // score > threshold, in the direction that matters
    double score = 0;     // the detector's own unit; higher is more abnormal
    double threshold = 0; // fires above; threshold - score is the margin of a calm minute
    double expected = 0;  // transactions a minute
    double low = 0;       // [low, high]: counts that would not have fired, as well as the
    double high = 0;      // detector can say; high < low: every count would have fired
    Severity severity = Severity::Warning; // meaningful when fired
    AnomalyKind kind = AnomalyKind::Spike; // meaningful when fired
};

} // namespace vigia
