#include "core/checkout/checkout_analysis.h"

#include "core/base/number_text.h"
#include "core/checkout/checkout_words.h"

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

using Column = double CheckoutRow::*;

const CheckoutHour* sameHour(const CheckoutAnalysis& day, const CheckoutHour& hour)
{
    const auto at =
        std::find_if(day.hours.begin(), day.hours.end(), [&](const CheckoutHour& other) {
            return hourOf(other.row) == hourOf(hour.row);
        });
    return at == day.hours.end() ? nullptr : &*at;
}

// Is this column of `later` the `today` column of `earlier`, in at least 12 shared hours and all of
// them? Where all of it is zero it would fit anything.
bool followsOn(const CheckoutAnalysis& later, const CheckoutAnalysis& earlier, Column column)
{
    constexpr int kSharedHours = 12;
    int shared = 0;
    bool sold = false;
    for (const CheckoutHour& hour : later.hours) {
        const CheckoutHour* same = sameHour(earlier, hour);
        if (!same)
            continue;
        if (same->row.today != hour.row.*column)
            return false;
        sold = sold || same->row.today > 0;
        ++shared;
    }
    return sold && shared >= kSharedHours;
}

void markContaminated(CheckoutAnalysis& later, const CheckoutAnalysis& earlier,
                      std::optional<AbnormalDay> Contamination::*mark)
{
    for (CheckoutHour& hour : later.hours) {
        const CheckoutHour* same = sameHour(earlier, hour);
        if (same && same->category == CheckoutCategory::Critical)
            hour.contaminated.*mark = AbnormalDay{earlier.file, same->flag, same->row.today};
    }
}

// The category by the references that are left: one that is no evidence says what the other says.
std::optional<CheckoutCategory> otherwise(const CheckoutHour& hour)
{
    CheckoutRow row = hour.row;
    if (hour.contaminated.yesterday && !hour.contaminated.sameDayLastWeek)
        row.yesterday = row.sameDayLastWeek;
    else if (hour.contaminated.sameDayLastWeek && !hour.contaminated.yesterday)
        row.sameDayLastWeek = row.yesterday;
    const CheckoutCategory category = categoryOf(row, hour.flag);
    return category == hour.category ? std::nullopt : std::optional(category);
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
        hour.reason = checkoutReason(hour, Language::English);
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
            if (&later == &earlier)
                continue;
            if (followsOn(later, earlier, &CheckoutRow::yesterday))
                markContaminated(later, earlier, &Contamination::yesterday);
            if (followsOn(later, earlier, &CheckoutRow::sameDayLastWeek))
                markContaminated(later, earlier, &Contamination::sameDayLastWeek);
        }
        for (CheckoutHour& hour : later.hours) {
            if (!hour.contaminated.any())
                continue;
            hour.otherwise = otherwise(hour);
            hour.reason = checkoutReason(hour, Language::English);
        }
    }
    return out;
}

} // namespace vigia
