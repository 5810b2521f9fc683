// An hourly checkout file: today's sales by hour beside what history says of that hour.
#pragma once

#include <string>
#include <vector>

namespace vigia {

struct CheckoutRow
{
    int hour = 0;     // 0..23
    double today = 0; // sales in that hour, as the following; all finite and not negative
    double yesterday = 0;
    double sameDayLastWeek = 0;
    double avgLastWeek = 0;
    double avgLastMonth = 0;

    friend bool operator==(const CheckoutRow&, const CheckoutRow&) = default;
};

struct CheckoutDay
{
    std::string file;              // its name, without folders
    std::vector<CheckoutRow> rows; // by hour, each hour once

    friend bool operator==(const CheckoutDay&, const CheckoutDay&) = default;
};

} // namespace vigia
