// What Vigia has to say of an incident, from its opening to its end, as one Message for one
// channel.
//
// All messages of an incident share thread and subject, so that mail programs show one
// conversation; the key names the occasion. Channels: "mail" gets text and HTML; "teams", "slack",
// "webhook" and "pagerduty" also get their payload (payloads.h); others get text. Pure.
#pragma once

#include "core/message/chart.h"
#include "core/message/message.h"
#include "core/model/incident.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vigia {

enum class NoticeKind { Opened, Raised, Reminder, Reopened, Escalated, Acknowledged, Resolved };

// "opened", "severity_raised", "reminder", …: for keys, webhooks and traces.
[[nodiscard]] std::string_view toString(NoticeKind kind);

struct IncidentNote
{
    NoticeKind kind = NoticeKind::Opened;
    Incident incident;
    std::string thread;         // incidentThread() when it was first told
    std::string subject;        // incidentSubject() when it was first told
    int number = 0;             // counts notes of the same kind that may repeat, from 1
    std::vector<Anomaly> worst; // of each status; empty = the incident's peak alone
    std::string receiver;       // its name, for webhooks
    std::optional<std::uint64_t> lastFiveMinutes; // transactions, all statuses; none = not known
    std::optional<MessageChart> chart;            // for the picture of a mail
};

// "incident-7-20250712T1631Z". The start makes it unique where a data base began anew at 1.
[[nodiscard]] std::string incidentThread(const Incident& incident);
// "[Vigia] Incident 7: DENIED spike since 2025-07-12 13h 31". Holds nothing that changes later.
[[nodiscard]] std::string incidentSubject(const Incident& incident, const MessageContext& context);

[[nodiscard]] Message incidentMessage(const IncidentNote& note, std::string_view channel,
                                      const MessageContext& context, Instant now);

// Many incidents in one message. REQUIRES: notes is not empty.
[[nodiscard]] Message digestMessage(std::span<const IncidentNote> notes, std::string_view channel,
                                    const MessageContext& context, Instant now);

// A status that rises a lot without being an incident (yet). `slope`: transactions a minute per
// minute.
struct RisingNote
{
    StatusId status = StatusId::Denied;
    double slope = 0;
    Minute since{}; // when it was first seen
    std::optional<std::uint64_t> lastFiveMinutes;
};
// Its key, of what was first seen at `since`; in the order of time.
[[nodiscard]] std::string risingKey(StatusId status, Minute since);
[[nodiscard]] Message risingMessage(const RisingNote& note, std::string_view channel,
                                    const MessageContext& context, Instant now);

// anomalyAlert() and testMessage() with the payload of a channel.
[[nodiscard]] Message anomalyMessage(std::span<const Anomaly> anomalies, std::string_view channel,
                                     const MessageContext& context, Instant now);
[[nodiscard]] Message testMessageFor(std::string key, std::string_view channel,
                                     const MessageContext& context, Instant now);

} // namespace vigia
