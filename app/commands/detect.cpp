#include "app/commands/commands.h"
#include "app/commands/input.h"
#include "app/commands/options.h"
#include "app/commands/table_output.h"
#include "core/base/number_text.h"
#include "core/engine/findings.h"
#include "core/message/anomaly_json.h"
#include "core/runtime/setting.h"

#include <QSaveFile>

#include <cstdio>

namespace vigia {
namespace {

// How one minute was judged, by source and status; see MinuteEngine::explained().
struct Explained
{
    std::string source;
    StatusId status;
    std::string words;
};

std::vector<Explained> explanations(const MinuteEngine& engine, const StatusCatalog& catalog)
{
    std::vector<Explained> out;
    for (const MinuteEngine::SourceState& state : engine.sources()) {
        for (std::size_t i = 0; i < catalog.size(); ++i) {
            const auto status = static_cast<StatusId>(i);
            std::string words = engine.explained(state.source, status);
            if (!words.empty())
                out.push_back({state.source, status, std::move(words)});
        }
    }
    return out;
}

constexpr const char* kMarginsHead =
    "time,source,status,expected,low,high,detector,score,fires_above,margin\n";

void addMargins(const std::vector<BandPoint>& bands, const StatusCatalog& catalog, std::string& csv)
{
    for (const BandPoint& b : bands) {
        csv +=
            toRfc3339(b.time) + ',' + csvCell(b.source) + ',' + std::string(catalog.name(b.status));
        for (const double number : {double(b.expected), double(b.low), double(b.high)})
            csv += ',' + fixedText(number);
        csv += ',' + std::string(b.detector);
        for (const double number : {b.score, b.threshold, b.threshold - b.score})
            csv += ',' + fixedText(number);
        csv += '\n';
    }
}

std::string asJson(const Findings& found, const std::vector<Explained>& explained,
                   const StatusCatalog& catalog)
{
    JsonWriter json;
    json.beginObject().key("anomalies");
    writeAnomalies(json, found.anomalyList(), catalog);
    json.key("incidents");
    writeIncidents(json, found.incidentList(), catalog);
    if (!explained.empty()) {
        json.key("explained").beginArray();
        for (const Explained& e : explained) {
            json.beginObject();
            json.key("source").string(e.source);
            json.key("status").string(catalog.name(e.status));
            json.key("words").string(e.words);
            json.endObject();
        }
        json.endArray();
    }
    json.endObject();
    return json.take() + "\n";
}

std::string asText(const Findings& found, const std::vector<Explained>& explained,
                   const StatusCatalog& catalog)
{
    std::string out;
    for (const Explained& e : explained) {
        out +=
            (e.source.empty() ? "" : e.source + " ") + std::string(catalog.name(e.status)) + "\n  ";
        for (const char c : e.words)
            out += c == '\n' ? std::string("\n  ") : std::string(1, c);
        out += '\n';
    }
    out += out.empty() ? "" : "\n";
    out += std::to_string(found.incidents().size()) + " incidents, " +
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
          QStringLiteral("N")},
         {QStringLiteral("explain"),
          QStringLiteral(
              "Says of this minute how each detector judged each status, with its margin, "
              "and which counts would have fired."),
          QStringLiteral("TIME")},
         {QStringLiteral("margins"),
          QStringLiteral("Writes every minute and status as CSV: expected, range, and score, "
                         "threshold and margin of the detector nearest to firing."),
          QStringLiteral("OUT.csv")}});
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
    if (chosen->isSet(QStringLiteral("explain"))) {
        const auto time = parseTime(chosen->value(QStringLiteral("explain")), *surroundings, *date);
        if (!time)
            return line.wrongUsage(QStringLiteral("--explain: ") +
                                   QString::fromStdString(time.error().message));
        (*engine)->explainMinute(*time);
    }
    Findings found;
    std::string margins = kMarginsHead;
    const auto take = [&](EngineStep step) {
        if (chosen->isSet(QStringLiteral("margins")))
            addMargins(step.bands, *surroundings->catalog, margins);
        found.take(std::move(step));
    };
    for (qsizetype i = 0; i < chosen->files().size(); ++i) {
        const auto batch =
            readTransactions(chosen->files()[i].toStdString(), *surroundings, day(i));
        if (!batch)
            return complain(batch.error());
        take((*engine)->apply(*batch));
    }
    take((*engine)->finish());
    const auto explained = explanations(**engine, *surroundings->catalog);
    if (chosen->isSet(QStringLiteral("explain")) && explained.empty())
        return complain(
            {ErrorCode::InvalidInput, "--explain: no minute " +
                                          chosen->value(QStringLiteral("explain")).toStdString() +
                                          " in the files"});
    if (chosen->isSet(QStringLiteral("margins"))) {
        QSaveFile out(chosen->value(QStringLiteral("margins")));
        const auto size = static_cast<qint64>(margins.size());
        if (!out.open(QIODevice::WriteOnly) || out.write(margins.data(), size) != size ||
            !out.commit())
            return complain({ErrorCode::Unavailable, out.fileName().toStdString() + ": " +
                                                         out.errorString().toStdString()});
    }
    const std::string text = chosen->isSet(QStringLiteral("json"))
                                 ? asJson(found, explained, *surroundings->catalog)
                                 : asText(found, explained, *surroundings->catalog);
    std::fputs(text.c_str(), stdout);
    return kExitDone;
}

} // namespace vigia
