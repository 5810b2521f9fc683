// The charts of a page as a file: PNG and SVG as they are seen, CSV as the numbers behind them.
//
// Fails with Unavailable and the name of the file when it cannot be written; an existing file is
// replaced as a whole or not at all. GUI thread; some tens of milliseconds.
#pragma once

#include "core/base/result.h"
#include "ui/models/archive_blocks.h"
#include "ui/models/series_model.h"

#include <QString>

namespace vigia {

class ChartStack;

[[nodiscard]] Result<void> savePng(ChartStack& charts, const QString& file);
[[nodiscard]] Result<void> saveSvg(ChartStack& charts, const QString& file);
// "time,status,count" with times in RFC 3339, UTC, for the minutes of `range`, as File > Open reads
// it: a gap has no row.
[[nodiscard]] Result<void> saveCsv(const SeriesModel& series, MinuteRange range,
                                   const QString& file);

// The minutes of `range` from the database itself, in the reader's thread: a year takes seconds and
// no memory. "time,source,status,count", of the statuses in `statuses`. Gives the rows written.
[[nodiscard]] Result<std::int64_t> saveStoredCsv(Database& database, MinuteRange range,
                                                 const ArchiveFilter& filter,
                                                 const std::vector<StatusId>& statuses,
                                                 const StatusCatalog& catalog, const Zone& zone,
                                                 const QString& file);

} // namespace vigia
