#include "core/ingest/route_table.h"

#include "core/ingest/problem.h"
#include "core/ingest/routes.h"

#include <algorithm>
#include <array>

namespace vigia {
namespace {

constexpr auto kRoutes = std::to_array<Route>({
    {"GET", "/", Access::Guarded, Body::None, getWelcome},
    {"GET", "/healthz", Access::Public, Body::None, getHealth},
    {"GET", "/readyz", Access::Guarded, Body::None, getReady},
    {"GET", "/metrics", Access::Guarded, Body::None, getMetrics},
    {"POST", "/transactions", Access::Guarded, Body::Rows, postTransactions},
    {"POST", "/events", Access::Guarded, Body::Rows, postEvents},
    {"POST", "/receive", Access::Guarded, Body::Json, postReceive},
    {"POST", "/query", Access::Guarded, Body::Json, postQuery},
    {"GET", "/anomalies", Access::Guarded, Body::None, getAnomalies},
    {"GET", "/bands", Access::Guarded, Body::None, getBands},
    {"GET", "/incidents", Access::Guarded, Body::None, getIncidents},
    {"GET", "/incidents/{id}", Access::Guarded, Body::None, getIncident},
    {"POST", "/incidents/{id}/ack", Access::Guarded, Body::OptionalJson, postAcknowledge},
    {"POST", "/incidents/{id}/release", Access::Guarded, Body::OptionalJson, postRelease},
    {"POST", "/incidents/{id}/snooze", Access::Guarded, Body::Json, postSnooze},
    {"POST", "/incidents/{id}/wake", Access::Guarded, Body::OptionalJson, postWake},
    {"POST", "/incidents/{id}/verdict", Access::Guarded, Body::Json, postVerdict},
    {"POST", "/incidents/{id}/note", Access::Guarded, Body::Json, postNote},
    {"GET", "/range", Access::Guarded, Body::None, getRange},
    {"GET", "/api/v2/alerts", Access::Guarded, Body::None, getAlerts},
    {"GET", "/api/v2/silences", Access::Guarded, Body::None, getSilences},
    {"POST", "/api/v2/silences", Access::Guarded, Body::Json, postSilence},
    {"GET", "/api/v2/silence/{id}", Access::Guarded, Body::None, getSilence},
    {"DELETE", "/api/v2/silence/{id}", Access::Guarded, Body::None, deleteSilence},
    {"GET", "/api/v2/status", Access::Guarded, Body::None, getStatus},
    {"GET", "/trace", Access::Guarded, Body::None, getTrace},
    {"GET", "/dashboard", Access::Public, Body::None, getDashboard},
    {"GET", "/dashboard/dashboard.js", Access::Public, Body::None, getDashboardScript},
    {"GET", "/dashboard/style.css", Access::Public, Body::None, getStyle},
    {"GET", "/docs", Access::Public, Body::None, getDocs},
    {"GET", "/docs/docs.js", Access::Public, Body::None, getDocsScript},
    {"GET", "/openapi.json", Access::Public, Body::None, getOpenApi},
});

constexpr std::string_view kId = "{id}";
constexpr std::size_t kMaxIdDigits = 18;

bool isId(std::string_view text)
{
    return !text.empty() && text.size() <= kMaxIdDigits &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// As Alertmanager's ids look; incidents have numbers alone.
constexpr std::string_view kUuidPaths = "/api/v2/silence/";
constexpr std::size_t kUuidLength = 36;

bool isUuid(std::string_view text)
{
    return text.size() == kUuidLength && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == '-';
           });
}

// The {id} where the path has the shape of the pattern; "" where the pattern has none.
std::optional<std::string_view> match(std::string_view pattern, std::string_view path)
{
    const std::size_t at = pattern.find(kId);
    if (at == std::string_view::npos)
        return pattern == path ? std::optional(std::string_view{}) : std::nullopt;
    const std::string_view before = pattern.substr(0, at);
    const std::string_view after = pattern.substr(at + kId.size());
    if (path.size() <= before.size() + after.size() || !path.starts_with(before) ||
        !path.ends_with(after))
        return std::nullopt;
    const std::string_view id =
        path.substr(before.size(), path.size() - before.size() - after.size());
    const bool fits = isId(id) || (pattern.starts_with(kUuidPaths) && isUuid(id));
    return fits ? std::optional(id) : std::nullopt;
}

std::string_view methodOf(std::string_view method)
{
    return method == "HEAD" ? "GET" : method;
}

HttpResponse wrongType(std::string_view expected)
{
    return problem(415, "send the body as Content-Type: " + std::string(expected));
}

std::optional<HttpResponse> checkBody(const Route& route, const HttpHead& head)
{
    if (route.body == Body::None)
        return std::nullopt;
    if (!head.contentEncoding.empty() && head.contentEncoding != "identity")
        return problem(415, "send the body without Content-Encoding");
    if (route.body == Body::OptionalJson && head.bodyBytes == 0)
        return std::nullopt;
    if (!head.charset.empty() && head.charset != "utf-8" && head.charset != "utf8")
        return problem(415, "send the body in UTF-8");
    if (head.mediaType == "application/json")
        return std::nullopt;
    if (route.body != Body::Rows)
        return wrongType("application/json");
    if (head.mediaType == "application/x-ndjson" || head.mediaType == "text/csv")
        return std::nullopt;
    return wrongType("application/json, application/x-ndjson or text/csv");
}

} // namespace

std::span<const Route> routes()
{
    return kRoutes;
}

RouteMatch findRoute(std::string_view method, std::string_view path)
{
    RouteMatch out;
    for (const Route& route : kRoutes) {
        const auto id = match(route.path, path);
        if (!id)
            continue;
        if (route.method == methodOf(method)) {
            out.route = &route;
            out.id = *id;
        }
        if (!out.allow.empty())
            out.allow += ", ";
        out.allow += route.method == "GET" ? "GET, HEAD" : route.method;
    }
    return out;
}

std::optional<HttpResponse> checkRoute(const HttpHead& head)
{
    const RouteMatch found = findRoute(head.method, head.path);
    if (found.route)
        return checkBody(*found.route, head);
    if (found.allow.empty())
        return problem(404, "there is nothing at this path; GET / names what there is");
    HttpResponse response = problem(405, "this path takes " + found.allow);
    response.fields.emplace_back("Allow", found.allow);
    return response;
}

bool isPublicPath(std::string_view path)
{
    return std::any_of(kRoutes.begin(), kRoutes.end(), [&](const Route& route) {
        return route.access == Access::Public && match(route.path, path).has_value();
    });
}

} // namespace vigia
