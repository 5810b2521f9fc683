// Any bytes as the body of POST /query: a refusal with the place, issues with words, or parameters
// within their limits.
#include "core/ingest/query_parameters.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace vigia;
using namespace std::chrono;

namespace {

void require(bool holds, const char* what)
{
    if (!holds) {
        std::fprintf(stderr, "does not hold: %s\n", what);
        std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    static const StatusCatalog catalog;
    TimeParser bounds(Zone{}, year_month_day{year{2025} / 7 / 12}, Instant{kLatestMinute});
    auto parameters =
        QueryParameters::fromJson(body, {"from", "to", "hour", "status", "source", "limit"});
    if (!parameters) {
        require(parameters.error().message.starts_with("line "), "a refusal names the place");
        return 0;
    }
    const auto from = parameters->time("from", bounds);
    const auto to = parameters->time("to", bounds);
    const auto hour = parameters->hour();
    const auto status = parameters->status(catalog);
    const auto source = parameters->source();
    const std::size_t limit = parameters->limit(10, 1000);
    parameters->checkRange(from, to);
    for (const FieldIssue& issue : parameters->issues().issues)
        require(!issue.detail.empty(), "an issue has words");
    if (!parameters->issues().empty()) {
        require(parameters->refusal().status == 422, "a refusal is 422");
        return 0;
    }
    require(!from || !to || *from <= *to, "a range is not turned around");
    require(!hour || (*hour >= 0 && *hour < 24), "an hour is one of the day");
    require(!status || index(*status) < catalog.size(), "a status is known");
    require(!source || source->size() <= 128, "a source is fit to ask for");
    require(limit >= 1 && limit <= 1000, "a limit is within its limits");
    return 0;
}
