// An hourly checkout file from CSV: time, today, yesterday, same_day_last_week, avg_last_week,
// avg_last_month.
//
// Times are "08h" or "08h 00", each hour once and none missing between the first and the last; rows
// may come in any order and are given by hour. Fewer than 24 hours are accepted:
// checkoutRemark() says what that means. Numbers are plain decimals: 0, or from 0.000001 to 1e12.
// Pure.
#pragma once

#include "core/model/checkout_day.h"
#include "core/parse/input_issue.h"

#include <string_view>

namespace vigia {

[[nodiscard]] Parsed<CheckoutDay> readCheckoutCsv(std::string_view bytes, std::string name);

} // namespace vigia
