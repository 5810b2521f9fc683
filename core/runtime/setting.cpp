#include "core/runtime/setting.h"

#include "core/base/nearest.h"
#include "core/model/status.h"
#include "core/runtime/setting_families.h"
#include "core/runtime/setting_values.h"

#include <algorithm>

namespace vigia {
namespace {

bool setDetectorList(Config& c, const Setting& s)
{
    return setDetectors(c.detection.detectors, s);
}

bool setExtraStatuses(Config& c, const Setting& s)
{
    auto v = asList(s);
    if (!v || v->size() > kMaxExtraStatuses)
        return false;
    for (const std::string& name : *v) {
        const bool plain = !name.empty() && name.size() <= 64 &&
                           std::all_of(name.begin(), name.end(), [](char ch) {
                               return (ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') ||
                                      ch == '_' || ch == '-';
                           });
        if (!plain)
            return false;
    }
    c.ingest.extraStatuses = std::move(*v);
    return true;
}

bool setListen(Config& c, const Setting& s)
{
    const auto v = asText(s);
    if (!v)
        return false;
    c.ingest.enabled = *v != "none";
    if (!c.ingest.enabled)
        return true;
    const std::size_t colon = v->rfind(':');
    if (colon == std::string::npos || colon == 0)
        return false;
    Setting port{{}, v->substr(colon + 1), {}, true};
    std::string host = v->substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    const auto number = asWhole(port);
    if (!number || *number < 0 || *number > 65535)
        return false;
    c.ingest.host = std::move(host);
    c.ingest.port = static_cast<std::uint16_t>(*number);
    return true;
}

struct Entry
{
    SettingKey key;
    std::function<bool(Config&, const Setting&)> set;
};

#define FIELD(path)                                                                                \
    [](Config & c) -> auto&                                                                        \
    {                                                                                              \
        return c.path;                                                                             \
    }

const std::vector<Entry>& entries()
{
    using namespace std::chrono_literals;
    static const std::vector<Entry> table = {
        {{"detection.detectors", "a list of detector names, see detection.md", {}, false},
         setDetectorList},
        {{"detection.false_alarms_per_day", "a number above 0 and at most 1000", {}, false},
         number(FIELD(detection.falseAlarmsPerDay), 0, 1000)},
        {{"detection.rolling_window", "whole minutes from 2 to 10080", {}, false},
         whole(FIELD(detection.rollingWindow), 2, 10080)},
        {{"detection.rolling_warm_up", "whole minutes from 2 to 10080", {}, false},
         whole(FIELD(detection.rollingWarmUp), 2, 10080)},
        {{"detection.rolling_sigma", "a number above 0 and at most 100", {}, false},
         number(FIELD(detection.rollingSigma), 0, 100)},
        {{"detection.rolling_flat_step", "a number above 0", {}, false},
         number(FIELD(detection.rollingFlatStep), 0, 1e15)},
        {{"detection.history_days", "whole days from 1 to 730", {}, false},
         whole(FIELD(detection.history), 1, 730)},
        {{"ingest.listen",
          "HOST:PORT, such as 127.0.0.1:8000, where port 0 picks a free one; or none",
          {},
          false},
         setListen},
        {{"ingest.token", "one line of text", {}, true}, text(FIELD(ingest.token))},
        {{"ingest.tls_certificate", "the path of a PEM file", {}, false},
         text(FIELD(ingest.tlsCertificate))},
        {{"ingest.tls_key", "the path of a PEM file", {}, false}, text(FIELD(ingest.tlsKey))},
        {{"ingest.allowed_hosts", "a list of host names", {}, false},
         list(FIELD(ingest.allowedHosts))},
        {{"ingest.extra_statuses",
          "a list of at most 50 names of a-z 0-9 _ -, each at most 64 characters",
          {},
          false},
         setExtraStatuses},
        {{"ingest.watch_latency", "true or false", {}, false}, flag(FIELD(ingest.watchLatency))},
        {{"ingest.max_body_bytes", "a whole number from 1024 to 1073741824", {}, false},
         whole(FIELD(ingest.maxBodyBytes), 1024, 1 << 30)},
        {{"ingest.max_connections", "a whole number from 1 to 10000", {}, false},
         whole(FIELD(ingest.maxConnections), 1, 10'000)},
        {{"ingest.request_timeout_ms", "whole milliseconds from 100 to 30000", {}, false},
         whole(FIELD(ingest.requestTimeout), 100, 30'000)},
        {{"ingest.queue_requests", "a whole number from 1 to 1000000", {}, false},
         whole(FIELD(ingest.queueRequests), 1, 1'000'000)},
        {{"store.database", "a path, or postgresql://user:password@host:port/name", {}, true},
         text(FIELD(store.database))},
        {{"store.counts_days", "whole days from 1 to 36500, or 0 for ever", {}, false},
         whole(FIELD(store.countsDays), 0, 36'500)},
        {{"store.raw_log_days", "whole days from 1 to 36500, or 0 for ever", {}, false},
         whole(FIELD(store.rawLogDays), 0, 36'500)},
        {{"store.anomalies_days", "whole days from 1 to 36500, or 0 for ever", {}, false},
         whole(FIELD(store.anomaliesDays), 0, 36'500)},
        {{"store.messages_days", "whole days from 1 to 36500, or 0 for ever", {}, false},
         whole(FIELD(store.messagesDays), 0, 36'500)},
        {{"store.set_aside_damaged", "true or false", {}, false},
         flag(FIELD(store.setAsideDamaged))},
        {{"mail.host", "a host name", "SMTP_HOST", false}, text(FIELD(mail.host))},
        {{"mail.port", "a whole number from 1 to 65535", "SMTP_PORT", false},
         whole(FIELD(mail.port), 1, 65535)},
        {{"mail.security", "starttls, tls or none", "SMTP_SECURITY", false},
         choice(FIELD(mail.security),
                std::vector<std::pair<std::string_view, SmtpSecurity>>{
                    {"starttls", SmtpSecurity::StartTls},
                    {"tls", SmtpSecurity::Tls},
                    {"none", SmtpSecurity::None}})},
        {{"mail.user", "one line of text", "SMTP_USER", false}, text(FIELD(mail.user))},
        {{"mail.password", "one line of text", "SMTP_PASS", true}, text(FIELD(mail.password))},
        {{"mail.from", "one e-mail address", "SMTP_FROM", false}, text(FIELD(mail.from))},
        {{"mail.recipients", "a list of e-mail addresses", "ALERT_RECIPIENTS", false},
         list(FIELD(mail.recipients))},
        {{"mail.ca_file", "the path of a PEM file", {}, false}, text(FIELD(mail.caFile))},
        {{"mail.token_command", "a list: a program and its arguments", {}, false},
         list(FIELD(mail.tokenCommand))},
        {{"mail.retry_first_s", "whole seconds from 1 to 3600", {}, false},
         whole(FIELD(mail.retryFirst), 1, 3600)},
        {{"teams.webhook", "an https address", "TEAMS_WEBHOOK", true}, text(FIELD(teams.webhook))},
        {{"webhook.url", "an https address", {}, true}, text(FIELD(webhook.url))},
        {{"webhook.secret", "\"whsec_\" and Base64", {}, true}, text(FIELD(webhook.secret))},
        {{"slack.webhook", "an https address", {}, true}, text(FIELD(slack.webhook))},
        {{"pagerduty.routing_key", "the routing key of an Events v2 integration", {}, true},
         text(FIELD(pagerDuty.routingKey))},
        {{"pagerduty.url", "an https address", {}, false}, text(FIELD(pagerDuty.url))},
        {{"alerts.group_wait", "a duration from 0 to 1h, such as 30s", {}, false},
         duration(FIELD(alerts.groupWait), 0s, 1h)},
        {{"alerts.repeat", "0, or a duration from 1m to 30d, such as 4h", {}, false},
         duration(FIELD(alerts.repeat), 0s, 24h * 30)},
        {{"alerts.resolve_wait", "a duration from 0 to 1d, such as 30m", {}, false},
         duration(FIELD(alerts.resolveWait), 0s, 24h)},
        {{"alerts.flood_incidents", "a whole number from 0 to 10000", {}, false},
         whole(FIELD(alerts.floodIncidents), 0, 10'000)},
        {{"alerts.flood_window", "a duration from 1m to 1d, such as 10m", {}, false},
         duration(FIELD(alerts.floodWindow), 1min, 24h)},
        {{"alerts.receivers", "a list of names of receivers", {}, false},
         list(FIELD(alerts.receivers))},
        {{"alerts.escalate_to", "the name of a receiver", {}, false},
         text(FIELD(alerts.escalateTo))},
        {{"alerts.escalate_after", "a duration from 1m to 1d, such as 15m", {}, false},
         duration(FIELD(alerts.escalateAfter), 1min, 24h)},
        {{"alerts.trend_rule", "true or false", {}, false}, flag(FIELD(alerts.trendRule))},
        {{"alerts.language", "en or pt_BR", {}, false},
         choice(FIELD(alerts.language),
                std::vector<std::pair<std::string_view, std::string>>{
                    {"", ""}, {"en", "en"}, {"pt_BR", "pt_BR"}})},
        {{"alerts.console_url", "a web address", {}, false}, text(FIELD(alerts.consoleUrl))},
        {{"alerts.ca_file", "the path of a PEM file", {}, false}, text(FIELD(alerts.caFile))},
        {{"heartbeat.url", "an https address", {}, true}, text(FIELD(heartbeat.url))},
        {{"heartbeat.every", "a duration from 1s to 1d, such as 1m", {}, false},
         duration(FIELD(heartbeat.every), 1s, 24h)},
        {{"console.theme", "system, dark or light", {}, false},
         choice(FIELD(console.theme),
                std::vector<std::pair<std::string_view, std::string>>{
                    {"system", "system"}, {"dark", "dark"}, {"light", "light"}})},
        {{"console.language", "en or pt_BR", {}, false},
         choice(FIELD(console.language),
                std::vector<std::pair<std::string_view, std::string>>{
                    {"", ""}, {"en", "en"}, {"pt_BR", "pt_BR"}})},
        {{"console.volume", "a whole number from 0 to 100", {}, false},
         whole(FIELD(console.volume), 0, 100)},
        {{"console.quiet_hours", "two times such as 22:00-06:00", {}, false},
         timeSpan(FIELD(console.quietHours))},
        {{"console.notifications", "true or false", {}, false}, flag(FIELD(console.notifications))},
        {{"time_zone", "an IANA name such as America/Sao_Paulo", {}, false}, text(FIELD(timeZone))},
        {{"data_dir", "the path of a folder", {}, false}, text(FIELD(dataDir))},
        {{"log_format", "text or json", {}, false},
         choice(FIELD(logFormat),
                std::vector<std::pair<std::string_view, LogFormat>>{{"text", LogFormat::Text},
                                                                    {"json", LogFormat::Json}})},
    };
    return table;
}

#undef FIELD

} // namespace

std::span<const SettingKey> settingKeys()
{
    static const std::vector<SettingKey> keys = [] {
        std::vector<SettingKey> out;
        for (const Entry& entry : entries())
            out.push_back(entry.key);
        return out;
    }();
    return keys;
}

bool isSecretKey(std::string_view key)
{
    const auto keys = settingKeys();
    return std::any_of(keys.begin(), keys.end(),
                       [key](const SettingKey& k) { return k.key == key && k.secret; }) ||
           isSecretFamilyKey(key);
}

Result<void> applySetting(Config& config, const Setting& setting)
{
    for (const Entry& entry : entries()) {
        if (entry.key.key != setting.key)
            continue;
        if (entry.set(config, setting))
            return {};
        return refusedSetting(setting,
                              setting.key == "detection.detectors" ? allowedDetectors()
                                                                   : std::string(entry.key.allowed),
                              entry.key.secret);
    }
    if (auto done = applyFamilySetting(config, setting))
        return std::move(*done);
    std::vector<std::string_view> known;
    for (const SettingKey& key : settingKeys())
        known.push_back(key.key);
    return unknownSetting(setting, known);
}

} // namespace vigia
