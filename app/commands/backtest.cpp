#include "core/engine/backtest.h"
#include "app/commands/commands.h"
#include "app/commands/input.h"
#include "app/commands/options.h"
#include "app/commands/store_access.h"
#include "core/message/anomaly_json.h"
#include "core/runtime/history.h"

#include <cstdio>

namespace vigia {
namespace {

struct Job
{
    QStringList files; // empty: the stored history
    std::chrono::year_month_day date;
    std::optional<Minute> from;
    std::optional<Minute> to;
};

Result<BacktestReport> run(const Config& rules, const Job& job, const Config& place,
                           const Surroundings& surroundings)
{
    auto test = Backtest::create({surroundings.catalog, surroundings.zone, rules.detection},
                                 job.from.value_or(kEarliestMinute));
    if (!test)
        return fail(test.error());
    if (!job.files.isEmpty()) {
        for (qsizetype i = 0; i < job.files.size(); ++i) {
            const std::chrono::year_month_day day{std::chrono::sys_days{job.date} +
                                                  std::chrono::days{i}};
            auto batch = readTransactions(job.files[i].toStdString(), surroundings, day);
            if (!batch)
                return fail(batch.error());
            if (job.to)
                std::erase_if(batch->rows,
                              [&](const CountRow& row) { return row.time >= *job.to; });
            test->add(*batch);
        }
        return test->finish();
    }
    auto store = openForReading(place, surroundings);
    if (!store)
        return fail(store.error());
    const Minute begin = job.from ? *job.from - rules.detection.history : kEarliestMinute;
    auto read = forEachChunk(**store, begin, job.to, [&](const CountBatch& batch) {
        test->add(batch);
        return true;
    });
    if (!read)
        return fail(read.error());
    return test->finish();
}

std::string oneDecimal(double value)
{
    return QString::number(value, 'f', 2).toStdString();
}

std::string line(const Incident& incident)
{
    return toRfc3339(incident.start) + " - " + (incident.end ? toRfc3339(*incident.end) : "open") +
           "  " + std::string(toString(incident.severity)) + "  " + incident.reason + "\n";
}

std::string summary(const BacktestReport& report, const StatusCatalog& catalog)
{
    std::string out = toRfc3339(report.range.from) + " - " + toRfc3339(report.range.to) + ": " +
                      oneDecimal(report.days()) + " days, " +
                      std::to_string(report.incidents.size()) + " incidents (" +
                      oneDecimal(report.incidentsPerDay()) + " a day), " +
                      oneDecimal(report.alarmsPerDay()) + " alarms a day\n";
    for (const StatusTally& tally : report.statuses) {
        out += "  " + std::string(catalog.name(tally.status)) + ": " +
               std::to_string(tally.alarms) + " alarms, " + std::to_string(tally.minutes) +
               " abnormal minutes\n";
    }
    return out;
}

std::string asText(const BacktestReport& current, const BacktestReport* candidate,
                   const StatusCatalog& catalog)
{
    std::string out = (candidate ? "Current rules, " : "") + summary(current, catalog);
    if (!candidate) {
        for (const Incident& incident : current.incidents)
            out += line(incident);
        return out;
    }
    out += "Candidate, " + summary(*candidate, catalog);
    const BacktestDifference difference = compare(current, *candidate);
    out += std::to_string(difference.same) + " incidents stay as they are\n";
    const auto list = [&out](const char* title, const std::vector<Incident>& incidents) {
        out += std::to_string(incidents.size()) + " " + title + "\n";
        for (const Incident& incident : incidents)
            out += "  " + line(incident);
    };
    list("appear", difference.appearing);
    list("vanish", difference.vanishing);
    out += std::to_string(difference.moved.size()) + " move\n";
    for (const MovedIncident& moved : difference.moved)
        out += "  from " + line(moved.current) + "    to " + line(moved.candidate);
    return out;
}

void writeReport(JsonWriter& json, const BacktestReport& report, const StatusCatalog& catalog)
{
    json.beginObject();
    json.key("from").time(report.range.from).key("to").time(report.range.to);
    json.key("days").number(report.days());
    json.key("alarms_per_day").number(report.alarmsPerDay());
    json.key("incidents_per_day").number(report.incidentsPerDay());
    json.key("statuses").beginArray();
    for (const StatusTally& tally : report.statuses) {
        json.beginObject().key("status").string(catalog.name(tally.status));
        json.key("alarms").number(tally.alarms).key("minutes").number(tally.minutes).endObject();
    }
    json.endArray().key("incidents");
    writeIncidents(json, report.incidents, catalog);
    json.endObject();
}

std::string asJson(const BacktestReport& current, const BacktestReport* candidate,
                   const StatusCatalog& catalog)
{
    JsonWriter json;
    json.beginObject().key("current");
    writeReport(json, current, catalog);
    if (candidate) {
        json.key("candidate");
        writeReport(json, *candidate, catalog);
        const BacktestDifference difference = compare(current, *candidate);
        json.key("difference").beginObject();
        json.key("same").number(difference.same).key("appearing");
        writeIncidents(json, difference.appearing, catalog);
        json.key("vanishing");
        writeIncidents(json, difference.vanishing, catalog);
        json.key("moved").beginArray();
        for (const MovedIncident& moved : difference.moved) {
            json.beginObject().key("current");
            writeIncident(json, moved.current, catalog);
            json.key("candidate");
            writeIncident(json, moved.candidate, catalog);
            json.endObject();
        }
        json.endArray().endObject();
    }
    json.endObject();
    return json.take() + "\n";
}

} // namespace

int runBacktest(const QStringList& arguments)
{
    CommandLine line(QStringLiteral(
        "Compares the current rules with a candidate's on history: files, or what is stored."));
    line.parser().addOptions(
        {{QStringLiteral("from"),
          QStringLiteral("Report from this time on; what is before is learned."),
          QStringLiteral("TIME")},
         {QStringLiteral("to"), QStringLiteral("Up to before this time."), QStringLiteral("TIME")},
         {QStringLiteral("current"),
          QStringLiteral("Configuration of the current rules (default: the one in use)."),
          QStringLiteral("FILE")},
         {QStringLiteral("date"),
          QStringLiteral("Day of the first file without dates (default today)."),
          QStringLiteral("YYYY-MM-DD")},
         {QStringLiteral("json"),
          QStringLiteral("Prints {\"current\", \"candidate\", \"difference\"}.")}});
    line.parser().addPositionalArgument(QStringLiteral("FILE…"),
                                        QStringLiteral("Transaction files; none: the database."),
                                        QStringLiteral("[FILE…]"));
    if (const auto done = line.parse(arguments))
        return *done;
    // --config names the candidate here (contract, section 5); the current rules are those that
    // serve would use.
    auto current = line.configFrom(line.value(QStringLiteral("current")));
    if (!current)
        return complain(current.error());
    std::optional<Config> candidate;
    if (line.isSet(QStringLiteral("config"))) {
        auto loaded = line.config();
        if (!loaded)
            return complain(loaded.error());
        candidate = std::move(*loaded);
    }
    auto surroundings = surroundingsOf(*current);
    if (!surroundings)
        return complain(surroundings.error());
    const auto date = parseDate(line.value(QStringLiteral("date")), *surroundings);
    if (!date)
        return line.wrongUsage(QString::fromStdString(date.error().message));
    Job job{line.files(), *date, {}, {}};
    for (const auto& [name, bound] :
         {std::pair{QStringLiteral("from"), &job.from}, std::pair{QStringLiteral("to"), &job.to}}) {
        if (!line.isSet(name))
            continue;
        auto time = parseTime(line.value(name), *surroundings, *date);
        if (!time)
            return line.wrongUsage(
                QStringLiteral("--%1: %2").arg(name, QString::fromStdString(time.error().message)));
        *bound = *time;
    }
    if (job.files.isEmpty() && !line.isSet(QStringLiteral("current"))) {
        auto store = openForReading(*current, *surroundings);
        if (!store)
            return complain(store.error());
        if (auto taken = takeRulesInForce(*current, **store); !taken)
            return complain(taken.error());
    }
    const auto report = run(*current, job, *current, *surroundings);
    if (!report)
        return complain(report.error());
    std::optional<BacktestReport> other;
    if (candidate) {
        auto tried = run(*candidate, job, *current, *surroundings);
        if (!tried)
            return complain(tried.error());
        other = std::move(*tried);
    }
    const BacktestReport* second = other ? &*other : nullptr;
    const std::string text = line.isSet(QStringLiteral("json"))
                                 ? asJson(*report, second, *surroundings->catalog)
                                 : asText(*report, second, *surroundings->catalog);
    std::fputs(text.c_str(), stdout);
    return kExitDone;
}

} // namespace vigia
