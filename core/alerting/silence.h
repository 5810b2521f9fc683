// A silence: nobody is told of what it matches while it lasts. Detection and recording go on.
//
// It matches labels, as Alertmanager's silences do: status, source, severity, kind, incident,
// instance ("incident-7"), statuses, sources and alertname ("VigiaIncident"). An incident is muted
// when each of its statuses in each of its sources is covered by some active silence, so that a
// silence of "denied" does not hide "failed". Values and pure functions; any thread.
#pragma once

#include "core/alerting/time_window.h"
#include "core/base/zone.h"
#include "core/model/incident.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace vigia {

struct SilenceMatcher
{
    std::string name;     // one of the labels above
    std::string value;    // a pattern: names separated by |, where .* stands for any text
    bool isRegex = false; // `value` is a pattern
    bool isEqual = true;  // false: everything else matches

    friend bool operator==(const SilenceMatcher&, const SilenceMatcher&) = default;
};

[[nodiscard]] bool matches(const SilenceMatcher& matcher, std::string_view value);
// What is wrong with it, in words that name it; none when it can be used.
[[nodiscard]] std::optional<std::string> faultOf(const SilenceMatcher& matcher);

struct Silence
{
    std::int64_t id = 0;
    std::string owner;
    std::string reason;
    std::vector<SilenceMatcher> matchers; // all must match; at least one
    std::optional<TimeWindow> recurs;     // only then, on the wall clock of `zone`
    std::shared_ptr<const Zone> zone;     // not null where it recurs
    Instant created{};
    Instant starts{};
    Instant ends{};
    std::optional<Instant> lastMatch;
};

// What keeps a silence from being used at `now`: no owner, reason, matcher or end. None when it is
// good.
[[nodiscard]] std::optional<std::string> faultOf(const Silence& silence, Instant now);

enum class SilenceState { Pending, Active, Expired };
[[nodiscard]] std::string_view toString(SilenceState state); // as Alertmanager says it
// A recurring one is pending between its windows.
[[nodiscard]] SilenceState stateOf(const Silence& silence, Instant now);

// The label that a matcher looks at: of the incident, and of one status and source of it.
[[nodiscard]] std::string labelOf(const Incident& incident, StatusId status,
                                  std::string_view source, std::string_view name,
                                  const StatusCatalog& catalog);
// Does any status in any source of it match them all?
[[nodiscard]] bool matchesAny(std::span<const SilenceMatcher> matchers, const Incident& incident,
                              const StatusCatalog& catalog);

// The silences that together mute the incident now, by id; empty when it is not muted.
[[nodiscard]] std::vector<std::int64_t> mutedBy(const Incident& incident,
                                                std::span<const Silence> silences,
                                                const StatusCatalog& catalog, Instant now);

// What is to be pointed out. A silence that has lasted kLong without a match; one that ends before
// the shift does (shifts begin at 07:00, 15:00 and 23:00 of the zone).
inline constexpr std::chrono::days kLongWithoutMatch{7};
[[nodiscard]] bool matchedNothingForLong(const Silence& silence, Instant now);
[[nodiscard]] bool endsThisShift(const Silence& silence, Instant now, const Zone& zone);

} // namespace vigia
