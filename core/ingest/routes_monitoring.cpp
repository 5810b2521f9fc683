// For other programs that watch: Prometheus, and tools that read Alertmanager.
#include "core/ingest/metric.h"
#include "core/ingest/problem.h"
#include "core/ingest/routes.h"
#include "core/message/json_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace vigia {
namespace {

constexpr std::size_t kMostAlerts = 10'000;

std::string numberText(double value)
{
    if (!std::isfinite(value))
        return std::isnan(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    return {digits.data(), end};
}

void writeAlert(JsonWriter& json, const Incident& incident, const StatusCatalog& catalog,
                Instant now)
{
    const std::string id = std::to_string(static_cast<std::int64_t>(incident.id));
    std::string statuses;
    for (const StatusId status : incident.statuses) {
        if (!statuses.empty())
            statuses += ",";
        statuses += catalog.name(status);
    }
    json.beginObject();
    json.key("labels").beginObject();
    json.key("alertname").string("VigiaIncident");
    json.key("incident").string(id);
    json.key("severity").string(toString(incident.severity));
    json.key("statuses").string(statuses);
    json.endObject();
    json.key("annotations").beginObject();
    json.key("summary").string(incident.reason);
    json.key("description").string(incident.peak.reason);
    json.endObject();
    json.key("startsAt").time(incident.start);
    // Alertmanager gives an alert an end that moves on while it fires.
    json.key("endsAt").time(floorToMinute(now) + std::chrono::minutes{5});
    json.key("updatedAt").time(incident.lastAbnormal);
    json.key("fingerprint").string("vigia-" + id);
    json.key("generatorURL").string("/incidents/" + id);
    json.key("receivers").beginArray().endArray();
    json.key("status").beginObject();
    json.key("state").string("active");
    json.key("silencedBy").beginArray().endArray();
    json.key("inhibitedBy").beginArray().endArray();
    json.endObject();
    json.endObject();
}

HttpResponse alertsAnswer(const Result<std::vector<Incident>>& found, const StatusCatalog& catalog,
                          Instant now)
{
    if (!found)
        return problemOf(found.error());
    JsonWriter json;
    json.beginArray();
    for (const Incident& incident : *found) {
        if (incident.state != IncidentState::Resolved)
            writeAlert(json, incident, catalog, now);
    }
    json.endArray();
    return {.body = json.take(), .fields = {}};
}

} // namespace

std::string prometheusText(std::span<const Metric> metrics)
{
    std::string out;
    std::string_view before;
    for (const Metric& metric : metrics) {
        if (metric.name != before) {
            out += "# HELP " + metric.name + " " + metric.help + "\n";
            out += "# TYPE " + metric.name +
                   (metric.kind == Metric::Kind::Counter ? " counter\n" : " gauge\n");
        }
        before = metric.name;
        out += metric.name + (metric.labels.empty() ? "" : '{' + metric.labels + '}') + " " +
               numberText(metric.value) + "\n";
    }
    return out;
}

void getMetrics(RouteScope& scope, const HttpRequest&, Reply reply)
{
    std::vector<Metric> metrics = scope.sink().metrics();
    metrics.push_back({"vigia_ready", "1 while data can be taken.", Metric::Kind::Gauge,
                       scope.sink().notReadyReasons().empty() ? 1.0 : 0.0});
    reply.send({.contentType = "text/plain; version=0.0.4; charset=utf-8",
                .body = prometheusText(metrics),
                .fields = {}});
}

void getAlerts(RouteScope& scope, const HttpRequest&, Reply reply)
{
    IncidentQuery query;
    query.limit = kMostAlerts;
    scope.sink().queryIncidents(query, [reply, catalog = scope.catalog(),
                                        now = scope.now()](Result<std::vector<Incident>> found) {
        reply.sendMade([found = std::move(found), catalog, now] {
            return alertsAnswer(found, *catalog, now);
        });
    });
}

void getStatus(RouteScope& scope, const HttpRequest&, Reply reply)
{
    JsonWriter json;
    json.beginObject();
    json.key("cluster").beginObject().key("status").string("disabled");
    json.key("peers").beginArray().endArray().endObject();
    json.key("versionInfo").beginObject().key("version").string("0.1.0");
    json.key("branch").string("").key("revision").string("").key("buildUser").string("");
    json.key("buildDate").string("").key("goVersion").string("").endObject();
    json.key("config").beginObject().key("original").string("").endObject();
    json.key("uptime").string(toRfc3339(scope.started()));
    json.endObject();
    reply.send({.body = json.take(), .fields = {}});
}

void getRange(RouteScope& scope, const HttpRequest&, Reply reply)
{
    scope.sink().queryRange([reply](const Result<std::optional<MinuteRange>>& range) {
        if (!range) {
            reply.send(problemOf(range.error()));
            return;
        }
        JsonWriter json;
        json.beginObject();
        if (*range) {
            json.key("from").time((*range)->from);
            json.key("newest").time((*range)->to - std::chrono::minutes{1});
        } else {
            json.key("from").null().key("newest").null();
        }
        reply.send({.body = json.endObject().take(), .fields = {}});
    });
}

} // namespace vigia
