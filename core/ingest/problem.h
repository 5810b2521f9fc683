// Refusals as RFC 9457 problem details: `application/problem+json` with type, title, status, detail
// and, where a body was wrong, errors with a JSON pointer (RFC 6901) each.
//
// Pure; any thread. A detail never repeats a token or a body at length: values are quoted and cut.
#pragma once

#include "core/base/result.h"
#include "core/ingest/http_message.h"

#include <cstddef>

namespace vigia {

struct FieldIssue
{
    std::string pointer; // "/3/count"; "" = the whole document
    std::string detail;

    friend bool operator==(const FieldIssue&, const FieldIssue&) = default;
};

// The first issues, and how many there were.
struct IssueList
{
    static constexpr std::size_t kMost = 100;

    std::vector<FieldIssue> issues;
    std::size_t total = 0;

    void add(std::string pointer, std::string detail)
    {
        if (++total <= kMost)
            issues.push_back({std::move(pointer), std::move(detail)});
    }
    // `make` gives the FieldIssue, and is asked only while issues are still kept.
    template <typename Make>
    void addLazily(Make make)
    {
        if (++total <= kMost)
            issues.push_back(make());
    }
    [[nodiscard]] bool empty() const { return total == 0; }
};

[[nodiscard]] HttpResponse problem(int status, std::string_view detail);
// With `errors`, and `errors_total` where there are more than are listed.
[[nodiscard]] HttpResponse problem(int status, std::string_view detail, const IssueList& errors);

// 400 for a body that is not JSON, with the place from the error.
[[nodiscard]] HttpResponse notJson(const Error& error);

// What a client is told of an error behind the listener: 503 or 507 with Retry-After for what may
// work later, 4xx for what the client can mend, else 500.
[[nodiscard]] HttpResponse problemOf(const Error& error);

} // namespace vigia
