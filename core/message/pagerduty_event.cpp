#include "core/message/payloads.h"

#include "core/message/anomaly_json.h"
#include "core/message/json_text.h"
#include "core/message/retell.h"
#include "core/message/words.h"

namespace vigia {
namespace {

constexpr std::size_t kPagerDutySummary = 1'024;

} // namespace

std::string pagerDutyEvent(const IncidentNote& note, const MessageContext& context)
{
    const Incident& incident = note.incident;
    const bool ends = note.kind == NoticeKind::Resolved;
    const bool trigger = !ends && note.kind != NoticeKind::Acknowledged;
    JsonWriter json;
    json.beginObject();
    json.key("event_action").string(ends ? "resolve" : trigger ? "trigger" : "acknowledge");
    json.key("dedup_key").string(note.thread);
    if (trigger) {
        json.key("client").string("Vigia");
        if (!context.consoleUrl.empty())
            json.key("client_url").string(context.consoleUrl);
        json.key("payload").beginObject();
        json.key("summary").string(
            cutText(plainLine(retold(incident.reason, context.language)), kPagerDutySummary));
        json.key("source").string(incident.peak.source.empty() ? "vigia"
                                                               : plainLine(incident.peak.source));
        json.key("severity").string(toString(incident.severity));
        json.key("timestamp").time(incident.start);
        json.key("component").string(context.catalog.name(incident.peak.status));
        json.key("class").string(toString(incident.peak.kind));
        json.key("custom_details");
        writeIncident(json, incident, context.catalog);
        json.endObject();
    }
    json.endObject();
    return json.take();
}

std::string pagerDutyEvent(std::string_view key, std::string_view summary, Severity severity,
                           const MessageContext& context, Instant now)
{
    JsonWriter json;
    json.beginObject();
    json.key("event_action").string("trigger");
    json.key("dedup_key").string(key);
    json.key("client").string("Vigia");
    if (!context.consoleUrl.empty())
        json.key("client_url").string(context.consoleUrl);
    json.key("payload").beginObject();
    json.key("summary").string(cutText(plainLine(summary), kPagerDutySummary));
    json.key("source").string("vigia");
    json.key("severity").string(toString(severity));
    json.key("timestamp").string(toRfc3339(now));
    json.endObject();
    json.endObject();
    return json.take();
}

} // namespace vigia
