// For other programs that watch: Prometheus, and who asks how far the data goes.
#include "core/ingest/metric.h"
#include "core/ingest/problem.h"
#include "core/ingest/routes.h"
#include "core/message/json_text.h"

namespace vigia {
void getMetrics(RouteScope& scope, const HttpRequest&, Reply reply)
{
    std::vector<Metric> metrics = scope.sink().metrics();
    if (scope.figures) {
        for (Metric& metric : scope.figures())
            metrics.push_back(std::move(metric));
    }
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
