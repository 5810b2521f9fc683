// Zones by IANA name, from the system's tz data through Qt.
#pragma once

#include "core/base/result.h"
#include "core/base/zone.h"

#include <memory>
#include <string>

namespace vigia {

// "" is the system's zone. InvalidConfig, naming the zone, when the system does not know it.
// The table covers 1970 to 2100. Cost: a few milliseconds; keep the result.
[[nodiscard]] Result<std::shared_ptr<const Zone>> loadZone(const std::string& id);

} // namespace vigia
