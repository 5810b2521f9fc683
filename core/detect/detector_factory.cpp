#include "core/detect/detector_factory.h"

#include "core/base/nearest.h"
#include "core/detect/adaptive_count_model.h"
#include "core/detect/hybrid.h"
#include "core/detect/isolation_forest.h"
#include "core/detect/lof.h"
#include "core/detect/rising_trend.h"
#include "core/detect/rolling_zscore.h"
#include "core/detect/seasonal_baseline.h"
#include "core/detect/static_rule.h"

#include <algorithm>
#include <array>

namespace vigia {
namespace {

using Maker = Result<std::unique_ptr<Detector>> (*)(const DetectorContext&);

struct Entry
{
    std::string_view name;
    Maker make;
};

// One line a method; detectorNames() and the contract suite follow from it.
constexpr std::array kEntries = {
    Entry{AdaptiveCountModel::kName, &AdaptiveCountModel::create},
    Entry{StaticRule::kName, &StaticRule::create},
    Entry{RollingZscore::kName, &RollingZscore::create},
    Entry{SeasonalBaseline::kName, &SeasonalBaseline::create},
    Entry{IsolationForest::kName, &IsolationForest::create},
    Entry{Lof::kName, &Lof::create},
    Entry{RisingTrend::kName, &RisingTrend::create},
    Entry{Hybrid::kName, &Hybrid::create},
};

constexpr auto kNames = [] {
    std::array<std::string_view, kEntries.size()> names;
    std::transform(kEntries.begin(), kEntries.end(), names.begin(),
                   [](const Entry& entry) { return entry.name; });
    return names;
}();

std::string unknownName(std::string_view name)
{
    std::string message = "unknown detector \"" + std::string(name.substr(0, 64)) + "\"";
    if (const std::string_view nearest = nearestName(name, kNames); !nearest.empty())
        message += "; did you mean \"" + std::string(nearest) + "\"?";
    else
        message += ";";
    message += " known are";
    for (const std::string_view known : kNames)
        message.append(known == kNames.front() ? " " : ", ").append(known);
    return message;
}

} // namespace

std::span<const std::string_view> detectorNames()
{
    return kNames;
}

Result<std::unique_ptr<Detector>> makeDetector(std::string_view name,
                                               const DetectorContext& context)
{
    const auto entry = std::find_if(kEntries.begin(), kEntries.end(),
                                    [&](const Entry& e) { return e.name == name; });
    if (entry == kEntries.end())
        return fail(ErrorCode::InvalidConfig, unknownName(name));
    return entry->make(context);
}

} // namespace vigia
