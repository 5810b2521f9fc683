// Data in: bodies to validated rows, to the sink, to the answer after the commit.
#include "core/ingest/problem.h"
#include "core/ingest/query_parameters.h"
#include "core/ingest/routes.h"
#include "core/message/anomaly_json.h"
#include "core/parse/transactions_csv.h"

namespace vigia {
namespace {

HttpResponse answerOf(const IngestAnswer& answer, const IssueList& refused,
                      const StatusCatalog& catalog)
{
    JsonWriter json;
    json.beginObject();
    json.key("accepted").number(answer.accepted);
    json.key("updated").number(answer.updated);
    json.key("recommendation").string(answer.anomalies.empty() ? "ok" : "alert");
    json.key("anomalies");
    writeAnomalies(json, answer.anomalies, catalog);
    if (!refused.empty()) {
        json.key("refused").number(static_cast<std::uint64_t>(refused.total));
        json.key("errors").beginArray();
        for (const FieldIssue& issue : refused.issues) {
            json.beginObject();
            json.key("pointer").string(issue.pointer);
            json.key("detail").string(issue.detail);
            json.endObject();
        }
        json.endArray();
    }
    json.endObject();
    return {.body = json.take(), .fields = {}};
}

HttpResponse refusedRows(const ReadCounts& read)
{
    const std::string detail =
        std::to_string(read.issues.total) + (read.issues.total == 1 ? " value" : " values") +
        " of " + std::to_string(read.rows) + (read.rows == 1 ? " row is" : " rows are") +
        " wrong; nothing is stored";
    return problem(422, detail, read.issues);
}

enum class Partial { No, Yes };

ReadCounts readCsv(RouteScope& scope, std::string_view body, Partial partial)
{
    const CsvOptions options{.zone = scope.zone(),
                             .catalog = *scope.catalog(),
                             .date = scope.today(),
                             .now = scope.now(),
                             .maxIssues = IssueList::kMost,
                             .badRows =
                                 partial == Partial::Yes ? BadRows::LeaveOut : BadRows::RefuseAll};
    Parsed<CountBatch> parsed = readTransactionsCsv(body, options);
    ReadCounts out;
    out.batch = std::move(parsed.value);
    out.issues.total = parsed.report.total;
    for (const InputIssue& issue : parsed.report.issues) {
        out.issues.issues.push_back({"/" + std::to_string(issue.row),
                                     "line " + std::to_string(issue.line) + ", column " +
                                         std::to_string(issue.column) + ": " + issue.message()});
    }
    out.rows = out.batch.rows.size() + out.issues.total;
    return out;
}

// Hands the rows to the sink, or says why not.
void store(RouteScope& scope, ReadCounts read, Partial partial, const Reply& reply)
{
    if (!read.issues.empty() && partial == Partial::No) {
        reply.send(refusedRows(read));
        return;
    }
    if (read.batch.empty()) {
        reply.send(answerOf({}, read.issues, *scope.catalog()));
        return;
    }
    scope.sink().ingest(
        std::move(read.batch), [reply, issues = std::move(read.issues),
                                catalog = scope.catalog()](Result<IngestAnswer> answer) {
            reply.sendMade([answer = std::move(answer), issues, catalog] {
                return answer ? answerOf(*answer, issues, *catalog) : problemOf(answer.error());
            });
        });
}

} // namespace

void postTransactions(RouteScope& scope, const HttpRequest& request, Reply reply)
{
    auto parameters = QueryParameters::fromUrl(request.query, {"partial"});
    const Partial partial = parameters.flag("partial") ? Partial::Yes : Partial::No;
    if (!parameters.issues().empty()) {
        reply.send(parameters.refusal());
        return;
    }
    if (request.mediaType == "text/csv") {
        store(scope, readCsv(scope, request.body, partial), partial, reply);
        return;
    }
    JsonRows& rows = scope.jsonRows();
    Result<ReadCounts> read = request.mediaType == "application/x-ndjson"
                                  ? rows.readLines(request.body)
                                  : rows.readMany(request.body);
    if (!read) {
        reply.send(notJson(read.error()));
        return;
    }
    store(scope, std::move(*read), partial, reply);
}

void postReceive(RouteScope& scope, const HttpRequest& request, Reply reply)
{
    Result<ReadCounts> read = scope.jsonRows().readOne(request.body);
    if (!read) {
        reply.send(notJson(read.error()));
        return;
    }
    store(scope, std::move(*read), Partial::No, reply);
}

} // namespace vigia
