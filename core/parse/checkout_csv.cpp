#include "core/parse/checkout_csv.h"

#include "core/parse/csv_table.h"
#include "core/parse/text_check.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace vigia {
namespace {

constexpr double kMaxSales = 1e12; // in an hour
constexpr double kMinSales = 1e-6; // an average that is not 0; keeps percents finite
constexpr int kHours = 24;

enum Column : std::size_t { kTime, kToday, kYesterday, kSameDay, kAvgWeek, kAvgMonth, kColumns };

// "08h" for "08h" and "08h 00".
std::optional<std::string> hourText(std::string_view text)
{
    if (text.size() == 6 && text.substr(3) == " 00")
        text = text.substr(0, 3);
    if (text.size() != 3 || (text[2] != 'h' && text[2] != 'H'))
        return std::nullopt;
    const bool digits = text[0] >= '0' && text[0] <= '2' && text[1] >= '0' && text[1] <= '9';
    if (!digits || (text[0] == '2' && text[1] > '3'))
        return std::nullopt;
    return std::string{text[0], text[1], 'h'};
}

std::optional<double> sales(std::string_view text)
{
    if (text.empty() || text.find_first_not_of("0123456789.") != std::string_view::npos)
        return std::nullopt;
    double value = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (error != std::errc{} || end != text.data() + text.size() || value > kMaxSales ||
        (value > 0 && value < kMinSales))
        return std::nullopt;
    return value;
}

struct PlacedRow
{
    CheckoutRow row;
    CsvReader::Place place; // of its time
    std::size_t index = 0;  // data row of the file
};

// One row; none when a field was refused.
std::optional<CheckoutRow> readRow(CsvTable& table, std::array<bool, kHours>& seen)
{
    CheckoutRow row;
    const std::array<double*, kColumns> values{nullptr,          &row.today,
                                               &row.yesterday,   &row.sameDayLastWeek,
                                               &row.avgLastWeek, &row.avgLastMonth};
    bool good = true;
    const auto hour = hourText(table.field(kTime));
    if (!hour) {
        table.refuse(kTime, [] { return std::string("an hour from 00h to 23h"); });
        good = false;
    } else {
        row.time = *hour;
        const auto at = static_cast<std::size_t>(hourOf(row));
        if (seen[at]) {
            table.refuse(kTime,
                         [&] { return "each hour once, but " + *hour + " was there already"; });
            good = false;
        }
        seen[at] = true;
    }
    for (std::size_t column = kToday; column < kColumns; ++column) {
        if (const auto value = sales(table.field(column))) {
            *values[column] = *value;
        } else {
            table.refuse(column, [] {
                return std::string("a number of sales from 0 to 1000000000000, such as 12 or 8.71");
            });
            good = false;
        }
    }
    return good ? std::optional(row) : std::nullopt;
}

} // namespace

Parsed<CheckoutDay> readCheckoutCsv(std::string_view bytes, std::string name)
{
    CsvTable table(bytes,
                   {{"time", {"time"}},
                    {"today", {"today"}},
                    {"yesterday", {"yesterday"}},
                    {"same_day_last_week", {"same_day_last_week"}},
                    {"avg_last_week", {"avg_last_week"}},
                    {"avg_last_month", {"avg_last_month"}}},
                   {});
    Parsed<CheckoutDay> out;
    out.value.file = std::move(name);
    std::array<bool, kHours> seen{};
    std::vector<PlacedRow> rows;
    while (table.next()) {
        if (auto row = readRow(table, seen))
            rows.push_back({*std::move(row), table.place(kTime), table.rows() - 1});
    }
    out.report = table.takeReport();
    std::sort(rows.begin(), rows.end(),
              [](const PlacedRow& a, const PlacedRow& b) { return a.row.time < b.row.time; });
    if (out.report.ok() && rows.empty()) {
        out.report.issues.push_back({1, 1, 0, "a header alone", "at least one hour below it"});
        out.report.total = 1;
    }
    for (std::size_t i = 1; out.report.ok() && i < rows.size(); ++i) {
        const PlacedRow& now = rows[i];
        const CheckoutRow& before = rows[i - 1].row;
        if (hourOf(now.row) != hourOf(before) + 1) {
            out.report.issues.push_back({now.place.line, now.place.column, now.index,
                                         inQuotes(now.row.time) + " after " + inQuotes(before.time),
                                         "every hour between the first and the last"});
            out.report.total = 1;
        }
    }
    if (!out.report.ok())
        return out;
    for (PlacedRow& row : rows)
        out.value.rows.push_back(std::move(row.row));
    return out;
}

} // namespace vigia
