// An HTTP request and its answer as plain values, free of sockets and of Qt's server.
//
// Routes turn one into the other; http_gate makes the request from bytes, http_listener writes the
// answer.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigia {

// name and value; of a query string both are decoded.
using HttpField = std::pair<std::string, std::string>;

struct HttpRequest
{
    std::string method;           // as sent, upper case: "GET"; HEAD comes as GET
    std::string path;             // decoded, without the query: "/incidents/7"
    std::vector<HttpField> query; // in order
    std::string mediaType;        // lower case without parameters: "application/json"; "" = none
    std::string idempotencyKey;   // "" = none
    std::string id;               // the {id} of the route's path; "" where it has none
    std::string_view body;        // valid while the route runs, not after it
};

struct HttpResponse
{
    int status = 200;
    std::string contentType = "application/json";
    std::string body;
    std::vector<HttpField> fields; // beside those that every answer carries: Allow, Retry-After, …
};

// The value of a query parameter that comes once; none where it is absent.
[[nodiscard]] inline const std::string* findField(const std::vector<HttpField>& fields,
                                                  std::string_view name)
{
    for (const HttpField& field : fields) {
        if (field.first == name)
            return &field.second;
    }
    return nullptr;
}

// "Not Found" for 404 (RFC 9110 section 15); "Unknown" for a code that is not ours.
[[nodiscard]] std::string_view reasonPhrase(int status);

} // namespace vigia
