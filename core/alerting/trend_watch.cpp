#include "core/alerting/trend_watch.h"

#include "core/detect/rising_trend.h"

namespace vigia {

TrendWatch::TrendWatch(std::shared_ptr<const StatusCatalog> catalog,
                       std::shared_ptr<const Zone> zone)
    : m_catalog(std::move(catalog))
    , m_zone(std::move(zone))
{
    clear();
}

void TrendWatch::clear()
{
    m_newest.reset();
    auto made = RisingTrend::create({m_catalog, m_zone, {}});
    m_detector = made ? std::move(*made) : nullptr;
}

std::vector<TrendWatch::Rise> TrendWatch::take(const Bucket& minute)
{
    std::vector<Rise> out;
    if (!m_detector || (m_newest && minute.time <= *m_newest))
        return out;
    for (std::size_t i = 0; i < m_catalog->size(); ++i) {
        const auto status = static_cast<StatusId>(i);
        const Verdict verdict = m_detector->score(minute, status);
        if (verdict.ready && verdict.fired)
            out.push_back({status, verdict.score});
    }
    m_detector->learn(minute);
    m_newest = minute.time;
    return out;
}

} // namespace vigia
