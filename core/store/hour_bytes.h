// The hours of one day as bytes, as the table count_day keeps them: a few bytes an hour and status.
//
// Layout: 1 (the version), 1 when each source of the day has a row of its own, else 0; then for
// each status with data: length and bytes of its name, number of hours, and for each hour: hour of
// the day, minutes with a row, sum, smallest, largest - smallest; all as LEB128. Pure.
#pragma once

#include "core/store/database.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vigia {

enum class SourcesKept { No, Yes };

// REQUIRES: `hours` are spans of 60 minutes of one day, each (time, status) once.
[[nodiscard]] std::string encodeHours(std::span<const CountSpan> hours,
                                      const StatusCatalog& catalog, SourcesKept sources);

struct DayHours
{
    SourcesKept sources = SourcesKept::No;
    std::vector<CountSpan> hours; // by time, then status; of statuses in the catalog
};
// None when the bytes are of another version or damaged: then the minutes are asked.
[[nodiscard]] std::optional<DayHours> decodeHours(std::string_view bytes, Minute day,
                                                  const StatusCatalog& catalog);

} // namespace vigia
