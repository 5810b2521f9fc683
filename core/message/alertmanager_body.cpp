#include "core/message/payloads.h"

#include "core/message/anomaly_json.h"
#include "core/message/fingerprint.h"
#include "core/message/json_text.h"

#include <algorithm>

namespace vigia {
namespace {

constexpr std::string_view kNever =
    "0001-01-01T00:00:00Z"; // Go's zero time, as Alertmanager has it

void writeAlert(JsonWriter& json, const Anomaly& a, const Incident* incident,
                std::string_view summary, const MessageContext& context)
{
    const bool resolved = incident != nullptr && incident->state == IncidentState::Resolved;
    Fingerprint print;
    json.beginObject();
    json.key("status").string(resolved ? "resolved" : "firing");
    json.key("labels").beginObject();
    json.key("alertname").string("TransactionAnomaly");
    if (incident != nullptr) {
        const std::string id = std::to_string(static_cast<std::int64_t>(incident->id));
        json.key("incident").string(id);
        print.add(id);
    }
    json.key("kind").string(toString(a.kind));
    json.key("severity").string(toString(a.severity));
    json.key("source").string(a.source);
    json.key("status").string(context.catalog.name(a.status));
    json.endObject();
    print.add(context.catalog.name(a.status));
    print.add(a.source);
    json.key("annotations").beginObject();
    json.key("summary").string(summary);
    json.key("description").string(a.reason);
    json.endObject();
    json.key("startsAt").time(incident != nullptr ? incident->start : a.time);
    json.key("endsAt");
    if (resolved && incident->end)
        json.time(*incident->end);
    else
        json.string(kNever);
    json.key("generatorURL").string(context.consoleUrl);
    json.key("fingerprint").string(print.hex());
    json.endObject();
}

void beginEnvelope(JsonWriter& json, std::string_view event, std::string_view status,
                   std::string_view receiver, std::string_view groupKey,
                   const MessageContext& context)
{
    json.beginObject();
    json.key("version").string("4");
    json.key("groupKey").string(groupKey);
    json.key("truncatedAlerts").number(0);
    json.key("status").string(status);
    json.key("receiver").string(receiver);
    json.key("externalURL").string(context.consoleUrl);
    json.key("event").string(event);
}

} // namespace

std::string alertmanagerBody(std::span<const IncidentNote> notes, const MessageContext& context)
{
    const bool resolved = std::all_of(notes.begin(), notes.end(), [](const IncidentNote& n) {
        return n.incident.state == IncidentState::Resolved;
    });
    const bool one = notes.size() == 1;
    const IncidentNote& first = notes.front();
    const std::string id = std::to_string(static_cast<std::int64_t>(first.incident.id));
    JsonWriter json;
    beginEnvelope(json, one ? toString(first.kind) : "digest", resolved ? "resolved" : "firing",
                  first.receiver, one ? "{}:{incident=\"" + id + "\"}" : "{}:{}", context);
    json.key("groupLabels").beginObject();
    if (one)
        json.key("incident").string(id);
    json.endObject();
    json.key("commonLabels").beginObject();
    json.key("alertname").string("TransactionAnomaly");
    if (one)
        json.key("incident").string(id);
    json.endObject();
    json.key("commonAnnotations").beginObject();
    if (one)
        json.key("summary").string(first.incident.reason);
    json.endObject();
    json.key("alerts").beginArray();
    for (const IncidentNote& note : notes) {
        if (note.worst.empty())
            writeAlert(json, note.incident.peak, &note.incident, note.incident.reason, context);
        for (const Anomaly& a : note.worst)
            writeAlert(json, a, &note.incident, note.incident.reason, context);
    }
    json.endArray();
    if (one) {
        json.key("incident");
        writeIncident(json, first.incident, context.catalog);
    } else {
        json.key("incidents").beginArray();
        for (const IncidentNote& note : notes)
            writeIncident(json, note.incident, context.catalog);
        json.endArray();
    }
    if (first.lastFiveMinutes)
        json.key("transactionsLastFiveMinutes").number(*first.lastFiveMinutes);
    json.endObject();
    return json.take();
}

std::string alertmanagerBody(std::string_view event, std::string_view key, std::string_view summary,
                             std::span<const Anomaly> anomalies, const MessageContext& context,
                             Instant now)
{
    JsonWriter json;
    beginEnvelope(json, event, "firing", "", key, context);
    json.key("groupLabels").beginObject().endObject();
    json.key("commonLabels").beginObject().endObject();
    json.key("commonAnnotations").beginObject();
    json.key("summary").string(summary);
    json.endObject();
    json.key("alerts").beginArray();
    for (const Anomaly& a : anomalies)
        writeAlert(json, a, nullptr, summary, context);
    if (anomalies.empty()) { // receivers expect at least one
        json.beginObject();
        json.key("status").string("firing");
        json.key("labels").beginObject();
        json.key("alertname").string(event == "test" ? "VigiaTest" : "TransactionTrend");
        json.key("severity").string("warning");
        json.endObject();
        json.key("annotations").beginObject();
        json.key("summary").string(summary);
        json.endObject();
        json.key("startsAt").string(toRfc3339(now));
        json.key("endsAt").string(kNever);
        json.key("generatorURL").string(context.consoleUrl);
        Fingerprint print;
        print.add(key);
        json.key("fingerprint").string(print.hex());
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return json.take();
}

} // namespace vigia
