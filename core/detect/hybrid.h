// `hybrid`: a statistical and a learned model vote; critical when they agree, warning when one
// stands alone.
//
// Statistical: the seasonal baseline (seasonal_baseline.h), which fires on z > 3 beyond its 95th
// percentile. Learned: the isolation forest (isolation_forest.h); to agree it need only find the
// minute abnormal as a whole, to fire alone it must point at this status. The score is z where the
// baseline fires, else the forest's score over its threshold, times 3: the threshold is 3 for both.
// Unit: standard deviations. While the forest is off the baseline votes alone, and the other way
// round; the reason says so.
// Assumptions and where it is wrong: those of the two; it halves neither's false alarms, it ranks
// them. Ready as soon as one of them is. Cost: the sum of both.
// Source: shared/design/detection.md.
#pragma once

#include "core/detect/isolation_forest.h"
#include "core/detect/seasonal_baseline.h"

namespace vigia {

class Hybrid final : public Detector
{
public:
    static constexpr std::string_view kName = "hybrid";

    // InvalidConfig as its two members.
    [[nodiscard]] static Result<std::unique_ptr<Detector>> create(const DetectorContext& context);

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

private:
    Hybrid(std::shared_ptr<const StatusCatalog> catalog, SeasonalBaseline baseline,
           IsolationForest forest);

    std::shared_ptr<const StatusCatalog> m_catalog;
    SeasonalBaseline m_baseline;
    IsolationForest m_forest;
};

} // namespace vigia
