// vigia: the console. The window, with listener, engine, store and notifications running inside.
#include "app/commands/options.h"
#include "app/commands/stop_signal.h"
#include "app/picture_tour.h"
#include "core/runtime/monitor.h"
#include "core/store/postgres_url.h"
#include "ui/chart/theme.h"
#include "ui/desktop/single_instance.h"
#include "ui/desktop/start_error.h"
#include "ui/language.h"
#include "ui/main_window.h"
#include "ui/window_host.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTimer>

#include <csignal>
#include <cstdio>
#include <exception>
#include <sys/stat.h>

namespace {

using namespace vigia;

void describe(CommandLine& line)
{
    line.parser().addOptions(
        {{QStringLiteral("demo"),
          QStringLiteral("Replays the shipped sample day into a database of its own.")},
         {QStringLiteral("demo-speed"),
          QStringLiteral(
              "Minutes of data a minute in the demo (default 600); 0 is as fast as it goes."),
          QStringLiteral("N"), QStringLiteral("600")},
         {QStringLiteral("demo-until"), QStringLiteral("Stop the demo at this time of the day."),
          QStringLiteral("HH:MM")},
         {QStringLiteral("screenshot"),
          QStringLiteral("Saves a picture of the window once the demo has filled it, then quits. "
                         "With {page}, {theme} or {size} in the name: one of each."),
          QStringLiteral("FILE")},
         {QStringLiteral("page"),
          QStringLiteral("Page to open with, such as live or history; \"list\" prints them all."),
          QStringLiteral("NAME")},
         {QStringLiteral("size"),
          QStringLiteral("Size of the window; several, with commas, for pictures."),
          QStringLiteral("WxH")},
         {QStringLiteral("theme"), QStringLiteral("system, dark or light."),
          QStringLiteral("THEME")},
         {QStringLiteral("date"),
          QStringLiteral("Day of files whose times have no date (default today)."),
          QStringLiteral("YYYY-MM-DD")}});
    line.parser().addPositionalArgument(QStringLiteral("FILE…"),
                                        QStringLiteral("Transaction or checkout files to open."),
                                        QStringLiteral("[FILE…]"));
}

// With no arguments the first run opens in demo mode; after it, or once there is a database, it
// does not.
bool isFirstRun(const QStringList& arguments, const Config& config)
{
    const QString folder = QString::fromStdString(config.dataDir);
    if (arguments.size() > 1 || !config.store.database.empty() ||
        QFile::exists(folder + QStringLiteral("/vigia.db")))
        return false;
    const QString mark = folder + QStringLiteral("/demo-seen");
    if (QFile::exists(mark))
        return false;
    QDir().mkpath(folder);
    QFile(mark).open(QIODevice::WriteOnly);
    return true;
}

// What one console at a time works on.
QString identityOf(const Config& config)
{
    if (!config.store.database.empty())
        return QString::fromStdString(config.store.database);
    const QString folder = QString::fromStdString(config.dataDir);
    const QString real = QFileInfo(folder).canonicalFilePath();
    return (real.isEmpty() ? folder : real) + QStringLiteral("/vigia.db");
}

// Empty where one of them is none.
QList<QSize> parseSizes(const QString& text)
{
    QList<QSize> sizes;
    for (const QString& one : text.split(QLatin1Char(','))) {
        const QStringList parts = one.split(QLatin1Char('x'));
        const QSize size = parts.size() == 2 ? QSize(parts[0].toInt(), parts[1].toInt()) : QSize();
        if (size.width() < 640 || size.height() < 400)
            return {};
        sizes << size;
    }
    return sizes;
}

int run(QApplication& app, bool fromADesktop)
{
    const auto refuse = [fromADesktop](const Error& error) {
        const int code = complain(error);
        if (fromADesktop)
            showStartError(error);
        return code;
    };
    CommandLine line(QStringLiteral("Vigia, the console for the health of payment transactions."));
    describe(line);
    if (const auto done = line.parse(QCoreApplication::arguments()))
        return *done;
    auto config = line.config();
    if (!config)
        return refuse(config.error());
    line.logWarnings();
    Monitor::Options options;
    options.demo =
        line.isSet(QStringLiteral("demo")) || isFirstRun(QCoreApplication::arguments(), *config);
    bool number = false;
    options.demoSpeed = line.value(QStringLiteral("demo-speed")).toDouble(&number);
    if (!number || options.demoSpeed < 0)
        return line.wrongUsage(QStringLiteral("--demo-speed: expected a number from 0"));
    if (line.isSet(QStringLiteral("demo-until"))) {
        const QTime until =
            QTime::fromString(line.value(QStringLiteral("demo-until")), QStringLiteral("HH:mm"));
        if (!until.isValid())
            return line.wrongUsage(QStringLiteral("--demo-until: expected HH:MM"));
        options.demoUntil = std::chrono::minutes{until.hour() * 60 + until.minute()};
    }
    QList<QSize> sizes;
    if (line.isSet(QStringLiteral("size"))) {
        sizes = parseSizes(line.value(QStringLiteral("size")));
        if (sizes.isEmpty())
            return line.wrongUsage(
                QStringLiteral("--size: expected WIDTHxHEIGHT from 640x400, such as 1920x1080"));
    }
    const QString themeName = line.isSet(QStringLiteral("theme"))
                                  ? line.value(QStringLiteral("theme"))
                                  : QString::fromStdString(config->console.theme);
    applyTheme(app, themeChoice(themeName));

    const QString language = QString::fromStdString(config->console.language);
    applyLanguage(bestLanguage(language.isEmpty() ? rememberedLanguage() : language));
    // A demo or a picture is never in the way of the console that watches.
    const bool alone = options.demo || line.isSet(QStringLiteral("screenshot"));
    // Any number of consoles may share a PostgreSQL database.
    const bool shares = isPostgresUrl(config->store.database);
    SingleInstance instance(identityOf(*config));
    QStringList files;
    for (const QString& file : line.files())
        files << QFileInfo(file).absoluteFilePath();
    if (!alone && !shares && instance.handOver(files)) {
        std::puts("Vigia runs already; its window has been raised.");
        return kExitDone;
    }

    options.config = std::move(*config);
    const auto monitor = Monitor::create(std::move(options));
    if (const auto started = monitor->start(); !started)
        return refuse(started.error());
    // The demo has a database and a port of its own, so it runs beside this console.
    WindowHost host(*monitor, [alone](MainWindow& window) {
        window.setAskBeforeQuit(!alone);
        QObject::connect(&window, &MainWindow::demoRequested, &window, [] {
            QProcess::startDetached(QApplication::applicationFilePath(),
                                    {QStringLiteral("--demo"), QStringLiteral("--listen"),
                                     QStringLiteral("127.0.0.1:0")});
        });
    });
    if (!alone && !shares && instance.listen())
        QObject::connect(&instance, &SingleInstance::raised, qApp,
                         [&host](const QStringList& given) {
                             host.window().bringToFront();
                             if (!given.isEmpty())
                                 host.window().openFiles(given);
                         });
    const QString page = line.value(QStringLiteral("page"));
    if (page == QLatin1String("list")) {
        std::printf("%s\n", qPrintable(host.window().pageNames().join(QLatin1Char('\n'))));
        return kExitDone;
    }
    if (!sizes.isEmpty())
        host.window().resize(sizes.first());
    host.window().show();
    StopSignal stop;
    QObject::connect(&stop, &StopSignal::raised, qApp, [&host] {
        host.window().setAskBeforeQuit(false); // whoever sends a signal does not see a question
        QApplication::quit();
    });
    if (const QStringList rest = host.window().openCheckouts(files); !rest.isEmpty())
        monitor->importFiles(rest, line.value(QStringLiteral("date")));
    const QString picture = line.value(QStringLiteral("screenshot"));
    const bool each = picture.contains(QStringLiteral("{page}")); // then --page may name several
    if (!page.isEmpty() && !each && !host.window().showPage(page))
        return line.wrongUsage(QStringLiteral("--page: expected one of ") +
                               host.window().pageNames().join(QStringLiteral(", ")));
    const QStringList named =
        each && !page.isEmpty() ? page.split(QLatin1Char(',')) : QStringList();
    PictureTour tour(host, picture, named, sizes);
    if (!picture.isEmpty()) {
        QObject::connect(&tour, &PictureTour::finished, qApp,
                         [] { QApplication::exit(kExitDone); });
        QObject::connect(&tour, &PictureTour::failed, qApp,
                         [](const Error& error) { QApplication::exit(complain(error)); });
        constexpr int kSettleMs = 1500; // the last minutes are on their way to the charts
        const auto later = [&tour] { QTimer::singleShot(kSettleMs, &tour, &PictureTour::start); };
        if (monitor->demo())
            QObject::connect(monitor.get(), &Monitor::demoEnded, &tour, later);
        else
            later();
    }
    const int result = QApplication::exec();
    host.window().hide();
    monitor->stop();
    return result;
}

} // namespace

int main(int argc, char** argv)
{
    ::umask(077); // what Vigia writes is for its user alone
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    const bool fromADesktop = startedFromADesktop();
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("vigia"));
    QApplication::setApplicationDisplayName(QStringLiteral("Vigia"));
    QApplication::setApplicationVersion(QStringLiteral(VIGIA_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("vigia"));
    try {
        return run(app, fromADesktop);
    } catch (const std::exception& error) { // our bug, or no memory; said rather than crashed
        std::fprintf(stderr, "vigia: stopped: %s\n", error.what());
        return vigia::kExitWorld;
    }
}
