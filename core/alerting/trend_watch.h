// Watches the sums over all sources for bad statuses that rise a lot (core/detect/rising_trend.h).
//
// Minutes come once and in order; a skipped one is a gap. What is said of it once is decided by
// NotificationPolicy::rose(). Thread: not shared. Cost: O(statuses) a minute.
#pragma once

#include "core/base/zone.h"
#include "core/detect/detector.h"
#include "core/model/bucket.h"

#include <memory>
#include <optional>
#include <vector>

namespace vigia {

class TrendWatch
{
public:
    TrendWatch(std::shared_ptr<const StatusCatalog> catalog, std::shared_ptr<const Zone> zone);

    struct Rise
    {
        StatusId status{};
        double slope = 0; // transactions a minute per minute
    };
    // The bad statuses that rise a lot in this closed minute. A minute that was seen is passed
    // over.
    [[nodiscard]] std::vector<Rise> take(const Bucket& minute);

    [[nodiscard]] std::optional<Minute> newest() const { return m_newest; }
    void clear();

private:
    std::shared_ptr<const StatusCatalog> m_catalog;
    std::shared_ptr<const Zone> m_zone;
    std::unique_ptr<Detector> m_detector;
    std::optional<Minute> m_newest;
};

} // namespace vigia
