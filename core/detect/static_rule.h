// Fires when a count is above the fixed limit of its status.
//
// Formula: fires iff count > limit; the score is the count itself. Unit: transactions a minute.
// Assumes that somebody knows the limit. Wrong when traffic grows or falls with the hour: a limit
// fit for noon sleeps through the night. A status without a limit is not watched (never ready).
// Critical above twice the limit. Cost: O(1), keeps nothing.
// Source: shared/design/detection.md (`failed` > 5 is the default rule).
#pragma once

#include "core/base/result.h"
#include "core/detect/detector_factory.h"

namespace vigia {

class StaticRule final : public Detector
{
public:
    static constexpr std::string_view kName = "static";

    // InvalidConfig for a status that the catalog does not know, or a limit below 0 or not finite.
    [[nodiscard]] static Result<std::unique_ptr<Detector>> create(const DetectorContext& context);

    [[nodiscard]] std::string_view name() const override { return kName; }
    [[nodiscard]] std::unique_ptr<Detector> clone() const override;
    [[nodiscard]] Verdict score(const Bucket& bucket, StatusId status) const override;
    void learn(const Bucket& bucket) override;
    [[nodiscard]] std::string explain(const Bucket& bucket, StatusId status,
                                      const Verdict& verdict) const override;

private:
    StaticRule(std::shared_ptr<const StatusCatalog> catalog,
               std::vector<std::optional<double>> limits);

    std::shared_ptr<const StatusCatalog> m_catalog;
    std::vector<std::optional<double>> m_limits; // by StatusId
};

} // namespace vigia
