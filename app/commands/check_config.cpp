#include "app/commands/commands.h"
#include "app/commands/options.h"
#include "core/detect/detector_factory.h"

#include <cstdio>

namespace vigia {

int runCheckConfig(const QStringList& arguments)
{
    CommandLine line(QStringLiteral(
        "Checks the configuration: file, .env, environment and options. Prints each wrong key with "
        "its file and line and what is allowed, and exits 1."));
    if (const auto done = line.parse(arguments))
        return *done;
    const auto config = line.config();
    if (!config) {
        std::fprintf(stderr, "%s\n", config.error().message.c_str());
        return exitCodeFor(config.error());
    }
    for (const std::string& warning : line.warnings())
        std::fprintf(stderr, "warning: %s\n", warning.c_str());
    std::puts("The configuration is well.");
    return kExitDone;
}

} // namespace vigia
