#include "ui/models/rules_draft.h"

#include "core/message/receivers.h"
#include "core/runtime/settings_file.h"
#include "ui/models/words.h"

#include <algorithm>

namespace vigia {
namespace {

using Names = std::vector<std::string>;

// The same names in another order say the same: then the order of before stays, and it is no
// difference.
void keepOrder(const Names& before, Names& now)
{
    if (std::is_permutation(before.begin(), before.end(), now.begin(), now.end()))
        now = before;
}

void keepOrders(const RuleSet& before, RuleSet& now)
{
    keepOrder(before.detection.detectors, now.detection.detectors);
    for (auto& [status, names] : now.detection.detectorsByStatus) {
        if (const auto at = before.detection.detectorsByStatus.find(status);
            at != before.detection.detectorsByStatus.end())
            keepOrder(at->second, names);
    }
    keepOrder(before.alerts.receivers, now.alerts.receivers);
    for (auto& [name, route] : now.routes) {
        const auto at = before.routes.find(name);
        if (at == before.routes.end())
            continue;
        for (const auto list :
             {&RouteConfig::statuses, &RouteConfig::sources, &RouteConfig::severities,
              &RouteConfig::kinds, &RouteConfig::days, &RouteConfig::receivers})
            keepOrder(at->second.*list, route.*list);
    }
}

// As parseRules(), without the checks: a draft may have faults.
Result<RuleSet> readUnchecked(const QString& toml, const Config& base)
{
    const auto settings = parseToml(toml.toStdString(), "draft");
    if (!settings)
        return fail(settings.error());
    RuleSet none;
    none.detection.staticLimits.clear(); // a status that is not named has no limit
    Config config = base;
    apply(none, config);
    for (const Setting& setting : *settings) {
        if (const auto done = applySetting(config, setting); !done)
            return fail(done.error());
    }
    return rulesOf(config);
}

} // namespace

RulesDraft::RulesDraft(const Config& base, std::shared_ptr<const StatusCatalog> catalog,
                       QObject* parent)
    : QObject(parent)
    , m_base(base)
    , m_catalog(std::move(catalog))
    , m_inForce(rulesOf(base))
    , m_rules(m_inForce)
{}

std::vector<std::string> RulesDraft::receivers() const
{
    std::vector<std::string> names{std::string(kDefaultReceiver)};
    for (const auto& [name, receiver] : allReceivers(m_base)) {
        if (name != kDefaultReceiver)
            names.push_back(name);
    }
    return names;
}

std::vector<RuleDifference> RulesDraft::differences() const
{
    return ruleDifferences(m_inForce, m_rules);
}

void RulesDraft::edit(const std::string& key, const std::function<void(RuleSet&)>& change)
{
    RuleSet next = m_rules;
    change(next);
    keepOrders(m_inForce, next);
    const bool read = m_unread.erase(key) > 0;
    if (next == m_rules) {
        if (read)
            finish();
        return;
    }
    if (m_steps.empty() || m_steps.back().first != key)
        m_steps.emplace_back(key, m_rules);
    if (m_steps.size() > kUndoSteps)
        m_steps.erase(m_steps.begin());
    m_rules = std::move(next);
    finish();
}

void RulesDraft::replace(const RuleSet& rules)
{
    if (rules == m_rules && m_unread.empty())
        return;
    m_steps.emplace_back(std::string(), m_rules);
    m_rules = rules;
    m_unread.clear();
    finish();
}

void RulesDraft::setUnread(const std::string& key, const QString& why)
{
    const auto at = m_unread.find(key);
    if (why.isEmpty() ? at == m_unread.end() : at != m_unread.end() && at->second == why)
        return;
    if (why.isEmpty())
        m_unread.erase(at);
    else
        m_unread[key] = why;
    finish();
}

void RulesDraft::undo()
{
    if (m_steps.empty())
        return;
    m_rules = std::move(m_steps.back().second);
    m_steps.pop_back();
    m_unread.clear();
    finish();
}

void RulesDraft::takeBack(const std::string& key)
{
    for (const RulePart& part : rulePartsOf(m_inForce, m_rules)) {
        if (part.key == key)
            edit("back:" + key, [&](RuleSet& rules) { part.copy(m_inForce, rules); });
    }
    setUnread(key, {});
}

void RulesDraft::discard()
{
    m_both.clear();
    replace(m_inForce);
}

std::map<std::string, QString> RulesDraft::faults() const
{
    if (m_faults)
        return *m_faults;
    std::map<std::string, QString> found = m_unread;
    for (const auto& [name, route] : m_rules.routes) {
        const std::string key = "routes." + name;
        if (route.receivers.empty())
            found.emplace(key + ".receivers", tr("Choose at least one receiver"));
        if (!route.from.empty() && route.from == route.to)
            found.emplace(key + ".to", tr("The end must differ from the beginning"));
    }
    const auto known = [&](const std::string& key) {
        return std::any_of(found.begin(), found.end(),
                           [&](const auto& fault) { return fault.first.starts_with(key); });
    };
    if (const auto good = checkRules(m_rules, m_base); !good) {
        for (const QString& line :
             QString::fromStdString(good.error().message).split(QLatin1Char('\n'))) {
            const qsizetype colon = line.indexOf(QLatin1String(": "));
            const std::string key = line.left(std::max<qsizetype>(0, colon)).toStdString();
            if (!known(key))
                found.emplace(key, words::retold(line.mid(colon < 0 ? 0 : colon + 2)));
        }
    }
    m_faults = found;
    return found;
}

QString RulesDraft::faultOf(const std::string& key) const
{
    for (const auto& [at, text] : faults()) {
        if (at == key || at.starts_with(key + '.'))
            return text;
    }
    return {};
}

int RulesDraft::takeInForce(const RuleSet& rules)
{
    if (rules == m_inForce)
        return 0;
    const int news = int(ruleDifferences(m_inForce, rules).size());
    MergedRules merged = mergeRules(m_inForce, m_rules, rules);
    const bool mine = merged.rules == rules; // what was saved is the draft itself
    m_inForce = rules;
    m_rules = std::move(merged.rules);
    const int kept = mine ? 0 : int(merged.both.size());
    m_both = std::move(merged.both);
    m_steps.clear(); // they lead back to what is no longer in force
    if (mine)
        m_both.clear();
    finish();
    return news - kept;
}

std::pair<QString, QString> RulesDraft::written() const
{
    if (m_rules == m_inForce)
        return {};
    return {QString::fromStdString(rulesText(m_rules)),
            QString::fromStdString(rulesText(m_inForce))};
}

QString RulesDraft::read(const QString& draft, const QString& base)
{
    const auto mine = readUnchecked(draft, m_base);
    const auto from = readUnchecked(base, m_base);
    if (!mine || !from)
        return QString::fromStdString((mine ? from : mine).error().message);
    MergedRules merged = mergeRules(*from, *mine, m_inForce);
    replace(merged.rules);
    m_both = std::move(merged.both);
    return {};
}

void RulesDraft::finish()
{
    m_faults.reset();
    std::erase_if(m_both, [this](const std::string& key) {
        const auto parts = rulePartsOf(m_inForce, m_rules);
        return std::none_of(parts.begin(), parts.end(), [&](const RulePart& part) {
            return part.key == key && !part.same(m_inForce, m_rules);
        });
    });
    emit changed();
}

} // namespace vigia
