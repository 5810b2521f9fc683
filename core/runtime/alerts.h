// Which messages a step of the engine leads to: the outbox entries that are committed with it.
#pragma once

#include "core/base/config.h"
#include "core/base/zone.h"
#include "core/engine/minute_engine.h"
#include "core/message/mail_limit.h"
#include "core/message/receivers.h"
#include "core/model/outbox_entry.h"

#include <memory>
#include <string>
#include <vector>

namespace vigia {

// One message for each recipient of each configured channel; at most one per status and ten
// minutes. Lives in the engine thread.
class Alerts
{
public:
    // REQUIRES: makeReceivers(config) succeeds, as it does for a configuration that was loaded;
    // with another one nobody is told.
    Alerts(const Config& config, std::shared_ptr<const StatusCatalog> catalog,
           std::shared_ptr<const Zone> zone);

    // Empty where no channel is configured.
    [[nodiscard]] std::vector<OutboxEntry> compose(const EngineStep& step, Instant now);

private:
    std::vector<Target> m_targets;
    std::string m_consoleUrl;
    std::shared_ptr<const StatusCatalog> m_catalog;
    std::shared_ptr<const Zone> m_zone;
    MailLimit m_limit;
};

} // namespace vigia
