// `trend`: warns when a bad status has been rising a lot for the last 18 minutes.
//
// Formula: least-squares slope of the last 18 minutes, the scored one included (trend_slope.h), in
// transactions a minute per minute. Above 0.4 is "rising a lot"; a bad status fires, as a warning
// of kind trend, when the slope is also above three standard errors that Poisson noise alone would
// give it: 3 * sqrt(mean / sum((t - mean t)²)), mean of the learned minutes of the window (about
// 0.61 for 20 a minute, 0.14 for 1). The score is the slope, the threshold the larger of the two.
// Approved never fires. Gaps are left out; ready with 12 known minutes of the 17 before.
// Assumes growth that goes on for many minutes. Wrong on an even morning rise of a busy status,
// which is growth and no incident; after a burst, which tilts the line for 18 minutes although it
// is over; and slow on a short spike, which it is not made for.
// Cost: O(18) per score, 136 bytes a status. Source: Legendre 1805; shared/design/detection.md.
#pragma once

#include "core/base/result.h"
#include "core/detect/detector_factory.h"
#include "core/detect/trend_slope.h"

#include <array>

namespace vigia {

class RisingTrend final : public Detector
{
public:
    static constexpr std::string_view kName = "trend";
    static constexpr std::size_t kNeeded = 12; // known minutes before the scored one
    static constexpr double kSigma = 3.0;

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
    static constexpr std::size_t kPast = kTrendWindow - 1;
    // The minutes before the next one, oldest first; NaN where there was no data.
    using Past = std::array<double, kPast>;

    explicit RisingTrend(std::shared_ptr<const StatusCatalog> catalog);
    [[nodiscard]] std::size_t known() const;

    std::shared_ptr<const StatusCatalog> m_catalog;
    std::vector<Past> m_past; // by StatusId
    Minute m_last{};          // learned; meaningful when anything is known
};

} // namespace vigia
