// Which messages a step of the engine leads to: the outbox entries that are committed with it.
#pragma once

#include "core/base/config.h"
#include "core/base/zone.h"
#include "core/engine/minute_engine.h"
#include "core/message/mail_limit.h"
#include "core/model/outbox_entry.h"

#include <memory>
#include <vector>

namespace vigia {

// One mail for each recipient; at most one per status and ten minutes. Lives in the engine thread.
class Alerts
{
public:
    Alerts(MailConfig mail, std::shared_ptr<const StatusCatalog> catalog,
           std::shared_ptr<const Zone> zone);

    // Empty without a mail configuration.
    [[nodiscard]] std::vector<OutboxEntry> compose(const EngineStep& step, Instant now);

private:
    MailConfig m_mail;
    std::shared_ptr<const StatusCatalog> m_catalog;
    std::shared_ptr<const Zone> m_zone;
    MailLimit m_limit;
};

} // namespace vigia
