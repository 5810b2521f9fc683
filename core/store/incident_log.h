// What people and the program did with incidents: steps with who and when, timers, silences.
//
// Part of a Database; rules on threads, transactions and errors as in store.h.
#pragma once

#include "core/base/minute.h"
#include "core/base/result.h"
#include "core/model/incident.h"

#include <optional>
#include <string>
#include <vector>

namespace vigia {

// A line of the audit trail; a note is one with the action "note".
struct IncidentStep
{
    std::int64_t seq = 0; // given by the store
    IncidentId incident{};
    Instant at{};
    std::string who; // a person, or "vigia"
    std::string action;
    std::string detail; // free text

    friend bool operator==(const IncidentStep&, const IncidentStep&) = default;
};

// Until when something holds for an incident: "snooze", "acknowledgement".
struct IncidentTimer
{
    IncidentId incident{};
    std::string kind;
    Instant until{};

    friend bool operator==(const IncidentTimer&, const IncidentTimer&) = default;
};

struct SilenceRecord
{
    std::int64_t id = 0; // given by the store
    std::string owner;
    std::string reason;
    std::string rule; // JSON: what it matches and when it recurs; the store does not read it
    Instant created{};
    Instant starts{};
    Instant ends{};
    std::optional<Instant> lastMatch;

    friend bool operator==(const SilenceRecord&, const SilenceRecord&) = default;
};

class IncidentLog
{
public:
    virtual ~IncidentLog() = default;

    [[nodiscard]] virtual Result<void> addStep(const IncidentStep& step) = 0; // seq is not read
    [[nodiscard]] virtual Result<std::vector<IncidentStep>>
    steps(IncidentId incident) = 0; // in order

    [[nodiscard]] virtual Result<void> setTimer(const IncidentTimer& timer) = 0; // replaces
    [[nodiscard]] virtual Result<void> clearTimer(IncidentId incident, const std::string& kind) = 0;
    [[nodiscard]] virtual Result<std::vector<IncidentTimer>> timers() = 0; // next one first

    [[nodiscard]] virtual Result<std::int64_t> addSilence(const SilenceRecord& silence) = 0; // id
    [[nodiscard]] virtual Result<void>
    changeSilence(const SilenceRecord& silence) = 0; // by its id; NotFound
    // Those that end after `now`, by id.
    [[nodiscard]] virtual Result<std::vector<SilenceRecord>> silences(Instant now) = 0;
};

} // namespace vigia
