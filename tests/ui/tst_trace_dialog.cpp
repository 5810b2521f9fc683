// "Where did it go" in the window: from the key, the menu of a chart and an incident; what it says;
// and its text for a ticket.
#include "tests/support/fake_monitor.h"
#include "ui/chart/chart_stack.h"
#include "ui/desktop/desktop_alarm.h"
#include "ui/main_window.h"
#include "ui/models/live_data.h"
#include "ui/pages/live_page.h"
#include "ui/widgets/incident_panel.h"
#include "ui/widgets/trace_dialog.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QTextBrowser>
#include <QTimer>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

struct Room
{
    Room()
        : end(test::usualStorm() + 27min)
        , monitor(test::makeAfternoon(end - 3h, test::usualStorm(), end))
        , clock(std::make_shared<test::FixedClock>(Instant{end} + 12s))
        , window(std::make_unique<MainWindow>(monitor, nullptr, clock))
    {
        window->alarm().setRinger([](Severity, int) {});
        window->show();
        (void)window->showPage(QStringLiteral("live")); // whatever was shown last
        window->activateWindow();
        ready = QTest::qWaitForWindowActive(window.get()) &&
                QTest::qWaitFor([this] { return panel().current() != nullptr; });
    }
    [[nodiscard]] IncidentPanel& panel() { return *window->livePage().incidentPanel(); }
    [[nodiscard]] TraceDialog* dialog() { return window->findChild<TraceDialog*>(); }
    // What it says once the store has answered.
    [[nodiscard]] QString said()
    {
        QString text;
        (void)QTest::qWaitFor([&] {
            text = dialog() ? dialog()->text() : QString();
            return text.count(QLatin1Char('\n')) > 1;
        });
        return text;
    }

    Minute end;
    test::FakeMonitor monitor;
    std::shared_ptr<test::FixedClock> clock;
    std::unique_ptr<MainWindow> window;
    bool ready = false;
};

} // namespace

class TestTraceDialog : public QObject
{
    Q_OBJECT

private slots:
    void theKeyFollowsThePeakOfTheIncident();
    void theMenuOfAChartFollowsTheMinuteUnderThePointer();
    void anotherMinuteIsAskedForInPlace();
    void aGapIsUnknownAndNotZero();
    void itIsCopiedAsTextWithUtc();
    void hostileTextStaysText();
};

void TestTraceDialog::theKeyFollowsThePeakOfTheIncident()
{
    Room room;
    QVERIFY(room.ready);
    const Incident incident = *room.panel().current();
    QTest::keyClick(room.panel().list(), Qt::Key_W);
    QVERIFY(room.dialog());
    const QString text = room.said();
    QVERIFY2(text.startsWith(QString::fromStdString(toRfc3339(incident.peak.time))),
             qUtf8Printable(text));
    QVERIFY(text.contains(QStringLiteral("received  ")));
    QVERIFY(text.contains(QStringLiteral("sealed  ")));
    QVERIFY(text.contains(QStringLiteral("scored  ")));
    QVERIFY(text.contains(QStringLiteral("part of incident %1").arg(qlonglong(incident.id))));
}

void TestTraceDialog::theMenuOfAChartFollowsTheMinuteUnderThePointer()
{
    Room room;
    QVERIFY(room.ready);
    ChartStack& charts = room.window->livePage().charts();
    charts.drawNow();
    StatusChart* chart = charts.charts()[index(StatusId::Denied)];
    const Minute wanted = room.end - 40min;
    const QPoint at(int(std::lround(chart->xOf(double(toEpochMinutes(wanted))))),
                    chart->height() / 2);
    QString entry;
    QTimer::singleShot(0, &charts, [&] {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        for (QAction* action : menu ? menu->actions() : QList<QAction*>{}) {
            if (!action->text().startsWith(QStringLiteral("Where did denied")))
                continue;
            entry = action->text();
            action->trigger();
        }
        if (menu)
            menu->close();
    });
    emit chart->menuRequested(chart->mapToGlobal(at));
    QVERIFY(!entry.isEmpty());
    const QString text = room.said();
    QVERIFY2(
        text.startsWith(QString::fromStdString(toRfc3339(wanted)) + QStringLiteral(" denied\n")),
        qUtf8Printable(text));
}

void TestTraceDialog::anotherMinuteIsAskedForInPlace()
{
    Room room;
    QVERIFY(room.ready);
    TraceDialog dialog(room.monitor, room.clock);
    QSignalSpy loaded(&dialog, &TraceDialog::loaded);
    dialog.ask(room.end - 10min, StatusId::Approved);
    QTRY_COMPARE(loaded.size(), 1);
    auto* time = dialog.findChild<QDateTimeEdit*>();
    QTest::keyClick(time, Qt::Key_Down); // a minute earlier
    QTRY_COMPARE(loaded.size(), 2);
    QVERIFY(dialog.text().startsWith(QString::fromStdString(toRfc3339(room.end - 11min)) +
                                     QStringLiteral(" approved")));
    auto* status = dialog.findChild<QComboBox*>();
    status->setCurrentIndex(int(index(StatusId::Failed)));
    QTRY_COMPARE(loaded.size(), 3);
    QVERIFY(dialog.text().startsWith(QString::fromStdString(toRfc3339(room.end - 11min)) +
                                     QStringLiteral(" failed")));
}

void TestTraceDialog::aGapIsUnknownAndNotZero()
{
    Room room;
    QVERIFY(room.ready);
    TraceDialog dialog(room.monitor, room.clock);
    QSignalSpy loaded(&dialog, &TraceDialog::loaded);
    dialog.ask(room.end + 60min, StatusId::Approved);
    QTRY_COMPARE(loaded.size(), 1);
    QVERIFY(dialog.text().contains(QStringLiteral("no row of any status")));
}

void TestTraceDialog::itIsCopiedAsTextWithUtc()
{
    Room room;
    QVERIFY(room.ready);
    TraceDialog dialog(room.monitor, room.clock);
    QSignalSpy loaded(&dialog, &TraceDialog::loaded);
    dialog.ask(room.end - 10min, StatusId::Approved);
    QTRY_COMPARE(loaded.size(), 1);
    dialog.copy();
    const QString copied = QGuiApplication::clipboard()->text();
    QCOMPARE(copied, dialog.text());
    QVERIFY(copied.contains(QLatin1Char('Z')));
}

void TestTraceDialog::hostileTextStaysText()
{
    Room room;
    QVERIFY(room.ready);
    const Incident incident = *room.panel().current();
    WriteUnit unit;
    unit.steps.push_back(
        {0, incident.id, Instant{incident.peak.time}, "eve", "note", "<img src=x>\u202egnp.exe"});
    QVERIFY(room.monitor.stored().write(unit));
    TraceDialog dialog(room.monitor, room.clock);
    QSignalSpy loaded(&dialog, &TraceDialog::loaded);
    dialog.ask(incident.peak.time, incident.peak.status);
    QTRY_COMPARE(loaded.size(), 1);
    const QString shown = dialog.findChild<QTextBrowser*>()->toPlainText();
    QVERIFY2(shown.contains(QStringLiteral("<img src=x>\\u202egnp.exe")), qUtf8Printable(shown));
}

QTEST_MAIN(TestTraceDialog)
#include "tst_trace_dialog.moc"
