#include "app/commands/commands.h"
#include "app/commands/input.h"
#include "app/commands/options.h"
#include "core/engine/findings.h"
#include "core/message/anomaly_json.h"
#include "core/runtime/setting.h"

#include <cstdio>

namespace vigia {
namespace {

std::string asJson(const Findings& found, const StatusCatalog& catalog)
{
    JsonWriter json;
    json.beginObject().key("anomalies");
    writeAnomalies(json, found.anomalyList(), catalog);
    json.key("incidents");
    writeIncidents(json, found.incidentList(), catalog);
    json.endObject();
    return json.take() + "\n";
}

std::string asText(const Findings& found, const StatusCatalog& catalog)
{
    std::string out = std::to_string(found.incidents().size()) + " incidents, " +
                      std::to_string(found.anomalies().size()) + " abnormal minutes\n";
    for (const auto& [id, incident] : found.incidents()) {
        out += "\n" + toRfc3339(incident.start) + " - " +
               (incident.end ? toRfc3339(*incident.end) : "open") + "  " +
               std::string(toString(incident.severity)) + "\n  " + incident.reason + "\n";
    }
    out += found.anomalies().empty() ? "" : "\n";
    for (const auto& [key, a] : found.anomalies()) {
        out += toRfc3339(a.time) + "  " + std::string(toString(a.severity)) + "  " +
               std::string(catalog.name(a.status)) + "  " + a.reason + "\n";
    }
    return out;
}

// `--train A B` takes all files up to the next option, as the shell writes them; but when that
// leaves none to report on, it takes only the one file after it.
QStringList spreadTrain(const QStringList& arguments, bool greedy)
{
    QStringList out;
    bool training = false;
    bool first = false;
    for (const QString& argument : arguments) {
        if (argument == QStringLiteral("--train")) {
            training = first = true;
            continue;
        }
        if (argument.startsWith(QLatin1Char('-')))
            training = false;
        if (training && (greedy || first))
            out << QStringLiteral("--train") << argument;
        else
            out << argument;
        first = false;
    }
    return out;
}

Result<void> applyOption(CommandLine& line, const char* option, const char* key, Config& config)
{
    const QString name = QString::fromLatin1(option);
    if (!line.isSet(name))
        return {};
    return applySetting(config,
                        {key, line.value(name).toStdString(), std::string("--") + option, true});
}

void describe(CommandLine& line)
{
    line.parser().addOptions(
        {{QStringLiteral("date"),
          QStringLiteral("Day of the first file without dates (default today)."),
          QStringLiteral("YYYY-MM-DD")},
         {QStringLiteral("train"),
          QStringLiteral("History to learn first and not report on; several may follow. Files "
                         "without dates are taken as the "
                         "days before --date, the last one nearest."),
          QStringLiteral("FILE…")},
         {QStringLiteral("json"),
          QStringLiteral("Prints {\"anomalies\": […], \"incidents\": […]}.")},
         {QStringLiteral("detector"),
          QStringLiteral("Detectors instead of the configured ones, separated by commas."),
          QStringLiteral("NAME")},
         {QStringLiteral("budget"),
          QStringLiteral("False alarms a day instead of the configured budget."),
          QStringLiteral("N")}});
    line.parser().addPositionalArgument(QStringLiteral("FILE…"),
                                        QStringLiteral("Transaction files to report on."));
}

} // namespace

int runDetect(const QStringList& arguments)
{
    CommandLine line(QStringLiteral("Runs the live engine over files, without a database."));
    describe(line);
    if (const auto done = line.parse(spreadTrain(arguments, true)))
        return *done;
    CommandLine sparing(QStringLiteral("Runs the live engine over files, without a database."));
    describe(sparing);
    CommandLine* chosen = &line;
    if (line.files().isEmpty()) {
        if (const auto done = sparing.parse(spreadTrain(arguments, false)))
            return *done;
        chosen = &sparing;
    }
    if (chosen->files().isEmpty())
        return line.wrongUsage(QStringLiteral("expected at least one FILE"));
    auto config = chosen->config();
    if (!config)
        return complain(config.error());
    if (chosen->isSet(QStringLiteral("detector")))
        config->detection.detectorsByStatus.clear();
    for (const auto& [option, key] : {std::pair{"detector", "detection.detectors"},
                                      std::pair{"budget", "detection.false_alarms_per_day"}}) {
        if (auto done = applyOption(*chosen, option, key, *config); !done)
            return line.wrongUsage(QString::fromStdString(done.error().message));
    }
    auto surroundings = surroundingsOf(*config);
    if (!surroundings)
        return complain(surroundings.error());
    const auto date = parseDate(chosen->value(QStringLiteral("date")), *surroundings);
    if (!date)
        return line.wrongUsage(QString::fromStdString(date.error().message));
    auto engine =
        MinuteEngine::create({surroundings->catalog, surroundings->zone, config->detection});
    if (!engine)
        return complain(engine.error());

    const QStringList train = chosen->parser().values(QStringLiteral("train"));
    const auto day = [&](qsizetype offset) {
        return std::chrono::year_month_day{std::chrono::sys_days{*date} +
                                           std::chrono::days{offset}};
    };
    for (qsizetype i = 0; i < train.size(); ++i) {
        const auto batch =
            readTransactions(train[i].toStdString(), *surroundings, day(i - train.size()));
        if (!batch)
            return complain(batch.error());
        (*engine)->learn(*batch, MinuteEngine::Bands::Skip);
    }
    (void)(*engine)->finish(); // the last learned minute is not reported either
    Findings found;
    for (qsizetype i = 0; i < chosen->files().size(); ++i) {
        const auto batch =
            readTransactions(chosen->files()[i].toStdString(), *surroundings, day(i));
        if (!batch)
            return complain(batch.error());
        found.take((*engine)->apply(*batch));
    }
    found.take((*engine)->finish());
    const std::string text = chosen->isSet(QStringLiteral("json"))
                                 ? asJson(found, *surroundings->catalog)
                                 : asText(found, *surroundings->catalog);
    std::fputs(text.c_str(), stdout);
    return kExitDone;
}

} // namespace vigia
