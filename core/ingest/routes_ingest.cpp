// Data in: bodies to validated rows, to the sink, to the answer after the commit.
#include "core/ingest/csv_body.h"
#include "core/ingest/query_parameters.h"
#include "core/ingest/routes.h"
#include "core/ingest/rows_answer.h"
#include "core/message/anomaly_json.h"
#include "core/parse/transactions_csv.h"

namespace vigia {
namespace {

std::string bodyOf(const IngestAnswer& answer, const IssueList& refused, std::size_t refusedRows,
                   const StatusCatalog& catalog)
{
    JsonWriter json;
    json.beginObject();
    json.key("accepted").number(answer.accepted);
    json.key("updated").number(answer.updated);
    json.key("recommendation").string(answer.anomalies.empty() ? "ok" : "alert");
    json.key("anomalies");
    writeAnomalies(json, answer.anomalies, catalog);
    writeRefused(json, refused, refusedRows);
    json.endObject();
    return json.take();
}

ReadCounts readCsv(RouteScope& scope, std::string_view body, Partial partial)
{
    Parsed<CountBatch> parsed = readTransactionsCsv(body, csvOptions(scope, partial));
    return {std::move(parsed.value), issuesOf(parsed.report), parsed.report.rows};
}

// Hands the rows to the sink, or says why not.
void store(RouteScope& scope, const HttpRequest& request, ReadCounts read, Partial partial,
           const Reply& reply)
{
    if (!read.issues.empty() && partial == Partial::No) {
        reply.send(refusedRows(read.issues, read.rows, "row"));
        return;
    }
    const std::size_t bad = read.rows - read.batch.rows.size();
    if (read.batch.empty()) {
        reply.send(answerWith(bodyOf({}, read.issues, bad, *scope.catalog()), {}));
        return;
    }
    const auto body = [issues = std::move(read.issues), bad,
                       catalog = scope.catalog()](const IngestAnswer& answer) {
        return bodyOf(answer, issues, bad, *catalog);
    };
    Keep<IngestAnswer> keep;
    if (!request.idempotencyKey.empty())
        keep = {request.idempotencyKey, fingerprintOf(request), body};
    scope.sink().ingest(
        std::move(read.batch), std::move(keep), [reply, body](Result<IngestAnswer> answer) {
            reply.sendMade([answer = std::move(answer), body] {
                if (!answer)
                    return problemOf(answer.error());
                return answerWith(answer->kept.text.empty() ? body(*answer) : std::string(),
                                  answer->kept);
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
        store(scope, request, readCsv(scope, request.body, partial), partial, reply);
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
    store(scope, request, std::move(*read), partial, reply);
}

void postReceive(RouteScope& scope, const HttpRequest& request, Reply reply)
{
    Result<ReadCounts> read = scope.jsonRows().readOne(request.body);
    if (!read) {
        reply.send(notJson(read.error()));
        return;
    }
    store(scope, request, std::move(*read), Partial::No, reply);
}

} // namespace vigia
