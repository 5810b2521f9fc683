#include "core/notify/teams_notifier.h"

#include <algorithm>
#include <cctype>

namespace vigia {
namespace {

constexpr std::string_view kRetired =
    "the address is that of a retired Office 365 connector (outlook.office.com/webhook): create a "
    "webhook with Workflows in Teams and put its address there";
constexpr std::string_view kConnector = " (the address is that of an Office 365 connector, which "
                                        "Microsoft retires: use a webhook of Workflows)";

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

// The first number from 400 to 599 in the text; 0 = none.
long httpErrorIn(std::string_view text)
{
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])))
            ++end;
        if (end - i == 3 && (text[i] == '4' || text[i] == '5'))
            return (text[i] - '0') * 100 + (text[i + 1] - '0') * 10 + (text[i + 2] - '0');
        i = std::max(end, i + 1);
    }
    return 0;
}

} // namespace

bool isRetiredTeamsAddress(std::string_view url)
{
    const std::string text = lowered(url);
    return text.starts_with("https://outlook.office.com/webhook/") ||
           text.starts_with("https://outlook.office365.com/webhook/");
}

Result<std::unique_ptr<Notifier>> TeamsNotifier::create(std::string_view key, WebReceiver receiver)
{
    if (auto good = checkWebAddress(key, receiver.url); !good)
        return fail(good.error());
    return std::unique_ptr<Notifier>(new TeamsNotifier(std::move(receiver)));
}

TeamsNotifier::TeamsNotifier(WebReceiver receiver)
    : WebNotifier(std::move(receiver))
    , m_retired(isRetiredTeamsAddress(at().url))
{}

Outcome TeamsNotifier::deliver(const OutboxEntry& entry)
{
    if (m_retired)
        return {Delivery::GiveUp, std::string(kRetired), {}, true};
    return WebNotifier::deliver(entry);
}

Outcome TeamsNotifier::judge(HttpAnswer answer) const
{
    Outcome out = std::move(answer.outcome);
    if (out.delivery == Delivery::Sent) {
        const std::string text = lowered(answer.body);
        const std::size_t at = text.find("delivery failed");
        if (at == std::string::npos)
            return out;
        const long status = httpErrorIn(std::string_view(text).substr(at));
        out.delivery = status == 0 ? Delivery::Retry : deliveryOf(status);
        out.reason = redactedWords("Teams: " + answer.body, secretsOf(this->at().url));
    }
    if (out.delivery != Delivery::Sent &&
        lowered(this->at().url).find(".webhook.office.com/webhookb2/") != std::string::npos)
        out.reason += kConnector;
    return out;
}

} // namespace vigia
