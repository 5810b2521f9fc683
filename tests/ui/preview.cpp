// Shows the window with a made-up afternoon: `preview [--size WxH] [--light] [--hours N]
// [--minutes SPAN] [--screenshot FILE] [--hover MINUTES_BACK] [--empty]`. For looking at, not a
// test.
#include "tests/support/fake_monitor.h"
#include "ui/chart/theme.h"
#include "ui/main_window.h"
#include "ui/pages/live_page.h"
#include "ui/widgets/notice_bar.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QTimer>

using namespace vigia;

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QCommandLineParser cli;
    const QCommandLineOption size(QStringLiteral("size"), {}, QStringLiteral("WxH"),
                                  QStringLiteral("1920x1080"));
    const QCommandLineOption light(QStringLiteral("light"));
    const QCommandLineOption hours(QStringLiteral("hours"), {}, QStringLiteral("N"),
                                   QStringLiteral("30"));
    const QCommandLineOption span(QStringLiteral("minutes"), {}, QStringLiteral("SPAN"),
                                  QStringLiteral("157"));
    const QCommandLineOption shot(QStringLiteral("screenshot"), {}, QStringLiteral("FILE"));
    const QCommandLineOption hover(QStringLiteral("hover"), {}, QStringLiteral("MINUTES"));
    const QCommandLineOption empty(QStringLiteral("empty"));
    const QCommandLineOption keys(QStringLiteral("keys"), {}, QStringLiteral("ACTIONS"));
    const QCommandLineOption notice(QStringLiteral("notice"), {}, QStringLiteral("KIND"));
    cli.addOptions({size, light, hours, span, shot, hover, empty, keys, notice});
    cli.process(app);

    applyTheme(app, cli.isSet(light) ? ThemeChoice::Light : ThemeChoice::Dark);
    const Minute storm = test::usualStorm();
    const Minute end = storm + std::chrono::minutes{27};
    test::FakeMonitor monitor(
        cli.isSet(empty)
            ? test::Afternoon{}
            : test::makeAfternoon(end - std::chrono::hours{cli.value(hours).toInt()}, storm, end));
    const auto clock = std::make_shared<test::FixedClock>(end + std::chrono::seconds{12});
    MainWindow window(monitor, nullptr, clock);
    const QStringList parts = cli.value(size).split(QLatin1Char('x'));
    window.resize(parts[0].toInt(), parts[1].toInt());
    window.livePage().axis().setSpan(cli.value(span).toDouble());
    window.show();
    QTimer::singleShot(600, &window, [&] {
        for (const QString& name : cli.value(keys).split(QLatin1Char(','), Qt::SkipEmptyParts)) {
            if (auto* action = window.findChild<QAction*>(name))
                action->trigger();
        }
        const QString kind = cli.value(notice);
        if (kind == QLatin1String("progress"))
            window.notice().showProgress(
                {QStringLiteral("/data/year.csv"), 25'000'000, 100'000'000, 912'000});
        if (kind == QLatin1String("day"))
            window.notice().askForDay({QStringLiteral("/data/transactions_1.csv")});
        ImportOutcome outcome;
        outcome.file = QStringLiteral("/data/transactions_1.csv");
        if (kind == QLatin1String("error"))
            outcome.error = QStringLiteral(
                "transactions_1.csv:7:16: count \"x\": expected a whole number from 0 to "
                "9007199254740991\ntransactions_1.csv:9:1: time \"25h 00\": expected HHh MM\n2 "
                "errors");
        outcome.stored = kind == QLatin1String("good") ? 7341 : 0;
        if (kind == QLatin1String("error") || kind == QLatin1String("good"))
            window.notice().showOutcome(outcome);
        if (cli.isSet(hover))
            window.livePage().axis().setCrosshair(end -
                                                  std::chrono::minutes{cli.value(hover).toInt()});
    });
    if (cli.isSet(shot))
        QTimer::singleShot(1200, &window, [&] {
            const auto saved = window.saveScreenshot(cli.value(shot));
            if (!saved)
                qWarning("%s", saved.error().message.c_str());
            QCoreApplication::exit(saved ? 0 : 1);
        });
    return QApplication::exec();
}
