// `isolation_forest`: an isolation forest (forest_model.h) over what a minute looks like as a
// whole.
//
// Features of a minute: total, bad count (all but approved), bad rate (bad / total, 0 for an empty
// minute), and of each the difference to its mean over the last 10 learned minutes. Learned are the
// minutes of the last `history` days (at most 35). Fitted once a day of data is there and again
// after every further 1440 minutes, on a snapshot. Off, and says so, before the first fit.
// The score is that of the paper, 0 to 1. The threshold is the score that `false_alarms_per_day`
// minutes a day of a sample of the history exceed, and never below 0.6, the paper's line for a
// possible anomaly. A minute is abnormal as a whole; it fires for the status that moved most in the
// direction that matters (up for bad ones, down for approved) from its mean of the last 24 hours,
// in Poisson deviations, and for every status that moved at least half as much. For other statuses
// the score is held at the threshold. The range is the mean of 24 hours and 3 deviations around it.
// Assumes that abnormal minutes are few and different. Wrong when an outage fills the history, on
// what differs only in its hour of day (a noon load at midnight looks like noon), and on drifts too
// slow for the deltas. Constant history gives 0.5 for every minute, so nothing fires.
// Cost: about 3 µs a minute for all statuses together (the last score is kept), 1.3 MB of history,
// a fit and its threshold about 15 ms. Source: Liu, Ting and Zhou 2008.
#pragma once

#include "core/base/result.h"
#include "core/base/rolling_window.h"
#include "core/detect/detector_factory.h"
#include "core/detect/forest_model.h"

namespace vigia {

class IsolationForest final : public Detector
{
public:
    static constexpr std::string_view kName = "isolation_forest";
    static constexpr std::size_t kNeeded = 1440;     // learned minutes before the first fit
    static constexpr std::size_t kRefitAfter = 1440; // learned minutes between fits
    static constexpr double kLowestThreshold = 0.6;

    // InvalidConfig when `history` is under a day or `false_alarms_per_day` is not above 0.
    [[nodiscard]] static Result<std::unique_ptr<Detector>> create(const DetectorContext& context);
    [[nodiscard]] static Result<IsolationForest> make(const DetectorContext& context);

    [[nodiscard]] std::string_view name() const override { return kName; }
    [[nodiscard]] std::unique_ptr<Detector> clone() const override;
    [[nodiscard]] Verdict score(const Bucket& bucket, StatusId status) const override;
    void learn(const Bucket& bucket) override;
    [[nodiscard]] std::string explain(const Bucket& bucket, StatusId status,
                                      const Verdict& verdict) const override;
    [[nodiscard]] bool monotone() const override { return false; }
    [[nodiscard]] std::optional<TrainingJob> trainingDue() override;
    void adopt(std::shared_ptr<const void> fitted) override;
    [[nodiscard]] std::string save() const override;
    [[nodiscard]] bool load(std::string_view bytes) override;

    // The minute as a whole; none before the first fit and for a gap.
    struct MinuteScore
    {
        double score = 0;
        double threshold = 0;
        [[nodiscard]] bool isAnomaly() const { return score > threshold; }
    };
    [[nodiscard]] std::optional<MinuteScore> scoreMinute(const Bucket& bucket) const;

    [[nodiscard]] FeatureRow features(const Bucket& bucket) const;

private:
    struct Fitted
    {
        std::shared_ptr<const ForestModel> model;
        double threshold = 0;
    };
    // The last minute scored: all statuses of it share one descent.
    struct Cache
    {
        FeatureRow row{};
        double score = 0;
        bool valid = false;
    };
    // Total, bad count and bad rate of a minute.
    using Level = std::array<double, kForestFeatures / 2>;
    static constexpr std::size_t kDeltaWindow = 10;
    static constexpr std::size_t kDay = 1440;

    IsolationForest(const DetectorContext& context, std::size_t capacity);
    [[nodiscard]] static Level levelOf(const Bucket& bucket);
    // How far the status moved in the direction that matters, in Poisson deviations.
    [[nodiscard]] double moved(const Bucket& bucket, StatusId status) const;
    [[nodiscard]] bool carries(const Bucket& bucket, StatusId status) const;

    std::shared_ptr<const StatusCatalog> m_catalog;
    double m_share;         // of minutes that may exceed the threshold
    std::size_t m_capacity; // learned minutes kept
    std::vector<FeatureRow> m_rows;
    std::size_t m_next = 0;         // place of the oldest, once full
    std::size_t m_sinceRequest = 0; // learned minutes
    std::uint64_t m_requests = 0;
    bool m_isFitting = false;                   // asked for a fit that was not adopted yet
    std::array<Level, kDeltaWindow> m_recent{}; // the last learned minutes, a ring
    std::size_t m_recentCount = 0;
    std::size_t m_recentNext = 0;
    std::vector<RollingWindow> m_days; // by StatusId
    std::shared_ptr<const Fitted> m_fitted;
    mutable Cache m_cache;
};

} // namespace vigia
