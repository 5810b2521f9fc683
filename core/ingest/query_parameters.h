// The parameters of a query - from the URL or from a JSON body - as typed values, with a pointer to
// each that is wrong. Thread: the listener's.
#pragma once

#include "core/ingest/problem.h"
#include "core/ingest/routes.h"
#include "core/ingest/strict_json.h"
#include "core/model/incident.h"

#include <map>

namespace vigia {

class QueryParameters
{
public:
    // What a parameter may be named, for refusals.
    using Names = std::initializer_list<std::string_view>;

    static QueryParameters fromUrl(const std::vector<HttpField>& fields, Names known);
    // An object, or 400 when the body is not JSON. Numbers are kept apart from text.
    static Result<QueryParameters> fromJson(std::string_view body, Names known);

    [[nodiscard]] std::optional<Minute> time(const std::string& name, TimeParser& parser);
    [[nodiscard]] std::optional<StatusId> status(const StatusCatalog& catalog);
    [[nodiscard]] std::optional<Severity> severity();
    [[nodiscard]] std::optional<IncidentState> state();
    [[nodiscard]] std::optional<std::string> source();
    [[nodiscard]] std::optional<int> hour();
    [[nodiscard]] bool flag(const std::string& name); // "true", "false" or absent
    // From 1; what is above `most` counts as `most`, and the answer then says that it is cut.
    [[nodiscard]] std::size_t limit(std::size_t usual, std::size_t most);
    // One line of text without control characters, at most `most` bytes; the same, needed and not
    // empty.
    [[nodiscard]] std::optional<std::string> line(const std::string& name, std::size_t most);
    [[nodiscard]] std::string needLine(const std::string& name, std::size_t most);
    [[nodiscard]] std::optional<IncidentVerdict> verdict(); // needed
    [[nodiscard]] std::chrono::minutes minutes(const std::string& name,
                                               std::chrono::minutes most); // needed, from 1
    [[nodiscard]] Minute needTime(const std::string& name, TimeParser& parser);
    [[nodiscard]] StatusId needStatus(const StatusCatalog& catalog);
    // "minutes", or "until": a time, or a clock time as "07:00", which is the next one in the zone.
    // At most `most` ahead. None where neither is there.
    [[nodiscard]] std::optional<Instant> expiry(TimeParser& parser, Instant now,
                                                std::chrono::minutes most);
    [[nodiscard]] bool has(const std::string& name) const { return m_values.contains(name); }
    // Says so when the range is turned around.
    void checkRange(const std::optional<Minute>& from, const std::optional<Minute>& to);

    [[nodiscard]] const IssueList& issues() const { return m_issues; }
    // 422 with the issues. REQUIRES: there are some.
    [[nodiscard]] HttpResponse refusal() const;

private:
    enum class Form { Text, Number, Either }; // what a value of the URL is, is seen from its use
    struct Value
    {
        std::string text;
        Form form = Form::Either;
    };

    void addUnknown(std::string_view name, Names known);
    void refuse(const std::string& name, std::string detail);
    [[nodiscard]] const std::string* text(const std::string& name, std::string_view expected);
    [[nodiscard]] std::optional<std::uint64_t> number(const std::string& name,
                                                      std::string_view expected);

    std::map<std::string, Value> m_values;
    IssueList m_issues;
};

} // namespace vigia
