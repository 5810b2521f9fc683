#include "core/runtime/rules.h"

#include "core/runtime/setting.h"
#include "core/runtime/setting_values.h"
#include "core/runtime/settings_check.h"
#include "core/runtime/settings_file.h"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

namespace vigia {
namespace {

// One key as it stands in a file: checked and written from the same list.
struct Line
{
    std::vector<std::string> table; // "detection", "status", "denied"
    std::string name;
    SettingValue value;

    [[nodiscard]] std::string key() const
    {
        std::string out;
        for (const std::string& part : table)
            out += part + '.';
        return out + name;
    }
};

// "1h30m"; "0" for none.
std::string durationText(std::chrono::seconds duration)
{
    if (duration.count() <= 0) // what is below 0 is refused as it stands
        return std::to_string(duration.count()) + (duration.count() < 0 ? "s" : "");
    constexpr std::pair<std::int64_t, char> kUnits[] = {
        {24 * 3'600, 'd'}, {3'600, 'h'}, {60, 'm'}, {1, 's'}};
    std::string out;
    std::int64_t rest = duration.count();
    for (const auto& [seconds, unit] : kUnits) {
        if (rest >= seconds)
            out += std::to_string(rest / seconds) + unit;
        rest %= seconds;
    }
    return out;
}

void addDetection(std::vector<Line>& lines, const DetectionConfig& detection)
{
    const auto whole = [](auto duration) { return std::int64_t{duration.count()}; };
    const std::vector<std::string> table{"detection"};
    lines.push_back({table, "detectors", detection.detectors});
    lines.push_back({table, "false_alarms_per_day", detection.falseAlarmsPerDay});
    lines.push_back({table, "rolling_window", whole(detection.rollingWindow)});
    lines.push_back({table, "rolling_warm_up", whole(detection.rollingWarmUp)});
    lines.push_back({table, "rolling_sigma", detection.rollingSigma});
    lines.push_back({table, "rolling_flat_step", detection.rollingFlatStep});
    lines.push_back({table, "history_days", whole(detection.history)});
    for (const auto& [status, limit] : detection.staticLimits)
        lines.push_back({{"detection", "static"}, status, limit});
    for (const auto& [status, detectors] : detection.detectorsByStatus)
        lines.push_back({{"detection", "status", status}, "detectors", detectors});
}

void addAlerts(std::vector<Line>& lines, const AlertsConfig& alerts)
{
    const std::vector<std::string> table{"alerts"};
    lines.push_back({table, "group_wait", durationText(alerts.groupWait)});
    lines.push_back({table, "repeat", durationText(alerts.repeat)});
    lines.push_back({table, "resolve_wait", durationText(alerts.resolveWait)});
    lines.push_back({table, "flood_incidents", std::int64_t{alerts.floodIncidents}});
    lines.push_back({table, "flood_window", durationText(alerts.floodWindow)});
    lines.push_back({table, "receivers", alerts.receivers});
    lines.push_back({table, "escalate_to", alerts.escalateTo});
    lines.push_back({table, "escalate_after", durationText(alerts.escalateAfter)});
    lines.push_back({table, "trend_rule", alerts.trendRule});
    for (const auto& [address, severity] : alerts.minimumSeverity)
        lines.push_back({{"alerts", "minimum_severity"}, address, severity});
}

void addRoute(std::vector<Line>& lines, const std::string& name, const RouteConfig& route)
{
    const std::vector<std::string> table{"routes", name};
    for (const auto& [key, list] :
         {std::pair{"statuses", &route.statuses}, std::pair{"sources", &route.sources},
          std::pair{"severities", &route.severities}, std::pair{"kinds", &route.kinds},
          std::pair{"days", &route.days}}) {
        if (!list->empty())
            lines.push_back({table, key, *list});
    }
    if (!route.from.empty())
        lines.push_back({table, "from", route.from});
    if (!route.to.empty())
        lines.push_back({table, "to", route.to});
    lines.push_back({table, "receivers", route.receivers});
    if (!route.escalateTo.empty())
        lines.push_back({table, "escalate_to", route.escalateTo});
    if (!route.escalateTo.empty() || route.escalateAfter != RouteConfig{}.escalateAfter)
        lines.push_back({table, "escalate_after", durationText(route.escalateAfter)});
}

std::vector<Line> linesOf(const RuleSet& rules)
{
    std::vector<Line> lines;
    addDetection(lines, rules.detection);
    addAlerts(lines, rules.alerts);
    for (const auto& [name, route] : rules.routes)
        addRoute(lines, name, route);
    return lines;
}

std::string quoted(const std::string& text)
{
    constexpr char kHex[] = "0123456789ABCDEF";
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte == 0x7f) {
            out += "\\u00";
            out += kHex[byte >> 4];
            out += kHex[byte & 15];
        } else {
            out += c;
        }
    }
    return out + '"';
}

std::string keyText(const std::string& name)
{
    const bool bare = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-';
    });
    return bare ? name : quoted(name);
}

std::string valueText(const SettingValue& value)
{
    if (const auto* text = std::get_if<std::string>(&value))
        return quoted(*text);
    const auto* list = std::get_if<std::vector<std::string>>(&value);
    if (list == nullptr)
        return shownSetting(value);
    std::string out = "[";
    for (const std::string& item : *list)
        out += (out.size() > 1 ? ", " : "") + quoted(item);
    return out + ']';
}

// What may stand in rules; all else belongs to the configuration file.
bool isRuleKey(std::string_view key)
{
    if (key == "alerts.language" || key == "alerts.console_url" || key == "alerts.ca_file")
        return false;
    return key.starts_with("detection.") || key.starts_with("alerts.") ||
           key.starts_with("routes.");
}

// Nothing of a rule set, for a status that is not named must not keep a limit.
Config withoutRules(const Config& base)
{
    Config out = base;
    RuleSet none;
    none.detection.staticLimits.clear();
    apply(none, out);
    return out;
}

} // namespace

RuleSet rulesOf(const Config& config)
{
    RuleSet out{config.detection, config.alerts, config.routes};
    out.alerts.language.clear();
    out.alerts.consoleUrl.clear();
    out.alerts.caFile.clear();
    return out;
}

void apply(const RuleSet& rules, Config& config)
{
    AlertsConfig alerts = rules.alerts;
    alerts.language = config.alerts.language;
    alerts.consoleUrl = config.alerts.consoleUrl;
    alerts.caFile = config.alerts.caFile;
    config.detection = rules.detection;
    config.alerts = std::move(alerts);
    config.routes = rules.routes;
}

Result<void> checkRules(const RuleSet& rules, const Config& base)
{
    std::string errors;
    Config read = withoutRules(base);
    for (const Line& line : linesOf(rules)) {
        const Setting setting{line.key(), line.value, {}, false};
        if (auto done = applySetting(read, setting); !done)
            errors += done.error().message.substr(2) + '\n'; // behind ": ", for there is no file
    }
    Config whole = base;
    apply(rules, whole);
    if (auto done = checkSettings(whole, {}); !done)
        errors += done.error().message + '\n';
    if (errors.empty())
        return {};
    errors.pop_back();
    return fail(ErrorCode::InvalidConfig, errors);
}

std::string rulesText(const RuleSet& rules)
{
    std::string out;
    std::vector<std::string> table;
    for (const Line& line : linesOf(rules)) {
        if (line.table != table) {
            table = line.table;
            out += out.empty() ? "[" : "\n[";
            for (std::size_t i = 0; i < table.size(); ++i)
                out += (i > 0 ? "." : "") + keyText(table[i]);
            out += "]\n";
        }
        out += keyText(line.name) + " = " + valueText(line.value) + '\n';
    }
    return out;
}

Result<RuleSet> parseRules(std::string_view toml, const Config& base, const std::string& name)
{
    const auto settings = parseToml(toml, name);
    if (!settings)
        return fail(settings.error());
    std::string errors;
    Config config = withoutRules(base);
    for (const Setting& setting : *settings) {
        if (!isRuleKey(setting.key)) {
            errors += setting.origin + ": " + setting.key +
                      ": is no rule, expected a key of [detection], [alerts] or [routes.NAME]\n";
            continue;
        }
        if (auto done = applySetting(config, setting); !done)
            errors += done.error().message + '\n';
    }
    addLatencyDetector(config);
    if (errors.empty()) {
        if (auto done = checkSettings(config, *settings); !done)
            errors = done.error().message + '\n';
    }
    if (errors.empty())
        return rulesOf(config);
    errors.pop_back();
    return fail(ErrorCode::InvalidConfig, errors);
}

} // namespace vigia
