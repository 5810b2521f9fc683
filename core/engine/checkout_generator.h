// Two invented days of a point of sale, by hour, in the shape of the checkout
// files.
//
// The first day has an outage after lunch; the second is the day after it, so
// its `yesterday` is the first day's `today`, outage included, and its evening
// is busier than any before. Pure: the same seed gives the same days.
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace vigia {

struct SampleHour
{
    std::uint64_t today = 0; // sales in the hour
    std::uint64_t yesterday = 0;
    std::uint64_t sameDayLastWeek = 0;
    double averageLastWeek = 0; // a day of it
    double averageLastMonth = 0;
};

using SampleCheckoutDay = std::array<SampleHour, 24>;

[[nodiscard]] std::array<SampleCheckoutDay, 2> generateCheckout(std::uint64_t seed);

// "time,today,yesterday,same_day_last_week,avg_last_week,avg_last_month", then
// "00h,9,12,11,6.42,4.85".
[[nodiscard]] std::string checkoutCsv(const SampleCheckoutDay& day);

} // namespace vigia
