// Scores a minute by how many standard deviations it lies above the mean of the last learned
// minutes of its status.
//
// Formula: z = (count - mean) / sd, mean and population standard deviation of the last
// `rollingWindow` (60) learned minutes; fires on z > `rollingSigma` (3). With sd = 0 it fires on
// count > mean + `rollingFlatStep` (5), and the score is scaled so that this is the same
// threshold: z = sigma * (count - mean) / step. Unit: standard deviations. Critical at twice the
// threshold. Silent for the first `rollingWarmUp` (10) minutes; gaps are not learned.
// Assumes roughly symmetric, steady counts. Wrong where the level moves within the hour, on sparse
// counts (one transaction after a nearly flat hour scores high), and in a long incident: it learns
// every minute, so an outage becomes its normal after a while (4 % of a storm's minutes flagged).
// Cost: O(1) time, 8 bytes per minute of window and status; sums are exact integers, so a year
// leaves it as precise as an hour.
// Source: Shewhart control limits (1931) on a moving window; shared/design/detection.md.
#pragma once

#include "core/base/result.h"
#include "core/base/rolling_window.h"
#include "core/detect/detector_factory.h"

namespace vigia {

class RollingZscore final : public Detector
{
public:
    static constexpr std::string_view kName = "rolling_zscore";
    static constexpr std::chrono::minutes kLongestWindow{1440};

    // InvalidConfig when the window is not 2..1440 minutes, the warm-up not 1..window, or sigma or
    // the flat step not above 0.
    [[nodiscard]] static Result<std::unique_ptr<Detector>> create(const DetectorContext& context);

    [[nodiscard]] std::string_view name() const override { return kName; }
    [[nodiscard]] std::unique_ptr<Detector> clone() const override;
    [[nodiscard]] Verdict score(const Bucket& bucket, StatusId status) const override;
    void learn(const Bucket& bucket) override;
    [[nodiscard]] std::string explain(const Bucket& bucket, StatusId status,
                                      const Verdict& verdict) const override;
    [[nodiscard]] std::string save() const override;
    [[nodiscard]] bool load(std::string_view bytes) override;

private:
    struct Parameters
    {
        std::size_t window;
        std::size_t warmUp;
        double sigma;
        double flatStep;
    };
    RollingZscore(Parameters parameters, std::shared_ptr<const StatusCatalog> catalog);

    Parameters m_parameters;
    std::shared_ptr<const StatusCatalog> m_catalog;
    std::vector<RollingWindow> m_windows; // by StatusId
};

} // namespace vigia
