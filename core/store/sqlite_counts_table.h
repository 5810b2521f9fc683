// The view `counts` of SQLite as a table of this connection that knows how to look up times.
//
// In the view a time is text that is made of each row's minute, so `WHERE time >= '2025-07-12'`
// walks every row there is: 3.5 s for a year. Here comparisons of `time` with text (= < <= > >=
// BETWEEN LIKE GLOB), of `status` and of `source` narrow the rows that are read; SQLite compares
// again what comes, so the answers are those of the view. https://www.sqlite.org/vtab.html
#pragma once

#include "core/base/minute.h"
#include "core/base/result.h"

#include <optional>
#include <string_view>

struct sqlite3;

namespace vigia {

// Shadows the view on this connection; the database is not touched. Does nothing the second time.
[[nodiscard]] Result<void> shadowCounts(sqlite3* handle);

// The minutes whose RFC 3339 text can begin with the longest beginning of `text` that is a year,
// month, day, hour or minute: "2025-07-1%" is July. None for what begins with no year.
[[nodiscard]] std::optional<MinuteRange> minutesOfText(std::string_view text);

} // namespace vigia
