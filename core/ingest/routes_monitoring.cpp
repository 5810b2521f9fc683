// For other programs that watch: Prometheus, and who asks how far the data goes.
#include "core/ingest/metric.h"
#include "core/ingest/problem.h"
#include "core/ingest/routes.h"
#include "core/message/json_text.h"

#include <array>
#include <charconv>
#include <cmath>

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

} // namespace

std::string prometheusText(std::span<const Metric> metrics)
{
    std::string out;
    std::string_view before;
    for (const Metric& metric : metrics) {
        if (metric.name != before) {
            out += "# HELP " + metric.name + " " + metric.help + "\n";
            out += "# TYPE " + metric.name +
                   (metric.kind == Metric::Kind::Counter ? " counter\n" : " gauge\n");
        }
        before = metric.name;
        out += metric.name + (metric.labels.empty() ? "" : '{' + metric.labels + '}') + " " +
               numberText(metric.value) + "\n";
    }
    return out;
}

void getMetrics(RouteScope& scope, const HttpRequest&, Reply reply)
{
    std::vector<Metric> metrics = scope.sink().metrics();
    metrics.push_back({"vigia_ready", "1 while data can be taken.", Metric::Kind::Gauge,
                       scope.sink().notReadyReasons().empty() ? 1.0 : 0.0});
    reply.send({.contentType = "text/plain; version=0.0.4; charset=utf-8",
                .body = prometheusText(metrics),
                .fields = {}});
}

void getRange(RouteScope& scope, const HttpRequest&, Reply reply)
{
    scope.sink().queryRange([reply](const Result<std::optional<MinuteRange>>& range) {
        if (!range) {
            reply.send(problemOf(range.error()));
            return;
        }
        JsonWriter json;
        json.beginObject();
        if (*range) {
            json.key("from").time((*range)->from);
            json.key("newest").time((*range)->to - std::chrono::minutes{1});
        } else {
            json.key("from").null().key("newest").null();
        }
        reply.send({.body = json.endObject().take(), .fields = {}});
    });
}

} // namespace vigia
