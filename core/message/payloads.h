// The JSON bodies that channels expect, one source file a channel. Pure; every size limit of the
// other side is kept.
#pragma once

#include "core/message/incident_message.h"

#include <span>
#include <string>

namespace vigia {

// Microsoft Teams, Workflows: a message with one Adaptive Card 1.4, below 20,000 bytes (Teams takes
// 28 KB). What does not fit is cut, and the card says how much.
// https://learn.microsoft.com/connectors/teams/ "Post to a webhook", https://adaptivecards.io
[[nodiscard]] std::string teamsCard(const Story& story);

// Slack incoming webhook: text as fallback, then blocks (at most 50, 3,000 characters each).
// https://api.slack.com/messaging/webhooks
[[nodiscard]] std::string slackBody(std::string_view subject, const Story& story);

// Alertmanager webhook, version 4: one alert for each abnormal status of each incident, and beside
// them `event` and, for a single one, `incident` in the contract's shape.
// https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
[[nodiscard]] std::string alertmanagerBody(std::span<const IncidentNote> notes,
                                           const MessageContext& context);
// The same without an incident: `event` is what happened, each anomaly is an alert.
[[nodiscard]] std::string alertmanagerBody(std::string_view event, std::string_view key,
                                           std::string_view summary,
                                           std::span<const Anomaly> anomalies,
                                           const MessageContext& context, Instant now);

// PagerDuty Events v2, without its routing_key, which the notifier adds. dedup_key is the thread:
// one alert for each incident.
// https://developer.pagerduty.com/docs/events-api-v2-overview
[[nodiscard]] std::string pagerDutyEvent(const IncidentNote& note, const MessageContext& context);
[[nodiscard]] std::string pagerDutyEvent(std::string_view key, std::string_view summary,
                                         Severity severity, const MessageContext& context,
                                         Instant now);

} // namespace vigia
