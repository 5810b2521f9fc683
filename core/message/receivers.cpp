#include "core/message/receivers.h"

namespace vigia {
namespace {

Result<Severity> severityOf(const std::string& key, const std::string& name)
{
    for (const Severity severity : {Severity::Warning, Severity::Critical}) {
        if (name == toString(severity))
            return severity;
    }
    return fail(ErrorCode::InvalidConfig,
                key + ": found \"" + name + "\", expected warning or critical");
}

Result<Language> languageOf(const std::string& key, const std::string& name)
{
    if (name.empty())
        return Language::English;
    if (const auto language = languageNamed(name))
        return *language;
    return fail(ErrorCode::InvalidConfig, key + ": found \"" + name + "\", expected en or pt_BR");
}

} // namespace

std::map<std::string, ReceiverConfig> allReceivers(const Config& config)
{
    std::map<std::string, ReceiverConfig> out = config.receivers;
    ReceiverConfig own;
    own.mail = config.mail.recipients;
    own.teams = config.teams.webhook;
    own.slack = config.slack.webhook;
    own.webhook = config.webhook.url;
    own.webhookSecret = config.webhook.secret;
    own.pagerDuty = config.pagerDuty.routingKey;
    out.insert_or_assign(std::string(kDefaultReceiver), std::move(own));
    return out;
}

Result<std::vector<Receiver>> makeReceivers(const Config& config)
{
    std::vector<Receiver> out;
    for (const auto& [name, receiver] : allReceivers(config)) {
        const std::string key = "receivers." + name;
        const auto minimum = severityOf(key + ".minimum_severity", receiver.minimumSeverity);
        if (!minimum)
            return fail(minimum.error());
        const bool own = !receiver.language.empty();
        const auto language = languageOf(own ? key + ".language" : "alerts.language",
                                         own ? receiver.language : config.alerts.language);
        if (!language)
            return fail(language.error());
        Receiver made{name, {}};
        const auto add = [&](const char* channel, const std::string& recipient, Severity least) {
            made.targets.push_back({channel, recipient, least, *language});
        };
        for (const std::string& address : receiver.mail) {
            if (config.mail.host.empty())
                break; // no mail is configured
            Severity least = *minimum;
            if (const auto personal = config.alerts.minimumSeverity.find(address);
                personal != config.alerts.minimumSeverity.end()) {
                const auto severity =
                    severityOf("alerts.minimum_severity." + address, personal->second);
                if (!severity)
                    return fail(severity.error());
                least = *severity;
            }
            add("mail", address, least);
        }
        const std::pair<const char*, const std::string*> web[] = {
            {"teams", &receiver.teams},
            {"slack", &receiver.slack},
            {"webhook", &receiver.webhook},
            {"pagerduty", &receiver.pagerDuty}};
        for (const auto& [channel, address] : web) {
            if (!address->empty())
                add(channel, name, *minimum);
        }
        out.push_back(std::move(made));
    }
    return out;
}

} // namespace vigia
