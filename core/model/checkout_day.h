// An hourly checkout file: today's sales by hour beside what history says of that hour.
#pragma once

#include <string>
#include <vector>

namespace vigia {

struct CheckoutRow
{
    std::string time; // as in the file: "08h"
    double today = 0; // sales in that hour, as the others; finite and not negative
    double yesterday = 0;
    double sameDayLastWeek = 0;
    double avgLastWeek = 0;
    double avgLastMonth = 0;

    friend bool operator==(const CheckoutRow&, const CheckoutRow&) = default;
};

// 0..23 of a row whose time has been checked: its first two digits.
[[nodiscard]] inline int hourOf(const CheckoutRow& row)
{
    return (row.time[0] - '0') * 10 + (row.time[1] - '0');
}

struct CheckoutDay
{
    std::string file; // its name, without folders
    std::vector<CheckoutRow>
        rows; // by hour, each hour once, none missing between the first and the last

    friend bool operator==(const CheckoutDay&, const CheckoutDay&) = default;
};

} // namespace vigia
