// `lof`: the local outlier factor of a count among the counts of the last 30 days of its status.
//
// Breunig, Kriegel, Ng and Sander 2000, k = 20, contamination 0.02 (lof_window.h). The score is the
// factor of the count as a new point against the learned window: about 1 inside a crowd, far above
// where neighbours are denser than the count's own surroundings. The threshold is the factor that
// 2 % of the window's own counts exceed. Unit: ratio of densities; up to 1e10 beside counts that
// repeat more than 20 times. A bad status fires above the window's median, approved below it; in
// the other direction the score is held at the threshold. Not monotone: a crowd of outliers is
// normal to it.
// Assumes that normal counts are many and close together, whatever their hour. Wrong on a lone
// count between two crowds, in long outages (20 similar minutes are a crowd: 14 % of a storm's
// minutes flagged), and by design on 2 % of calm minutes, which is dozens of false alarms a day.
// Ready after 100 learned minutes. Cost and memory: see lof_window.h; 0.5 MB a status.
#pragma once

#include "core/base/result.h"
#include "core/detect/detector_factory.h"
#include "core/detect/lof_window.h"

namespace vigia {

class Lof final : public Detector
{
public:
    static constexpr std::string_view kName = "lof";
    static constexpr std::size_t kNeeded = 100; // learned minutes: two may be outliers

    [[nodiscard]] static Result<std::unique_ptr<Detector>> create(const DetectorContext& context);

    [[nodiscard]] std::string_view name() const override { return kName; }
    [[nodiscard]] std::unique_ptr<Detector> clone() const override;
    [[nodiscard]] Verdict score(const Bucket& bucket, StatusId status) const override;
    void learn(const Bucket& bucket) override;
    [[nodiscard]] std::string explain(const Bucket& bucket, StatusId status,
                                      const Verdict& verdict) const override;
    [[nodiscard]] bool monotone() const override { return false; }
    [[nodiscard]] std::string save() const override;
    [[nodiscard]] bool load(std::string_view bytes) override;

private:
    explicit Lof(std::shared_ptr<const StatusCatalog> catalog);

    std::shared_ptr<const StatusCatalog> m_catalog;
    std::vector<LofWindow> m_windows; // by StatusId
};

} // namespace vigia
