// The window as part of a desktop: one instance, notifications on a bus of our own, sounds, tray
// picture, the question before quitting.
#include "tests/support/fake_monitor.h"
#include "ui/desktop/desktop_alarm.h"
#include "ui/desktop/single_instance.h"
#include "ui/main_window.h"
#include "ui/models/live_data.h"
#include "ui/pages/live_page.h"

#include <QAccessible>
#include <QAction>
#include <QDBusConnection>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace vigia;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// Takes the place of the desktop's notification service.
class FakeService : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Call
    {
        uint replaces = 0;
        QString title;
        QString text;
        int urgency = -1;
    };
    QList<Call> calls;

public slots:
    uint Notify(const QString&, uint replaces, const QString&, const QString& title,
                const QString& text, const QStringList&, const QVariantMap& hints, int)
    {
        calls.push_back(
            {replaces, title, text, hints.value(QStringLiteral("urgency")).value<uchar>()});
        return 7;
    }

signals:
    void ActionInvoked(uint id, const QString& action);
};

namespace {

// What a screen reader finds on the alert that has just appeared.
QString spoken(const MainWindow& window)
{
    auto* announcer = window.findChild<Announcer*>();
    QAccessibleInterface* alert = QAccessible::queryAccessibleInterface(announcer);
    return alert && alert->role() == QAccessible::AlertMessage ? alert->text(QAccessible::Name)
                                                               : QString();
}

struct Desk
{
    Desk()
        : storm(test::usualStorm())
        , end(storm + minutes{27})
        , afternoon(test::makeAfternoon(end - hours{3}, storm, end))
        , calm(withoutIncidents(afternoon))
        , monitor(calm)
        , clock(std::make_shared<test::FixedClock>(Instant{end} + seconds{12}))
        , window(std::make_unique<MainWindow>(monitor, nullptr, clock))
    {
        window->alarm().setRinger([this](Severity s, int volume) { rung.emplace_back(s, volume); });
        window->show();
        ready = QTest::qWaitFor([this] { return !window->data().series().isEmpty(); });
        window->alarm().look(); // nothing waits yet
    }

    static test::Afternoon withoutIncidents(test::Afternoon a)
    {
        a.incidents.clear();
        return a;
    }

    // The newest incident of the made-up afternoon arrives, as from the engine.
    Incident post()
    {
        Incident incident = afternoon.incidents.front();
        for (const Incident& other : afternoon.incidents) {
            if (other.state == IncidentState::Open && other.severity == Severity::Critical)
                incident = other;
        }
        incident.lastAbnormal = end - minutes{1};
        LiveDelta delta;
        delta.incidents = {incident};
        monitor.post(delta);
        ready = ready &&
                QTest::qWaitFor([this] { return !window->data().incidents().incidents().empty(); });
        window->alarm().look();
        return incident;
    }

    Minute storm;
    Minute end;
    test::Afternoon afternoon;
    test::Afternoon calm;
    test::FakeMonitor monitor;
    std::shared_ptr<test::FixedClock> clock;
    std::unique_ptr<MainWindow> window;
    std::vector<std::pair<Severity, int>> rung;
    bool ready = false;
};

} // namespace

class TestDesktop : public QObject
{
    Q_OBJECT

    QProcess m_bus;
    FakeService m_service;
    QTemporaryDir m_home;

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home.path());
        qputenv("XDG_RUNTIME_DIR", m_home.path().toUtf8());
        m_bus.start(QStringLiteral("dbus-daemon"),
                    {QStringLiteral("--session"), QStringLiteral("--nofork"),
                     QStringLiteral("--print-address")});
        if (!m_bus.waitForStarted() || !m_bus.waitForReadyRead())
            QSKIP("there is no dbus-daemon here");
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readLine().trimmed());
        QDBusConnection bus = QDBusConnection::sessionBus();
        QVERIFY(bus.isConnected());
        QVERIFY(bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), &m_service,
                                   QDBusConnection::ExportAllSlots |
                                       QDBusConnection::ExportAllSignals));
        QVERIFY(bus.registerService(QStringLiteral("org.freedesktop.Notifications")));
    }

    void init() { m_service.calls.clear(); }

    void cleanupTestCase()
    {
        QDBusConnection::disconnectFromBus(QStringLiteral("qt_default_session_bus"));
        m_bus.kill();
        m_bus.waitForFinished();
    }

    void aSecondStartHandsItsFilesToTheFirst()
    {
        SingleInstance first(QStringLiteral("/tmp/a.db"));
        SingleInstance second(QStringLiteral("/tmp/a.db"));
        SingleInstance other(QStringLiteral("/tmp/b.db"));
        QVERIFY(first.listen());
        QSignalSpy raised(&first, &SingleInstance::raised);
        QVERIFY(!other.handOver({})); // another database is nobody's yet

        bool taken = false;
        std::thread start([&] { // a process of its own, as far as the socket sees
            SingleInstance third(QStringLiteral("/tmp/a.db"));
            taken = third.handOver({QStringLiteral("/data/day \"1\".csv"), QStringLiteral("/ü")});
        });
        QTRY_COMPARE(raised.size(), 1);
        start.join();
        QVERIFY(taken);
        QCOMPARE(raised[0][0].toStringList(),
                 (QStringList{QStringLiteral("/data/day \"1\".csv"), QStringLiteral("/ü")}));
    }

    void aSocketLeftByAKilledOneIsReplaced()
    {
        {
            QFile left(m_home.path() + QStringLiteral("/x"));
            QVERIFY(left.open(QIODevice::WriteOnly));
        }
        SingleInstance first(QStringLiteral("/tmp/c.db"));
        QVERIFY(first.listen());
        SingleInstance again(QStringLiteral("/tmp/c.db"));
        QVERIFY(again.listen()); // as after kill -9: the file is there, nobody answers
    }

    void aNewIncidentRingsIsSpokenAndNotifiesOnce()
    {
        Desk desk;
        QVERIFY(desk.ready);
        QVERIFY(desk.rung.empty());
        desk.window->hide(); // the operator is elsewhere
        desk.post();
        QVERIFY(desk.ready);
        QCOMPARE(desk.rung.size(), std::size_t(1));
        QVERIFY(desk.rung[0] == std::pair(Severity::Critical, 60));
        QVERIFY2(spoken(*desk.window).contains(QLatin1String("reversed")),
                 qPrintable(spoken(*desk.window)));
        QTRY_COMPARE(m_service.calls.size(), 1);
        QVERIFY(m_service.calls[0].title.startsWith(QStringLiteral("▲ ")));
        QCOMPARE(m_service.calls[0].urgency, 2);
        desk.window->alarm().look();
        QCOMPARE(desk.rung.size(), std::size_t(1));

        desk.clock->set(Instant{desk.end} + seconds{12 + 20});
        desk.window->alarm().look();
        QCOMPARE(desk.rung.size(), std::size_t(2)); // nobody answered
        QCOMPARE(m_service.calls.size(), 1);

        QSignalSpy show(&desk.window->alarm(), &DesktopAlarm::showRequested);
        // The answer to Notify() with the id may still be on its way.
        QTRY_VERIFY((emit m_service.ActionInvoked(7, QStringLiteral("default")), !show.empty()));
        QVERIFY(desk.window->isVisible());
    }

    void acknowledgedIsQuiet()
    {
        Desk desk;
        const Incident incident = desk.post();
        QCOMPARE(desk.rung.size(), std::size_t(1));
        IncidentAction action;
        action.kind = IncidentAction::Kind::Acknowledge;
        action.incident = incident.id;
        action.who = "ana";
        desk.monitor.act(action, [](const Result<Incident>&) {});
        QTRY_VERIFY(desk.window->data().incidents().incidents()[0].state ==
                    IncidentState::Acknowledged);
        desk.clock->set(Instant{desk.end} + minutes{10});
        desk.window->alarm().look();
        QCOMPARE(desk.rung.size(), std::size_t(1));
        QVERIFY(desk.window->alarm().waiting().empty());
        QVERIFY(desk.window->close()); // nothing waits: no question
    }

    void aTestIsHeardAndSeen()
    {
        Desk desk;
        QVERIFY(desk.ready);
        desk.window->findChild<QAction*>(QStringLiteral("desktop.test"))->trigger();
        QTRY_COMPARE(m_service.calls.size(), 1);
        QVERIFY(m_service.calls[0].title.startsWith(QStringLiteral("▲ Test: denied")));
        QCOMPARE(m_service.calls[0].urgency, 2);
        QCOMPARE(desk.rung.size(), std::size_t{1});
        QVERIFY(desk.rung.front().first == Severity::Critical);
        QVERIFY(desk.window->alarm().waiting().empty()); // it is no incident
        desk.window->alarm().setVolume(0);
        QVERIFY(desk.window->alarm().sendTest().contains(QStringLiteral("sounds are off")));
        QCOMPARE(desk.rung.size(), std::size_t{1});
    }

    void volumeZeroIsSilent()
    {
        Desk desk;
        desk.window->alarm().setVolume(0);
        desk.post();
        QVERIFY(desk.rung.empty());
        QCOMPARE(desk.window->alarm().waiting().size(), std::size_t(1));
    }

    void quittingWhileAnIncidentWaitsAsks()
    {
        Desk desk;
        desk.post();
        QString text;
        const auto answer = [&](const QString& button) {
            QTimer::singleShot(0, desk.window.get(), [&desk, &text, button] {
                auto* box = desk.window->findChild<QMessageBox*>(QStringLiteral("quitQuestion"));
                QVERIFY(box);
                text = box->text();
                for (QAbstractButton* b : box->buttons()) {
                    if (b->text() == button)
                        b->click();
                }
            });
        };
        answer(QStringLiteral("Cancel"));
        QVERIFY(!desk.window->close());
        QVERIFY(text.contains(QLatin1Char('1')));
        QVERIFY(desk.window->isVisible());
        answer(QStringLiteral("Quit"));
        QVERIFY(desk.window->close());
    }

    void theTrayPictureDiffersByShapeAndNotOnlyColour()
    {
        const auto grey = [](std::optional<Severity> worst) {
            return Tray::picture(worst).pixmap(32, 32).toImage().convertToFormat(
                QImage::Format_Grayscale8);
        };
        QVERIFY(grey(std::nullopt) != grey(Severity::Warning));
        QVERIFY(grey(Severity::Warning) != grey(Severity::Critical));
    }
};

QTEST_MAIN(TestDesktop)
#include "tst_desktop.moc"
