#include "core/ingest/csv_body.h"

namespace vigia {

CsvOptions csvOptions(RouteScope& scope, Partial partial)
{
    return {.zone = scope.zone(),
            .catalog = *scope.catalog(),
            .date = scope.today(),
            .now = scope.now(),
            .maxIssues = IssueList::kMost,
            .badRows = partial == Partial::Yes ? BadRows::LeaveOut : BadRows::RefuseAll};
}

IssueList issuesOf(const InputReport& report)
{
    IssueList out;
    out.total = report.total;
    for (const InputIssue& issue : report.issues) {
        out.issues.push_back({"/" + std::to_string(issue.row),
                              "line " + std::to_string(issue.line) + ", column " +
                                  std::to_string(issue.column) + ": " + issue.message()});
    }
    return out;
}

} // namespace vigia
