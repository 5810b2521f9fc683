#include "core/message/anomaly_json.h"

#include <algorithm>

namespace vigia {

void writeAnomaly(JsonWriter& json, const Anomaly& anomaly, const StatusCatalog& catalog)
{
    json.beginObject();
    json.key("time").time(anomaly.time);
    json.key("status").string(catalog.name(anomaly.status));
    json.key("source").string(anomaly.source);
    json.key("count").number(anomaly.count);
    json.key("expected").number(anomaly.expected);
    // Where the minutes before were enough, the counts that would have been calm are none, or lie
    // beyond the expected one; readers of a range expect it to hold what is usual.
    json.key("low").number(std::min(anomaly.low, anomaly.expected));
    json.key("high").number(std::max(anomaly.high, anomaly.expected));
    json.key("score").number(anomaly.score);
    json.key("severity").string(toString(anomaly.severity));
    json.key("kind").string(toString(anomaly.kind));
    json.key("detectors").beginArray();
    for (const DetectorVote& vote : anomaly.detectors) {
        json.beginObject();
        json.key("name").string(vote.name);
        json.key("score").number(vote.score);
        json.key("fired").boolean(vote.fired);
        json.endObject();
    }
    json.endArray();
    json.key("reason").string(anomaly.reason);
    if (anomaly.late)
        json.key("late").boolean(true);
    json.endObject();
}

void writeIncident(JsonWriter& json, const Incident& incident, const StatusCatalog& catalog)
{
    json.beginObject();
    json.key("id").number(static_cast<std::int64_t>(incident.id));
    json.key("state").string(toString(incident.state));
    json.key("severity").string(toString(incident.severity));
    json.key("start").time(incident.start);
    json.key("end");
    if (incident.end)
        json.time(*incident.end);
    else
        json.null();
    json.key("statuses").beginArray();
    for (const StatusId status : incident.statuses)
        json.string(catalog.name(status));
    json.endArray();
    json.key("peak");
    writeAnomaly(json, incident.peak, catalog);
    json.key("anomalies").number(incident.anomalies);
    json.key("owner");
    if (incident.owner.empty())
        json.null();
    else
        json.string(incident.owner);
    json.key("verdict");
    if (incident.verdict)
        json.string(toString(*incident.verdict));
    else
        json.null();
    json.key("reason").string(incident.reason);
    json.endObject();
}

void writeAnomalies(JsonWriter& json, std::span<const Anomaly> anomalies,
                    const StatusCatalog& catalog)
{
    json.beginArray();
    for (const Anomaly& anomaly : anomalies)
        writeAnomaly(json, anomaly, catalog);
    json.endArray();
}

void writeIncidents(JsonWriter& json, std::span<const Incident> incidents,
                    const StatusCatalog& catalog)
{
    json.beginArray();
    for (const Incident& incident : incidents)
        writeIncident(json, incident, catalog);
    json.endArray();
}

} // namespace vigia
