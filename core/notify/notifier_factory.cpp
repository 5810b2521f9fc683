#include "core/notify/notifier_factory.h"

#include "core/message/receivers.h"
#include "core/notify/pagerduty_notifier.h"
#include "core/notify/slack_notifier.h"
#include "core/notify/smtp_notifier.h"
#include "core/notify/teams_notifier.h"
#include "core/notify/webhook_notifier.h"

#include <set>

namespace vigia {

Result<std::vector<std::unique_ptr<Notifier>>> makeNotifiers(const Config& config,
                                                             const TransferLimits& limits,
                                                             std::shared_ptr<const Clock> clock)
{
    std::vector<std::unique_ptr<Notifier>> out;
    const auto receivers = allReceivers(config);

    MailConfig mail = config.mail;
    std::set<std::string> addresses(mail.recipients.begin(), mail.recipients.end());
    for (const auto& [name, receiver] : receivers) {
        for (const std::string& address : receiver.mail) {
            if (addresses.insert(address).second)
                mail.recipients.push_back(address);
        }
    }
    if (mail.configured()) {
        auto notifier = SmtpNotifier::create(mail, limits);
        if (!notifier)
            return fail(notifier.error());
        out.push_back(std::move(*notifier));
    }

    for (const auto& named : receivers) {
        const std::string& name = named.first;
        const ReceiverConfig& receiver = named.second;
        const bool isDefault = name == kDefaultReceiver;
        const auto key = [&](const char* own, const char* inTable) {
            return isDefault ? std::string(own) : "receivers." + name + '.' + inTable;
        };
        const auto web = [&](const std::string& url) {
            return WebReceiver{name, url, config.alerts.caFile, limits, clock};
        };
        std::vector<Result<std::unique_ptr<Notifier>>> made;
        if (!receiver.teams.empty())
            made.push_back(
                TeamsNotifier::create(key("teams.webhook", "teams"), web(receiver.teams)));
        if (!receiver.slack.empty())
            made.push_back(
                SlackNotifier::create(key("slack.webhook", "slack"), web(receiver.slack)));
        if (!receiver.webhook.empty())
            made.push_back(WebhookNotifier::create(
                key("webhook.url", "webhook"), web(receiver.webhook),
                key("webhook.secret", "webhook_secret"), receiver.webhookSecret));
        if (!receiver.pagerDuty.empty())
            made.push_back(PagerDutyNotifier::create(key("pagerduty.routing_key", "pagerduty"),
                                                     web(config.pagerDuty.url),
                                                     receiver.pagerDuty));
        for (auto& one : made) {
            if (!one)
                return fail(one.error());
            out.push_back(std::move(*one));
        }
    }
    return out;
}

} // namespace vigia
