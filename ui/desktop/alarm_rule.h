// When the console rings: which incidents wait for an answer, how often they are heard, and when
// it stays quiet.
//
// Pure: no clock and no sound card of its own. A sound is a help and never the only way; what rings
// is also on the screen.
#pragma once

#include "core/model/incident.h"

#include <QTime>

#include <chrono>
#include <optional>
#include <set>
#include <vector>

namespace vigia {

// [console] volume, quiet_hours; "quiet for an hour" of the operator.
struct AlarmSettings
{
    int volume = 60; // 0..100; 0 is silent
    QTime quietFrom; // local; both invalid = never. From after To spans midnight.
    QTime quietTo;
    std::optional<Instant> quietUntil; // asked for by the operator
};

// Waiting for an answer: open, not muted (snoozed or silenced), and abnormal no longer than
// `kFresh` ago: yesterday's incident in an imported file rings nobody up.
inline constexpr std::chrono::hours kFresh{2};
[[nodiscard]] std::vector<Incident> unanswered(const std::vector<Incident>& incidents,
                                               const std::set<IncidentId>& muted, Minute newest);

[[nodiscard]] bool isQuiet(const AlarmSettings& settings, Instant now, QTime local);

class AlarmRule
{
public:
    static constexpr std::chrono::seconds kAgainCritical{20};
    static constexpr std::chrono::minutes kAgainWarning{2};

    // The severity to sound now; none: nothing is due. A new incident or a raised severity sounds
    // at once, the rest again after its interval. Call it every second or so.
    [[nodiscard]] std::optional<Severity> due(const std::vector<Incident>& waiting, bool quiet,
                                              Instant now);

private:
    std::set<std::pair<IncidentId, Severity>> m_heard; // of those that still wait
    std::optional<Instant> m_last;
};

} // namespace vigia
