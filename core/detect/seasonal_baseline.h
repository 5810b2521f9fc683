// Compares a count with what the same hour of the day has seen in the last four weeks.
//
// Kept per hour (local time) and status: the counts of the last min(28, `history`) days, and of
// them mean, standard deviation (population), median, median absolute deviation (MAD) and the
// percentiles 1, 5, 95, 99 (linear, as numpy). Formulas: z = (count - mean) / sd and robust
// z = (count - median) / (1.4826 MAD); where sd or MAD is 0 the Poisson deviation
// sqrt(max(mean or median, 1)) stands in. Unit: standard deviations. A bad status fires upwards:
// z > 3, robust z > 3 and count above the 95th percentile; critical when it is also above the
// 99th and both z above 6. Approved fires downwards, with the percentiles 5 and 1.
// The score is |z| in that direction, held at 3 while the robust z or the percentile disagree.
// Assumes that days resemble each other. Wrong on pay days, weekends and holidays, on growth
// (weeks until it is normal), and at steep flanks of the day, where one hour spans many levels.
// Outages are learned like everything else, yet weigh only their share of four weeks.
// Ready for an hour once that hour has 60 learned minutes.
// Cost: 0.3 µs to score, 0.5 µs to learn, up to 0.65 MB a status. Source: Shewhart 1931; Iglewicz
// and Hoaglin 1993 (robust z); shared/design/detection.md.
#pragma once

#include "core/base/result.h"
#include "core/detect/detector_factory.h"
#include "core/detect/hour_history.h"

#include <array>

namespace vigia {

class SeasonalBaseline final : public Detector
{
public:
    static constexpr std::string_view kName = "seasonal_baseline";
    static constexpr std::size_t kNeeded = 60; // learned minutes of the hour
    static constexpr double kSigma = 3.0;

    // What one hour is known for.
    struct Summary
    {
        std::size_t minutes = 0; // learned
        double mean = 0;
        double deviation = 0;
        double median = 0;
        double mad = 0; // unscaled
        double p1 = 0;
        double p5 = 0;
        double p95 = 0;
        double p99 = 0;
    };

    // InvalidConfig when `history` is under a day.
    [[nodiscard]] static Result<std::unique_ptr<Detector>> create(const DetectorContext& context);
    [[nodiscard]] static Result<SeasonalBaseline> make(const DetectorContext& context);

    [[nodiscard]] std::string_view name() const override { return kName; }
    [[nodiscard]] std::unique_ptr<Detector> clone() const override;
    [[nodiscard]] Verdict score(const Bucket& bucket, StatusId status) const override;
    void learn(const Bucket& bucket) override;
    [[nodiscard]] std::string explain(const Bucket& bucket, StatusId status,
                                      const Verdict& verdict) const override;
    [[nodiscard]] std::string save() const override;
    [[nodiscard]] bool load(std::string_view bytes) override;

    // Of the hour of day that `time` lies in; none while that hour has no minute at all.
    [[nodiscard]] std::optional<Summary> summary(Minute time, StatusId status) const;

    // "Count (1000) exceeds 99th percentile (109.30) and z-score (26.26) > 3"; "" while the hour is
    // not ready, and for a gap.
    [[nodiscard]] std::string comparison(const Bucket& bucket, StatusId status) const;

private:
    static constexpr std::size_t kHours = 24;
    using Hours = std::vector<HourHistory>; // by hour of day

    SeasonalBaseline(const DetectorContext& context, std::size_t minutesAnHour);
    [[nodiscard]] std::size_t hourOf(Minute time) const;

    std::shared_ptr<const StatusCatalog> m_catalog;
    std::shared_ptr<const Zone> m_zone;
    std::vector<Hours> m_statuses; // by StatusId
};

} // namespace vigia
