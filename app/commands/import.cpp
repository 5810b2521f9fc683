#include "app/commands/commands.h"
#include "app/commands/options.h"
#include "app/commands/stop_signal.h"
#include "core/runtime/monitor.h"

#include <QCoreApplication>
#include <QDate>

#include <cstdio>
#include <unistd.h>

namespace vigia {

int runImport(const QStringList& arguments)
{
    CommandLine line(QStringLiteral(
        "Loads transaction files (CSV) into the database. A file with a fault changes nothing."));
    line.parser().addOption(
        {QStringLiteral("date"),
         QStringLiteral("Day of files whose times have no date (default today)."),
         QStringLiteral("YYYY-MM-DD")});
    line.parser().addPositionalArgument(QStringLiteral("FILE…"), QStringLiteral("CSV files."));
    if (const auto done = line.parse(arguments))
        return *done;
    if (line.files().isEmpty())
        return line.wrongUsage(QStringLiteral("expected at least one FILE"));
    const QString date = line.value(QStringLiteral("date"));
    if (!date.isEmpty() && !QDate::fromString(date, Qt::ISODate).isValid())
        return line.wrongUsage(
            QStringLiteral("--date: found \"%1\", expected YYYY-MM-DD").arg(date));
    auto config = line.config();
    if (!config)
        return complain(config.error());
    Monitor::Options options;
    options.config = std::move(*config);
    options.listen = false;
    options.deliver = false;
    const auto monitor = Monitor::create(std::move(options));
    if (const auto started = monitor->start(); !started)
        return complain(started.error());

    StopSignal stop;
    QObject::connect(&stop, &StopSignal::raised, monitor.get(), &Monitor::cancelImport);
    int exitCode = kExitDone;
    qsizetype waiting = line.files().size();
    const bool terminal = ::isatty(STDERR_FILENO) != 0;
    QObject::connect(monitor.get(), &Monitor::importProgressed, qApp,
                     [terminal](const ImportProgress& p) {
                         if (terminal && p.bytesTotal > 0)
                             std::fprintf(stderr, "\r%s: %lld %%", qUtf8Printable(p.file),
                                          100 * p.bytesDone / p.bytesTotal);
                     });
    QObject::connect(
        monitor.get(), &Monitor::importFinished, qApp, [&](const ImportOutcome& outcome) {
            if (terminal)
                std::fputs("\r\033[K", stderr);
            std::printf("%s: %lld rows read, %lld stored, %lld refused\n",
                        qUtf8Printable(outcome.file), outcome.read, outcome.stored,
                        outcome.refused);
            std::fflush(stdout);
            if (!outcome.error.isEmpty()) {
                std::fprintf(stderr, "%s\n", qUtf8Printable(outcome.error));
                exitCode = outcome.world ? kExitWorld : std::max(exitCode, kExitBadInput);
            }
            if (--waiting == 0)
                QCoreApplication::quit();
        });
    monitor->importFiles(line.files(), date);
    QCoreApplication::exec();
    monitor->stop();
    return exitCode;
}

} // namespace vigia
