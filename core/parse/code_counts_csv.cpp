#include "core/parse/code_counts_csv.h"

#include "core/parse/row_validator.h"
#include "core/parse/text_check.h"

#include <unordered_map>

namespace vigia {
namespace {

enum Column : std::size_t { kTime, kCode, kCount };

std::optional<CodeCount> readRow(CsvTable& table, RowValidator& validator)
{
    const auto time = validator.time(table.field(kTime));
    const bool codeIsGood = RowValidator::isCode(table.field(kCode));
    const auto count = RowValidator::count(table.field(kCount));
    if (time && codeIsGood && count) [[likely]]
        return CodeCount{*time, std::string{table.field(kCode)}, *count};
    if (!time)
        table.refuse(kTime, [&] { return validator.expectedTime(table.field(kTime)); });
    if (!codeIsGood)
        table.refuse(kCode, [] { return RowValidator::expectedCode(); });
    if (!count)
        table.refuse(kCount, [] { return RowValidator::expectedCount(); });
    return std::nullopt;
}

} // namespace

Parsed<std::vector<CodeCount>> readCodeCountsCsv(std::string_view bytes, const CsvOptions& options)
{
    CsvTable table(
        bytes,
        {{"time", {"timestamp", "time"}}, {"auth_code", {"auth_code"}}, {"count", {"count"}}},
        {options.maxIssues, options.progress});
    RowValidator validator(options.zone, options.catalog, options.date, options.now);
    Parsed<std::vector<CodeCount>> out;
    std::unordered_map<std::string, std::uint64_t> seen; // by minute and code
    const bool checkSplit = !table.unknownColumns().empty();
    const bool keepGood = options.badRows == BadRows::LeaveOut;

    while (table.next()) {
        auto row = readRow(table, validator);
        if (!row)
            continue;
        if (checkSplit) {
            const std::string key = std::to_string(toEpochMinutes(row->time)) + ' ' + row->authCode;
            if (seen.try_emplace(key, row->count).first->second != row->count) {
                table.refuse(kCount, [&] { return splitCounts(table, "time and auth_code"); });
                continue;
            }
        }
        if (table.ok() || keepGood)
            out.value.push_back(*std::move(row));
    }
    out.report = table.takeReport();
    if (out.report.cancelled || (!out.report.ok() && !keepGood))
        out.value.clear();
    return out;
}

} // namespace vigia
