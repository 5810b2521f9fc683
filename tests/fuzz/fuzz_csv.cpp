// Any bytes through every CSV reader: each ends with a value or with issues that point into the
// text, and what was read reads the same when it is written down plainly.
#include "core/parse/code_counts_csv.h"
#include "core/parse/raw_log_csv.h"
#include "core/parse/series_csv.h"
#include "core/parse/transactions_csv.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

using namespace vigia;
using namespace std::chrono;

namespace {

void require(bool holds, const char* what)
{
    if (!holds) {
        std::fprintf(stderr, "does not hold: %s\n", what);
        std::abort();
    }
}

void checkReport(const InputReport& report, std::string_view bytes)
{
    const auto lines = 1 + static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
    require(report.issues.size() <= 20 && report.issues.size() <= report.total, "issue counts");
    require(report.total == 0 || !report.issues.empty(), "a refusal has a reason");
    for (const InputIssue& issue : report.issues) {
        require(issue.line >= 1 && issue.line <= lines, "the line is one of the text");
        require(issue.column >= 1 && issue.column <= bytes.size() + 1, "the column is on the line");
        require(!issue.found.empty() && !issue.expected.empty(), "an issue has words");
        require(issue.message().find('\n') == std::string::npos, "a message is one line");
    }
}

std::string plain(const CountBatch& batch)
{
    const StatusCatalog catalog;
    std::string out = "time,status,count,source\n";
    for (const CountRow& row : batch.rows) {
        out += toRfc3339(row.time) + ',' + std::string(catalog.name(row.status)) + ',' +
               std::to_string(row.count) + ",\"";
        for (const char c : batch.sources.at(row.source))
            out += c == '"' ? std::string("\"\"") : std::string(1, c);
        out += "\"\n";
    }
    return out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    CsvOptions options;
    options.zone = Zone::fixed("fixed", -180min);
    options.date = year{2025} / 7 / 12;
    options.now = sys_days{year{2025} / 8 / 1};

    const auto counts = readTransactionsCsv(bytes, options);
    checkReport(counts.report, bytes);
    require(counts.ok() || counts.value.empty(), "a refused text gives nothing");
    if (counts.ok()) {
        const auto again = readTransactionsCsv(plain(counts.value), options);
        require(again.ok() && again.value.rows.size() == counts.value.rows.size(),
                "it reads again");
        for (std::size_t i = 0; i < again.value.rows.size(); ++i) {
            const CountRow& a = counts.value.rows[i];
            const CountRow& b = again.value.rows[i];
            require(a.time == b.time && a.status == b.status && a.count == b.count &&
                        counts.value.sources[a.source] == again.value.sources[b.source],
                    "it reads the same again");
        }
    }
    options.badRows = BadRows::LeaveOut;
    require(readTransactionsCsv(bytes, options).value.rows.size() >= counts.value.rows.size(),
            "leaving bad rows out keeps the good ones");
    checkReport(readCodeCountsCsv(bytes, options).report, bytes);
    checkReport(readRawLogCsv(bytes, options).report, bytes);
    checkReport(readSeriesCsv(bytes).report, bytes);
    return 0;
}
