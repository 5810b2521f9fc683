#include "core/ingest/problem.h"

#include "core/message/json_text.h"

namespace vigia {
namespace {

HttpResponse unavailable(int status, const std::string& detail, int retryAfterSeconds)
{
    HttpResponse response = problem(status, detail);
    response.fields.emplace_back("Retry-After", std::to_string(retryAfterSeconds));
    return response;
}

} // namespace

std::string_view reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 204:
        return "No Content";
    case 304:
        return "Not Modified";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 411:
        return "Length Required";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 415:
        return "Unsupported Media Type";
    case 417:
        return "Expectation Failed";
    case 421:
        return "Misdirected Request";
    case 422:
        return "Unprocessable Content";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    case 507:
        return "Insufficient Storage";
    default:
        return "Unknown";
    }
}

HttpResponse problem(int status, std::string_view detail)
{
    return problem(status, detail, IssueList{});
}

HttpResponse problem(int status, std::string_view detail, const IssueList& errors)
{
    JsonWriter json;
    json.beginObject();
    json.key("type").string("about:blank");
    json.key("title").string(reasonPhrase(status));
    json.key("status").number(status);
    json.key("detail").string(detail);
    if (!errors.empty()) {
        json.key("errors").beginArray();
        for (const FieldIssue& issue : errors.issues) {
            json.beginObject();
            json.key("pointer").string(issue.pointer);
            json.key("detail").string(issue.detail);
            json.endObject();
        }
        json.endArray();
        if (errors.total > errors.issues.size())
            json.key("errors_total").number(static_cast<std::uint64_t>(errors.total));
    }
    json.endObject();
    return {.status = status,
            .contentType = "application/problem+json",
            .body = json.take(),
            .fields = {}};
}

HttpResponse notJson(const Error& error)
{
    IssueList issues;
    issues.add("", error.message);
    return problem(400, "the body is not JSON: " + error.message, issues);
}

HttpResponse problemOf(const Error& error)
{
    switch (error.code) {
    case ErrorCode::InvalidInput:
        return problem(422, error.message);
    case ErrorCode::NotFound:
        return problem(404, error.message);
    case ErrorCode::Conflict:
        return problem(409, error.message);
    case ErrorCode::Full:
    case ErrorCode::Cancelled:
        return unavailable(503, error.message, 1);
    case ErrorCode::Unavailable:
    case ErrorCode::Locked:
        return unavailable(503, error.message, 5);
    case ErrorCode::ReadOnly:
    case ErrorCode::Corrupt:
        return unavailable(503, error.message, 30);
    case ErrorCode::InvalidConfig:
    case ErrorCode::Internal:
        return problem(500, error.message);
    }
    return problem(500, error.message);
}

} // namespace vigia
