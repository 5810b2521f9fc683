#include "core/ingest/rows_answer.h"

#include <QCryptographicHash>

namespace vigia {

std::string fingerprintOf(const HttpRequest& request)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&hash](std::string_view part) {
        // With its length, so that no two lists of parts are the same bytes.
        hash.addData(QByteArray::number(static_cast<qulonglong>(part.size())) + ':');
        hash.addData(QByteArrayView(part.data(), static_cast<qsizetype>(part.size())));
    };
    add(request.path);
    for (const auto& [name, value] : request.query) {
        add(name);
        add(value);
    }
    add(request.mediaType);
    add(request.body);
    return hash.result().toHex().toStdString();
}

void writeRefused(JsonWriter& json, const IssueList& refused, std::size_t rows)
{
    if (refused.empty())
        return;
    json.key("refused").number(static_cast<std::uint64_t>(rows));
    json.key("errors").beginArray();
    for (const FieldIssue& issue : refused.issues) {
        json.beginObject();
        json.key("pointer").string(issue.pointer);
        json.key("detail").string(issue.detail);
        json.endObject();
    }
    json.endArray();
}

HttpResponse refusedRows(const IssueList& issues, std::size_t rows, std::string_view what)
{
    const std::string detail = std::to_string(issues.total) +
                               (issues.total == 1 ? " value" : " values") + " of " +
                               std::to_string(rows) + " " + std::string(what) +
                               (rows == 1 ? " is" : "s are") + " wrong; nothing is stored";
    return problem(422, detail, issues);
}

HttpResponse answerWith(std::string body, const KeptText& kept)
{
    HttpResponse response{.body = kept.text.empty() ? std::move(body) : kept.text, .fields = {}};
    if (kept.again)
        response.fields.emplace_back("Idempotency-Replayed", "true");
    return response;
}

} // namespace vigia
