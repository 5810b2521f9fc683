#include "core/notify/smtp_notifier.h"

#include "core/notify/chart_png.h"
#include "core/notify/token_command.h"

#include <algorithm>

namespace vigia {
namespace {

bool isHostText(std::string_view host)
{
    return !host.empty() && host.size() <= 253 && std::all_of(host.begin(), host.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '-' || c == '_' || c == ':' || c == '[' || c == ']';
    });
}

bool hasControl(std::string_view text)
{
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

std::string url(const MailConfig& config)
{
    const bool bareIpv6 = config.host.find(':') != std::string::npos && config.host.front() != '[';
    return (config.security == SmtpSecurity::Tls ? "smtps://" : "smtp://") +
           (bareIpv6 ? '[' + config.host + ']' : config.host) + ':' + std::to_string(config.port);
}

// What the server said with the code that counts: the last lines that begin with it. The answer to
// QUIT may follow them.
std::string lastReply(const TransferResult& result)
{
    std::string out;
    const std::string code = std::to_string(result.response);
    for (auto line = result.headers.rbegin(); line != result.headers.rend(); ++line) {
        if (line->starts_with(code))
            out = out.empty() ? *line : *line + ' ' + out;
        else if (!out.empty())
            break;
    }
    return out;
}

// The server wants to know who we are, or does not believe it: every message would fail.
bool isAuthReply(long code)
{
    return code == 530 || code == 534 || code == 535 || code == 538;
}

} // namespace

Result<std::unique_ptr<SmtpNotifier>> SmtpNotifier::create(const MailConfig& config,
                                                           const TransferLimits& limits)
{
    const auto refuse = [](std::string_view key, const std::string& why) {
        return fail(ErrorCode::InvalidConfig, "mail." + std::string(key) + ": " + why);
    };
    if (!isHostText(config.host))
        return refuse("host", "not a host name or address");
    if (config.port == 0)
        return refuse("port", "0 found, expected 1 to 65535");
    if (config.security == SmtpSecurity::None && !isLoopbackHost(config.host))
        return refuse("security", "\"none\" sends mail and password in the clear, and " +
                                      config.host +
                                      " is not this machine; expected \"starttls\" or \"tls\"");
    if (hasControl(config.user) || hasControl(config.password))
        return refuse("password", "user or password holds a control character");
    if (!config.tokenCommand.empty() && config.user.empty())
        return refuse("token_command", "needs an account, expected mail.user as well");
    if (!config.tokenCommand.empty() && config.tokenCommand.front().empty())
        return refuse("token_command", "\"\" found as the program, expected its path");
    auto from = senderOf(config);
    if (!from)
        return fail(from.error());
    for (const std::string& recipient : config.recipients) {
        if (const auto address = parseMailAddress(recipient); !address)
            return refuse("recipients", address.error().message);
    }
    return std::unique_ptr<SmtpNotifier>(new SmtpNotifier(config, *std::move(from), limits));
}

SmtpNotifier::SmtpNotifier(const MailConfig& config, MailAddress from, const TransferLimits& limits)
    : m_config(config)
    , m_from(std::move(from))
    , m_limits(limits)
{}

Result<MailAddress> senderOf(const MailConfig& config)
{
    std::string sender = config.from;
    if (sender.empty())
        sender = config.user.find('@') != std::string::npos ? config.user : "vigia@localhost";
    auto from = parseMailAddress(sender);
    if (!from)
        return fail(ErrorCode::InvalidConfig, "mail.from: " + from.error().message);
    return from;
}

Result<std::string> composedMail(const MailAddress& from, const OutboxEntry& entry)
{
    auto to = parseMailAddress(entry.recipient);
    if (!to)
        return fail(to.error());
    MailEnvelope envelope;
    envelope.from = from;
    envelope.to = std::move(*to);
    envelope.date = entry.created;
    if (!entry.message.chart.empty()) {
        // A picture that cannot be drawn is no reason to say nothing.
        if (auto image = chartPng(entry.message.chart))
            envelope.image = std::move(*image);
        envelope.imageText = entry.message.subject;
        envelope.imageWidth = kChartWidth;
    }
    return mimeMail(envelope, entry.message);
}

Outcome SmtpNotifier::deliver(const OutboxEntry& entry)
{
    const auto to = parseMailAddress(entry.recipient);
    if (!to)
        return {Delivery::GiveUp, to.error().message, {}, false};
    const auto mail = composedMail(m_from, entry);
    if (!mail)
        return {Delivery::GiveUp, mail.error().message, {}, false};

    if (m_config.tokenCommand.empty())
        return attempt(*to, *mail);
    const bool kept = !m_token.empty();
    for (bool again = kept;; again = false) {
        if (const auto renewed = renewToken(); !renewed)
            return {Delivery::Retry, "mail.token_command: " + renewed.error().message, {}, true};
        Outcome outcome = attempt(*to, *mail);
        const bool refused = outcome.delivery == Delivery::GiveUp && outcome.channelDown;
        if (refused)
            m_token.clear();
        if (!refused || !again)
            return outcome; // a fresh token was refused: the account itself is
    }
}

Result<void> SmtpNotifier::renewToken()
{
    constexpr std::chrono::minutes kServes{1};
    const auto now = std::chrono::steady_clock::now();
    if (!m_token.empty() && now - m_tokenSince < kServes)
        return {};
    auto token = runTokenCommand(m_config.tokenCommand, kTokenCommandLimit, m_stop);
    if (!token)
        return fail(token.error());
    m_token = std::move(*token);
    m_tokenSince = now;
    return {};
}

Outcome SmtpNotifier::attempt(const MailAddress& to, std::string_view mail)
{
    CurlTransfer transfer(m_limits, m_stop);
    CURL* easy = transfer.easy();
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(easy, CURLOPT_PROXY, ""); // all_proxy is meant for the web
    curl_easy_setopt(easy, CURLOPT_URL, url(m_config).c_str());
    curl_easy_setopt(easy, CURLOPT_USE_SSL,
                     static_cast<long>(m_config.security == SmtpSecurity::None ? CURLUSESSL_NONE
                                                                               : CURLUSESSL_ALL));
    if (!m_config.caFile.empty()) // beside the system's, which libcurl has by its CAPATH
        curl_easy_setopt(easy, CURLOPT_CAINFO, m_config.caFile.c_str());
    if (!m_config.user.empty())
        curl_easy_setopt(easy, CURLOPT_USERNAME, m_config.user.c_str());
    if (!m_config.tokenCommand.empty()) {
        curl_easy_setopt(easy, CURLOPT_XOAUTH2_BEARER, m_token.c_str());
        curl_easy_setopt(easy, CURLOPT_LOGIN_OPTIONS, "AUTH=XOAUTH2"); // no other way in
    } else if (!m_config.user.empty()) {
        curl_easy_setopt(easy, CURLOPT_PASSWORD, m_config.password.c_str());
    }
    curl_easy_setopt(easy, CURLOPT_MAIL_FROM, m_from.address.c_str());
    const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> recipients(
        curl_slist_append(nullptr, to.address.c_str()), &curl_slist_free_all);
    curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, recipients.get());
    transfer.setUpload(mail);
    return classify(transfer.run());
}

Outcome SmtpNotifier::classify(const TransferResult& result) const
{
    if (result.code == CURLE_OK)
        return {Delivery::Sent, {}, {}, false};
    Outcome out;
    // AUTH PLAIN sends both in one Base64 word; a server may quote it.
    const std::vector<std::string> secrets{
        m_config.password, '\0' + m_config.user + '\0' + m_config.password, m_token,
        "user=" + m_config.user + "\1auth=Bearer " + m_token + "\1\1"};
    const std::string reply = lastReply(result);
    const bool refusal = result.response >= 400 && result.response <= 599;
    const std::string words =
        refusal && !reply.empty() ? reply : m_config.host + ": " + result.words;
    out.reason = redactedWords(words, secrets);
    if (isTlsFailure(result.code)) {
        out.channelDown = true; // the row stays; nothing was sent
        out.reason = redactedWords("no secure connection to " + m_config.host + ": " + result.words,
                                   secrets);
        return out;
    }
    // libcurl's own code does not tell temporary from permanent; the server's does (RFC
    // 5321 4.2.1).
    if (result.response >= 500 && result.response <= 599) {
        out.delivery = Delivery::GiveUp;
        out.channelDown = isAuthReply(result.response);
    } else if (result.code == CURLE_LOGIN_DENIED && !refusal) {
        // No mechanism in common, or a challenge that is none.
        out.delivery = Delivery::GiveUp;
        out.channelDown = true;
    }
    return out;
}

} // namespace vigia
