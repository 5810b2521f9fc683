// Raw transactions in: they add to their minutes.
#include "core/ingest/event_rows.h"
#include "core/ingest/query_parameters.h"
#include "core/ingest/routes.h"
#include "core/message/anomaly_json.h"
#include "core/parse/raw_log_csv.h"

namespace vigia {
namespace {

HttpResponse answerOf(const EventAnswer& answer, const StatusCatalog& catalog)
{
    JsonWriter json;
    json.beginObject();
    json.key("accepted").number(answer.accepted);
    json.key("duplicates").number(answer.duplicates);
    json.key("recommendation").string(answer.anomalies.empty() ? "ok" : "alert");
    json.key("anomalies");
    writeAnomalies(json, answer.anomalies, catalog);
    json.endObject();
    return {.body = json.take(), .fields = {}};
}

ReadEvents readCsv(RouteScope& scope, std::string_view body)
{
    const CsvOptions options{.zone = scope.zone(),
                             .catalog = *scope.catalog(),
                             .date = scope.today(),
                             .now = scope.now(),
                             .maxIssues = IssueList::kMost,
                             .badRows = BadRows::RefuseAll};
    Parsed<std::vector<RawTransaction>> parsed = readRawLogCsv(body, options);
    ReadEvents out;
    out.events = std::move(parsed.value);
    out.issues.total = parsed.report.total;
    for (const InputIssue& issue : parsed.report.issues) {
        out.issues.issues.push_back({"/" + std::to_string(issue.row),
                                     "line " + std::to_string(issue.line) + ", column " +
                                         std::to_string(issue.column) + ": " + issue.message()});
    }
    return out;
}

Result<ReadEvents> read(RouteScope& scope, const HttpRequest& request)
{
    if (request.mediaType == "text/csv")
        return readCsv(scope, request.body);
    if (request.mediaType == "application/x-ndjson")
        return readEventLines(request.body, scope.validator());
    return readEvents(request.body, scope.validator());
}

} // namespace

void postEvents(RouteScope& scope, const HttpRequest& request, Reply reply)
{
    Result<ReadEvents> events = read(scope, request);
    if (!events) {
        reply.send(notJson(events.error()));
        return;
    }
    if (!events->issues.empty()) {
        reply.send(problem(
            422, std::to_string(events->issues.total) + " values are wrong; nothing is stored",
            events->issues));
        return;
    }
    if (events->events.empty()) {
        reply.send(answerOf({}, *scope.catalog()));
        return;
    }
    scope.sink().ingestEvents(toEventBatch(std::move(events->events)),
                              [reply, catalog = scope.catalog()](Result<EventAnswer> answer) {
                                  reply.sendMade([answer = std::move(answer), catalog] {
                                      return answer ? answerOf(*answer, *catalog)
                                                    : problemOf(answer.error());
                                  });
                              });
}

} // namespace vigia
