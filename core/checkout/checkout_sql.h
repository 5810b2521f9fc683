// The SQL behind the analysis, as it is shown beside the result and run on the embedded database.
#pragma once

#include <string>
#include <string_view>

namespace vigia {

// Percent differences (NULLIF keeps a reference of 0 empty), anomaly_flag by CASE, and
// anomaly_status by the mean and two standard deviations of avg_last_week, of one file in the view
// `checkout`. Plain SQL: SQLite and PostgreSQL. `file` is quoted.
[[nodiscard]] std::string checkoutSql(std::string_view file);

} // namespace vigia
