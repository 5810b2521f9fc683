// What the notifiers that post JSON to one address have in common: name, address, limits, stop.
#pragma once

#include "core/base/clock.h"
#include "core/notify/http_post.h"

#include <atomic>
#include <memory>
#include <string>

namespace vigia {

struct WebReceiver
{
    std::string name;   // of the receiver in the configuration
    std::string url;    // Secret.
    std::string caFile; // further trusted certificates; "" = the system's
    TransferLimits limits;
    std::shared_ptr<const Clock> clock;
};

class WebNotifier : public Notifier
{
public:
    [[nodiscard]] std::string_view receiver() const final { return m_receiver.name; }
    [[nodiscard]] Outcome deliver(const OutboxEntry& entry) override;
    void abort() final { m_stop = true; }

protected:
    explicit WebNotifier(WebReceiver receiver)
        : m_receiver(std::move(receiver))
    {}

    // Adds what the channel needs beside address, body (message.json) and certificates.
    virtual void prepare(HttpPost& request, const OutboxEntry& entry, Instant now) const;
    // A channel that answers 2xx and means something else says so here.
    [[nodiscard]] virtual Outcome judge(HttpAnswer answer) const { return answer.outcome; }

    [[nodiscard]] const WebReceiver& at() const { return m_receiver; }

private:
    WebReceiver m_receiver;
    std::atomic<bool> m_stop{false};
};

} // namespace vigia
