// Makes the detectors that a configuration names.
#pragma once

#include "core/base/config.h"
#include "core/base/result.h"
#include "core/base/zone.h"
#include "core/detect/detector.h"

#include <memory>
#include <span>
#include <string_view>

namespace vigia {

// What a detector may know of its surroundings. Copied into the detectors; the catalog and zone are
// shared and immutable.
struct DetectorContext
{
    std::shared_ptr<const StatusCatalog> catalog;
    std::shared_ptr<const Zone> zone; // for time of day and day of week
    DetectionConfig config;
};

// All names that may stand in `detectors = [...]`.
[[nodiscard]] std::span<const std::string_view> detectorNames();

// InvalidConfig for a name that is not known; the message names the nearest one and all that exist.
[[nodiscard]] Result<std::unique_ptr<Detector>> makeDetector(std::string_view name,
                                                             const DetectorContext& context);

} // namespace vigia
