// What Vigia has to say of anomalies, as Message values: subject, plain text and HTML. Pure; no
// I/O, no clock. incident_message.h does the same for incidents.
//
// The text of an alert has the fixed shape that people and their mail filters know:
//
//   Transaction Anomaly Alert
//   Generated at: 2025-07-12 13:45 -03:00 (2025-07-12T16:45:00Z)
//
//   Critical Anomalies: 1
//   - Time: 16h 30
//   - Status: DENIED
//   - Count: 1000
//   - Score: 26.26
//   - Reason: …
//
//   Warning Anomalies: 0
//
// Times are local to the zone; a time of another day than "Generated at" has its date behind it. A
// source follows as "- Source: …" where one was named. Foreign text is escaped, so that it cannot
// fake a line, a direction or markup.
#pragma once

#include "core/base/zone.h"
#include "core/message/phrases.h"
#include "core/message/story.h"
#include "core/model/anomaly.h"
#include "core/model/outbox_entry.h"

#include <span>
#include <string>

namespace vigia {

// What messages need of their surroundings. Borrowed for the length of a call.
struct MessageContext
{
    const StatusCatalog& catalog;
    const Zone& zone;
    Language language = Language::English;
    std::string_view consoleUrl{}; // the address of the dashboard, for links; "" = none
};

// Both groups of the shape above, the critical ones first. Within a group the highest score comes
// first.
[[nodiscard]] std::vector<StoryGroup> anomalyGroups(std::span<const Anomaly> anomalies,
                                                    const MessageContext& context, Instant now);

[[nodiscard]] std::string alertText(std::span<const Anomaly> anomalies,
                                    const MessageContext& context, Instant now);
[[nodiscard]] std::string alertHtml(std::span<const Anomaly> anomalies,
                                    const MessageContext& context, Instant now);

// An alert about anomalies, outside of any incident. The key depends on the anomalies alone: the
// same ones, found again after a crash, give the same key. REQUIRES: anomalies is not empty.
[[nodiscard]] Message anomalyAlert(std::span<const Anomaly> anomalies,
                                   const MessageContext& context, Instant now);

// What "send test" sends. `key` as given, so that each test is a message of its own.
[[nodiscard]] Message testMessage(std::string key, const MessageContext& context, Instant now);

// "DENIED", harmless.
[[nodiscard]] std::string statusText(StatusId status, const MessageContext& context);

} // namespace vigia
