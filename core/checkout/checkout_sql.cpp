#include "core/checkout/checkout_sql.h"

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

// Without SQRT, which SQLite may lack: |today - mean| > 2 deviations, squared on both sides. The
// variance is taken around the mean: a difference of squares would be rounding alone, and may be
// negative, where the column is flat.
constexpr std::string_view kSelect = R"(
SELECT
  time, today, yesterday, same_day_last_week, avg_last_week, avg_last_month,
  ROUND(CAST(100.0 * (today - yesterday) / NULLIF(yesterday, 0) AS NUMERIC), 2) AS pct_vs_yesterday,
  ROUND(CAST(100.0 * (today - same_day_last_week) / NULLIF(same_day_last_week, 0) AS NUMERIC), 2) AS pct_vs_same_day_last_week,
  ROUND(CAST(100.0 * (today - avg_last_week) / NULLIF(avg_last_week, 0) AS NUMERIC), 2) AS pct_vs_avg_last_week,
  ROUND(CAST(100.0 * (today - avg_last_month) / NULLIF(avg_last_month, 0) AS NUMERIC), 2) AS pct_vs_avg_last_month,
  CASE
    WHEN today > 0 AND today >= 2 * avg_last_week AND today >= 2 * avg_last_month THEN 'spike'
    WHEN avg_last_week + avg_last_month > 0
         AND today <= avg_last_week / 2.0 AND today <= avg_last_month / 2.0 THEN 'drop'
    ELSE 'ok'
  END AS anomaly_flag,
  CASE
    WHEN (today - mean) * (today - mean) <= 4 * variance THEN 'Normal'
    WHEN today > mean THEN 'High Anomaly'
    ELSE 'Low Anomaly'
  END AS anomaly_status
FROM day, reference
ORDER BY time
)";

} // namespace

std::string checkoutSql(std::string_view file)
{
    return "WITH day AS (SELECT * FROM checkout WHERE file = " + quotedText(file) +
           "),\n"
           "average AS (SELECT AVG(avg_last_week) AS mean FROM day),\n"
           "reference AS (\n"
           "  SELECT mean, AVG((avg_last_week - mean) * (avg_last_week - mean)) AS variance\n"
           "  FROM day, average\n"
           "  GROUP BY mean\n"
           ")" +
           std::string(kSelect);
}

} // namespace vigia
