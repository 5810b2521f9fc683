#include "core/runtime/rule_versions.h"

#include "core/alerting/routing.h"
#include "core/engine/minute_engine.h"
#include "core/message/receivers.h"
#include "core/runtime/logging.h"
#include "core/runtime/settings_file.h"

#include <set>

namespace vigia {
namespace {

constexpr std::size_t kMostAuthor = 200;
constexpr std::size_t kMostReason = 2'000;

std::string trimmed(const std::string& text)
{
    return QString::fromStdString(text).trimmed().toStdString();
}

Result<void> checkWords(const std::string& what, const std::string& text, std::size_t most,
                        const std::string& expected)
{
    if (text.empty())
        return fail(ErrorCode::InvalidInput, what + ": found nothing, expected " + expected);
    if (text.size() > most)
        return fail(ErrorCode::InvalidInput, what + ": found " + std::to_string(text.size()) +
                                                 " bytes, expected at most " +
                                                 std::to_string(most));
    return {};
}

// The file with a receiver of each name that the rules say.
Config withReceiversOf(const std::string& text, const Config& file)
{
    Config out = file;
    const auto known = allReceivers(file);
    const auto add = [&](const std::string& name) {
        if (!name.empty() && !known.contains(name))
            out.receivers[name].webhook = "https://elsewhere.invalid/";
    };
    const auto settings = parseToml(text, "rules");
    if (!settings)
        return out;
    for (const Setting& setting : *settings) {
        const auto* names = std::get_if<std::vector<std::string>>(&setting.value);
        const auto* name = std::get_if<std::string>(&setting.value);
        if (names && setting.key.ends_with(".receivers"))
            std::for_each(names->begin(), names->end(), add);
        else if (name && setting.key.ends_with(".escalate_to"))
            add(*name);
    }
    return out;
}

} // namespace

Result<RuleVersion> versionOf(const RuleRecord& record, const Config& file)
{
    auto rules = parseRules(record.text, withReceiversOf(record.text, file));
    if (!rules)
        return fail(ErrorCode::InvalidConfig, "version " + std::to_string(record.version) +
                                                  " of the rules, saved by " + record.author +
                                                  ", cannot be read: " + rules.error().message);
    return RuleVersion{record.version, record.at, record.author, record.reason, std::move(*rules)};
}

std::string missingReceivers(const RuleVersion& version, const Config& file)
{
    std::set<std::string> named(version.rules.alerts.receivers.begin(),
                                version.rules.alerts.receivers.end());
    named.insert(version.rules.alerts.escalateTo);
    for (const auto& [name, route] : version.rules.routes) {
        named.insert(route.receivers.begin(), route.receivers.end());
        named.insert(route.escalateTo);
    }
    const auto known = allReceivers(file);
    std::string missing;
    for (const std::string& name : named) {
        if (!name.empty() && !known.contains(name))
            missing += (missing.empty() ? "" : ", ") + name;
    }
    if (missing.empty())
        return {};
    return "version " + std::to_string(version.version) +
           " of the rules names receivers that are not configured here: " + missing +
           "; the default receiver is told in their place";
}

Result<std::optional<RuleVersion>> newestRules(RuleLog& log, const Config& file)
{
    const auto record = log.newest();
    if (!record)
        return fail(record.error());
    if (!*record)
        return std::nullopt;
    auto version = versionOf(**record, file);
    if (!version)
        return fail(version.error());
    return std::move(*version);
}

std::vector<RuleVersion> readable(const std::vector<RuleRecord>& records, const Config& file)
{
    std::vector<RuleVersion> out;
    for (const RuleRecord& record : records) {
        if (auto version = versionOf(record, file))
            out.push_back(std::move(*version));
        else
            qCInfo(lcApp, "left out: %s", version.error().message.c_str());
    }
    return out;
}

Result<RuleRecord> recordOf(const RuleSet& rules, const std::string& author,
                            const std::string& reason, Instant now, const Config& file)
{
    RuleRecord out{0, now, trimmed(author), trimmed(reason), {}};
    if (auto good = checkWords("author", out.author, kMostAuthor, "who changes the rules"); !good)
        return fail(good.error());
    if (auto good = checkWords("reason", out.reason, kMostReason, "why they change"); !good)
        return fail(good.error());
    if (auto good = checkRules(rules, file); !good)
        return fail(good.error());
    Config whole = file;
    apply(rules, whole);
    const auto catalog = std::make_shared<const StatusCatalog>(whole.ingest.extraStatuses);
    if (const auto routing = makeRouting(whole, *catalog); !routing)
        return fail(routing.error());
    const auto engine =
        MinuteEngine::create({catalog, std::make_shared<const Zone>(), whole.detection});
    if (!engine)
        return fail(engine.error());
    out.text = rulesText(rules);
    return out;
}

} // namespace vigia
