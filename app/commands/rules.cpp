#include "app/commands/commands.h"
#include "app/commands/options.h"
#include "app/commands/store_access.h"
#include "app/commands/table_output.h"
#include "core/runtime/rule_versions.h"

#include <QFile>

#include <algorithm>
#include <cstdio>

namespace vigia {
namespace {

// What the commands below share.
struct Desk
{
    Config config; // the file's
    Surroundings surroundings;
    std::unique_ptr<Database> database;
};

Result<Desk> openDesk(const CommandLine& line, StoreAccess access)
{
    auto config = line.config();
    if (!config)
        return fail(config.error());
    auto surroundings = surroundingsOf(*config);
    if (!surroundings)
        return fail(surroundings.error());
    auto store = access == StoreAccess::ReadOnly ? openForReading(*config, *surroundings)
                                                 : openForWriting(*config, *surroundings);
    if (!store)
        return fail(store.error());
    return Desk{std::move(*config), std::move(*surroundings), std::move(*store)};
}

// Version 0 is the configuration file.
Result<std::string> textOf(Desk& desk, std::int64_t version)
{
    if (version == 0)
        return rulesText(rulesOf(desk.config));
    const auto records = desk.database->ruleLog().all();
    if (!records)
        return fail(records.error());
    const auto record = std::find_if(records->begin(), records->end(),
                                     [&](const RuleRecord& r) { return r.version == version; });
    if (record == records->end())
        return fail(ErrorCode::InvalidInput,
                    "there is no version " + std::to_string(version) + " of the rules");
    return record->text;
}

int list(const CommandLine& line)
{
    const auto desk = openDesk(line, StoreAccess::ReadOnly);
    if (!desk)
        return complain(desk.error());
    const auto records = desk->database->ruleLog().all();
    if (!records)
        return complain(records.error());
    Store::Table table{{"version", "saved", "author", "reason"}, {}, false};
    for (const RuleRecord& record : *records)
        table.rows.push_back(
            {std::to_string(record.version), toRfc3339(record.at), record.author, record.reason});
    table.rows.push_back({"0", std::nullopt, std::nullopt, "the configuration file"});
    const TableFormat format =
        line.isSet(QStringLiteral("json")) ? TableFormat::Json : TableFormat::Aligned;
    std::fputs(formatTable(table, format).c_str(), stdout);
    if (records->empty())
        return kExitDone;
    if (const auto good = versionOf(records->front(), desk->config); !good)
        std::fprintf(stderr, "vigiactl rules: %s; the configuration file's are in force\n",
                     good.error().message.c_str());
    return kExitDone;
}

int show(const CommandLine& line, std::optional<std::int64_t> version)
{
    auto desk = openDesk(line, StoreAccess::ReadOnly);
    if (!desk)
        return complain(desk.error());
    if (!version) {
        if (auto taken = takeRulesInForce(desk->config, *desk->database); !taken)
            return complain(taken.error());
        version = 0; // what is in force stands in the configuration now
    }
    const auto text = textOf(*desk, *version);
    if (!text)
        return complain(text.error());
    std::fputs(text->c_str(), stdout);
    return kExitDone;
}

Result<RuleSet> readRules(Desk& desk, const QString& name)
{
    constexpr qint64 kMostBytes = 1 << 20;
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::InvalidInput,
                    name.toStdString() + ": cannot be read: " + file.errorString().toStdString());
    const QByteArray bytes = file.read(kMostBytes + 1);
    if (bytes.size() > kMostBytes)
        return fail(ErrorCode::InvalidInput,
                    name.toStdString() + ": is larger than 1 MiB, expected rules");
    return parseRules(bytes.toStdString(), desk.config, name.toStdString());
}

int save(const CommandLine& line, const std::function<Result<RuleSet>(Desk&)>& rulesFrom)
{
    auto desk = openDesk(line, StoreAccess::ReadWrite);
    if (!desk)
        return complain(desk.error());
    const auto rules = rulesFrom(*desk);
    if (!rules)
        return complain(rules.error());
    const auto record = recordOf(*rules, line.value(QStringLiteral("author")).toStdString(),
                                 line.value(QStringLiteral("reason")).toStdString(),
                                 desk->surroundings.now, desk->config);
    if (!record)
        return complain(record.error());
    const auto version = desk->database->ruleLog().add(*record);
    if (!version)
        return complain(version.error());
    std::printf("Version %lld of the rules is saved.\n", static_cast<long long>(*version));
    return kExitDone;
}

} // namespace

int runRules(const QStringList& arguments)
{
    CommandLine line(QStringLiteral(
        "The rules that were saved in the database, which go before the configuration file: "
        "\"list\" "
        "them, \"show [VERSION]\" as TOML (default: those in force), \"save FILE\", or \"restore "
        "VERSION\" as the newest. Version 0 is the configuration file."));
    line.parser().addOptions(
        {{QStringLiteral("author"), QStringLiteral("Who saves them."), QStringLiteral("NAME")},
         {QStringLiteral("reason"), QStringLiteral("Why."), QStringLiteral("TEXT")},
         {QStringLiteral("json"), QStringLiteral("The list as an array of objects.")}});
    line.parser().addPositionalArgument(QStringLiteral("list|show|save|restore"),
                                        QStringLiteral("What to do."));
    line.parser().addPositionalArgument(
        QStringLiteral("VERSION|FILE"),
        QStringLiteral("A number of the list, or a file with [detection], [alerts], [routes.*]."),
        QStringLiteral("[VERSION|FILE]"));
    if (const auto done = line.parse(arguments))
        return *done;
    const QStringList words = line.files();
    const QString verb = words.value(0);
    const bool known = verb == QLatin1String("list") || verb == QLatin1String("show") ||
                       verb == QLatin1String("save") || verb == QLatin1String("restore");
    const bool needsOne = verb == QLatin1String("save") || verb == QLatin1String("restore");
    if (!known || (needsOne && words.size() != 2) || words.size() > 2 ||
        (verb == QLatin1String("list") && words.size() != 1))
        return line.wrongUsage(
            QStringLiteral("expected list, show [VERSION], save FILE or restore VERSION"));
    if (verb == QLatin1String("list"))
        return list(line);
    if (verb == QLatin1String("save"))
        return save(line, [&](Desk& desk) { return readRules(desk, words[1]); });
    std::optional<std::int64_t> version;
    if (words.size() == 2) {
        bool number = false;
        version = words[1].toLongLong(&number);
        if (!number || *version < 0)
            return line.wrongUsage(QStringLiteral("VERSION: expected a whole number from 0"));
    }
    if (verb == QLatin1String("show"))
        return show(line, version);
    return save(line, [&](Desk& desk) -> Result<RuleSet> {
        const auto text = textOf(desk, *version);
        if (!text)
            return fail(text.error());
        return parseRules(*text, desk.config);
    });
}

} // namespace vigia
