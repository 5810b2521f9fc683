#include "core/model/observed.h"

#include "core/base/config.h"

namespace vigia {

bool isLatency(const StatusCatalog& catalog, StatusId status)
{
    return catalog.name(status) == kLatencyStatus;
}

std::string_view unitText(const StatusCatalog& catalog, StatusId status)
{
    return isLatency(catalog, status) ? " ms" : "";
}

std::string spokenStatus(const StatusCatalog& catalog, StatusId status)
{
    return isLatency(catalog, status) ? "average latency" : std::string(catalog.name(status));
}

std::string observedText(const StatusCatalog& catalog, const Bucket& bucket, StatusId status)
{
    return (isLatency(catalog, status) ? "Average latency (" : "Count (") +
           std::to_string(bucket.count(status)) + std::string(unitText(catalog, status)) + ")";
}

} // namespace vigia
