#include "core/notify/pagerduty_notifier.h"

#include <algorithm>

namespace vigia {

Result<std::unique_ptr<Notifier>>
PagerDutyNotifier::create(std::string_view key, WebReceiver receiver, std::string_view routingKey)
{
    if (auto good = checkWebAddress("pagerduty.url", receiver.url); !good)
        return fail(good.error());
    const bool fits =
        !routingKey.empty() && routingKey.size() <= 64 &&
        std::all_of(routingKey.begin(), routingKey.end(), [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        });
    if (!fits)
        return fail(ErrorCode::InvalidConfig,
                    std::string(key) +
                        ": a value that does not fit, expected the routing key of an Events v2 "
                        "integration");
    return std::unique_ptr<Notifier>(
        new PagerDutyNotifier(std::move(receiver), std::string(routingKey)));
}

PagerDutyNotifier::PagerDutyNotifier(WebReceiver receiver, std::string routingKey)
    : WebNotifier(std::move(receiver))
    , m_routingKey(std::move(routingKey))
{}

void PagerDutyNotifier::prepare(HttpPost& request, const OutboxEntry&, Instant) const
{
    // The body is an object that is not empty: it begins with '{'.
    request.body.insert(1, "\"routing_key\":\"" + m_routingKey + "\",");
    request.secrets.push_back(m_routingKey);
}

} // namespace vigia
