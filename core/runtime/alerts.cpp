#include "core/runtime/alerts.h"

#include "core/message/incident_message.h"

#include <algorithm>

namespace vigia {

Alerts::Alerts(const Config& config, std::shared_ptr<const StatusCatalog> catalog,
               std::shared_ptr<const Zone> zone)
    : m_consoleUrl(config.alerts.consoleUrl)
    , m_catalog(std::move(catalog))
    , m_zone(std::move(zone))
{
    if (const auto receivers = makeReceivers(config)) {
        for (const Receiver& receiver : *receivers) {
            if (receiver.name == kDefaultReceiver)
                m_targets = receiver.targets;
        }
    }
}

std::vector<OutboxEntry> Alerts::compose(const EngineStep& step, Instant now)
{
    std::vector<OutboxEntry> out;
    if (m_targets.empty() || step.anomalies.empty())
        return out;
    std::vector<Anomaly> fresh;
    for (const Anomaly& anomaly : step.anomalies) {
        if (!anomaly.late) // a corrected past is shown, not announced
            fresh.push_back(anomaly);
    }
    const std::vector<Anomaly> admitted = m_limit.admit(fresh, now);
    if (admitted.empty())
        return out;
    for (const Target& target : m_targets) {
        const bool worthIt = std::any_of(admitted.begin(), admitted.end(), [&](const Anomaly& a) {
            return a.severity >= target.minimum;
        });
        if (!worthIt)
            continue;
        OutboxEntry entry;
        entry.channel = target.channel;
        entry.recipient = target.recipient;
        entry.message = anomalyMessage(admitted, target.channel,
                                       {*m_catalog, *m_zone, target.language, m_consoleUrl}, now);
        entry.created = now;
        entry.nextAttempt = now;
        out.push_back(std::move(entry));
    }
    return out;
}

} // namespace vigia
