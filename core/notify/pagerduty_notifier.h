// PagerDuty Events v2. The routing key joins the event when it is sent, so that the outbox holds no
// secret.
#pragma once

#include "core/notify/web_notifier.h"

namespace vigia {

class PagerDutyNotifier final : public WebNotifier
{
public:
    // InvalidConfig names `key` for a routing key that is none: 1 to 64 letters and digits.
    [[nodiscard]] static Result<std::unique_ptr<Notifier>>
    create(std::string_view key, WebReceiver receiver, std::string_view routingKey);

    [[nodiscard]] std::string_view channel() const override { return "pagerduty"; }

protected:
    void prepare(HttpPost& request, const OutboxEntry& entry, Instant now) const override;

private:
    PagerDutyNotifier(WebReceiver receiver, std::string routingKey);

    std::string m_routingKey;
};

} // namespace vigia
