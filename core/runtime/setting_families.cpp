#include "core/runtime/setting_families.h"

#include "core/runtime/setting_values.h"

#include <algorithm>
#include <functional>

namespace vigia {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kStatic = "detection.static.";
constexpr std::string_view kStatus = "detection.status.";
constexpr std::string_view kDetectors = "detectors";
constexpr std::string_view kReceivers = "receivers.";
constexpr std::string_view kRoutes = "routes.";
constexpr std::string_view kMinimum = "alerts.minimum_severity";

template <typename T>
struct Field
{
    std::string_view name;
    std::string_view allowed;
    bool secret;
    std::function<bool(T&, const Setting&)> set;
};

#define FIELD(member)                                                                              \
    [](auto& c) -> auto&                                                                           \
    {                                                                                              \
        return c.member;                                                                           \
    }

bool setClock(std::string& to, const Setting& s)
{
    const auto v = asText(s);
    if (!v)
        return false;
    const std::string& t = *v;
    const auto digit = [&](std::size_t i, char most) { return t[i] >= '0' && t[i] <= most; };
    const bool good =
        t.empty() || (t.size() == 5 && t[2] == ':' && digit(0, '2') && digit(1, '9') &&
                      (t[0] != '2' || t[1] <= '3') && digit(3, '5') && digit(4, '9'));
    if (good)
        to = t;
    return good;
}

const std::vector<std::pair<std::string_view, std::string>> kSeverities{{"warning", "warning"},
                                                                        {"critical", "critical"}};
const std::vector<std::pair<std::string_view, std::string>> kLanguages{
    {"", ""}, {"en", "en"}, {"pt_BR", "pt_BR"}};

const std::vector<Field<ReceiverConfig>>& receiverFields()
{
    static const std::vector<Field<ReceiverConfig>> table{
        {"mail", "a list of e-mail addresses", false, list(FIELD(mail))},
        {"teams", "an https address", true, text(FIELD(teams))},
        {"slack", "an https address", true, text(FIELD(slack))},
        {"webhook", "an https address", true, text(FIELD(webhook))},
        {"webhook_secret", "\"whsec_\" and Base64", true, text(FIELD(webhookSecret))},
        {"pagerduty", "the routing key of an Events v2 integration", true, text(FIELD(pagerDuty))},
        {"minimum_severity", "warning or critical", false,
         choice(FIELD(minimumSeverity), kSeverities)},
        {"language", "en or pt_BR", false, choice(FIELD(language), kLanguages)},
    };
    return table;
}

const std::vector<Field<RouteConfig>>& routeFields()
{
    static const std::vector<Field<RouteConfig>> table{
        {"statuses", "a list of statuses", false, list(FIELD(statuses))},
        {"sources", "a list of sources", false, list(FIELD(sources))},
        {"severities", "a list of: warning critical", false,
         choices(FIELD(severities), {"warning", "critical"})},
        {"kinds", "a list of: spike drop gap shift trend", false,
         choices(FIELD(kinds), {"spike", "drop", "gap", "shift", "trend"})},
        {"days", "a list of: mon tue wed thu fri sat sun", false,
         choices(FIELD(days), {"mon", "tue", "wed", "thu", "fri", "sat", "sun"})},
        {"from", "a time of day such as 22:00", false,
         [](RouteConfig& c, const Setting& s) { return setClock(c.from, s); }},
        {"to", "a time of day such as 06:00", false,
         [](RouteConfig& c, const Setting& s) { return setClock(c.to, s); }},
        {"receivers", "a list of names of receivers", false, list(FIELD(receivers))},
        {"escalate_to", "the name of a receiver", false, text(FIELD(escalateTo))},
        {"escalate_after", "a duration from 1m to 1d, such as 15m", false,
         duration(FIELD(escalateAfter), 1min, 24h)},
    };
    return table;
}

#undef FIELD

bool isName(std::string_view name)
{
    return !name.empty() && name.size() <= 40 && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
}

// NAME.FIELD behind the prefix of a family.
template <typename T>
Result<void> applyTo(std::map<std::string, T>& all, const std::vector<Field<T>>& fields,
                     std::string_view prefix, const Setting& s)
{
    const std::string_view rest = std::string_view(s.key).substr(prefix.size());
    const std::size_t dot = rest.rfind('.');
    const std::string name(rest.substr(0, dot));
    if (!isName(name))
        return fail(ErrorCode::InvalidConfig, s.origin + ": " + s.key + ": found the name \"" +
                                                  name + "\", expected 1 to 40 of a-z 0-9 _ -");
    const std::string start = std::string(prefix) + name + '.';
    std::vector<std::string> keys;
    for (const Field<T>& field : fields) {
        if (dot != std::string_view::npos && rest.substr(dot + 1) == field.name)
            return field.set(all[name], s)
                       ? Result<void>()
                       : Result<void>(refusedSetting(s, field.allowed, field.secret));
        keys.push_back(start + std::string(field.name));
    }
    return unknownSetting(s, std::vector<std::string_view>(keys.begin(), keys.end()));
}

Result<void> applyMinimum(Config& config, const Setting& s)
{
    const auto severity = asText(s);
    if (!severity || (*severity != "warning" && *severity != "critical"))
        return refusedSetting(s, "warning or critical", false);
    config.alerts.minimumSeverity[s.key.substr(kMinimum.size() + 1)] = *severity;
    return {};
}

// "ops@example.org=critical, boss@example.org=warning", as a variable can say it.
Result<void> applyMinimums(Config& config, const Setting& s)
{
    const auto items = asList(s);
    if (!items)
        return refusedSetting(s, "a table of e-mail addresses, or a list of ADDRESS=SEVERITY",
                              false);
    for (const std::string& item : *items) {
        const std::size_t equals = item.rfind('=');
        const Setting one{std::string(kMinimum) + '.' + item.substr(0, equals),
                          equals == std::string::npos ? std::string() : item.substr(equals + 1),
                          s.origin, true};
        if (auto done = applyMinimum(config, one); !done)
            return done;
    }
    return {};
}

std::string lowered(std::string_view text)
{
    std::string out(text);
    for (char& c : out)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

// The longest field name that ends the variable, with its name before it.
template <typename T>
std::optional<FamilyVariable> fieldVariable(const std::vector<Field<T>>& fields,
                                            std::string_view prefix, const std::string& rest,
                                            bool file)
{
    const Field<T>* best = nullptr;
    for (const Field<T>& field : fields) {
        const std::string end = '_' + std::string(field.name);
        if (rest.size() > end.size() && rest.ends_with(end) && (!file || field.secret) &&
            (best == nullptr || best->name.size() < field.name.size()))
            best = &field;
    }
    if (best == nullptr)
        return std::nullopt;
    const std::string name = rest.substr(0, rest.size() - best->name.size() - 1);
    return FamilyVariable{std::string(prefix) + name + '.' + std::string(best->name), best->secret,
                          file};
}

template <typename T>
std::string knownKey(const std::string& key, std::string_view prefix,
                     const std::map<std::string, T>& all)
{
    const std::size_t dot = key.rfind('.');
    const std::string name = key.substr(prefix.size(), dot - prefix.size());
    if (all.contains(name))
        return key;
    for (const auto& [known, value] : all) {
        std::string spelled = known;
        std::replace(spelled.begin(), spelled.end(), '-', '_');
        if (spelled == name)
            return std::string(prefix) + known + key.substr(dot);
    }
    return key;
}

} // namespace

std::optional<Result<void>> applyFamilySetting(Config& config, const Setting& s)
{
    if (s.key.starts_with(kStatic)) {
        const auto limit = asNumber(s);
        if (!limit || !std::isfinite(*limit) || *limit < 0)
            return refusedSetting(s, "a number of transactions a minute from 0", false);
        config.detection.staticLimits[s.key.substr(kStatic.size())] = *limit;
        return Result<void>{};
    }
    const std::string end = '.' + std::string(kDetectors);
    if (s.key.starts_with(kStatus) && s.key.ends_with(end) &&
        s.key.size() > kStatus.size() + end.size()) {
        const std::string status =
            s.key.substr(kStatus.size(), s.key.size() - kStatus.size() - end.size());
        if (!setDetectors(config.detection.detectorsByStatus[status], s))
            return refusedSetting(s, allowedDetectors(), false);
        return Result<void>{};
    }
    if (s.key.starts_with(kReceivers))
        return applyTo(config.receivers, receiverFields(), kReceivers, s);
    if (s.key.starts_with(kRoutes))
        return applyTo(config.routes, routeFields(), kRoutes, s);
    if (s.key == kMinimum)
        return applyMinimums(config, s);
    if (s.key.starts_with(std::string(kMinimum) + '.'))
        return applyMinimum(config, s);
    return std::nullopt;
}

bool isSecretFamilyKey(std::string_view key)
{
    const std::string_view field = key.substr(key.rfind('.') + 1);
    const auto& fields = receiverFields();
    return key.starts_with(kReceivers) &&
           std::any_of(fields.begin(), fields.end(), [field](const Field<ReceiverConfig>& f) {
               return f.name == field && f.secret;
           });
}

std::optional<FamilyVariable> familyVariable(std::string_view variable)
{
    constexpr std::string_view kOurs = "VIGIA_";
    constexpr std::string_view kFile = "_FILE";
    if (!variable.starts_with(kOurs))
        return std::nullopt;
    std::string rest = lowered(variable.substr(kOurs.size()));
    // "receivers." as a variable spells it
    const auto after = [&](std::string_view prefix) -> std::optional<std::string> {
        std::string spelled(prefix);
        std::replace(spelled.begin(), spelled.end(), '.', '_');
        if (!rest.starts_with(spelled) || rest.size() == spelled.size())
            return std::nullopt;
        return rest.substr(spelled.size());
    };
    if (rest == "alerts_minimum_severity")
        return FamilyVariable{std::string(kMinimum), false, false};
    if (const auto status = after(kStatic))
        return FamilyVariable{std::string(kStatic) + *status, false, false};
    if (const auto status = after(kStatus)) {
        const std::string end = '_' + std::string(kDetectors);
        if (status->size() > end.size() && status->ends_with(end))
            return FamilyVariable{std::string(kStatus) +
                                      status->substr(0, status->size() - end.size()) + '.' +
                                      std::string(kDetectors),
                                  false, false};
    }
    for (const bool file : {false, true}) {
        if (file) {
            if (!variable.ends_with(kFile))
                break;
            rest.resize(rest.size() - kFile.size());
        }
        if (const auto field = after(kReceivers)) {
            if (auto found = fieldVariable(receiverFields(), kReceivers, *field, file))
                return found;
        }
        if (const auto field = after(kRoutes)) {
            if (auto found = fieldVariable(routeFields(), kRoutes, *field, file))
                return found;
        }
    }
    return std::nullopt;
}

std::string knownFamilyKey(const std::string& key, const Config& config)
{
    if (key.starts_with(kReceivers))
        return knownKey(key, kReceivers, config.receivers);
    if (key.starts_with(kRoutes))
        return knownKey(key, kRoutes, config.routes);
    return key;
}

} // namespace vigia
