#include "core/checkout/checkout_analysis.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace vigia {
namespace {

CheckoutFlag flagOf(const CheckoutRow& r)
{
    if (r.today > 0 && r.today >= 2 * r.avgLastWeek && r.today >= 2 * r.avgLastMonth)
        return CheckoutFlag::Spike;
    const bool usuallySells = r.avgLastWeek > 0 || r.avgLastMonth > 0;
    if (usuallySells && r.today <= r.avgLastWeek / 2 && r.today <= r.avgLastMonth / 2)
        return CheckoutFlag::Drop;
    return CheckoutFlag::Ok;
}

// Factors of the rules in checkout_analysis.h.
constexpr double kFarAbove = 1.8;
constexpr double kAbove = 1.3;
constexpr double kTwice = 2.0;
constexpr double kLowShare = 0.6;

CheckoutCategory categoryOf(const CheckoutRow& r, CheckoutFlag flag)
{
    const double t = r.today;
    const bool farAbove = t >= kFarAbove * r.avgLastWeek && t >= kFarAbove * r.avgLastMonth;
    if (r.avgLastWeek < 1 && r.avgLastMonth < 1)
        return CheckoutCategory::LowBaseline;
    if (flag == CheckoutFlag::Spike && t > kAbove * std::max(r.yesterday, r.sameDayLastWeek))
        return CheckoutCategory::Critical;
    if (flag == CheckoutFlag::Drop && t <= r.sameDayLastWeek / 2)
        return CheckoutCategory::Critical;
    if (flag == CheckoutFlag::Ok) {
        const bool newHigh = (t > kAbove * r.yesterday && t > kAbove * r.sameDayLastWeek) ||
                             t >= kTwice * r.yesterday || t >= kTwice * r.sameDayLastWeek;
        if (farAbove && newHigh)
            return CheckoutCategory::Moderate;
        if (t <= kLowShare * r.yesterday && t <= kLowShare * r.sameDayLastWeek)
            return CheckoutCategory::Moderate;
    }
    return flag != CheckoutFlag::Ok || farAbove ? CheckoutCategory::BaselineShift
                                                : CheckoutCategory::Normal;
}

std::string reasonOf(const CheckoutHour& h)
{
    const CheckoutRow& r = h.row;
    const std::string sold = shortText(r.today) + (r.today == 1 ? " sale" : " sales");
    const std::string averages = shortText(r.avgLastWeek) + " (last week's average, " +
                                 percentText(r.today, r.avgLastWeek) + ") and " +
                                 shortText(r.avgLastMonth) + " (last month's, " +
                                 percentText(r.today, r.avgLastMonth) + ")";
    const std::string precedents = "yesterday had " + shortText(r.yesterday) +
                                   " and the same day last week " + shortText(r.sameDayLastWeek);
    switch (h.category) {
    case CheckoutCategory::LowBaseline:
        return sold + " where under one is usual: too few to judge";
    case CheckoutCategory::Critical:
        return h.flag == CheckoutFlag::Spike
                   ? sold + ", at least twice " + averages + "; " + precedents +
                         ", so history does not show the like"
                   : sold + ", at most half of " + averages + "; " + precedents;
    case CheckoutCategory::Moderate:
        return sold + " against " + averages + "; " + precedents;
    case CheckoutCategory::BaselineShift:
        return sold + " against " + averages + ", far from both, but " + precedents +
               ": rather a shift of the baseline";
    case CheckoutCategory::Normal:
        break;
    }
    return sold + " against " + averages + ": as usual";
}

// Is the `yesterday` column of `later` the `today` column of `earlier`, in at least 12 shared hours
// and all of them?
bool followsOn(const CheckoutAnalysis& later, const CheckoutAnalysis& earlier)
{
    constexpr int kSharedHours = 12;
    int shared = 0;
    for (const CheckoutHour& hour : later.hours) {
        const auto same = std::find_if(
            earlier.hours.begin(), earlier.hours.end(),
            [&](const CheckoutHour& other) { return other.row.time == hour.row.time; });
        if (same == earlier.hours.end())
            continue;
        if (same->row.today != hour.row.yesterday)
            return false;
        ++shared;
    }
    return shared >= kSharedHours;
}

void markContaminated(CheckoutAnalysis& later, const CheckoutAnalysis& earlier)
{
    for (CheckoutHour& hour : later.hours) {
        const auto same = std::find_if(
            earlier.hours.begin(), earlier.hours.end(),
            [&](const CheckoutHour& other) { return other.row.time == hour.row.time; });
        if (same == earlier.hours.end() || same->category != CheckoutCategory::Critical)
            continue;
        hour.contaminated.yesterday = true;
        hour.reason += same->flag == CheckoutFlag::Drop
                           ? "; yesterday was an outage at this hour (" +
                                 shortText(same->row.today) + ", " + earlier.file +
                                 ") and is no evidence"
                           : "; yesterday was itself a spike at this hour (" + earlier.file +
                                 ") and is no evidence";
    }
}

} // namespace

std::string_view toString(CheckoutFlag flag)
{
    constexpr std::array<std::string_view, 3> kNames{"ok", "spike", "drop"};
    return kNames[static_cast<std::size_t>(flag)];
}

std::string_view toString(CheckoutStatus status)
{
    constexpr std::array<std::string_view, 3> kNames{"Normal", "High Anomaly", "Low Anomaly"};
    return kNames[static_cast<std::size_t>(status)];
}

std::string_view toString(CheckoutCategory category)
{
    constexpr std::array<std::string_view, 5> kNames{"normal", "low_baseline", "critical",
                                                     "moderate", "baseline_shift"};
    return kNames[static_cast<std::size_t>(category)];
}

std::optional<double> percentDifference(double value, double reference)
{
    if (reference == 0)
        return std::nullopt;
    return std::round((value - reference) / reference * 10'000) / 100;
}

std::string percentText(double value, double reference)
{
    if (reference == 0)
        return "no reference";
    const std::string difference = fixedText((value / reference - 1) * 100, 0);
    return (value > reference && difference != "0" ? "+" : "") + difference + " %";
}

CheckoutAnalysis analyseCheckout(const CheckoutDay& day)
{
    CheckoutAnalysis out;
    out.file = day.file;
    const auto n = static_cast<double>(std::max<std::size_t>(day.rows.size(), 1));
    for (const CheckoutRow& row : day.rows)
        out.mean += row.avgLastWeek / n;
    double squares = 0;
    for (const CheckoutRow& row : day.rows)
        squares += (row.avgLastWeek - out.mean) * (row.avgLastWeek - out.mean);
    out.deviation = std::sqrt(squares / n);

    for (const CheckoutRow& row : day.rows) {
        CheckoutHour hour;
        hour.row = row;
        hour.vsYesterday = percentDifference(row.today, row.yesterday);
        hour.vsSameDayLastWeek = percentDifference(row.today, row.sameDayLastWeek);
        hour.vsAvgLastWeek = percentDifference(row.today, row.avgLastWeek);
        hour.vsAvgLastMonth = percentDifference(row.today, row.avgLastMonth);
        hour.flag = flagOf(row);
        if (row.today > out.mean + 2 * out.deviation)
            hour.status = CheckoutStatus::High;
        else if (row.today < out.mean - 2 * out.deviation)
            hour.status = CheckoutStatus::Low;
        hour.category = categoryOf(row, hour.flag);
        hour.reason = reasonOf(hour);
        out.hours.push_back(std::move(hour));
    }
    return out;
}

std::vector<CheckoutAnalysis> analyseCheckouts(std::span<const CheckoutDay> days)
{
    std::vector<CheckoutAnalysis> out;
    for (const CheckoutDay& day : days)
        out.push_back(analyseCheckout(day));
    for (CheckoutAnalysis& later : out) {
        for (const CheckoutAnalysis& earlier : out) {
            if (&later != &earlier && followsOn(later, earlier))
                markContaminated(later, earlier);
        }
    }
    return out;
}

} // namespace vigia
