// Single series of many kinds with labelled anomalies, for tests and the evaluation of
// GenericSeriesModel: what public collections of such series look like (server metrics, traffic,
// sensors, counts of messages, beats), made up here. The same seed gives the same series.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace vigia::test {

struct LabelledSeries
{
    struct Range
    {
        std::size_t from = 0; // row
        std::size_t to = 0;   // row after the last
    };
    std::string kind;
    std::vector<double> times; // seconds
    std::vector<double> values;
    std::vector<Range> anomalies; // ascending, apart; none in the first 15 % of rows
};

// Names of the kinds, each with the question it asks.
[[nodiscard]] const std::vector<std::string>& seriesKinds();

[[nodiscard]] LabelledSeries makeSeries(const std::string& kind, std::uint64_t seed);

} // namespace vigia::test
