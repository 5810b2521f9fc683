// Mail over libcurl: STARTTLS or TLS with checked certificates, or in the clear to loopback only.
//
// One SMTP transaction for each recipient, so that one refused address hides no other. There is no
// way back to clear text: where STARTTLS is missing nothing is sent, not even the password.
// Method: docs of CURLOPT_USE_SSL (CURLUSESSL_ALL), RFC 5321, RFC 3207.
#pragma once

#include "core/base/config.h"
#include "core/base/result.h"
#include "core/message/mime.h"
#include "core/notify/curl_transfer.h"
#include "core/notify/notifier.h"

#include <atomic>
#include <memory>

namespace vigia {

class SmtpNotifier final : public Notifier
{
public:
    // InvalidConfig for clear text beyond loopback, a wrong host, sender or recipient; the message
    // names the key.
    [[nodiscard]] static Result<std::unique_ptr<SmtpNotifier>>
    create(const MailConfig& config, const TransferLimits& limits = {});

    [[nodiscard]] std::string_view channel() const override { return "mail"; }
    [[nodiscard]] Outcome deliver(const OutboxEntry& entry) override;
    void abort() override { m_stop = true; }

private:
    SmtpNotifier(const MailConfig& config, MailAddress from, const TransferLimits& limits);

    [[nodiscard]] Outcome classify(const TransferResult& result) const;

    MailConfig m_config;
    MailAddress m_from;
    TransferLimits m_limits;
    std::atomic<bool> m_stop{false};
};

} // namespace vigia
