// Anomalies and lists of statuses as the JSON text that rows and views hold. Member names are those
// of the contract.
#pragma once

#include "core/model/anomaly.h"
#include "core/model/status.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigia {

[[nodiscard]] std::string votesToJson(const std::vector<DetectorVote>& votes);
[[nodiscard]] std::vector<DetectorVote> votesFromJson(std::string_view json);

[[nodiscard]] std::string anomalyToJson(const Anomaly& anomaly, const StatusCatalog& catalog);
// None when it is not one of ours, or its status is not in the catalog.
[[nodiscard]] std::optional<Anomaly> anomalyFromJson(std::string_view json,
                                                     const StatusCatalog& catalog);

[[nodiscard]] std::string namesToJson(const std::vector<std::string>& names);
[[nodiscard]] std::vector<std::string> namesFromJson(std::string_view json);

[[nodiscard]] std::optional<Severity> severityFromName(std::string_view name);
[[nodiscard]] std::optional<AnomalyKind> kindFromName(std::string_view name);

} // namespace vigia
