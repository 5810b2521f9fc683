// A message on its way out, as the outbox keeps it. Written in the transaction of the change it
// tells of; sent afterwards.
#pragma once

#include "core/base/minute.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace vigia {

enum class DeliveryState { Pending, Sent, Failed };

[[nodiscard]] constexpr std::string_view toString(DeliveryState s)
{
    switch (s) {
    case DeliveryState::Pending:
        return "pending";
    case DeliveryState::Sent:
        return "sent";
    case DeliveryState::Failed:
        return "failed";
    }
    return "pending";
}

// What is to be said, independent of the channel. UTF-8; holds no secret.
struct Message
{
    std::string key;     // idempotency key, fixed when written: Message-ID, delivery id, dedup_key
                         // derive from it
    std::string thread;  // same for all messages of one incident; "" = none
    std::string subject; // one line
    std::string text;    // plain text, LF line ends
    std::string html;    // "" = none
    std::string json;    // payload of webhooks; "" = none
    std::string chart;   // numbers behind the picture of a mail (core/message/chart.h); "" = none

    friend bool operator==(const Message&, const Message&) = default;
};

// An entry that is to wait for longer than this waits no more: the clock has been set back since.
inline constexpr std::chrono::hours kLongestDeliveryWait{2};

struct OutboxEntry
{
    std::int64_t id = 0;   // given by the store
    std::string channel;   // "mail", "teams", "webhook", …: picks the notifier
    std::string recipient; // address, or name of the receiver; never a secret URL
    Message message;
    Instant created{};
    DeliveryState state = DeliveryState::Pending;
    int attempts = 0;
    Instant nextAttempt{}; // not before
    std::string lastError; // plain text, redacted

    friend bool operator==(const OutboxEntry&, const OutboxEntry&) = default;
};

} // namespace vigia
