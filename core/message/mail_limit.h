// At most one mail per status and ten minutes, as long as anomalies are mailed one by one.
//
// A plain value that its owner keeps; takes `now`, has no clock. After a restart it starts empty: a
// mail too many is better than one too few.
#pragma once

#include "core/model/anomaly.h"

#include <chrono>
#include <map>
#include <span>
#include <vector>

namespace vigia {

class MailLimit
{
public:
    explicit MailLimit(std::chrono::minutes pause = std::chrono::minutes{10})
        : m_pause(pause)
    {}

    // The anomalies whose status had no mail in the last `pause`; their statuses count as mailed
    // now. A clock that was set back never silences a status longer than `pause`.
    [[nodiscard]] std::vector<Anomaly> admit(std::span<const Anomaly> anomalies, Instant now);

private:
    std::chrono::minutes m_pause;
    std::map<StatusId, Instant> m_last; // when it was last mailed
};

} // namespace vigia
