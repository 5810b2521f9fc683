#include "core/parse/input_issue.h"

namespace vigia {

std::string describe(std::string_view file, const InputIssue& issue)
{
    std::string out{file};
    out += ':';
    out += std::to_string(issue.line);
    out += ':';
    out += std::to_string(issue.column);
    out += ": ";
    out += issue.message();
    return out;
}

std::string describe(std::string_view file, const InputReport& report)
{
    std::string out;
    for (const InputIssue& issue : report.issues) {
        if (!out.empty())
            out += '\n';
        out += describe(file, issue);
    }
    if (report.total > report.issues.size()) {
        out += '\n';
        out += file;
        out += ": " + std::to_string(report.total) + " errors in all, the first " +
               std::to_string(report.issues.size()) + " are shown";
    }
    if (report.cancelled) {
        if (!out.empty())
            out += '\n';
        out += file;
        out += ": cancelled";
    }
    return out;
}

Error toError(std::string_view file, const InputReport& report)
{
    return {report.cancelled ? ErrorCode::Cancelled : ErrorCode::InvalidInput,
            describe(file, report)};
}

} // namespace vigia
