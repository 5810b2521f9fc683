// The routes of the listener: what each takes, who answers it, and what a head must be like before
// its body is read.
//
// The table is constant; matching is pure. GET routes answer HEAD too.
#pragma once

#include "core/ingest/http_head.h"
#include "core/ingest/reply.h"

#include <span>

namespace vigia {

class RouteScope; // what routes work with: core/ingest/routes.h

enum class Access {
    Guarded, // with the token, where one is set
    Public,  // without: says nothing of the data
};

enum class Body {
    None,         // GET
    Json,         // application/json
    OptionalJson, // the same, or no body at all
    Rows,         // application/json, application/x-ndjson, text/csv
};

struct Route
{
    std::string_view method; // "GET", "POST" or "DELETE"
    std::string_view path;   // "/incidents/{id}/ack"
    Access access = Access::Guarded;
    Body body = Body::None;
    void (*answer)(RouteScope&, const HttpRequest&, Reply) = nullptr;
};

[[nodiscard]] std::span<const Route> routes();

struct RouteMatch
{
    const Route* route = nullptr; // none: no such path, or not with this method
    std::string id;               // of {id}
    std::string allow;            // the methods of the path, for 405; "" = no such path
};
[[nodiscard]] RouteMatch findRoute(std::string_view method, std::string_view path);

// The refusal of a head that no route takes - 404, 405 with Allow, 415 - or none.
[[nodiscard]] std::optional<HttpResponse> checkRoute(const HttpHead& head);

// Is it served without a token?
[[nodiscard]] bool isPublicPath(std::string_view path);

} // namespace vigia
