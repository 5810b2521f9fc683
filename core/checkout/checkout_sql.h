// The SQL behind the analysis, as it is shown beside the result and run on the embedded database.
//
// Plain SQL: SQLite and PostgreSQL.
#pragma once

#include <string>
#include <string_view>

namespace vigia {

// Both of the queries below in one, of one file in the view `checkout`. `file` is quoted.
[[nodiscard]] std::string checkoutSql(std::string_view file);

// The two given queries, each on the table of a file (CheckoutStore::checkoutTable()).
// Percent differences (NULLIF keeps a reference of 0 empty) and anomaly_flag by CASE.
[[nodiscard]] std::string checkoutDifferencesSql(std::string_view table);
// anomaly_status: today against the mean of avg_last_week and two standard deviations around it.
[[nodiscard]] std::string checkoutStatusSql(std::string_view table);

} // namespace vigia
