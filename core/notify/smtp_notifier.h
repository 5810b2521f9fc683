// Mail over libcurl: STARTTLS or TLS with checked certificates, or in the clear to loopback only.
//
// One SMTP transaction for each recipient, so that one refused address hides no other. There is no
// way back to clear text: where STARTTLS is missing nothing is sent, not even the password.
// With a token command the account is proven by XOAUTH2 instead of the password; a token serves for
// a minute, or until the server refuses it.
// Method: docs of CURLOPT_USE_SSL (CURLUSESSL_ALL), CURLOPT_XOAUTH2_BEARER, RFC
// 5321, RFC 3207.
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
    // InvalidConfig for clear text beyond loopback, a wrong host, sender or recipient, a token
    // command without a user; the message names the key.
    [[nodiscard]] static Result<std::unique_ptr<SmtpNotifier>>
    create(const MailConfig& config, const TransferLimits& limits = {});

    [[nodiscard]] std::string_view channel() const override { return "mail"; }
    [[nodiscard]] Outcome deliver(const OutboxEntry& entry) override;
    void abort() override { m_stop = true; }

private:
    SmtpNotifier(const MailConfig& config, MailAddress from, const TransferLimits& limits);

    [[nodiscard]] Outcome attempt(const MailAddress& to, std::string_view mail);
    [[nodiscard]] Outcome classify(const TransferResult& result) const;
    // A token that still serves, or a new one. The reason of an error names the program.
    [[nodiscard]] Result<void> renewToken();

    MailConfig m_config;
    MailAddress m_from;
    TransferLimits m_limits;
    std::atomic<bool> m_stop{false};
    std::string m_token; // "" = none yet
    std::chrono::steady_clock::time_point m_tokenSince{};
};

// Who the mails are from: mail.from, else the user where that is an address, else
// vigia@localhost. InvalidConfig names the key.
[[nodiscard]] Result<MailAddress> senderOf(const MailConfig& config);

// The mail of an entry as it goes over the wire, with its picture. InvalidInput names what was
// refused.
[[nodiscard]] Result<std::string> composedMail(const MailAddress& from, const OutboxEntry& entry);

} // namespace vigia
