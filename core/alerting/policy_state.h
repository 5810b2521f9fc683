// What the notification policy remembers, as plain values: who has been told what of each incident,
// and what is due when. Small; saved in the commit of the messages it speaks of, so that neither a
// kill nor a failed commit loses or doubles one.
#pragma once

#include "core/message/incident_message.h"
#include "core/message/receivers.h"
#include "core/model/incident.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigia {

// Somebody who was told of an incident.
struct ToldTarget
{
    std::string channel;
    std::string recipient;
    std::string receiver; // through which

    friend bool operator==(const ToldTarget&, const ToldTarget&) = default;
};

struct PendingEscalation
{
    std::string receiver;
    Instant due{};
    bool done = false;

    friend bool operator==(const PendingEscalation&, const PendingEscalation&) = default;
};

// How often something was told of an incident; numbers of messages, so that each has its own key.
struct NoticeCounts
{
    int reminders = 0;
    int reopenings = 0;
    int escalations = 0;
    int acknowledgements = 0;
    int resolutions = 0;

    friend bool operator==(const NoticeCounts&, const NoticeCounts&) = default;
};

// Of one incident.
struct Ticket
{
    IncidentId incident{};
    Instant openDue{};           // it is told from then on,
    Minute openAfter{};          // or as soon as this minute of the data has begun
    std::optional<Instant> told; // when it was first told, or nobody was found to tell
    // As it was then; thread and subject keep to it.
    Minute toldStart{};
    StatusId toldStatus{};
    AnomalyKind toldKind{};
    Severity severity = Severity::Warning; // that was told
    std::optional<Instant> repeatDue;
    std::vector<PendingEscalation> escalations;
    std::vector<ToldTarget> targets;
    NoticeCounts counts;
    bool reopened = false; // and that is to be told
    std::optional<Instant> resolveDue;
    Minute resolveAfter{};
    std::optional<Instant> resolvedTold;
    std::optional<Instant> snoozedUntil;
    std::optional<Instant> acknowledgedUntil;
    std::vector<std::int64_t> mutedBy; // silences, as last written into the trail

    friend bool operator==(const Ticket&, const Ticket&) = default;
};

// A message that is decided, for one target.
struct Notice
{
    NoticeKind kind = NoticeKind::Opened;
    IncidentId incident{};
    int number = 0; // of its kind, see IncidentNote
    Target target;
    std::string receiver;
    Minute toldStart{};
    StatusId toldStatus{};
    AnomalyKind toldKind{};

    friend bool operator==(const Notice&, const Notice&) = default;
};

// A bad status that rises a lot.
struct Rising
{
    StatusId status{};
    Minute since{};  // of the data, when it was first seen
    Minute latest{}; // when it was last seen
    double slope = 0;
    bool told = false;

    friend bool operator==(const Rising&, const Rising&) = default;
};

struct PolicyState
{
    std::vector<Ticket> tickets; // by incident
    std::vector<Rising> rising;
    // Of flood mode: when incidents were told, and what waits for the next digest.
    std::vector<Instant> openings;
    std::vector<Notice> held;
    std::optional<Instant> floodSince;
    Instant digestDue{};
    std::optional<std::pair<Instant, Instant>> slept; // the last gap between two ticks
    Instant saved{};

    friend bool operator==(const PolicyState&, const PolicyState&) = default;
};

// The name under which the store keeps it.
inline constexpr const char* kPolicyStateKey = "notification_policy";

[[nodiscard]] std::string toBytes(const PolicyState& state);
// None for bytes that are not of this version.
[[nodiscard]] std::optional<PolicyState> policyStateFrom(std::string_view bytes);

} // namespace vigia
