#include "core/parse/series_csv.h"

#include "core/parse/text_check.h"
#include "core/parse/time_parser.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

namespace vigia {
namespace {

enum Column : std::size_t { kTimestamp, kValue };

constexpr std::size_t kMaxTimestampBytes = 128;

std::optional<double> number(std::string_view text)
{
    double value = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end || !std::isfinite(value))
        return std::nullopt;
    return value;
}

double timeOf(std::string_view text, TimeParser& times)
{
    if (const auto seconds = number(text))
        return *seconds;
    if (const auto instant = times.instant(text))
        return static_cast<double>(instant->time_since_epoch().count()) / 1000;
    return std::numeric_limits<double>::quiet_NaN();
}

} // namespace

Parsed<std::vector<SeriesPoint>> readSeriesCsv(std::string_view bytes, CsvTableOptions options)
{
    CsvTable table(bytes, {{"timestamp", {"timestamp", "time"}}, {"value", {"value"}}},
                   std::move(options));
    // Nothing is stored, so a time may lie in the future.
    TimeParser times(Zone{}, std::nullopt, Instant{kLatestMinute});
    Parsed<std::vector<SeriesPoint>> out;
    while (table.next()) {
        const std::string_view timestamp = table.field(kTimestamp);
        const std::string_view valueText = table.field(kValue);
        const auto value = number(valueText);
        if (!isPlainText(timestamp, kMaxTimestampBytes))
            table.refuse(kTimestamp,
                         [] { return std::string{"1 to 128 bytes of text on one line"}; });
        if (!value)
            table.refuse(kValue,
                         [] { return std::string{"a finite number as 12, -0.5 or 1.5e300"}; });
        if (table.ok())
            out.value.push_back(
                {std::string{timestamp}, std::string{valueText}, timeOf(timestamp, times), *value});
    }
    out.report = table.takeReport();
    if (!out.report.ok())
        out.value.clear();
    return out;
}

} // namespace vigia
