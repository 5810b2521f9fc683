#include "core/ingest/metric.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace vigia {
namespace {

std::string numberText(double value)
{
    if (!std::isfinite(value))
        return std::isnan(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    return {digits.data(), end};
}

std::string_view kindName(Metric::Kind kind)
{
    switch (kind) {
    case Metric::Kind::Counter:
        return "counter";
    case Metric::Kind::Histogram:
        return "histogram";
    case Metric::Kind::Gauge:
        break;
    }
    return "gauge";
}

} // namespace

std::string prometheusText(std::span<const Metric> metrics)
{
    std::string out;
    std::string_view last;
    for (const Metric& metric : metrics) {
        if (metric.name != last) {
            out += "# HELP " + metric.name + " " + metric.help + "\n";
            out += "# TYPE " + metric.name + " " + std::string(kindName(metric.kind)) + "\n";
            last = metric.name;
        }
        out += metric.name + metric.suffix;
        if (!metric.labels.empty())
            out += '{' + metric.labels + '}';
        out += " " + numberText(metric.value) + "\n";
    }
    return out;
}

} // namespace vigia
