#include "core/runtime/replay.h"
#include "app/commands/commands.h"
#include "app/commands/input.h"
#include "app/commands/options.h"
#include "app/commands/stop_signal.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QSaveFile>

#include <cstdio>
#include <unistd.h>

namespace vigia {
namespace {

constexpr qint64 kLineEveryMs = 10'000;

// The last minute that an earlier run noted; "" where there was none.
QString lastPosted(const QString& state)
{
    QFile file(state);
    if (state.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readLine(64)).trimmed();
}

// Whole or not at all, so that a replay that is killed here can go on too.
bool notePosted(const QString& state, Minute last)
{
    QSaveFile file(state);
    return file.open(QIODevice::WriteOnly) &&
           file.write(QByteArray::fromStdString(toRfc3339(last) + "\n")) > 0 && file.commit();
}

} // namespace

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
         {QStringLiteral("state"),
          QStringLiteral("Notes in FILE how far it got, and goes on there when FILE exists."),
          QStringLiteral("FILE")},
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
    const QString state = line.value(QStringLiteral("state"));
    const QString last = lastPosted(state);
    if (!last.isEmpty()) {
        auto posted = parseTime(last, *surroundings, *date);
        if (!posted)
            return complain(Error{ErrorCode::InvalidInput,
                                  state.toStdString() + ": " + posted.error().message});
        std::erase_if(batch->rows, [&](const CountRow& row) { return row.time <= *posted; });
    } else if (line.isSet(QStringLiteral("from"))) {
        auto from = parseTime(line.value(QStringLiteral("from")), *surroundings, *date);
        if (!from)
            return line.wrongUsage(QString::fromStdString(from.error().message));
        std::erase_if(batch->rows, [&](const CountRow& row) { return row.time < *from; });
    }

    Replay replay({to, QString::fromStdString(config->ingest.token), speed, surroundings->catalog},
                  std::move(*batch));
    const bool terminal = ::isatty(STDERR_FILENO) != 0;
    int exitCode = kExitDone;
    QElapsedTimer sinceLine; // of progress in a log, where lines stay
    sinceLine.start();
    QObject::connect(&replay, &Replay::advanced, qApp, [&] {
        const Replay::Progress& p = replay.progress();
        if (!state.isEmpty() && !notePosted(state, p.last)) {
            replay.stop();
            exitCode = complain(
                Error{ErrorCode::Unavailable, "cannot write " + state.toStdString() + "; stopped"});
            QCoreApplication::exit(exitCode);
        }
        if (!terminal && sinceLine.elapsed() < kLineEveryMs)
            return;
        sinceLine.restart();
        std::fprintf(stderr,
                     terminal ? "\r%s  %lld of %lld minutes, %lld alerts"
                              : "%s  %lld of %lld minutes, %lld alerts\n",
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
