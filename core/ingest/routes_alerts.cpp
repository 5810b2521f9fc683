// For tools that read Alertmanager - amtool, Nagstamon, Karma: open incidents, silences, status;
// and the trace of a minute.
#include "core/ingest/problem.h"
#include "core/ingest/query_parameters.h"
#include "core/ingest/routes.h"
#include "core/ingest/silence_json.h"
#include "core/message/json_text.h"
#include "core/parse/text_check.h"

#include <algorithm>

namespace vigia {
namespace {

std::string idOf(const Incident& incident)
{
    return std::to_string(static_cast<std::int64_t>(incident.id));
}

void writeAlert(JsonWriter& json, const AlertView& alert, const StatusCatalog& catalog, Instant now)
{
    const Incident& incident = alert.incident;
    const std::string id = idOf(incident);
    const StatusId first = incident.statuses.empty() ? StatusId{} : incident.statuses.front();
    json.beginObject();
    json.key("labels").beginObject();
    json.key("alertname").string("VigiaIncident");
    json.key("incident").string(id);
    // Nagstamon keeps one alert for each instance and alertname.
    json.key("instance").string(labelOf(incident, first, "", "instance", catalog));
    json.key("severity").string(toString(incident.severity));
    json.key("statuses").string(labelOf(incident, first, "", "statuses", catalog));
    // An empty label is none.
    if (const auto sources = labelOf(incident, first, "", "sources", catalog); !sources.empty())
        json.key("sources").string(sources);
    json.endObject();
    json.key("annotations").beginObject();
    json.key("summary").string(incident.reason);
    json.key("description").string(incident.peak.reason);
    if (incident.state == IncidentState::Acknowledged)
        json.key("acknowledged_by").string(incident.owner.empty() ? "somebody" : incident.owner);
    if (alert.snoozed)
        json.key("snoozed").string("true");
    json.endObject();
    json.key("startsAt").time(incident.start);
    // Alertmanager gives an alert an end that moves on while it fires.
    json.key("endsAt").time(floorToMinute(now) + std::chrono::minutes{5});
    json.key("updatedAt").time(incident.lastAbnormal);
    json.key("fingerprint").string("vigia-" + id);
    json.key("generatorURL").string("/incidents/" + id);
    json.key("receivers").beginArray();
    for (const std::string& receiver : alert.receivers)
        json.beginObject().key("name").string(receiver).endObject();
    json.endArray();
    json.key("status").beginObject();
    json.key("state").string(alert.silencedBy.empty() ? "active" : "suppressed");
    json.key("silencedBy").beginArray();
    for (const std::int64_t silence : alert.silencedBy)
        json.string(silenceIdText(silence));
    json.endArray();
    json.key("inhibitedBy").beginArray().endArray();
    json.endObject();
    json.endObject();
}

// The query parameters of Alertmanager's lists.
struct ListFilter
{
    bool active = true;
    bool silenced = true;
    std::vector<SilenceMatcher> matchers;
    std::string receiver; // "" = any
};

std::optional<ListFilter> filterOf(const HttpRequest& request, const Reply& reply)
{
    ListFilter out;
    IssueList issues;
    for (const auto& [name, value] : request.query) {
        if (name == "filter") {
            auto matcher = readMatcher(value);
            if (matcher)
                out.matchers.push_back(std::move(*matcher));
            else
                issues.add("/filter", matcher.error().message);
        } else if (name == "receiver") {
            out.receiver = value;
        } else if (name == "active" || name == "silenced" || name == "inhibited" ||
                   name == "unprocessed") {
            if (value != "true" && value != "false")
                issues.add("/" + name, "found " + inQuotes(value) + ", expected true or false");
            if (name == "active")
                out.active = value != "false";
            if (name == "silenced")
                out.silenced = value != "false";
        } else {
            issues.add("", "found " + inQuotes(name) +
                               ", expected one of filter, receiver, active, silenced, inhibited, "
                               "unprocessed");
        }
    }
    if (issues.empty())
        return out;
    reply.send(problem(422, "the query is wrong: " + issues.issues.front().detail, issues));
    return std::nullopt;
}

bool isWanted(const AlertView& alert, const ListFilter& filter, const StatusCatalog& catalog)
{
    if (alert.silencedBy.empty() ? !filter.active : !filter.silenced)
        return false;
    if (!filter.receiver.empty() && std::find(alert.receivers.begin(), alert.receivers.end(),
                                              filter.receiver) == alert.receivers.end())
        return false;
    return filter.matchers.empty() || matchesAny(filter.matchers, alert.incident, catalog);
}

// A silence is listed when it has such a matcher.
bool isWanted(const Silence& silence, const ListFilter& filter)
{
    return std::all_of(filter.matchers.begin(), filter.matchers.end(), [&](const auto& wanted) {
        return std::any_of(silence.matchers.begin(), silence.matchers.end(), [&](const auto& m) {
            return m.name == wanted.name && matches(wanted, m.value);
        });
    });
}

void sendSilenceId(const Reply& reply, const Result<std::int64_t>& done)
{
    if (!done) {
        reply.send(problemOf(done.error()));
        return;
    }
    JsonWriter json;
    json.beginObject().key("silenceID").string(silenceIdText(*done)).endObject();
    reply.send({.body = json.take(), .fields = {}});
}

} // namespace

void getAlerts(RouteScope& scope, const HttpRequest& request, Reply reply)
{
    const auto filter = filterOf(request, reply);
    if (!filter)
        return;
    scope.sink().queryAlerts([reply, filter = *filter, catalog = scope.catalog(),
                              now = scope.now()](Result<std::vector<AlertView>> found) {
        reply.sendMade([found = std::move(found), filter, catalog, now] {
            if (!found)
                return problemOf(found.error());
            JsonWriter json;
            json.beginArray();
            for (const AlertView& alert : *found) {
                if (isWanted(alert, filter, *catalog))
                    writeAlert(json, alert, *catalog, now);
            }
            json.endArray();
            return HttpResponse{.body = json.take(), .fields = {}};
        });
    });
}

void getSilences(RouteScope& scope, const HttpRequest& request, Reply reply)
{
    const auto filter = filterOf(request, reply);
    if (!filter)
        return;
    scope.sink().querySilences([reply, filter = *filter, zone = scope.zone(),
                                now = scope.now()](Result<std::vector<Silence>> found) {
        reply.sendMade([found = std::move(found), filter, zone, now] {
            if (!found)
                return problemOf(found.error());
            JsonWriter json;
            json.beginArray();
            for (const Silence& silence : *found) {
                if (isWanted(silence, filter))
                    writeSilence(json, silence, zone, now);
            }
            json.endArray();
            return HttpResponse{.body = json.take(), .fields = {}};
        });
    });
}

void getSilence(RouteScope& scope, const HttpRequest& request, Reply reply)
{
    const auto id = silenceIdFrom(request.id);
    scope.sink().querySilences([reply, id, text = request.id, zone = scope.zone(),
                                now = scope.now()](Result<std::vector<Silence>> found) {
        reply.sendMade([found = std::move(found), id, text, zone, now] {
            if (!found)
                return problemOf(found.error());
            const auto at = std::find_if(found->begin(), found->end(),
                                         [&](const Silence& s) { return s.id == id; });
            if (at == found->end())
                return problem(404, "there is no silence " + text);
            JsonWriter json;
            writeSilence(json, *at, zone, now);
            return HttpResponse{.body = json.take(), .fields = {}};
        });
    });
}

void postSilence(RouteScope& scope, const HttpRequest& request, Reply reply)
{
    // A time without a zone is UTC here, as with Alertmanager: Nagstamon sends such.
    TimeParser times(Zone(), std::nullopt, Instant{kLatestMinute});
    auto posted = readSilence(request.body, times);
    if (!posted) {
        reply.send(notJson(posted.error()));
        return;
    }
    Silence silence;
    silence.id = posted->id;
    silence.owner = std::move(posted->owner);
    silence.reason = std::move(posted->reason);
    silence.matchers = std::move(posted->rule.matchers);
    silence.recurs = posted->rule.recurs;
    silence.starts = posted->starts.value_or(scope.now());
    silence.ends = posted->ends.value_or(Instant{});
    if (posted->issues.empty()) {
        if (const auto fault = faultOf(silence, scope.now()))
            posted->issues.add("", *fault);
    }
    if (!posted->issues.empty()) {
        reply.send(problem(422, "the silence is wrong: " + posted->issues.issues.front().detail,
                           posted->issues));
        return;
    }
    scope.sink().putSilence(
        std::move(silence), std::move(posted->rule.zone),
        [reply](const Result<std::int64_t>& done) { sendSilenceId(reply, done); });
}

void deleteSilence(RouteScope& scope, const HttpRequest& request, Reply reply)
{
    const auto id = silenceIdFrom(request.id);
    if (!id) {
        reply.send(problem(404, "there is no silence " + request.id));
        return;
    }
    scope.sink().expireSilence(*id, [reply](const Result<std::int64_t>& done) {
        reply.send(done ? HttpResponse{.body = "{}", .fields = {}} : problemOf(done.error()));
    });
}

void getStatus(RouteScope& scope, const HttpRequest&, Reply reply)
{
    JsonWriter json;
    json.beginObject();
    json.key("cluster").beginObject().key("status").string("disabled");
    json.key("peers").beginArray().endArray().endObject();
    json.key("versionInfo").beginObject().key("version").string(VIGIA_VERSION);
    json.key("branch").string("").key("revision").string("").key("buildUser").string("");
    json.key("buildDate").string("").key("goVersion").string("").endObject();
    json.key("config").beginObject().key("original").string("").endObject();
    json.key("uptime").string(toRfc3339(scope.started()));
    json.endObject();
    reply.send({.body = json.take(), .fields = {}});
}

void getTrace(RouteScope& scope, const HttpRequest& request, Reply reply)
{
    auto parameters = QueryParameters::fromUrl(request.query, {"time", "status"});
    const auto time = parameters.needTime("time", scope.boundParser());
    const auto status = parameters.needStatus(*scope.catalog());
    if (!parameters.issues().empty()) {
        reply.send(parameters.refusal());
        return;
    }
    scope.sink().queryTrace(time, status, [reply, catalog = scope.catalog()](Result<Trace> found) {
        reply.sendMade([found = std::move(found), catalog] {
            if (!found)
                return problemOf(found.error());
            return HttpResponse{.body = traceJson(*found, *catalog), .fields = {}};
        });
    });
}

} // namespace vigia
