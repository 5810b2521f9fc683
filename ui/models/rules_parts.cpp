#include "ui/models/rules_parts.h"

#include "ui/chart/format.h"
#include "ui/models/rules_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>
#include <set>

namespace vigia {
namespace {

struct RuleParts // the context of the translations
{
    Q_DECLARE_TR_FUNCTIONS(vigia::RuleParts)
};

QString show(double value)
{
    return rulewords::number(value);
}

QString show(int value)
{
    return QString::number(value);
}

QString show(std::chrono::seconds value)
{
    return rulewords::duration(value);
}

QString show(std::chrono::days value)
{
    return rulewords::duration(value);
}

QString show(bool value)
{
    return value ? RuleParts::tr("on") : RuleParts::tr("off");
}

QString show(const std::string& value)
{
    return value.empty() ? QStringLiteral("–") : format::foreign(value);
}

QString show(const std::vector<std::string>& value)
{
    return rulewords::names(value);
}

QString changed(const QString& name, const QString& from, const QString& to)
{
    return RuleParts::tr("%1: %2 → %3", "name of a rule, old and new value").arg(name, from, to);
}

// `get` picks the value out of a rule set, const or not.
template <typename Get>
RulePart single(const char* key, RuleSection section, const QString& name, Get get)
{
    return {key, section, [get](const RuleSet& a, const RuleSet& b) { return get(a) == get(b); },
            [get](const RuleSet& from, RuleSet& to) { get(to) = get(from); },
            [get, name](const RuleSet& from, const RuleSet& to) {
                return changed(name, show(get(from)), show(get(to)));
            }};
}

template <typename Map>
std::optional<typename Map::mapped_type> valueOf(const Map& map, const std::string& key)
{
    const auto at = map.find(key);
    return at == map.end() ? std::nullopt : std::optional(at->second);
}

// An entry of a map. `words` gets the old and the new value, each perhaps none.
template <typename Get, typename Words>
RulePart entry(const std::string& prefix, const std::string& name, RuleSection section, Get get,
               Words words)
{
    return {prefix + name, section,
            [get, name](const RuleSet& a, const RuleSet& b) {
                return valueOf(get(a), name) == valueOf(get(b), name);
            },
            [get, name](const RuleSet& from, RuleSet& to) {
                if (const auto value = valueOf(get(from), name))
                    get(to)[name] = *value;
                else
                    get(to).erase(name);
            },
            [get, name, words](const RuleSet& from, const RuleSet& to) {
                return words(format::foreign(name), valueOf(get(from), name),
                             valueOf(get(to), name));
            }};
}

template <typename Get>
std::set<std::string> keysOf(const RuleSet& a, const RuleSet& b, Get get)
{
    std::set<std::string> keys;
    for (const auto& [key, value] : get(a))
        keys.insert(key);
    for (const auto& [key, value] : get(b))
        keys.insert(key);
    return keys;
}

#define PART(member)                                                                               \
    [](auto& rules) -> auto&                                                                       \
    {                                                                                              \
        return rules.member;                                                                       \
    }

void addDetection(std::vector<RulePart>& parts, const RuleSet& a, const RuleSet& b)
{
    constexpr auto kHere = RuleSection::Detection;
    parts.push_back(single("detection.false_alarms_per_day", kHere,
                           RuleParts::tr("alarm budget a day"), PART(detection.falseAlarmsPerDay)));
    parts.push_back(single("detection.detectors", kHere, RuleParts::tr("detectors for all"),
                           PART(detection.detectors)));
    const auto own = PART(detection.detectorsByStatus);
    for (const std::string& name : keysOf(a, b, own)) {
        parts.push_back(entry("detection.status.", name, kHere, own,
                              [](const QString& status, const auto& from, const auto& to) {
                                  const QString all = RuleParts::tr("as for all");
                                  return changed(RuleParts::tr("%1: detectors").arg(status),
                                                 from ? show(*from) : all, to ? show(*to) : all);
                              }));
    }
    const auto limits = PART(detection.staticLimits);
    for (const std::string& name : keysOf(a, b, limits)) {
        parts.push_back(entry("detection.static.", name, kHere, limits,
                              [](const QString& status, const auto& from, const auto& to) {
                                  const QString none = RuleParts::tr("none", "no limit");
                                  return RuleParts::tr("%1: static limit %2 → %3")
                                      .arg(status, from ? show(*from) : none,
                                           to ? show(*to) : none);
                              }));
    }
    parts.push_back(single("detection.rolling_window", kHere,
                           RuleParts::tr("rolling z-score: window"),
                           PART(detection.rollingWindow)));
    parts.push_back(single("detection.rolling_warm_up", kHere,
                           RuleParts::tr("rolling z-score: warm-up"),
                           PART(detection.rollingWarmUp)));
    parts.push_back(single("detection.rolling_sigma", kHere,
                           RuleParts::tr("rolling z-score: standard deviations"),
                           PART(detection.rollingSigma)));
    parts.push_back(single("detection.rolling_flat_step", kHere,
                           RuleParts::tr("rolling z-score: step on a flat line"),
                           PART(detection.rollingFlatStep)));
    parts.push_back(single("detection.history_days", kHere, RuleParts::tr("history learned"),
                           PART(detection.history)));
}

void addNotification(std::vector<RulePart>& parts, const RuleSet& a, const RuleSet& b)
{
    constexpr auto kHere = RuleSection::Notification;
    parts.push_back(
        single("alerts.group_wait", kHere, RuleParts::tr("group wait"), PART(alerts.groupWait)));
    parts.push_back(single("alerts.repeat", kHere, RuleParts::tr("repeat"), PART(alerts.repeat)));
    parts.push_back(single("alerts.resolve_wait", kHere, RuleParts::tr("resolve wait"),
                           PART(alerts.resolveWait)));
    parts.push_back(single("alerts.flood_incidents", kHere,
                           RuleParts::tr("incidents that are a flood"),
                           PART(alerts.floodIncidents)));
    parts.push_back(single("alerts.flood_window", kHere, RuleParts::tr("flood window"),
                           PART(alerts.floodWindow)));
    parts.push_back(
        single("alerts.trend_rule", kHere, RuleParts::tr("trend rule"), PART(alerts.trendRule)));
    parts.push_back(single("alerts.receivers", kHere, RuleParts::tr("told by default"),
                           PART(alerts.receivers)));
    parts.push_back(
        single("alerts.escalate_to", kHere, RuleParts::tr("escalate to"), PART(alerts.escalateTo)));
    parts.push_back(single("alerts.escalate_after", kHere, RuleParts::tr("escalate after"),
                           PART(alerts.escalateAfter)));
    const auto least = PART(alerts.minimumSeverity);
    for (const std::string& address : keysOf(a, b, least)) {
        parts.push_back(entry("alerts.minimum_severity.", address, kHere, least,
                              [](const QString& to, const auto& was, const auto& is) {
                                  return changed(RuleParts::tr("least severity for %1").arg(to),
                                                 show(was.value_or("")), show(is.value_or("")));
                              }));
    }
}

QString routeWords(const QString& name, const std::optional<RouteConfig>& from,
                   const std::optional<RouteConfig>& to)
{
    if (!from && !to)
        return {};
    if (!from)
        return RuleParts::tr("route %1: new. %2").arg(name, rulewords::route(*to));
    if (!to)
        return RuleParts::tr("route %1: removed. %2", "what it said")
            .arg(name, rulewords::route(*from));
    QStringList parts;
    const auto compare = [&](const QString& field, const QString& was, const QString& is) {
        if (was != is)
            parts << changed(field, was, is);
    };
    const auto list = [&](const QString& field, const std::vector<std::string>& was,
                          const std::vector<std::string>& is) {
        const QString all = RuleParts::tr("all");
        compare(field, was.empty() ? all : show(was), is.empty() ? all : show(is));
    };
    list(RuleParts::tr("statuses"), from->statuses, to->statuses);
    list(RuleParts::tr("sources"), from->sources, to->sources);
    list(RuleParts::tr("severities"), from->severities, to->severities);
    list(RuleParts::tr("kinds"), from->kinds, to->kinds);
    const auto when = [](const RouteConfig& route) {
        const QString hours = rulewords::hours(route);
        return hours.isEmpty() ? RuleParts::tr("always") : hours;
    };
    compare(RuleParts::tr("hours"), when(*from), when(*to));
    compare(RuleParts::tr("receivers"), show(from->receivers), show(to->receivers));
    compare(RuleParts::tr("escalate to"), show(from->escalateTo), show(to->escalateTo));
    compare(RuleParts::tr("escalate after"), show(from->escalateAfter), show(to->escalateAfter));
    return RuleParts::tr("route %1: %2", "what changed")
        .arg(name, parts.join(QStringLiteral("; ")));
}

} // namespace

std::vector<RulePart> rulePartsOf(const RuleSet& a, const RuleSet& b)
{
    std::vector<RulePart> parts;
    addDetection(parts, a, b);
    addNotification(parts, a, b);
    const auto routes = PART(routes);
    for (const std::string& name : keysOf(a, b, routes))
        parts.push_back(entry("routes.", name, RuleSection::Routes, routes, routeWords));
    return parts;
}

#undef PART

std::vector<RuleDifference> ruleDifferences(const RuleSet& from, const RuleSet& to)
{
    std::vector<RuleDifference> out;
    for (const RulePart& part : rulePartsOf(from, to)) {
        if (!part.same(from, to))
            out.push_back({part.key, part.section, part.words(from, to)});
    }
    return out;
}

MergedRules mergeRules(const RuleSet& base, const RuleSet& mine, const RuleSet& theirs)
{
    MergedRules merged{theirs, {}};
    for (const RulePart& part : rulePartsOf(base, mine)) {
        if (part.same(base, mine))
            continue;
        part.copy(mine, merged.rules);
        if (!part.same(base, theirs) && !part.same(mine, theirs))
            merged.both.push_back(part.key);
    }
    return merged;
}

} // namespace vigia
