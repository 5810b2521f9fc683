#include "core/detect/static_rule.h"

#include "core/base/number_text.h"
#include "core/model/observed.h"

#include <cmath>

namespace vigia {

Result<std::unique_ptr<Detector>> StaticRule::create(const DetectorContext& context)
{
    std::vector<std::optional<double>> limits(context.catalog->size());
    for (const auto& [status, limit] : context.config.staticLimits) {
        const auto id = context.catalog->find(status);
        if (!id) {
            return fail(ErrorCode::InvalidConfig, "detection.static." + status +
                                                      ": unknown status; known are " +
                                                      context.catalog->list());
        }
        if (!std::isfinite(limit) || limit < 0) {
            return fail(ErrorCode::InvalidConfig,
                        "detection.static." + status + ": the limit must be a number of 0 or more");
        }
        limits[index(*id)] = limit;
    }
    return std::unique_ptr<Detector>(new StaticRule(context.catalog, std::move(limits)));
}

StaticRule::StaticRule(std::shared_ptr<const StatusCatalog> catalog,
                       std::vector<std::optional<double>> limits)
    : m_catalog(std::move(catalog))
    , m_limits(std::move(limits))
{}

std::unique_ptr<Detector> StaticRule::clone() const
{
    return std::make_unique<StaticRule>(*this);
}

Verdict StaticRule::score(const Bucket& bucket, StatusId status) const
{
    const std::optional<double> limit = m_limits[index(status)];
    Verdict verdict;
    if (!limit || bucket.isGap())
        return verdict;
    verdict.ready = true;
    verdict.score = static_cast<double>(bucket.count(status));
    verdict.threshold = *limit;
    verdict.fired = verdict.score > *limit;
    verdict.expected = *limit;
    verdict.high = *limit;
    verdict.severity = verdict.score > 2 * *limit ? Severity::Critical : Severity::Warning;
    return verdict;
}

void StaticRule::learn(const Bucket& /*bucket*/) {}

std::string StaticRule::explain(const Bucket& bucket, StatusId status, const Verdict& verdict) const
{
    const std::optional<double> limit = m_limits[index(status)];
    if (!limit)
        return "no static limit is configured for this status";
    if (bucket.isGap() || !verdict.ready)
        return "no data in this minute, nothing to compare with the limit " + fixedText(*limit);
    return observedText(*m_catalog, bucket, status) + " " +
           (verdict.fired ? "exceeds" : "does not exceed") + " the static limit (" +
           fixedText(*limit) + ")";
}

} // namespace vigia
