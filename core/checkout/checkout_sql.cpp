#include "core/checkout/checkout_sql.h"

#include <algorithm>

namespace vigia {
namespace {

std::string quotedText(std::string_view text)
{
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'')
            out += '\'';
        out += c;
    }
    return out + "'";
}

// A table's name has letters, digits and '_' only; quotes keep it from being a word of SQL, which
// none with a digit is.
std::string identifier(std::string_view table)
{
    const bool digit =
        std::any_of(table.begin(), table.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digit ? std::string(table) : "\"" + std::string(table) + "\"";
}

constexpr std::string_view kDifferences =
    R"(  ROUND(CAST(100.0 * (today - yesterday) / NULLIF(yesterday, 0) AS NUMERIC), 2) AS pct_vs_yesterday,
  ROUND(CAST(100.0 * (today - same_day_last_week) / NULLIF(same_day_last_week, 0) AS NUMERIC), 2) AS pct_vs_same_day_last_week,
  ROUND(CAST(100.0 * (today - avg_last_week) / NULLIF(avg_last_week, 0) AS NUMERIC), 2) AS pct_vs_avg_last_week,
  ROUND(CAST(100.0 * (today - avg_last_month) / NULLIF(avg_last_month, 0) AS NUMERIC), 2) AS pct_vs_avg_last_month,
  CASE
    WHEN today > 0 AND today >= 2 * avg_last_week AND today >= 2 * avg_last_month THEN 'spike'
    WHEN avg_last_week + avg_last_month > 0
         AND today <= avg_last_week / 2.0 AND today <= avg_last_month / 2.0 THEN 'drop'
    ELSE 'ok'
  END AS anomaly_flag)";

// Without SQRT, which SQLite may lack: |today - mean| > 2 deviations, squared on both sides. The
// variance is taken around the mean: a difference of squares would be rounding alone, and may be
// negative, where the column is flat.
constexpr std::string_view kStatus = R"(  CASE
    WHEN (today - mean) * (today - mean) <= 4 * variance THEN 'Normal'
    WHEN today > mean THEN 'High Anomaly'
    ELSE 'Low Anomaly'
  END AS anomaly_status)";

std::string reference(const std::string& from)
{
    return "average AS (SELECT AVG(avg_last_week) AS mean FROM " + from +
           "),\n"
           "reference AS (\n"
           "  SELECT mean, AVG((avg_last_week - mean) * (avg_last_week - mean)) AS variance\n"
           "  FROM " +
           from +
           ", average\n"
           "  GROUP BY mean\n"
           ")\n";
}

} // namespace

std::string checkoutSql(std::string_view file)
{
    return "WITH day AS (SELECT * FROM checkout WHERE file = " + quotedText(file) + "),\n" +
           reference("day") +
           "SELECT\n"
           "  time, today, yesterday, same_day_last_week, avg_last_week, avg_last_month,\n" +
           std::string(kDifferences) + ",\n" + std::string(kStatus) +
           "\nFROM day, reference\nORDER BY time\n";
}

std::string checkoutDifferencesSql(std::string_view table)
{
    return "SELECT\n  time, today,\n" + std::string(kDifferences) + "\nFROM " + identifier(table) +
           "\nORDER BY time\n";
}

std::string checkoutStatusSql(std::string_view table)
{
    const std::string from = identifier(table);
    return "WITH " + reference(from) +
           "SELECT\n  time, today, avg_last_week,\n"
           "  ROUND(CAST(mean AS NUMERIC), 2) AS mean_avg_last_week,\n" +
           std::string(kStatus) + "\nFROM " + from + ", reference\nORDER BY time\n";
}

} // namespace vigia
