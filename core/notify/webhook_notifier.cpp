#include "core/notify/webhook_notifier.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

namespace vigia {
namespace {

constexpr std::string_view kSecretPrefix = "whsec_";

QByteArray bytes(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

std::string webhookSignature(std::string_view secretBytes, std::string_view id,
                             std::int64_t timestamp, std::string_view body)
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, bytes(secretBytes));
    code.addData(bytes(id) + '.' + QByteArray::number(qlonglong{timestamp}) + '.' + bytes(body));
    return "v1," + code.result().toBase64().toStdString();
}

Result<std::unique_ptr<Notifier>> WebhookNotifier::create(std::string_view key,
                                                          WebReceiver receiver,
                                                          std::string_view secretKey,
                                                          std::string_view secret)
{
    if (auto good = checkWebAddress(key, receiver.url); !good)
        return fail(good.error());
    std::string decoded;
    if (!secret.empty()) {
        std::string_view text = secret;
        if (text.starts_with(kSecretPrefix))
            text.remove_prefix(kSecretPrefix.size());
        const auto result =
            QByteArray::fromBase64Encoding(bytes(text), QByteArray::AbortOnBase64DecodingErrors);
        if (!result || result.decoded.size() < 24 || result.decoded.size() > 64)
            return fail(ErrorCode::InvalidConfig,
                        std::string(secretKey) +
                            ": a value that does not fit, expected \"whsec_\" and the Base64 of 24 "
                            "to 64 bytes");
        decoded = result.decoded.toStdString();
    }
    return std::unique_ptr<Notifier>(
        new WebhookNotifier(std::move(receiver), std::move(decoded), std::string(secret)));
}

WebhookNotifier::WebhookNotifier(WebReceiver receiver, std::string secretBytes,
                                 std::string secretText)
    : WebNotifier(std::move(receiver))
    , m_secretBytes(std::move(secretBytes))
    , m_secretText(std::move(secretText))
{}

void WebhookNotifier::prepare(HttpPost& request, const OutboxEntry& entry, Instant now) const
{
    const std::int64_t timestamp =
        std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    const std::string& id = entry.message.key; // of letters, digits and dashes: mimeMail says why
    request.headers.push_back("webhook-id: " + id);
    request.headers.push_back("webhook-timestamp: " + std::to_string(timestamp));
    if (m_secretBytes.empty())
        return;
    request.headers.push_back("webhook-signature: " +
                              webhookSignature(m_secretBytes, id, timestamp, request.body));
    request.secrets.push_back(m_secretText);
    if (m_secretText.starts_with(kSecretPrefix))
        request.secrets.push_back(m_secretText.substr(kSecretPrefix.size()));
}

} // namespace vigia
