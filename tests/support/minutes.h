// Small helpers for tests of detectors: contexts, and closed minutes one after the other.
#pragma once

#include "core/detect/detector_factory.h"

#include <map>
#include <memory>
#include <string>

namespace vigia::test {

// A Monday, midnight UTC.
inline constexpr Minute kMonday = std::chrono::sys_days{std::chrono::year{2025} / 7 / 7};

inline DetectorContext context(DetectionConfig config = {},
                               std::span<const std::string> extraStatuses = {})
{
    return {std::make_shared<StatusCatalog>(extraStatuses), std::make_shared<Zone>(),
            std::move(config)};
}

inline Bucket minute(Minute time, const std::map<StatusId, std::uint64_t>& counts,
                     std::size_t statuses = kKnownStatuses)
{
    Bucket bucket{time, Fill::Complete, std::vector<std::uint64_t>(statuses, 0)};
    for (const auto& [status, count] : counts)
        bucket.counts[index(status)] = count;
    return bucket;
}

inline Bucket gap(Minute time, std::size_t statuses = kKnownStatuses)
{
    return {time, Fill::Gap, std::vector<std::uint64_t>(statuses, 0)};
}

inline Minute at(std::int64_t minutes)
{
    return kMonday + std::chrono::minutes{minutes};
}

} // namespace vigia::test
