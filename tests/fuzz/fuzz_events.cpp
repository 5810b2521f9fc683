// Any bytes as the body of POST /events, as JSON and as NDJSON: what is taken keeps the limits of
// the store, what is wrong is pointed at.
#include "core/ingest/event_rows.h"

#include <cmath>
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

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    RowValidator validator(Zone{}, StatusCatalog{}, year_month_day{year{2025} / 7 / 12}, kNow);
    for (auto* read : {&readEvents, &readEventLines}) {
        auto events = (*read)(body, validator);
        if (!events) {
            require(events.error().message.starts_with("line "), "a refusal names the place");
            continue;
        }
        require(events->events.size() <= events->rows, "no more events than were given");
        require(events->issues.issues.size() <= IssueList::kMost, "issues are cut");
        for (const FieldIssue& issue : events->issues.issues)
            require(!issue.detail.empty(), "an issue has words");
        const EventBatch batch = toEventBatch(std::move(events->events));
        for (const RawEvent& event : batch.events) {
            const Minute minute = floorToMinute(event.created);
            require(minute >= kEarliestMinute && minute <= floorToMinute(kNow + days{1}),
                    "a time lies within the limits");
            require(event.source < batch.sources.size(), "a source has a name");
            require(event.authCode.size() <= 64 && event.id.size() <= 128, "texts are short");
            require(!event.durationMs ||
                        (std::isfinite(*event.durationMs) && *event.durationMs >= 0),
                    "a duration is one");
        }
    }
    return 0;
}
