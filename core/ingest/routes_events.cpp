// Raw transactions in: they add to their minutes.
#include "core/ingest/csv_body.h"
#include "core/ingest/event_rows.h"
#include "core/ingest/query_parameters.h"
#include "core/ingest/routes.h"
#include "core/ingest/rows_answer.h"
#include "core/message/anomaly_json.h"
#include "core/parse/raw_log_csv.h"

namespace vigia {
namespace {

std::string bodyOf(const EventAnswer& answer, const IssueList& refused, std::size_t refusedRows,
                   const StatusCatalog& catalog)
{
    JsonWriter json;
    json.beginObject();
    json.key("accepted").number(answer.accepted);
    json.key("duplicates").number(answer.duplicates);
    json.key("recommendation").string(answer.anomalies.empty() ? "ok" : "alert");
    json.key("anomalies");
    writeAnomalies(json, answer.anomalies, catalog);
    writeRefused(json, refused, refusedRows);
    json.endObject();
    return json.take();
}

ReadEvents readCsv(RouteScope& scope, std::string_view body, Partial partial)
{
    Parsed<std::vector<RawTransaction>> parsed = readRawLogCsv(body, csvOptions(scope, partial));
    return {std::move(parsed.value), issuesOf(parsed.report), parsed.report.rows};
}

Result<ReadEvents> read(RouteScope& scope, const HttpRequest& request, Partial partial)
{
    if (request.mediaType == "text/csv")
        return readCsv(scope, request.body, partial);
    if (request.mediaType == "application/x-ndjson")
        return readEventLines(request.body, scope.validator());
    return readEvents(request.body, scope.validator());
}

} // namespace

void postEvents(RouteScope& scope, const HttpRequest& request, Reply reply)
{
    auto parameters = QueryParameters::fromUrl(request.query, {"partial"});
    const Partial partial = parameters.flag("partial") ? Partial::Yes : Partial::No;
    if (!parameters.issues().empty()) {
        reply.send(parameters.refusal());
        return;
    }
    Result<ReadEvents> events = read(scope, request, partial);
    if (!events) {
        reply.send(notJson(events.error()));
        return;
    }
    if (!events->issues.empty() && partial == Partial::No) {
        reply.send(refusedRows(events->issues, events->rows, "event"));
        return;
    }
    const std::size_t bad = events->rows - events->events.size();
    if (events->events.empty()) {
        reply.send(answerWith(bodyOf({}, events->issues, bad, *scope.catalog()), {}));
        return;
    }
    const auto body = [issues = std::move(events->issues), bad,
                       catalog = scope.catalog()](const EventAnswer& answer) {
        return bodyOf(answer, issues, bad, *catalog);
    };
    Keep<EventAnswer> keep;
    if (!request.idempotencyKey.empty())
        keep = {request.idempotencyKey, fingerprintOf(request), body};
    scope.sink().ingestEvents(toEventBatch(std::move(events->events)), std::move(keep),
                              [reply, body](Result<EventAnswer> answer) {
                                  reply.sendMade([answer = std::move(answer), body] {
                                      if (!answer)
                                          return problemOf(answer.error());
                                      return answerWith(answer->kept.text.empty() ? body(*answer)
                                                                                  : std::string(),
                                                        answer->kept);
                                  });
                              });
}

} // namespace vigia
