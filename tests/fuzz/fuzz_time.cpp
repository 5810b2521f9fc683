// Any text through the time parser: refused with words, or a minute that reads the same when it is
// written as RFC 3339, in any order of calls.
#include "core/parse/time_parser.h"

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

constexpr Instant kNow = sys_days{year{2025} / 8 / 1};

Zone newYork()
{
    return Zone{"America/New_York",
                {{sys_days{year{2024} / 11 / 3} + 6h, -300min},
                 {sys_days{year{2025} / 3 / 9} + 7h, -240min},
                 {sys_days{year{2025} / 11 / 2} + 6h, -300min}}};
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static TimeParser remembering(newYork(), year{2025} / 3 / 9, kNow);
    TimeParser fresh(newYork(), year{2025} / 3 / 9, kNow);

    const auto minute = fresh.minute(text);
    require(remembering.minute(text) == minute, "what was read before does not matter");
    const auto instant = fresh.instant(text);
    require(instant.has_value() == minute.has_value(), "instants are where minutes are");
    require(fresh.parse(text).has_value() == minute.has_value(), "results are where minutes are");
    require(!fresh.explain(text).empty(), "there are words");
    if (minute) {
        require(floorToMinute(*instant) == *minute, "a minute is its floored instant");
        require(*minute >= kEarliestMinute && *minute <= floorToMinute(kNow) + days{1},
                "it lies within the bounds");
        require(fresh.minute(toRfc3339(*minute)) == minute, "it reads the same again");
    }
    return 0;
}
