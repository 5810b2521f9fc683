// Message::chart as numbers again: the reverse of chartJson() in core/message/chart.h.
#pragma once

#include "core/base/minute.h"
#include "core/base/result.h"
#include "core/message/phrases.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigia {

struct DrawnSeries
{
    std::string status;
    std::vector<double> counts; // NaN = gap
    std::vector<double> low;    // empty, or as long as counts
    std::vector<double> high;
    std::vector<std::pair<std::size_t, Severity>> marks; // of minutes that have a count
};

struct DrawnChart
{
    Minute from{};
    std::chrono::minutes offset{0}; // local minus UTC
    Language language = Language::English;
    std::optional<Minute> incidentStart;
    std::optional<Minute> incidentEnd;
    std::vector<DrawnSeries> series; // at least one, with at least two minutes

    [[nodiscard]] std::size_t minutes() const { return series.front().counts.size(); }
};

// InvalidInput for what chartJson() does not write. Bounded by its limits.
[[nodiscard]] Result<DrawnChart> parseChart(std::string_view json);

} // namespace vigia
