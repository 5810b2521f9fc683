// What an operator does to an incident. Each answers with the incident as it is then.
#include "core/ingest/problem.h"
#include "core/ingest/query_parameters.h"
#include "core/ingest/routes.h"
#include "core/message/anomaly_json.h"
#include "core/parse/text_check.h"

#include <charconv>

namespace vigia {
namespace {

constexpr std::size_t kMostName = 128;
constexpr std::size_t kMostText = 4000;
constexpr std::chrono::hours kLongest{24 * 7}; // of a snooze or an acknowledgement that ends

void act(RouteScope& scope, const HttpRequest& request, IncidentAction action, const Reply& reply)
{
    std::int64_t number = 0;
    std::from_chars(request.id.data(), request.id.data() + request.id.size(), number);
    action.incident = IncidentId{number};
    action.at = scope.now();
    scope.sink().actOnIncident(std::move(action),
                               [reply, catalog = scope.catalog()](Result<Incident> done) {
                                   reply.sendMade([done = std::move(done), catalog] {
                                       if (!done)
                                           return problemOf(done.error());
                                       JsonWriter json;
                                       writeIncident(json, *done, *catalog);
                                       return HttpResponse{.body = json.take(), .fields = {}};
                                   });
                               });
}

// The members of the body, none of which an empty body has. Answers itself when it is wrong.
std::optional<QueryParameters> parametersOf(const HttpRequest& request,
                                            QueryParameters::Names known, const Reply& reply)
{
    auto parameters = QueryParameters::fromJson(request.body.empty() ? "{}" : request.body, known);
    if (!parameters) {
        reply.send(notJson(parameters.error()));
        return std::nullopt;
    }
    return std::move(*parameters);
}

bool refused(const QueryParameters& parameters, const Reply& reply)
{
    if (!parameters.issues().empty())
        reply.send(parameters.refusal());
    return !parameters.issues().empty();
}

// What an operator has set is taken back.
void takeBack(RouteScope& scope, const HttpRequest& request, IncidentAction::Kind kind,
              const Reply& reply)
{
    auto parameters = parametersOf(request, {"owner", "comment"}, reply);
    if (!parameters)
        return;
    IncidentAction action;
    action.kind = kind;
    action.who = parameters->line("owner", kMostName).value_or("");
    action.text = parameters->line("comment", kMostText).value_or("");
    if (!refused(*parameters, reply))
        act(scope, request, std::move(action), reply);
}

} // namespace

void postRelease(RouteScope& scope, const HttpRequest& request, Reply reply)
{
    takeBack(scope, request, IncidentAction::Kind::Release, reply);
}

void postWake(RouteScope& scope, const HttpRequest& request, Reply reply)
{
    takeBack(scope, request, IncidentAction::Kind::Wake, reply);
}

void postAcknowledge(RouteScope& scope, const HttpRequest& request, Reply reply)
{
    auto parameters = parametersOf(request, {"owner", "comment", "minutes", "until"}, reply);
    if (!parameters)
        return;
    IncidentAction action;
    action.kind = IncidentAction::Kind::Acknowledge;
    action.who = parameters->line("owner", kMostName).value_or("");
    action.text = parameters->line("comment", kMostText).value_or("");
    action.until = parameters->expiry(scope.boundParser(), scope.now(), kLongest);
    if (!refused(*parameters, reply))
        act(scope, request, std::move(action), reply);
}

void postVerdict(RouteScope& scope, const HttpRequest& request, Reply reply)
{
    auto parameters = parametersOf(request, {"verdict", "owner", "comment"}, reply);
    if (!parameters)
        return;
    IncidentAction action;
    action.kind = IncidentAction::Kind::Verdict;
    action.verdict = parameters->verdict();
    action.who = parameters->line("owner", kMostName).value_or("");
    action.text = parameters->line("comment", kMostText).value_or("");
    if (!refused(*parameters, reply))
        act(scope, request, std::move(action), reply);
}

void postNote(RouteScope& scope, const HttpRequest& request, Reply reply)
{
    auto parameters = parametersOf(request, {"text", "owner"}, reply);
    if (!parameters)
        return;
    IncidentAction action;
    action.kind = IncidentAction::Kind::Note;
    action.who = parameters->line("owner", kMostName).value_or("");
    action.text = parameters->needLine("text", kMostText);
    if (!refused(*parameters, reply))
        act(scope, request, std::move(action), reply);
}

void postSnooze(RouteScope& scope, const HttpRequest& request, Reply reply)
{
    auto parameters = parametersOf(request, {"minutes", "until", "owner", "comment"}, reply);
    if (!parameters)
        return;
    IncidentAction action;
    action.kind = IncidentAction::Kind::Snooze;
    action.who = parameters->line("owner", kMostName).value_or("");
    action.text = parameters->line("comment", kMostText).value_or("");
    if (parameters->has("until"))
        action.until = parameters->expiry(scope.boundParser(), scope.now(), kLongest);
    else
        action.until = scope.now() + parameters->minutes("minutes", kLongest);
    if (!refused(*parameters, reply))
        act(scope, request, std::move(action), reply);
}

} // namespace vigia
