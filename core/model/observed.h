// How what was counted is named in a sentence: most series are counts, one is a mean duration.
#pragma once

#include "core/model/bucket.h"

#include <string>
#include <string_view>

namespace vigia {

// The series kLatencyStatus (core/base/config.h): milliseconds, not transactions.
[[nodiscard]] bool isLatency(const StatusCatalog& catalog, StatusId status);
// Behind a number: " ms", or "" for transactions.
[[nodiscard]] std::string_view unitText(const StatusCatalog& catalog, StatusId status);
// Within a sentence: "reversed", "average latency".
[[nodiscard]] std::string spokenStatus(const StatusCatalog& catalog, StatusId status);
// At the beginning of one: "Count (17)", "Average latency (345 ms)".
[[nodiscard]] std::string observedText(const StatusCatalog& catalog, const Bucket& bucket,
                                       StatusId status);

} // namespace vigia
