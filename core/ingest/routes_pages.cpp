// The pages that need no data: welcome, health, readiness.
#include "core/ingest/problem.h"
#include "core/ingest/routes.h"
#include "core/message/json_text.h"

namespace vigia {
namespace {

constexpr std::string_view kWelcome =
    "Vigia watches payment transactions minute by minute.\n"
    "\n"
    "POST /transactions   counts of a minute, as JSON, NDJSON or CSV\n"
    "POST /receive        one such count\n"
    "POST /events         raw transactions, which add to their minute\n"
    "POST /query          what is stored\n"
    "GET  /anomalies      abnormal minutes that were found\n"
    "GET  /incidents      what they add up to\n"
    "GET  /dashboard      the last hour, live, for a browser\n"
    "GET  /docs           every route with a curl line; GET /openapi.json for programs\n"
    "GET  /healthz        does it run?\n"
    "GET  /readyz         can it take data?\n"
    "GET  /metrics        figures for Prometheus\n"
    "GET  /api/v2/alerts  open incidents as Alertmanager lists them\n"
    "\n"
    "Try:  curl -H 'Content-Type: application/json' -d '{\"time\": \"2025-07-12T13:45:00Z\",\n"
    "      \"status\": \"approved\", \"count\": 112}' http://127.0.0.1:8000/receive\n";

} // namespace

void getWelcome(RouteScope&, const HttpRequest&, Reply reply)
{
    reply.send(
        {.contentType = "text/plain; charset=utf-8", .body = std::string(kWelcome), .fields = {}});
}

void getHealth(RouteScope&, const HttpRequest&, Reply reply)
{
    reply.send({.body = R"({"status":"ok"})", .fields = {}});
}

void getReady(RouteScope& scope, const HttpRequest&, Reply reply)
{
    const std::vector<std::string> reasons = scope.sink().notReadyReasons();
    if (reasons.empty()) {
        reply.send({.body = R"({"status":"ready"})", .fields = {}});
        return;
    }
    IssueList issues;
    for (const std::string& reason : reasons)
        issues.add("", reason);
    HttpResponse response = problem(503, "data cannot be taken now: " + reasons.front(), issues);
    response.fields.emplace_back("Retry-After", "5");
    reply.send(std::move(response));
}

} // namespace vigia
