// Any bytes as the body of POST /transactions: the quick and the strict reader say the same, what
// is good keeps the limits, what is wrong is pointed at.
#include "core/ingest/json_rows.h"

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

const Instant kNow = sys_days{year{2025} / 7 / 12} + 14h;

void checkRows(const ReadCounts& read)
{
    require(read.batch.rows.size() <= read.rows, "no more rows than were given");
    require(read.issues.issues.size() <= IssueList::kMost, "issues are cut");
    require(read.issues.issues.size() <= read.issues.total, "issues are counted");
    for (const CountRow& row : read.batch.rows) {
        require(row.count <= kMaxCount, "a count is exact");
        require(row.time >= kEarliestMinute && row.time <= floorToMinute(kNow + days{1}),
                "a time lies within the limits");
        require(index(row.status) < kKnownStatuses, "a status is known");
        require(row.source < read.batch.sources.size(), "a source has a name");
        require(RowValidator::isSource(read.batch.sources[row.source]), "a source is fit to keep");
    }
    for (const FieldIssue& issue : read.issues.issues)
        require(!issue.detail.empty(), "an issue has words");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    RowValidator validator(Zone{}, StatusCatalog{}, year_month_day{year{2025} / 7 / 12}, kNow);
    JsonRows both(validator);
    JsonRows strict(validator, JsonRows::Readers::StrictOnly);

    const auto a = both.readMany(body);
    const auto b = strict.readMany(body);
    require(a.has_value() == b.has_value(), "both readers take or refuse");
    if (a) {
        require(a->batch.rows == b->batch.rows && a->batch.sources == b->batch.sources,
                "both readers read the same rows");
        require(a->issues.issues == b->issues.issues && a->issues.total == b->issues.total,
                "both readers find the same fault");
        checkRows(*a);
    } else {
        require(a.error() == b.error() && a.error().message.starts_with("line "),
                "a refusal names the place");
    }
    for (const auto& read : {both.readOne(body), both.readLines(body)}) {
        if (read)
            checkRows(*read);
    }
    return 0;
}
