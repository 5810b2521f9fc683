#include "core/message/chart.h"

#include "core/message/json_text.h"

#include <algorithm>
#include <cmath>

namespace vigia {
namespace {

void writeValues(JsonWriter& json, std::string_view key, const std::vector<double>& values,
                 std::size_t skip)
{
    json.key(key).beginArray();
    for (std::size_t i = skip; i < values.size(); ++i) {
        if (std::isfinite(values[i]))
            json.number(std::round(values[i] * 10) / 10); // finer than a pixel
        else
            json.null();
    }
    json.endArray();
}

} // namespace

std::string chartJson(const MessageChart& chart, const MessageContext& context)
{
    std::size_t length = 0;
    for (const ChartSeries& series : chart.series)
        length = std::max(length, series.counts.size());
    if (length == 0)
        return {};
    const std::size_t skip = length > kMostChartMinutes ? length - kMostChartMinutes : 0;
    const Minute last = chart.from + std::chrono::minutes{length - 1};

    JsonWriter json;
    json.beginObject();
    json.key("from").time(chart.from + std::chrono::minutes{skip});
    json.key("offset").number(static_cast<std::int64_t>(context.zone.offsetAt(last).count()));
    json.key("lang").string(phrases(context.language).code);
    if (chart.incidentStart) {
        json.key("incident").beginArray().time(*chart.incidentStart);
        if (chart.incidentEnd)
            json.time(*chart.incidentEnd);
        else
            json.null();
        json.endArray();
    }
    json.key("series").beginArray();
    const std::size_t shown = std::min(chart.series.size(), kMostChartSeries);
    for (std::size_t i = 0; i < shown; ++i) {
        const ChartSeries& series = chart.series[i];
        json.beginObject();
        json.key("status").string(context.catalog.name(series.status));
        writeValues(json, "counts", series.counts, skip);
        if (series.low.size() == series.counts.size() &&
            series.high.size() == series.counts.size()) {
            writeValues(json, "low", series.low, skip);
            writeValues(json, "high", series.high, skip);
        }
        json.key("marks").beginArray();
        for (const ChartMark& mark : series.marks) {
            if (mark.at < skip || mark.at >= series.counts.size())
                continue;
            json.beginArray().number(static_cast<std::int64_t>(mark.at - skip));
            json.string(toString(mark.severity)).endArray();
        }
        json.endArray();
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return json.take();
}

} // namespace vigia
