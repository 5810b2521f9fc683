#include "app/commands/commands.h"
#include "app/commands/options.h"
#include "app/commands/service_manager.h"
#include "app/commands/stop_signal.h"
#include "core/runtime/logging.h"
#include "core/runtime/monitor.h"

#include <QCoreApplication>

#include <cstdio>

namespace vigia {

int runServe(const QStringList& arguments)
{
    CommandLine line(QStringLiteral(
        "Runs listener, engine and notifications without a display, until SIGTERM or SIGINT."));
    line.parser().addOptions(
        {{QStringLiteral("demo"),
          QStringLiteral("Replays the shipped sample day into a database of its own.")},
         {QStringLiteral("demo-speed"),
          QStringLiteral(
              "Minutes of data a minute in the demo (default 600); 0 is as fast as it goes."),
          QStringLiteral("N"), QStringLiteral("600")},
         {QStringLiteral("set-aside-damaged"),
          QStringLiteral("Keeps a damaged database under another name and begins a new one.")}});
    if (const auto done = line.parse(arguments))
        return *done;
    auto config = line.config();
    if (!config)
        return complain(config.error());
    line.logWarnings();
    if (!config->ingest.enabled)
        return line.wrongUsage(QStringLiteral(
            "--listen: serve needs an address; \"none\" is for consoles that only watch"));
    Monitor::Options options;
    options.config = std::move(*config);
    options.config.store.setAsideDamaged |= line.isSet(QStringLiteral("set-aside-damaged"));
    options.demo = line.isSet(QStringLiteral("demo"));
    bool number = false;
    options.demoSpeed = line.value(QStringLiteral("demo-speed")).toDouble(&number);
    if (!number || options.demoSpeed < 0)
        return line.wrongUsage(QStringLiteral("--demo-speed: expected a number from 0"));
    const auto monitor = Monitor::create(std::move(options));
    StopSignal stop;
    QObject::connect(&stop, &StopSignal::raised, qApp, &QCoreApplication::quit);
    if (const auto started = monitor->start(); !started)
        return complain(started.error());
    const QString address = monitor->health().address.toString(QUrl::StripTrailingSlash);
    std::printf("listening on %s\n", qUtf8Printable(address));
    if (monitor->demo())
        std::printf("the demo's dashboard: %s/dashboard\n", qUtf8Printable(address));
    std::fflush(stdout);
    ServiceManager manager;
    manager.ready("listening on " + address.toStdString());
    // Nobody takes the feed here; it must not grow.
    QTimer drain;
    QObject::connect(&drain, &QTimer::timeout, &drain,
                     [&monitor] { (void)monitor->feed().take(); });
    drain.start(1000);
    QCoreApplication::exec();
    qCInfo(lcApp, "stopping");
    manager.stopping();
    monitor->stop();
    return kExitDone;
}

} // namespace vigia
