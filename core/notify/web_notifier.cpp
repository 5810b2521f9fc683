#include "core/notify/web_notifier.h"

#include <algorithm>

namespace vigia {

Outcome WebNotifier::deliver(const OutboxEntry& entry)
{
    if (entry.message.json.empty())
        return {Delivery::GiveUp,
                "the message has no payload for " + std::string(channel()),
                {},
                false};
    // It becomes a header of some channels.
    const std::string& key = entry.message.key;
    if (key.empty() ||
        !std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < 0x7F; }))
        return {Delivery::GiveUp, "the message key is not one word of ASCII", {}, false};
    const Instant now = m_receiver.clock->now();
    HttpPost request;
    request.url = m_receiver.url;
    request.caFile = m_receiver.caFile;
    request.body = entry.message.json;
    prepare(request, entry, now);
    return judge(post(request, m_receiver.limits, m_stop, now));
}

void WebNotifier::prepare(HttpPost&, const OutboxEntry&, Instant) const {}

} // namespace vigia
