#include "core/runtime/settings_check.h"

#include "core/base/nearest.h"
#include "core/message/mime.h"
#include "core/message/receivers.h"
#include "core/model/status.h"
#include "core/notify/http_post.h"
#include "core/notify/notifier_factory.h"

#include <algorithm>

namespace vigia {
namespace {

class Check
{
public:
    Check(const Config& config, std::span<const Setting> settings)
        : m_config(config)
        , m_settings(settings)
        , m_catalog(config.ingest.extraStatuses)
    {
        for (const auto& [name, receiver] : allReceivers(config))
            m_receivers.push_back(name);
    }

    Result<void> run()
    {
        detection();
        for (const auto& [name, receiver] : m_config.receivers)
            checkReceiver("receivers." + name, name, receiver);
        for (const auto& [name, route] : m_config.routes)
            checkRoute("routes." + name, route);
        for (const std::string& receiver : m_config.alerts.receivers)
            checkName("alerts.receivers", receiver);
        checkName("alerts.escalate_to", m_config.alerts.escalateTo);
        for (const auto& [address, severity] : m_config.alerts.minimumSeverity)
            checkAddress("alerts.minimum_severity." + address, address);
        if (m_errors.empty())
            channels();
        if (m_errors.empty())
            return {};
        m_errors.pop_back();
        return fail(ErrorCode::InvalidConfig, m_errors);
    }

private:
    // Where the key, or one below it, was set last.
    [[nodiscard]] std::string originOf(std::string_view key) const
    {
        for (auto s = m_settings.rbegin(); s != m_settings.rend(); ++s) {
            const bool below =
                s->key.starts_with(key) && s->key.size() > key.size() && s->key[key.size()] == '.';
            if (s->key == key || below)
                return s->origin + ": ";
        }
        return {};
    }

    void refuse(const std::string& key, const std::string& why)
    {
        m_errors += originOf(key) + key + ": " + why + '\n';
    }

    void detection()
    {
        const auto status = [&](const std::string& table, const std::string& name) {
            if (!m_catalog.find(name))
                refuse("detection." + table + '.' + name, noStatus());
        };
        for (const auto& [name, limit] : m_config.detection.staticLimits)
            status("static", name);
        for (const auto& [name, names] : m_config.detection.detectorsByStatus)
            status("status", name);
        if (m_config.ingest.tlsCertificate.empty() != m_config.ingest.tlsKey.empty())
            m_errors +=
                "ingest.tls_certificate and ingest.tls_key: found one, expected both or none\n";
    }

    [[nodiscard]] std::string noStatus() const
    {
        return "no such status, expected one of " + m_catalog.list() +
               " (more are named in ingest.extra_statuses)";
    }

    void checkName(const std::string& key, const std::string& receiver)
    {
        if (receiver.empty() || contains(receiver))
            return;
        std::vector<std::string_view> known(m_receivers.begin(), m_receivers.end());
        const std::string_view nearest = nearestName(receiver, known);
        refuse(key, "found \"" + receiver + "\", which is no receiver" +
                        (nearest.empty() ? std::string(", expected a name of [receivers.NAME]")
                                         : ", did you mean \"" + std::string(nearest) + "\"?"));
    }

    [[nodiscard]] bool contains(const std::string& receiver) const
    {
        return std::find(m_receivers.begin(), m_receivers.end(), receiver) != m_receivers.end();
    }

    void checkAddress(const std::string& key, const std::string& address)
    {
        if (const auto parsed = parseMailAddress(address); !parsed)
            refuse(key, parsed.error().message);
    }

    void checkReceiver(const std::string& key, const std::string& name,
                       const ReceiverConfig& receiver)
    {
        if (name == kDefaultReceiver)
            refuse(key, "this name stands for [mail], [teams], [webhook], [slack] and [pagerduty], "
                        "expected another one");
        for (const std::string& address : receiver.mail)
            checkAddress(key + ".mail", address);
        if (receiver.mail.empty() && receiver.teams.empty() && receiver.slack.empty() &&
            receiver.webhook.empty() && receiver.pagerDuty.empty())
            refuse(key, "has no channel, expected mail, teams, slack, webhook or pagerduty");
        if (receiver.webhook.empty() && !receiver.webhookSecret.empty())
            refuse(key + ".webhook_secret", "found without an address, expected webhook as well");
    }

    void checkRoute(const std::string& key, const RouteConfig& route)
    {
        for (const std::string& status : route.statuses) {
            if (!m_catalog.find(status))
                refuse(key + ".statuses", "found \"" + status + "\", " + noStatus());
        }
        if (route.from.empty() != route.to.empty())
            refuse(key, "found one of from and to, expected both or none");
        else if (!route.from.empty() && route.from == route.to)
            refuse(key + ".to", "found the same time as from, expected another one");
        if (route.receivers.empty())
            refuse(key, "has no receivers, expected at least one");
        for (const std::string& receiver : route.receivers)
            checkName(key + ".receivers", receiver);
        checkName(key + ".escalate_to", route.escalateTo);
    }

    // Hosts, addresses and secrets, by the code that will use them. Its message begins with the
    // key.
    void channels()
    {
        const auto say = [this](const std::string& why) {
            m_errors += originOf(why.substr(0, why.find(':'))) + why + '\n';
        };
        if (const auto made = makeNotifiers(m_config); !made)
            say(made.error().message);
        if (!m_config.heartbeat.url.empty()) {
            if (const auto good = checkWebAddress("heartbeat.url", m_config.heartbeat.url); !good)
                say(good.error().message);
        }
    }

    const Config& m_config;
    std::span<const Setting> m_settings;
    StatusCatalog m_catalog;
    std::vector<std::string> m_receivers;
    std::string m_errors;
};

} // namespace

Result<void> checkSettings(const Config& config, std::span<const Setting> settings)
{
    return Check(config, settings).run();
}

} // namespace vigia
