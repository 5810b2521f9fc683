#include "core/runtime/trace.h"

#include "app/commands/commands.h"
#include "app/commands/input.h"
#include "app/commands/options.h"
#include "app/commands/store_access.h"

#include <cstdio>

namespace vigia {
namespace {

std::string plainText(const Trace& trace, const StatusCatalog& catalog)
{
    std::string out = toRfc3339(trace.time) + ' ' + std::string(catalog.name(trace.status)) + '\n';
    for (const TraceLine& line : trace.lines) {
        const std::string at = line.at ? toRfc3339(*line.at) : std::string(20, ' ');
        out += "  " + at + "  " + line.stage +
               std::string(line.stage.size() < 10 ? 10 - line.stage.size() : 0, ' ') + "  " +
               line.text + '\n';
    }
    return out;
}

} // namespace

int runTrace(const QStringList& arguments)
{
    CommandLine line(QStringLiteral(
        "Where a minute of a status went: received, sealed, scored, pending, incident, muted or "
        "told, delivered or failed."));
    line.parser().addOptions(
        {{QStringLiteral("json"), QStringLiteral("As GET /trace answers.")},
         {QStringLiteral("date"), QStringLiteral("The day of a TIME without one (default today)."),
          QStringLiteral("YYYY-MM-DD")}});
    line.parser().addPositionalArgument(QStringLiteral("TIME"),
                                        QStringLiteral("2025-07-12T16:45:00Z, or 16h 45."));
    line.parser().addPositionalArgument(QStringLiteral("STATUS"), QStringLiteral("As denied."));
    if (const auto done = line.parse(arguments))
        return *done;
    if (line.files().size() != 2)
        return line.wrongUsage(QStringLiteral("expected a time and a status"));
    const auto config = line.config();
    if (!config)
        return complain(config.error());
    auto surroundings = surroundingsOf(*config);
    if (!surroundings)
        return complain(surroundings.error());
    const auto date = parseDate(line.value(QStringLiteral("date")), *surroundings);
    if (!date)
        return line.wrongUsage(QString::fromStdString("--date: " + date.error().message));
    const auto time = parseTime(line.files()[0], *surroundings, *date);
    if (!time)
        return line.wrongUsage(QString::fromStdString("TIME: " + time.error().message));
    const StatusCatalog& catalog = *surroundings->catalog;
    const std::string name = line.files()[1].toStdString();
    const auto status = catalog.find(name);
    if (!status)
        return line.wrongUsage(QString::fromStdString("STATUS: found \"" + name +
                                                      "\", expected one of " + catalog.list()));
    auto store = openForReading(*config, *surroundings);
    if (!store)
        return complain(store.error());
    const auto trace =
        traceMinute(**store, catalog, *surroundings->zone, *time, *status, surroundings->now);
    if (!trace)
        return complain(trace.error());
    const bool json = line.isSet(QStringLiteral("json"));
    std::fputs((json ? traceJson(*trace, catalog) + '\n' : plainText(*trace, catalog)).c_str(),
               stdout);
    return kExitDone;
}

} // namespace vigia
