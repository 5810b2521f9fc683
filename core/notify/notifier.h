// A notifier delivers one message to one recipient over one channel and says what came of it.
//
// Blocking, with limits (connect 10 s, whole 60 s); lives in the delivery thread. It never throws,
// never logs a secret, and its reason never contains one. tests/contract/tst_notifier_contract.cpp
// runs on every notifier.
#pragma once

#include "core/model/outbox_entry.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace vigia {

enum class Delivery {
    Sent,
    Retry,  // temporary: 4yz SMTP, time-out, reset; HTTP 408, 425, 429, 5xx
    GiveUp, // permanent: 5yz SMTP, other HTTP 4xx, 3xx
};

struct Outcome
{
    Delivery delivery = Delivery::Retry;
    std::string reason; // the other side's words as plain text, redacted; "" when sent
    std::optional<std::chrono::seconds> retryAfter; // asked for by the other side
    bool channelDown = false; // wrong password or certificate: stop the whole channel
};

class Notifier
{
public:
    virtual ~Notifier() = default;
    [[nodiscard]] virtual std::string_view channel() const = 0; // "mail", "teams", …
    // Name of the one receiver that it serves; "" = every recipient of its channel.
    [[nodiscard]] virtual std::string_view receiver() const { return {}; }
    [[nodiscard]] virtual Outcome deliver(const OutboxEntry& entry) = 0;
    // From any thread, once, when the program stops: deliver() returns soon, with Retry unless it
    // had got through.
    virtual void abort() {}
};

} // namespace vigia
