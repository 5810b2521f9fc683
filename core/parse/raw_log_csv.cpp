#include "core/parse/raw_log_csv.h"

#include "core/parse/row_validator.h"

namespace vigia {
namespace {

enum Column : std::size_t { kCreated, kStatus, kDuration, kCode, kSource, kId };

// One row as a value; none when a field was refused.
std::optional<RawTransaction> readRow(CsvTable& table, RowValidator& validator)
{
    bool good = true;
    const auto check = [&](bool fieldIsGood, Column column, auto expected) {
        if (!fieldIsGood)
            table.refuse(column, expected);
        good = good && fieldIsGood;
    };
    const std::string_view duration = table.field(kDuration);
    const std::string_view code = table.field(kCode);
    const std::string_view source = table.field(kSource);
    const std::string_view id = table.field(kId);
    const auto created = validator.instant(table.field(kCreated));
    const auto status = validator.status(table.field(kStatus));
    const auto milliseconds = RowValidator::duration(duration);

    check(created.has_value(), kCreated,
          [&] { return validator.expectedTime(table.field(kCreated)); });
    check(status.has_value(), kStatus, [&] { return validator.expectedStatus(); });
    check(duration.empty() || milliseconds, kDuration,
          [] { return "nothing or " + RowValidator::expectedDuration(); });
    check(code.empty() || RowValidator::isCode(code), kCode,
          [] { return "nothing or " + RowValidator::expectedCode(); });
    check(RowValidator::isSource(source), kSource, [] { return RowValidator::expectedSource(); });
    check(id.empty() || RowValidator::isId(id), kId,
          [] { return "nothing or " + RowValidator::expectedId(); });
    if (!good)
        return std::nullopt;
    return RawTransaction{
        *created, *status, milliseconds, std::string{code}, std::string{source}, std::string{id}};
}

} // namespace

Parsed<std::vector<RawTransaction>> readRawLogCsv(std::string_view bytes, const CsvOptions& options)
{
    CsvTable table(bytes,
                   {{"time", {"created_at"}},
                    {"status", {"status"}},
                    {"duration_ms", {"duration_ms"}, false},
                    {"auth_code", {"auth_code"}, false},
                    {"source", {"source"}, false},
                    {"id", {"id"}, false}},
                   {options.maxIssues, options.progress});
    RowValidator validator(options.zone, options.catalog, options.date, options.now);
    Parsed<std::vector<RawTransaction>> out;
    const bool keepGood = options.badRows == BadRows::LeaveOut;
    while (table.next()) {
        auto row = readRow(table, validator);
        if (row && (table.ok() || keepGood))
            out.value.push_back(*std::move(row));
    }
    out.report = table.takeReport();
    if (out.report.cancelled || (!out.report.ok() && !keepGood))
        out.value.clear();
    return out;
}

} // namespace vigia
