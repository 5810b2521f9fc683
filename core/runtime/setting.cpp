#include "core/runtime/setting.h"

#include "core/base/nearest.h"
#include "core/detect/detector_factory.h"
#include "core/model/status.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <optional>

namespace vigia {
namespace {

// ---- reading a value as a type; nullopt when it does not fit

std::optional<double> asNumber(const Setting& s)
{
    if (const auto* number = std::get_if<double>(&s.value))
        return *number;
    if (const auto* whole = std::get_if<std::int64_t>(&s.value))
        return static_cast<double>(*whole);
    const auto* text = std::get_if<std::string>(&s.value);
    if (!text || !s.text)
        return std::nullopt;
    double out = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), out);
    if (error != std::errc{} || end != text->data() + text->size())
        return std::nullopt;
    return out;
}

std::optional<std::int64_t> asWhole(const Setting& s)
{
    if (const auto* whole = std::get_if<std::int64_t>(&s.value))
        return *whole;
    const auto* text = std::get_if<std::string>(&s.value);
    if (!text || !s.text)
        return std::nullopt;
    std::int64_t out = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), out);
    if (error != std::errc{} || end != text->data() + text->size())
        return std::nullopt;
    return out;
}

std::optional<std::string> asText(const Setting& s)
{
    const auto* text = std::get_if<std::string>(&s.value);
    return text ? std::optional(*text) : std::nullopt;
}

std::string_view trimmed(std::string_view text)
{
    const auto blank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && blank(text.back()))
        text.remove_suffix(1);
    return text;
}

std::optional<std::vector<std::string>> asList(const Setting& s)
{
    if (const auto* list = std::get_if<std::vector<std::string>>(&s.value))
        return *list;
    const auto* text = std::get_if<std::string>(&s.value);
    if (!text || !s.text)
        return std::nullopt;
    std::vector<std::string> out;
    std::string_view rest = *text;
    while (!rest.empty()) {
        const std::size_t comma = rest.find(',');
        if (const std::string_view item = trimmed(rest.substr(0, comma)); !item.empty())
            out.emplace_back(item);
        rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
    }
    return out;
}

// ---- setters; each returns false when the value is not allowed

using Setter = std::function<bool(Config&, const Setting&)>;

template <typename Get>
Setter number(Get get, double above, double atMost)
{
    return [=](Config& c, const Setting& s) {
        const auto v = asNumber(s);
        if (!v || !std::isfinite(*v) || *v <= above || *v > atMost)
            return false;
        get(c) = *v;
        return true;
    };
}

template <typename Get>
Setter whole(Get get, std::int64_t from, std::int64_t to)
{
    return [=](Config& c, const Setting& s) {
        const auto v = asWhole(s);
        if (!v || *v < from || *v > to)
            return false;
        using T = std::remove_reference_t<decltype(get(c))>;
        get(c) = T(*v); // numbers and durations alike
        return true;
    };
}

template <typename Get>
Setter text(Get get)
{
    return [=](Config& c, const Setting& s) {
        const auto v = asText(s);
        if (!v || v->find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos)
            return false;
        get(c) = *v;
        return true;
    };
}

template <typename Get>
Setter list(Get get)
{
    return [=](Config& c, const Setting& s) {
        auto v = asList(s);
        if (!v)
            return false;
        get(c) = std::move(*v);
        return true;
    };
}

template <typename Get, typename T>
Setter choice(Get get, std::vector<std::pair<std::string_view, T>> choices)
{
    return [=](Config& c, const Setting& s) {
        const auto v = asText(s);
        if (!v)
            return false;
        for (const auto& [name, value] : choices) {
            if (*v == name) {
                get(c) = value;
                return true;
            }
        }
        return false;
    };
}

bool allDetectors(const std::vector<std::string>& names)
{
    const auto known = detectorNames();
    return !names.empty() && std::all_of(names.begin(), names.end(), [&](const std::string& n) {
        return std::find(known.begin(), known.end(), n) != known.end();
    });
}

bool setDetectors(std::vector<std::string>& to, const Setting& s)
{
    auto v = asList(s);
    if (!v || !allDetectors(*v))
        return false;
    to = std::move(*v);
    return true;
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
    Setter set;
};

#define FIELD(path)                                                                                \
    [](Config & c) -> auto&                                                                        \
    {                                                                                              \
        return c.path;                                                                             \
    }

const std::vector<Entry>& entries()
{
    using namespace std::string_view_literals;
    static const std::vector<Entry> table = {
        {{"detection.detectors", "a list of detector names, see detection.md", {}, false},
         [](Config& c, const Setting& s) { return setDetectors(c.detection.detectors, s); }},
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
        {{"ingest.listen", "HOST:PORT, such as 127.0.0.1:8000; port 0 picks a free one", {}, false},
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
        {{"mail.retry_first_s", "whole seconds from 1 to 3600", {}, false},
         whole(FIELD(mail.retryFirst), 1, 3600)},
        {{"teams.webhook", "an https address", "TEAMS_WEBHOOK", true}, text(FIELD(teams.webhook))},
        {{"webhook.url", "an https address", {}, true}, text(FIELD(webhook.url))},
        {{"webhook.secret", "\"whsec_\" and Base64", {}, true}, text(FIELD(webhook.secret))},
        {{"slack.webhook", "an https address", {}, true}, text(FIELD(slack.webhook))},
        {{"pagerduty.routing_key", "the routing key of an Events v2 integration", {}, true},
         text(FIELD(pagerDuty.routingKey))},
        {{"pagerduty.url", "an https address", {}, false}, text(FIELD(pagerDuty.url))},
        {{"alerts.language", "en or pt_BR", {}, false},
         choice(FIELD(alerts.language),
                std::vector<std::pair<std::string_view, std::string>>{
                    {"", ""}, {"en", "en"}, {"pt_BR", "pt_BR"}})},
        {{"alerts.console_url", "a web address", {}, false}, text(FIELD(alerts.consoleUrl))},
        {{"alerts.ca_file", "the path of a PEM file", {}, false}, text(FIELD(alerts.caFile))},
        {{"console.theme", "system, dark or light", {}, false},
         choice(FIELD(console.theme),
                std::vector<std::pair<std::string_view, std::string>>{
                    {"system", "system"}, {"dark", "dark"}, {"light", "light"}})},
        {{"console.language", "en or pt_BR", {}, false},
         choice(FIELD(console.language),
                std::vector<std::pair<std::string_view, std::string>>{
                    {"", ""}, {"en", "en"}, {"pt_BR", "pt_BR"}})},
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

std::string shown(const SettingValue& value)
{
    struct Show
    {
        std::string operator()(const std::string& s) const { return '"' + s + '"'; }
        std::string operator()(std::int64_t v) const { return std::to_string(v); }
        std::string operator()(double v) const
        {
            char text[32];
            return {text, std::to_chars(text, text + sizeof text, v).ptr};
        }
        std::string operator()(bool v) const { return v ? "true" : "false"; }
        std::string operator()(const std::vector<std::string>& list) const
        {
            std::string out = "[";
            for (const std::string& item : list)
                out += (out.size() > 1 ? ", \"" : "\"") + item + '"';
            return out + "]";
        }
    };
    return std::visit(Show{}, value);
}

tl::unexpected<Error> refused(const Setting& s, std::string_view allowed, bool secret)
{
    return fail(ErrorCode::InvalidConfig,
                s.origin + ": " + s.key + ": found " +
                    (secret ? std::string("a value that does not fit") : shown(s.value)) +
                    ", expected " + std::string(allowed));
}

std::string allowedDetectors()
{
    std::string out = "a list of:";
    for (const std::string_view name : detectorNames())
        out += ' ' + std::string(name);
    return out;
}

// detection.static.STATUS and detection.status.STATUS.detectors. nullopt: the key is not of this
// family.
std::optional<Result<void>> applyPerStatus(Config& config, const Setting& s)
{
    constexpr std::string_view kStatic = "detection.static.";
    constexpr std::string_view kStatus = "detection.status.";
    constexpr std::string_view kDetectors = ".detectors";
    if (s.key.starts_with(kStatic)) {
        const auto limit = asNumber(s);
        if (!limit || !std::isfinite(*limit) || *limit < 0)
            return refused(s, "a number of transactions a minute from 0", false);
        config.detection.staticLimits[s.key.substr(kStatic.size())] = *limit;
        return Result<void>{};
    }
    if (s.key.starts_with(kStatus) && s.key.ends_with(kDetectors) &&
        s.key.size() > kStatus.size() + kDetectors.size()) {
        const std::string status =
            s.key.substr(kStatus.size(), s.key.size() - kStatus.size() - kDetectors.size());
        if (!setDetectors(config.detection.detectorsByStatus[status], s))
            return refused(s, allowedDetectors(), false);
        return Result<void>{};
    }
    return std::nullopt;
}

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

Result<void> applySetting(Config& config, const Setting& setting)
{
    for (const Entry& entry : entries()) {
        if (entry.key.key != setting.key)
            continue;
        if (entry.set(config, setting))
            return {};
        return refused(setting,
                       setting.key == "detection.detectors" ? allowedDetectors()
                                                            : std::string(entry.key.allowed),
                       entry.key.secret);
    }
    if (auto done = applyPerStatus(config, setting))
        return std::move(*done);
    std::vector<std::string_view> known;
    for (const SettingKey& key : settingKeys())
        known.push_back(key.key);
    const std::string_view nearest = nearestName(setting.key, known);
    return fail(
        ErrorCode::InvalidConfig,
        setting.origin + ": " + setting.key + ": no such key" +
            (nearest.empty() ? std::string() : ", did you mean " + std::string(nearest) + "?"));
}

} // namespace vigia
