#include "app/commands/commands.h"
#include "app/commands/input.h"
#include "app/commands/options.h"
#include "app/commands/store_access.h"
#include "app/commands/table_output.h"

#include <cstdio>

namespace vigia {
namespace {

struct Range
{
    std::optional<Minute> from;
    std::optional<Minute> to;
};

Result<void> exportCounts(Database& store, const Range& range, const StatusCatalog& catalog)
{
    CountQuery query;
    query.from = range.from;
    query.to = range.to;
    query.limit = 0;
    std::fputs("time,source,status,count\r\n", stdout);
    return store.forEachCount(query, [&catalog](const StoredCount& row) {
        const std::string line = toRfc3339(row.time) + "," + csvCell(row.source) + "," +
                                 csvCell(std::string(catalog.name(row.status))) + "," +
                                 std::to_string(row.count) + "\r\n";
        return std::fputs(line.c_str(), stdout) >= 0;
    });
}

Result<void> exportView(Database& store, const std::string& view, const std::string& timeColumn,
                        const Range& range)
{
    // The bounds are our own text of a parsed time, not the user's.
    std::string sql = "SELECT * FROM " + view;
    std::string glue = " WHERE ";
    if (range.from) {
        sql += glue + timeColumn + " >= '" + toRfc3339(*range.from) + "'";
        glue = " AND ";
    }
    if (range.to)
        sql += glue + timeColumn + " < '" + toRfc3339(*range.to) + "'";
    constexpr std::size_t kNoLimit = 100'000'000;
    const auto table = store.select(sql + " ORDER BY " + timeColumn, kNoLimit);
    if (!table)
        return fail(table.error());
    std::fputs(formatTable(*table, TableFormat::Csv).c_str(), stdout);
    return {};
}

} // namespace

int runExport(const QStringList& arguments)
{
    CommandLine line(QStringLiteral(
        "Writes counts, anomalies or incidents as CSV (RFC 4180) to standard output."));
    line.parser().addOptions(
        {{QStringLiteral("from"), QStringLiteral("From this time on."), QStringLiteral("TIME")},
         {QStringLiteral("to"), QStringLiteral("Up to before this time."),
          QStringLiteral("TIME")}});
    line.parser().addPositionalArgument(QStringLiteral("WHAT"),
                                        QStringLiteral("counts, anomalies or incidents."));
    if (const auto done = line.parse(arguments))
        return *done;
    const QString what = line.files().value(0);
    const bool known = what == QStringLiteral("counts") || what == QStringLiteral("anomalies") ||
                       what == QStringLiteral("incidents");
    if (line.files().size() != 1 || !known)
        return line.wrongUsage(QStringLiteral("expected one of: counts, anomalies, incidents"));
    const auto config = line.config();
    if (!config)
        return complain(config.error());
    auto surroundings = surroundingsOf(*config);
    if (!surroundings)
        return complain(surroundings.error());
    Range range;
    for (const auto& [name, bound] : {std::pair{QStringLiteral("from"), &range.from},
                                      std::pair{QStringLiteral("to"), &range.to}}) {
        if (!line.isSet(name))
            continue;
        const auto today = parseDate({}, *surroundings);
        auto time = parseTime(line.value(name), *surroundings, *today);
        if (!time)
            return line.wrongUsage(
                QStringLiteral("--%1: %2").arg(name, QString::fromStdString(time.error().message)));
        *bound = *time;
    }
    auto store = openForReading(*config, *surroundings);
    if (!store)
        return complain(store.error());
    const auto done =
        what == QStringLiteral("counts")
            ? exportCounts(**store, range, *surroundings->catalog)
            : exportView(**store, what.toStdString(),
                         what == QStringLiteral("incidents") ? "\"start\"" : "time", range);
    if (!done)
        return complain(done.error());
    return kExitDone;
}

} // namespace vigia
