// An anomaly: one minute of one status of one source that one or more detectors found abnormal,
// with the reason.
#pragma once

#include "core/base/minute.h"
#include "core/model/status.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigia {

enum class Severity { Warning, Critical };
enum class AnomalyKind { Spike, Drop, Gap, Shift, Trend };

[[nodiscard]] constexpr std::string_view toString(Severity s)
{
    return s == Severity::Critical ? "critical" : "warning";
}

[[nodiscard]] constexpr std::string_view toString(AnomalyKind k)
{
    switch (k) {
    case AnomalyKind::Spike:
        return "spike";
    case AnomalyKind::Drop:
        return "drop";
    case AnomalyKind::Gap:
        return "gap";
    case AnomalyKind::Shift:
        return "shift";
    case AnomalyKind::Trend:
        return "trend";
    }
    return "spike";
}

// What one detector said of a minute.
struct DetectorVote
{
    std::string name; // "adaptive", "rolling_zscore", …
    double score = 0; // in the detector's own unit; finite
    bool fired = false;

    friend bool operator==(const DetectorVote&, const DetectorVote&) = default;
};

struct Anomaly
{
    Minute time{};
    StatusId status = StatusId::Approved;
    std::string source;
    std::uint64_t count = 0; // observed
    double expected = 0;     // transactions a minute; all doubles are finite
    double low = 0;          // the range that would not have fired
    double high = 0;
    double score = 0; // of the detector that decided
    Severity severity = Severity::Warning;
    AnomalyKind kind = AnomalyKind::Spike;
    std::vector<DetectorVote> detectors; // every configured detector of the status, fired or not
    std::string reason;                  // English, with the numbers
    bool late = false; // found in a minute that was corrected after it had been decided

    friend bool operator==(const Anomaly&, const Anomaly&) = default;
};

// Trend of a series in words: least squares slope of the last 18 minutes, in transactions a minute
// per minute.
enum class Trend { FallingALot, Falling, Stable, Rising, RisingALot };

} // namespace vigia
