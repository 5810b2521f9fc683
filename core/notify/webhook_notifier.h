// A webhook of one's own: the body of Alertmanager's webhook, signed as Standard Webhooks.
//
// Headers: webhook-id (the message's key, the same in every attempt: receivers use it to drop
// repeats), webhook-timestamp (Unix seconds of the attempt), webhook-signature ("v1," and the
// Base64 of HMAC-SHA256 over "id.timestamp.body").
// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
#pragma once

#include "core/notify/web_notifier.h"

namespace vigia {

class WebhookNotifier final : public WebNotifier
{
public:
    // `secret` is "whsec_" and Base64 of 24 to 64 bytes; "" = not signed. InvalidConfig names
    // `key`, or key + "_secret", without the value.
    [[nodiscard]] static Result<std::unique_ptr<Notifier>> create(std::string_view key,
                                                                  WebReceiver receiver,
                                                                  std::string_view secretKey,
                                                                  std::string_view secret);

    [[nodiscard]] std::string_view channel() const override { return "webhook"; }

protected:
    void prepare(HttpPost& request, const OutboxEntry& entry, Instant now) const override;

private:
    WebhookNotifier(WebReceiver receiver, std::string secretBytes, std::string secretText);

    std::string m_secretBytes; // "" = not signed
    std::string m_secretText;
};

// "v1,…" for the given parts.
[[nodiscard]] std::string webhookSignature(std::string_view secretBytes, std::string_view id,
                                           std::int64_t timestamp, std::string_view body);

} // namespace vigia
