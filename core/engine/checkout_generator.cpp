#include "core/engine/checkout_generator.h"

#include "core/base/number_text.h"
#include "core/base/random.h"

#include <vector>

namespace vigia {
namespace {

// Sales an hour of an ordinary day.
constexpr std::array<double, 24> kSales = {6,  2,  0.7, 0.4, 0.5, 1.2, 3,  7,  13, 21, 28, 31,
                                           29, 26, 25,  27,  28,  26,  24, 22, 19, 17, 14, 10};
constexpr int kDays = 32; // a month of history, then the two days
constexpr int kFirst = kDays - 2;

using Day = std::array<std::uint64_t, 24>;

// What happens to the two days: hours [from, to) and the factor on the ordinary
// sales.
struct Event
{
    int day;
    int from;
    int to;
    double factor;
};
constexpr std::array<Event, 3> kEvents = {{
    {kFirst, 13, 14, 0.3},
    {kFirst, 14, 16, 0.02},
    {kFirst + 1, 18, 20, 2.6},
}};

double mean(const std::vector<Day>& days, int before, int count, std::size_t hour)
{
    double sum = 0;
    for (int d = before - count; d < before; ++d)
        sum += static_cast<double>(days[static_cast<std::size_t>(d)][hour]);
    return sum / count;
}

} // namespace

std::array<SampleCheckoutDay, 2> generateCheckout(std::uint64_t seed)
{
    Random random{seed};
    std::vector<Day> days(kDays);
    for (int d = 0; d < kDays; ++d) {
        const double volume = random.uniform(0.9, 1.1);
        for (std::size_t h = 0; h < 24; ++h) {
            double sales = kSales[h] * volume;
            for (const Event& event : kEvents) {
                const auto hour = static_cast<int>(h);
                if (event.day == d && event.from <= hour && hour < event.to)
                    sales *= event.factor;
            }
            days[static_cast<std::size_t>(d)][h] = random.poisson(sales);
        }
    }
    std::array<SampleCheckoutDay, 2> out{};
    for (int i = 0; i < 2; ++i) {
        const int today = kFirst + i;
        const auto at = [&](int day, std::size_t h) {
            return days[static_cast<std::size_t>(day)][h];
        };
        for (std::size_t h = 0; h < 24; ++h) {
            out[static_cast<std::size_t>(i)][h] = {at(today, h), at(today - 1, h), at(today - 7, h),
                                                   mean(days, today, 7, h),
                                                   mean(days, today, 30, h)};
        }
    }
    return out;
}

std::string checkoutCsv(const SampleCheckoutDay& day)
{
    std::string out = "time,today,yesterday,same_day_last_week,avg_last_week,avg_last_month\n";
    for (std::size_t h = 0; h < day.size(); ++h) {
        const SampleHour& hour = day[h];
        out += (h < 10 ? "0" : "") + std::to_string(h) + "h," + std::to_string(hour.today) + "," +
               std::to_string(hour.yesterday) + "," + std::to_string(hour.sameDayLastWeek) + "," +
               fixedText(hour.averageLastWeek) + "," + fixedText(hour.averageLastMonth) + "\n";
    }
    return out;
}

} // namespace vigia
