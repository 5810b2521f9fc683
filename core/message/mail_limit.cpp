#include "core/message/mail_limit.h"

namespace vigia {

std::vector<Anomaly> MailLimit::admit(std::span<const Anomaly> anomalies, Instant now)
{
    std::vector<Anomaly> due;
    for (const Anomaly& a : anomalies) {
        const auto last = m_last.find(a.status);
        const bool quiet =
            last != m_last.end() && last->second <= now && now < last->second + m_pause;
        if (!quiet)
            due.push_back(a);
    }
    for (const Anomaly& a : due) // after the loop: one mail may hold several of a status
        m_last[a.status] = now;
    return due;
}

} // namespace vigia
