#include "ui/chart/time_ticks.h"

#include "ui/chart/format.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace vigia {
namespace {

constexpr std::int64_t kDay = 24 * 60;
constexpr std::array<std::int64_t, 15> kSteps{
    1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, kDay, 2 * kDay, 7 * kDay, 14 * kDay};
constexpr std::array<int, 7> kMonths{1, 2, 3, 6, 12, 24, 60};
// Weeks begin on Monday; 1970-01-01 was a Thursday.
constexpr std::int64_t kFirstMonday = 4 * kDay;

// 0: months are needed.
std::int64_t stepFor(double span, int most)
{
    for (const std::int64_t step : kSteps) {
        if (std::floor(span / static_cast<double>(step)) + 1 <= most)
            return step;
    }
    return 0;
}

// On the first days of months: weeks would begin anywhere in them.
std::vector<TimeTick> monthTicks(Minute begin, Minute end, int most, const Zone& zone)
{
    using namespace std::chrono;
    const auto monthOf = [&](Minute m) {
        const year_month_day day{
            floor<days>(sys_time<minutes>{zone.toLocal(m).time_since_epoch()})};
        return day.year() / day.month();
    };
    const year_month first = monthOf(begin);
    const int all = int((monthOf(end) - first).count()) + 1;
    int step = kMonths.back();
    for (const int months : kMonths) {
        if (all <= most * months) {
            step = months;
            break;
        }
    }
    std::vector<TimeTick> ticks;
    const int skipped = int(unsigned(first.month()) - 1) % std::min(step, 12);
    for (year_month m = first - months{skipped}; m <= monthOf(end); m += months{step}) {
        const LocalMinute wall{sys_days{m / 1}.time_since_epoch()};
        const Zone::Resolution r = zone.resolve(wall);
        if (r.minute < begin || r.minute > end)
            continue;
        ticks.push_back({static_cast<double>(toEpochMinutes(r.minute)),
                         format::month(r.minute + days{1}, zone), m.month() == January});
    }
    return ticks;
}

} // namespace

std::vector<TimeTick> timeTicks(double from, double to, int most, const Zone& zone)
{
    using std::chrono::minutes;
    const std::int64_t step = stepFor(to - from, most);
    const Minute begin = fromEpochMinutes(static_cast<std::int64_t>(std::ceil(from)));
    const Minute end = fromEpochMinutes(static_cast<std::int64_t>(std::floor(to)));
    if (step == 0)
        return monthTicks(begin, end, most, zone);
    const std::int64_t origin = step >= 7 * kDay ? kFirstMonday : 0;
    // The wall clock may turn back in between: begin early enough, and let the range test decide.
    const std::int64_t localBegin =
        zone.toLocal(begin).time_since_epoch().count() - origin - kDay / 8;
    const std::int64_t localEnd = zone.toLocal(end).time_since_epoch().count() - origin + kDay / 8;

    std::vector<TimeTick> ticks;
    std::int64_t local = localBegin - ((localBegin % step) + step) % step;
    for (; local <= localEnd; local += step) {
        const LocalMinute wall{minutes{local + origin}};
        const Zone::Resolution r = zone.resolve(wall);
        if (r.mapping == Zone::Mapping::Skipped || r.minute < begin || r.minute > end)
            continue;
        const bool day = minuteOfDay(wall) == 0;
        ticks.push_back({static_cast<double>(toEpochMinutes(r.minute)),
                         day ? format::date(r.minute, zone) : format::clock(r.minute, zone), day});
    }
    return ticks;
}

ValueScale valueScale(double max, int steps)
{
    const double wanted = std::isfinite(max) ? std::max(1.0, max) : 1.0;
    double step = 0;
    for (double power = std::pow(10.0, std::floor(std::log10(wanted / steps)) - 1); step == 0;
         power *= 10) {
        for (const double factor : {1.0, 2.0, 4.0, 5.0}) {
            if (std::floor(wanted / (factor * power) + 1e-9) <= steps) {
                step = factor * power;
                break;
            }
        }
    }
    step = std::max(1.0, std::round(step));
    const double quarter = std::max(1.0, std::round(step / 4));
    return {std::ceil(wanted / quarter - 1e-9) * quarter, step};
}

Minute sameClockBefore(const Zone& zone, Minute at, int days)
{
    return zone.resolve(zone.toLocal(at) - std::chrono::days{days}).minute;
}

} // namespace vigia
