#include "app/commands/commands.h"
#include "app/commands/input.h"
#include "app/commands/options.h"
#include "app/commands/store_access.h"

#include <cstdio>

namespace vigia {

int runBackup(const QStringList& arguments)
{
    CommandLine line(QStringLiteral(
        "Copies the database to a new FILE while serve or the console go on. The copy is "
        "consistent, synced, and readable for its owner alone; a Vigia can be started on it."));
    line.parser().addPositionalArgument(QStringLiteral("FILE"),
                                        QStringLiteral("Where to; must not exist."));
    if (const auto done = line.parse(arguments))
        return *done;
    if (line.files().size() != 1)
        return line.wrongUsage(QStringLiteral("expected one FILE to write to"));
    const auto config = line.config();
    if (!config)
        return complain(config.error());
    auto surroundings = surroundingsOf(*config);
    if (!surroundings)
        return complain(surroundings.error());
    auto store = openForReading(*config, *surroundings);
    if (!store)
        return complain(store.error());
    const std::string file = line.files().first().toStdString();
    if (const auto done = (*store)->upkeep().backup(file); !done)
        return complain(done.error());
    std::printf("%s written\n", file.c_str());
    return kExitDone;
}

} // namespace vigia
