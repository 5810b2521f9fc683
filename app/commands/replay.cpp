#include "core/runtime/replay.h"
#include "app/commands/commands.h"
#include "app/commands/input.h"
#include "app/commands/options.h"
#include "app/commands/stop_signal.h"

#include <QCoreApplication>

#include <cstdio>
#include <unistd.h>

namespace vigia {

int runReplay(const QStringList& arguments)
{
    CommandLine line(
        QStringLiteral("Posts a transactions file to a running listener, minute by minute."));
    line.parser().addOptions(
        {{QStringLiteral("to"),
          QStringLiteral("Address of the listener (default http://127.0.0.1:8000)."),
          QStringLiteral("URL"), QStringLiteral("http://127.0.0.1:8000")},
         {QStringLiteral("speed"),
          QStringLiteral("Minutes of data a minute (default 60); 0 is as fast as it goes."),
          QStringLiteral("N"), QStringLiteral("60")},
         {QStringLiteral("from"),
          QStringLiteral("Begin at this time of the file, to go on after a break."),
          QStringLiteral("TIME")},
         {QStringLiteral("date"),
          QStringLiteral("Day of a file whose times have no date (default today)."),
          QStringLiteral("YYYY-MM-DD")}});
    line.parser().addPositionalArgument(QStringLiteral("FILE"), QStringLiteral("A CSV file."));
    if (const auto done = line.parse(arguments))
        return *done;
    if (line.files().size() != 1)
        return line.wrongUsage(QStringLiteral("expected one FILE"));
    bool number = false;
    const double speed = line.value(QStringLiteral("speed")).toDouble(&number);
    if (!number || speed < 0)
        return line.wrongUsage(QStringLiteral("--speed: expected a number from 0"));
    const QUrl to(line.value(QStringLiteral("to")), QUrl::StrictMode);
    if (!to.isValid() ||
        (to.scheme() != QStringLiteral("http") && to.scheme() != QStringLiteral("https")))
        return line.wrongUsage(
            QStringLiteral("--to: expected an address such as http://127.0.0.1:8000"));
    const auto config = line.config();
    if (!config)
        return complain(config.error());
    auto surroundings = surroundingsOf(*config);
    if (!surroundings)
        return complain(surroundings.error());
    const auto date = parseDate(line.value(QStringLiteral("date")), *surroundings);
    if (!date)
        return line.wrongUsage(QString::fromStdString(date.error().message));
    auto batch = readTransactions(line.files().first().toStdString(), *surroundings, *date);
    if (!batch)
        return complain(batch.error());
    if (line.isSet(QStringLiteral("from"))) {
        auto from = parseTime(line.value(QStringLiteral("from")), *surroundings, *date);
        if (!from)
            return line.wrongUsage(QString::fromStdString(from.error().message));
        std::erase_if(batch->rows, [&](const CountRow& row) { return row.time < *from; });
    }

    Replay replay({to, QString::fromStdString(config->ingest.token), speed, surroundings->catalog},
                  std::move(*batch));
    const bool terminal = ::isatty(STDERR_FILENO) != 0;
    int exitCode = kExitDone;
    QObject::connect(&replay, &Replay::advanced, qApp, [&] {
        const Replay::Progress& p = replay.progress();
        if (terminal)
            std::fprintf(stderr, "\r%s  %lld of %lld minutes, %lld alerts",
                         toRfc3339(p.last).c_str(), p.minutesDone, p.minutesTotal, p.alerts);
    });
    const auto report = [&] {
        const Replay::Progress& p = replay.progress();
        if (terminal)
            std::fputs("\r\033[K", stderr);
        std::printf("%lld of %lld minutes posted, %lld rows accepted, %lld alerts recommended\n",
                    p.minutesDone, p.minutesTotal, p.rows, p.alerts);
        if (p.minutesDone < p.minutesTotal && p.minutesDone > 0)
            std::fprintf(stderr, "to go on: --from %s\n",
                         toRfc3339(p.last + std::chrono::minutes{1}).c_str());
    };
    QObject::connect(&replay, &Replay::finished, qApp, [&](const std::optional<Error>& error) {
        report();
        if (error)
            exitCode = complain(*error);
        QCoreApplication::exit(exitCode);
    });
    StopSignal stop;
    QObject::connect(&stop, &StopSignal::raised, qApp, [&] {
        replay.stop();
        report();
        QCoreApplication::exit(kExitDone);
    });
    replay.start();
    return QCoreApplication::exec();
}

} // namespace vigia
