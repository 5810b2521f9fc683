// vigiactl: the engine of Vigia without a display. One file a subcommand, in app/commands.
#include "app/commands/commands.h"
#include "app/commands/options.h"
#include "core/runtime/logging.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdio>
#include <exception>
#include <sys/stat.h>

namespace {

int usage(std::FILE* out)
{
    std::fputs("Usage: vigiactl COMMAND [options]\n\n", out);
    for (const vigia::Command& command : vigia::commands())
        std::fprintf(out, "  %-13s %s\n", command.name, command.summary);
    std::fputs("\nvigiactl COMMAND --help tells more.\n", out);
    return out == stdout ? vigia::kExitDone : vigia::kExitUsage;
}

int run(const QStringList& arguments)
{
    if (arguments.size() < 2)
        return usage(stderr);
    const QString name = arguments[1];
    if (name == QStringLiteral("--help") || name == QStringLiteral("-h") ||
        name == QStringLiteral("help"))
        return usage(stdout);
    if (name == QStringLiteral("--version")) {
        std::printf("vigiactl %s\n", qUtf8Printable(QCoreApplication::applicationVersion()));
        return vigia::kExitDone;
    }
    for (const vigia::Command& command : vigia::commands()) {
        if (name == QLatin1String(command.name)) {
            QStringList rest = arguments;
            rest.removeAt(1);
            QCoreApplication::setApplicationName(QStringLiteral("vigiactl ") + name);
            return command.run(rest);
        }
    }
    std::fprintf(stderr, "vigiactl: there is no command \"%s\".\n", qUtf8Printable(name));
    return usage(stderr);
}

} // namespace

int main(int argc, char** argv)
{
    ::umask(077); // what Vigia writes is for its user alone
    std::signal(SIGPIPE, SIG_IGN);
#ifdef SIGXFSZ
    std::signal(SIGXFSZ, SIG_IGN);
#endif
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("vigiactl"));
    QCoreApplication::setApplicationVersion(QStringLiteral(VIGIA_VERSION));
    vigia::setUpLogging(vigia::LogFormat::Text);
    try {
        return run(QCoreApplication::arguments());
    } catch (const std::exception& error) { // our bug, or no memory; said rather than crashed
        std::fprintf(stderr, "vigiactl: stopped: %s\n", error.what());
        return vigia::kExitWorld;
    }
}
