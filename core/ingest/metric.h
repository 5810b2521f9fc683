// A figure of the running program as GET /metrics shows it.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace vigia {

struct Metric
{
    enum class Kind { Counter, Gauge, Histogram };

    std::string name; // "vigia_rows_total"; counters end with _total, units are base units
    std::string help; // one line
    Kind kind = Kind::Gauge;
    double value = 0;
    std::string labels{}; // "channel=\"mail\"", escaped; metrics of one name stand together
    std::string suffix{}; // of a histogram's line: "_bucket", "_sum", "_count"
};

// Prometheus text format 0.0.4. Figures of one name stand together and have the same help and kind.
// Pure.
[[nodiscard]] std::string prometheusText(std::span<const Metric> metrics);

} // namespace vigia
