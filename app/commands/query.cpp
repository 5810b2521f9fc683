#include "app/commands/commands.h"
#include "app/commands/options.h"
#include "app/commands/store_access.h"
#include "app/commands/table_output.h"

#include <cstdio>

namespace vigia {

int runQuery(const QStringList& arguments)
{
    CommandLine line(QStringLiteral(
        "Runs one read-only SQL statement on the database. The views counts, anomalies, incidents, "
        "raw_minutes, auth_codes and checkout stay as documented."));
    line.parser().addOptions(
        {{QStringLiteral("json"), QStringLiteral("An array of objects.")},
         {QStringLiteral("csv"), QStringLiteral("RFC 4180 CSV.")},
         {QStringLiteral("limit"), QStringLiteral("At most N rows (default 100000)."),
          QStringLiteral("N"), QStringLiteral("100000")}});
    line.parser().addPositionalArgument(QStringLiteral("SQL"),
                                        QStringLiteral("One SELECT statement."));
    if (const auto done = line.parse(arguments))
        return *done;
    if (line.files().size() != 1)
        return line.wrongUsage(QStringLiteral("expected one SQL statement, in quotes"));
    bool number = false;
    const qulonglong limit = line.value(QStringLiteral("limit")).toULongLong(&number);
    if (!number || limit == 0)
        return line.wrongUsage(QStringLiteral("--limit: expected a whole number above 0"));
    const auto config = line.config();
    if (!config)
        return complain(config.error());
    auto surroundings = surroundingsOf(*config);
    if (!surroundings)
        return complain(surroundings.error());
    auto store = openForReading(*config, *surroundings);
    if (!store)
        return complain(store.error());
    const auto table = (*store)->select(line.files().first().toStdString(), limit);
    if (!table)
        return complain(table.error());
    const TableFormat format = line.isSet(QStringLiteral("json"))  ? TableFormat::Json
                               : line.isSet(QStringLiteral("csv")) ? TableFormat::Csv
                                                                   : TableFormat::Aligned;
    std::fputs(formatTable(*table, format).c_str(), stdout);
    if (table->truncated)
        std::fprintf(stderr, "vigiactl query: only the first %llu rows are shown; see --limit\n",
                     limit);
    return kExitDone;
}

} // namespace vigia
