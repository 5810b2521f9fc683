#include "core/runtime/alerts.h"

#include "core/message/message.h"

namespace vigia {

Alerts::Alerts(MailConfig mail, std::shared_ptr<const StatusCatalog> catalog,
               std::shared_ptr<const Zone> zone)
    : m_mail(std::move(mail))
    , m_catalog(std::move(catalog))
    , m_zone(std::move(zone))
{}

std::vector<OutboxEntry> Alerts::compose(const EngineStep& step, Instant now)
{
    std::vector<OutboxEntry> out;
    if (!m_mail.configured() || step.anomalies.empty())
        return out;
    std::vector<Anomaly> fresh;
    for (const Anomaly& anomaly : step.anomalies) {
        if (!anomaly.late) // a corrected past is shown, not announced
            fresh.push_back(anomaly);
    }
    const std::vector<Anomaly> admitted = m_limit.admit(fresh, now);
    if (admitted.empty())
        return out;
    const Message message = anomalyAlert(admitted, {*m_catalog, *m_zone}, now);
    for (const std::string& recipient : m_mail.recipients) {
        OutboxEntry entry;
        entry.channel = "mail";
        entry.recipient = recipient;
        entry.message = message;
        entry.created = now;
        entry.nextAttempt = now;
        out.push_back(std::move(entry));
    }
    return out;
}

} // namespace vigia
