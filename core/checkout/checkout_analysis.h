// Today against history, hour by hour: differences, flags, status and category, each with its
// reason.
//
// The rules are those of the checkout analysis that the users know (flag by both averages, status
// by mean and standard deviation) and the category reads the flag in context: does history already
// show this? Pure; any thread; O(hours).
//
// flag: spike when today is at least twice both averages, drop when it is at most half of both; an
// hour without any sale, then and now, is ok.
// status: High/Low when today is further than 2 population standard deviations from the mean of the
// day's avg_last_week column.
// category, the first that holds:
// - low_baseline: both averages under 1.
// - critical: a spike more than 30 % above the higher of yesterday and the same day last week; a
//   drop to at most half of the same day last week.
// - moderate: not flagged, at least 80 % above both averages, and more than 30 % above both
//   precedents or at least twice one of them; or not flagged and at most 60 % of both precedents.
// - baseline_shift: flagged, or at least 80 % above both averages, but history shows the like.
// - normal.
#pragma once

#include "core/model/checkout_day.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vigia {

enum class CheckoutFlag { Ok, Spike, Drop };
enum class CheckoutStatus { Normal, High, Low };
enum class CheckoutCategory { Normal, LowBaseline, Critical, Moderate, BaselineShift };

[[nodiscard]] std::string_view toString(CheckoutFlag flag); // "ok", "spike", "drop"
[[nodiscard]] std::string_view
toString(CheckoutStatus status); // "Normal", "High Anomaly", "Low Anomaly"
[[nodiscard]] std::string_view toString(CheckoutCategory category); // "critical", …

// Percent difference to a reference, rounded to two decimals; none where the reference is 0.
[[nodiscard]] std::optional<double> percentDifference(double value, double reference);

// The same in whole percent for sentences: "+87 %", "-8 %", "0 %"; "no reference" to 0.
[[nodiscard]] std::string percentText(double value, double reference);

// An hour of another loaded day that was critical.
struct AbnormalDay
{
    std::string file;
    CheckoutFlag flag = CheckoutFlag::Drop; // or Spike
    double sales = 0;

    friend bool operator==(const AbnormalDay&, const AbnormalDay&) = default;
};

// A reference that was itself abnormal on its day is no evidence for or against.
struct Contamination
{
    std::optional<AbnormalDay> yesterday;
    std::optional<AbnormalDay> sameDayLastWeek;

    [[nodiscard]] bool any() const { return yesterday || sameDayLastWeek; }

    friend bool operator==(const Contamination&, const Contamination&) = default;
};

struct CheckoutHour
{
    CheckoutRow row;
    std::optional<double> vsYesterday; // percent
    std::optional<double> vsSameDayLastWeek;
    std::optional<double> vsAvgLastWeek;
    std::optional<double> vsAvgLastMonth;
    CheckoutFlag flag = CheckoutFlag::Ok;
    CheckoutStatus status = CheckoutStatus::Normal;
    CheckoutCategory category = CheckoutCategory::Normal;
    Contamination contaminated;
    // What the category would be by the references that are left; only where that is another one.
    // The category itself follows the rules above, whatever is loaded beside.
    std::optional<CheckoutCategory> otherwise;
    std::string reason; // English, with the numbers; other languages: checkout_words.h
};

struct CheckoutAnalysis
{
    std::string file;
    std::vector<CheckoutHour> hours;
    double mean = 0;      // of the avg_last_week column, sales an hour
    double deviation = 0; // its population standard deviation
};

[[nodiscard]] CheckoutAnalysis analyseCheckout(const CheckoutDay& day);

// Several days at once: where a day's column `yesterday` or `same_day_last_week` is another day's
// `today`, hour by hour, the hours of it that were critical drops or spikes are marked as
// contaminated and named in the reason.
[[nodiscard]] std::vector<CheckoutAnalysis> analyseCheckouts(std::span<const CheckoutDay> days);

} // namespace vigia
