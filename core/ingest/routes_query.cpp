// What is known: counts, anomalies, incidents.
#include "core/ingest/problem.h"
#include "core/ingest/query_parameters.h"
#include "core/ingest/routes.h"
#include "core/message/anomaly_json.h"

#include <charconv>

namespace vigia {
namespace {

using Catalog = std::shared_ptr<const StatusCatalog>;

constexpr std::size_t kUsualRows = 10'000;
constexpr std::size_t kMostRows = 100'000; // 9 MB of JSON
constexpr std::size_t kUsualFindings = 1'000;
constexpr std::size_t kMostFindings = 10'000;

std::string countsBody(const CountPage& page, const StatusCatalog& catalog)
{
    JsonWriter json;
    json.beginObject().key("rows").beginArray();
    for (const StoredCount& row : page.rows) {
        json.beginObject();
        json.key("time").time(row.time);
        json.key("status").string(catalog.name(row.status));
        json.key("source").string(row.source);
        json.key("count").number(row.count);
        json.endObject();
    }
    json.endArray().key("truncated").boolean(page.truncated).endObject();
    return json.take();
}

HttpResponse anomaliesAnswer(Result<std::vector<Anomaly>> found, std::size_t limit,
                             const StatusCatalog& catalog)
{
    if (!found)
        return problemOf(found.error());
    const bool truncated = found->size() > limit;
    found->resize(std::min(found->size(), limit));
    JsonWriter json;
    json.beginObject().key("anomalies");
    writeAnomalies(json, *found, catalog);
    json.key("truncated").boolean(truncated).endObject();
    return {.body = json.take(), .fields = {}};
}

HttpResponse incidentsAnswer(Result<std::vector<Incident>> found, std::size_t limit,
                             const StatusCatalog& catalog)
{
    if (!found)
        return problemOf(found.error());
    const bool truncated = found->size() > limit;
    if (truncated)
        found->erase(found->begin() + static_cast<std::ptrdiff_t>(limit), found->end());
    JsonWriter json;
    json.beginObject().key("incidents");
    writeIncidents(json, *found, catalog);
    json.key("truncated").boolean(truncated).endObject();
    return {.body = json.take(), .fields = {}};
}

HttpResponse incidentAnswer(const Result<std::optional<Incident>>& found, const std::string& id,
                            const StatusCatalog& catalog)
{
    if (!found)
        return problemOf(found.error());
    if (!*found)
        return problem(404, "there is no incident " + id);
    JsonWriter json;
    writeIncident(json, **found, catalog);
    return {.body = json.take(), .fields = {}};
}

} // namespace

void postQuery(RouteScope& scope, const HttpRequest& request, Reply reply)
{
    auto parameters = QueryParameters::fromJson(
        request.body, {"from", "to", "hour", "status", "source", "limit"});
    if (!parameters) {
        reply.send(notJson(parameters.error()));
        return;
    }
    CountQuery query;
    query.from = parameters->time("from", scope.boundParser());
    query.to = parameters->time("to", scope.boundParser());
    query.hour = parameters->hour();
    query.status = parameters->status(*scope.catalog());
    query.source = parameters->source();
    query.limit = parameters->limit(kUsualRows, kMostRows);
    parameters->checkRange(query.from, query.to);
    if (!parameters->issues().empty()) {
        reply.send(parameters->refusal());
        return;
    }
    scope.sink().queryCounts(
        std::move(query), [reply, catalog = scope.catalog()](Result<CountPage> page) {
            reply.sendMade([page = std::move(page), catalog] {
                return page ? HttpResponse{.body = countsBody(*page, *catalog), .fields = {}}
                            : problemOf(page.error());
            });
        });
}

void getAnomalies(RouteScope& scope, const HttpRequest& request, Reply reply)
{
    auto parameters =
        QueryParameters::fromUrl(request.query, {"from", "to", "status", "severity", "limit"});
    AnomalyQuery query;
    query.from = parameters.time("from", scope.boundParser());
    query.to = parameters.time("to", scope.boundParser());
    query.status = parameters.status(*scope.catalog());
    query.severity = parameters.severity();
    const std::size_t limit = parameters.limit(kUsualFindings, kMostFindings);
    query.limit = limit + 1; // one more tells whether there are more
    parameters.checkRange(query.from, query.to);
    if (!parameters.issues().empty()) {
        reply.send(parameters.refusal());
        return;
    }
    scope.sink().queryAnomalies(std::move(query), [reply, limit, catalog = scope.catalog()](
                                                      Result<std::vector<Anomaly>> found) {
        reply.sendMade([found = std::move(found), limit, catalog]() mutable {
            return anomaliesAnswer(std::move(found), limit, *catalog);
        });
    });
}

void getBands(RouteScope& scope, const HttpRequest& request, Reply reply)
{
    auto parameters = QueryParameters::fromUrl(request.query, {"from", "to"});
    const auto from = parameters.time("from", scope.boundParser());
    const auto to = parameters.time("to", scope.boundParser());
    parameters.checkRange(from, to);
    if (!parameters.issues().empty()) {
        reply.send(parameters.refusal());
        return;
    }
    JsonWriter json;
    json.beginObject();
    json.key("rows").beginArray();
    for (const BandMinute& minute : scope.sink().recentBands(from, to)) {
        for (std::size_t i = 0; i < minute.high.size(); ++i) {
            if (minute.high[i] < minute.low[i] || minute.high[i] <= 0)
                continue; // of a status that no detector speaks of
            json.beginObject();
            json.key("time").time(minute.time);
            json.key("status").string(scope.catalog()->name(static_cast<StatusId>(i)));
            json.key("expected").number(static_cast<double>(minute.expected[i]));
            json.key("low").number(static_cast<double>(minute.low[i]));
            json.key("high").number(static_cast<double>(minute.high[i]));
            json.endObject();
        }
    }
    json.endArray();
    json.endObject();
    reply.send({.body = json.take(), .fields = {}});
}

void getIncidents(RouteScope& scope, const HttpRequest& request, Reply reply)
{
    auto parameters = QueryParameters::fromUrl(
        request.query, {"from", "to", "status", "severity", "state", "limit"});
    IncidentQuery query;
    query.from = parameters.time("from", scope.boundParser());
    query.to = parameters.time("to", scope.boundParser());
    query.status = parameters.status(*scope.catalog());
    query.severity = parameters.severity();
    query.state = parameters.state();
    const std::size_t limit = parameters.limit(kUsualFindings, kMostFindings);
    query.limit = limit + 1;
    parameters.checkRange(query.from, query.to);
    if (!parameters.issues().empty()) {
        reply.send(parameters.refusal());
        return;
    }
    scope.sink().queryIncidents(std::move(query), [reply, limit, catalog = scope.catalog()](
                                                      Result<std::vector<Incident>> found) {
        reply.sendMade([found = std::move(found), limit, catalog]() mutable {
            return incidentsAnswer(std::move(found), limit, *catalog);
        });
    });
}

void getIncident(RouteScope& scope, const HttpRequest& request, Reply reply)
{
    std::int64_t number = 0;
    std::from_chars(request.id.data(), request.id.data() + request.id.size(), number);
    scope.sink().queryIncident(
        IncidentId{number},
        [reply, id = request.id, catalog = scope.catalog()](Result<std::optional<Incident>> found) {
            reply.sendMade([found = std::move(found), id, catalog] {
                return incidentAnswer(found, id, *catalog);
            });
        });
}

} // namespace vigia
