// The Incident page and the keys of triage, worked as an operator does.
#include "tests/support/fake_monitor.h"
#include "ui/chart/chart_stack.h"
#include "ui/chart/theme.h"
#include "ui/language.h"
#include "ui/main_window.h"
#include "ui/models/live_data.h"
#include "ui/models/triage.h"
#include "ui/pages/incident_page.h"
#include "ui/pages/live_page.h"
#include "ui/widgets/incident_charts.h"
#include "ui/widgets/incident_detail.h"
#include "ui/widgets/incident_editor.h"
#include "ui/widgets/incident_panel.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/status_line.h"

#include <QAccessible>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QScreen>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace vigia;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

// The window on the Incident page over an afternoon: 41 resolved, 42 acknowledged, 43 open.
struct Desk
{
    explicit Desk(test::Afternoon stored)
        : monitor(std::move(stored))
        , clock(std::make_shared<test::FixedClock>(test::usualStorm() + minutes{27} +
                                                   std::chrono::seconds{12}))
        , window(std::make_unique<MainWindow>(monitor, nullptr, clock))
    {
        window->resize(1366, 768);
        window->show();
        window->activateWindow();
        ready = QTest::qWaitForWindowActive(window.get());
        window->findChild<QAction*>(QStringLiteral("page.incidents"))->trigger();
        ready = ready && QTest::qWaitFor([this] { return !page().loading(); });
    }
    Desk()
        : Desk(test::makeAfternoon(test::usualStorm() - hours{5}, test::usualStorm(),
                                   test::usualStorm() + minutes{27}))
    {}

    IncidentPage& page() const { return window->incidentPage(); }
    IncidentPanel& panel() const { return *page().incidentPanel(); }
    int current() const { return panel().current() ? int(panel().current()->id) : 0; }
    void key(Qt::Key k, Qt::KeyboardModifiers m = Qt::NoModifier) const
    {
        QTest::keyClick(window.get(), k, m);
    }
    void type(const QString& text) const { QTest::keyClicks(panel().editor().field(), text); }
    Incident now(int id) { return monitor.stored().incident(IncidentId{id})->value(); }
    std::vector<IncidentStep> trail(int id)
    {
        return monitor.stored().incidentLog().steps(IncidentId{id}).value();
    }

    test::FakeMonitor monitor;
    std::shared_ptr<test::FixedClock> clock;
    std::unique_ptr<MainWindow> window;
    bool ready = false;
};

test::Afternoon crowded(int incidents)
{
    test::Afternoon day = test::makeAfternoon(test::usualStorm() - hours{5}, test::usualStorm(),
                                              test::usualStorm() + minutes{27});
    for (int i = 0; i < incidents; ++i) {
        Incident past = day.incidents.front();
        past.id = IncidentId{1000 + i};
        past.start -= minutes{30 * i};
        past.end = past.start + minutes{5};
        past.lastAbnormal = *past.end - minutes{1};
        day.incidents.push_back(past);
    }
    return day;
}

} // namespace

class TestIncidentPage : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;

private slots:
    void initTestCase()
    {
        applyLanguage(QStringLiteral("en"));
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home.path());
    }
    void theWorstIsShownWithEverythingAboutIt();
    void anEmptyStoreSaysSo();
    void stepsThroughTheList();
    void theChartsAreCutToTheIncident();
    void theLinesAreOnTheScreen();
    void theThemeChangesWhileItIsShown();
    void anOpenIncidentGrowsWithTheData();
    void enterOnTheLivePageOpensTheIncident();
    void acknowledgeWithCommentUntilTheMorning();
    void escapeLeavesTheEditorAndNothingIsDone();
    void snoozeFromTheMenuByKeys();
    void verdictsByKeyAndTakenBack();
    void aKnownCauseAsksForItsReason();
    void aNoteIsSeenInTheTrail();
    void severalAreChosenByKeys();
    void theSlashFilters();
    void lettersAreQuietWhileTyping();
    void copiesAsText();
    void deliveriesAreShownWithTheirOutcome();
    void explainFoldsAndUnfolds();
    void hundredsOfIncidents();
    void filtersReturnAfterARestart();
    void everyControlHasAName();
    void triageKeysRestOnOtherPages();
};

void TestIncidentPage::theWorstIsShownWithEverythingAboutIt()
{
    const Desk desk;
    QVERIFY(desk.ready);
    QCOMPARE(desk.current(), 43);
    IncidentDetail& detail = desk.page().detail();
    QTRY_VERIFY(detail.report().has_value());
    QVERIFY(detail.title().startsWith(QStringLiteral("reversed ×")));
    QVERIFY(detail.state().contains(QStringLiteral("CRITICAL · open")));
    QVERIFY(detail.cardText(QStringLiteral("cost")).contains(QStringLiteral("approvals lost")));
    QVERIFY(detail.cardText(QStringLiteral("statuses")).contains(QStringLiteral("reversed")));
    QVERIFY(detail.cardText(QStringLiteral("told")).startsWith(QStringLiteral("Nobody")));
    QVERIFY(detail.cardText(QStringLiteral("trail")).startsWith(QStringLiteral("opened\t14:33")));
    QVERIFY(detail.cardText(QStringLiteral("sources")).isEmpty()); // nobody named one
}

void TestIncidentPage::anEmptyStoreSaysSo()
{
    const Desk desk{test::Afternoon{}};
    QVERIFY(desk.ready);
    QCOMPARE(desk.current(), 0);
    QVERIFY(!desk.page().detail().isVisible());
    for (const Qt::Key key : {Qt::Key_J, Qt::Key_A, Qt::Key_T, Qt::Key_N, Qt::Key_Return, Qt::Key_S,
                              Qt::Key_X, Qt::Key_X})
        desk.key(key);
    QVERIFY(desk.monitor.actions.empty());
    QVERIFY(!desk.panel().editor().isVisible());
}

void TestIncidentPage::stepsThroughTheList()
{
    const Desk desk;
    QVERIFY(desk.ready);
    desk.key(Qt::Key_J);
    QCOMPARE(desk.current(), 42);
    desk.key(Qt::Key_J);
    desk.key(Qt::Key_J); // the last one stays
    QCOMPARE(desk.current(), 41);
    QTRY_VERIFY(desk.page().detail().report() &&
                desk.page().detail().report()->incident.id == IncidentId{41});
    QCOMPARE(desk.page().detail().title(), QStringLiteral("No data for 5\u00a0min"));
    desk.key(Qt::Key_K);
    QCOMPARE(desk.current(), 42);
}

void TestIncidentPage::theChartsAreCutToTheIncident()
{
    const Desk desk;
    QVERIFY(desk.ready);
    desk.key(Qt::Key_J); // 42: 14:22 to now, denied
    IncidentCharts& charts = desk.page().detail().charts();
    QTRY_VERIFY(!charts.loading());
    const double start = double(toEpochMinutes(test::usualStorm() - minutes{9}));
    QVERIFY(charts.axis().from() < start && charts.axis().from() > start - 40);
    QVERIFY(charts.charts().isStatusVisible(StatusId::Denied));
    QVERIFY(charts.charts().isStatusVisible(StatusId::Approved));
    QVERIFY(!charts.charts().isStatusVisible(StatusId::Failed));
    QVERIFY(charts.series().countAt(StatusId::Denied, test::usualStorm()) > 0);
    charts.showAll(true);
    QVERIFY(charts.charts().isStatusVisible(StatusId::Failed));
    const double span = charts.axis().span();
    desk.key(Qt::Key_Plus);
    QVERIFY(charts.axis().span() < span);
    desk.key(Qt::Key_0);
    QCOMPARE(charts.axis().span(), span);
}

// As the screen has it: a picture of the widget alone is painted another way.
void TestIncidentPage::theLinesAreOnTheScreen()
{
    Desk desk;
    QVERIFY(desk.ready);
    QTRY_VERIFY(!desk.page().detail().charts().loading());
    const auto inked = [&] {
        const QImage shown = desk.window->screen()
                                 ->grabWindow(desk.window->winId())
                                 .toImage()
                                 .convertToFormat(QImage::Format_RGB32);
        const QRgb ink = theme().line(StatusId::Reversed).rgb();
        int count = 0;
        for (int y = 0; y < shown.height(); ++y) {
            const auto* row = reinterpret_cast<const QRgb*>(shown.constScanLine(y));
            count += int(std::count(row, row + shown.width(), ink));
        }
        return count;
    };
    QTRY_VERIFY(inked() > 60);
    desk.key(Qt::Key_Plus);
    desk.key(Qt::Key_Minus);
    QTest::qWait(100); // the frames of both
    QVERIFY(inked() > 60);
}

// Whoever changes the style goes through all widgets: none may be deleted meanwhile.
void TestIncidentPage::theThemeChangesWhileItIsShown()
{
    Desk desk;
    QVERIFY(desk.ready);
    QTRY_VERIFY(desk.page().detail().report().has_value());
    const QString cost = desk.page().detail().cardText(QStringLiteral("cost"));
    QVERIFY(!cost.isEmpty());
    for (const ThemeChoice choice :
         {ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::Light, ThemeChoice::Dark}) {
        applyTheme(*qApp, choice);
        QTest::qWait(30);
        QCOMPARE(desk.page().detail().cardText(QStringLiteral("cost")), cost);
    }
}

void TestIncidentPage::anOpenIncidentGrowsWithTheData()
{
    Desk desk;
    QVERIFY(desk.ready);
    IncidentCharts& charts = desk.page().detail().charts();
    QTRY_VERIFY(!charts.loading());
    const Minute end = test::usualStorm() + minutes{27};
    LiveDelta delta;
    LiveMinute minute;
    minute.time = end;
    minute.counts.assign(kKnownStatuses, 3);
    delta.minutes = {minute};
    desk.monitor.post(delta);
    QTRY_COMPARE(charts.series().end(), end + minutes{1});
    QCOMPARE(charts.series().countAt(StatusId::Denied, end), 3.0);
    QVERIFY(charts.axis().to() > double(toEpochMinutes(end)));

    // Three hours later it is still in view from its first minute to the newest one.
    const auto hours3 = [&](Minute from) {
        delta.minutes.clear();
        for (int i = 0; i < 180; ++i) {
            minute.time = from + minutes{i};
            delta.minutes.push_back(minute);
        }
        desk.monitor.post(delta);
        return QTest::qWaitFor([&] { return charts.series().end() == from + minutes{180}; });
    };
    QVERIFY(hours3(end + minutes{1}));
    const double start = double(toEpochMinutes(test::usualStorm()));
    QTRY_VERIFY(charts.axis().from() < start);
    QVERIFY(charts.axis().to() > double(toEpochMinutes(end)) + 180);
    // Until the operator looks closer: then it stays so.
    desk.key(Qt::Key_Plus);
    const double span = charts.axis().span();
    QVERIFY(hours3(end + minutes{181}));
    QCOMPARE(charts.axis().span(), span);
    // And what was before it is there, although less was read when it was opened.
    desk.key(Qt::Key_0);
    QTRY_VERIFY(!charts.loading());
    const double from = charts.axis().from();
    QVERIFY(start - from > 120);
    QTRY_VERIFY(!std::isnan(charts.series().countAt(
        StatusId::Denied, fromEpochMinutes(std::llround(std::ceil(from)) + 1))));
}

void TestIncidentPage::enterOnTheLivePageOpensTheIncident()
{
    const Desk desk;
    QVERIFY(desk.ready);
    desk.window->findChild<QAction*>(QStringLiteral("page.live"))->trigger();
    desk.key(Qt::Key_J);
    desk.key(Qt::Key_Return);
    QCOMPARE(desk.window->currentPage(), static_cast<Page*>(&desk.page()));
    QTRY_COMPARE(desk.current(), 42);
    desk.key(Qt::Key_Return, Qt::ShiftModifier); // and back to its stretch of the live charts
    QCOMPARE(desk.window->currentPage(), static_cast<Page*>(&desk.window->livePage()));
    QVERIFY(!desk.window->livePage().axis().following());
}

void TestIncidentPage::acknowledgeWithCommentUntilTheMorning()
{
    Desk desk;
    QVERIFY(desk.ready);
    desk.key(Qt::Key_A, Qt::ShiftModifier);
    QVERIFY(desk.panel().editor().isVisible());
    desk.type(QStringLiteral("jack has it"));
    auto* until = desk.panel().editor().findChild<QComboBox*>();
    until->setCurrentIndex(until->findText(QStringLiteral("07:00")));
    QTest::keyClick(desk.panel().editor().field(), Qt::Key_Return);
    QVERIFY(!desk.panel().editor().isVisible());
    QVERIFY(desk.now(43).state == IncidentState::Acknowledged);
    const auto steps = desk.trail(43);
    QCOMPARE(steps.size(), std::size_t{1});
    QCOMPARE(steps[0].detail, std::string("until 2025-07-13T10:00:00Z: jack has it"));
    QTRY_VERIFY(desk.page().detail().state().contains(QStringLiteral("until 07:00")));
    QVERIFY(desk.page()
                .detail()
                .cardText(QStringLiteral("trail"))
                .contains(QStringLiteral("acknowledged until 07:00: jack has it")));
    QVERIFY(desk.window->statusLine().said().startsWith(QStringLiteral("Acknowledged")));
    desk.key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(desk.now(43).state == IncidentState::Open);
}

void TestIncidentPage::escapeLeavesTheEditorAndNothingIsDone()
{
    const Desk desk;
    QVERIFY(desk.ready);
    desk.key(Qt::Key_N);
    desk.type(QStringLiteral("half a thought"));
    QTest::keyClick(desk.panel().editor().field(), Qt::Key_Escape);
    QVERIFY(!desk.panel().editor().isVisible());
    QVERIFY(desk.monitor.actions.empty());
    QVERIFY(desk.panel().list()->hasFocus());
}

void TestIncidentPage::snoozeFromTheMenuByKeys()
{
    const Desk desk;
    QVERIFY(desk.ready);
    desk.key(Qt::Key_S);
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    QVERIFY(menu);
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    QCOMPARE(desk.monitor.actions.size(), std::size_t{1});
    QCOMPARE(desk.monitor.actions[0].until.value(), desk.clock->now() + hours{1});
    QTRY_VERIFY(desk.page().detail().state().contains(QStringLiteral("snoozed until 15:58")));
}

void TestIncidentPage::verdictsByKeyAndTakenBack()
{
    Desk desk;
    QVERIFY(desk.ready);
    desk.key(Qt::Key_F);
    QCOMPARE(desk.now(43).verdict, std::optional(IncidentVerdict::False));
    QTRY_VERIFY(desk.page().detail().state().contains(QStringLiteral("false alarm")));
    desk.key(Qt::Key_T);
    QCOMPARE(desk.now(43).verdict, std::optional(IncidentVerdict::True));
    QTRY_VERIFY(desk.page().detail().state().contains(QStringLiteral("true alarm")));
    desk.key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(desk.now(43).verdict, std::optional(IncidentVerdict::False));
}

void TestIncidentPage::aKnownCauseAsksForItsReason()
{
    Desk desk;
    QVERIFY(desk.ready);
    desk.key(Qt::Key_C);
    desk.type(QStringLiteral("load test"));
    QTest::keyClick(desk.panel().editor().field(), Qt::Key_Enter);
    QCOMPARE(desk.now(43).verdict, std::optional(IncidentVerdict::KnownCause));
    QCOMPARE(desk.trail(43).back().detail, std::string("known_cause: load test"));
    QTRY_VERIFY(desk.page()
                    .detail()
                    .cardText(QStringLiteral("cost"))
                    .contains(QStringLiteral("load test")));
}

void TestIncidentPage::aNoteIsSeenInTheTrail()
{
    Desk desk;
    QVERIFY(desk.ready);
    desk.key(Qt::Key_N);
    QTest::keyClick(desk.panel().editor().field(), Qt::Key_Return); // an empty note is none
    QVERIFY(desk.panel().editor().isVisible());
    desk.type(QStringLiteral("<b>issuer</b> calls back"));
    QTest::keyClick(desk.panel().editor().field(), Qt::Key_Return);
    QTRY_VERIFY(desk.page()
                    .detail()
                    .cardText(QStringLiteral("trail"))
                    .contains(QStringLiteral("notes: <b>issuer</b> calls back")));
}

void TestIncidentPage::severalAreChosenByKeys()
{
    Desk desk;
    QVERIFY(desk.ready);
    desk.key(Qt::Key_J, Qt::ShiftModifier);
    QCOMPARE(desk.panel().chosen().size(), std::size_t{2});
    desk.key(Qt::Key_J, Qt::ShiftModifier);
    QCOMPARE(desk.panel().chosen().size(), std::size_t{3});
    desk.key(Qt::Key_K, Qt::ShiftModifier); // lets go of the last
    QCOMPARE(desk.panel().chosen().size(), std::size_t{2});
    desk.key(Qt::Key_T);
    QCOMPARE(desk.now(43).verdict, std::optional(IncidentVerdict::True));
    QCOMPARE(desk.now(42).verdict, std::optional(IncidentVerdict::True));
    QVERIFY(!desk.now(41).verdict);
    desk.key(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(desk.panel().chosen().size(), std::size_t{3});
    desk.key(Qt::Key_J);
    QCOMPARE(desk.panel().chosen().size(), std::size_t{1});
}

void TestIncidentPage::theSlashFilters()
{
    const Desk desk;
    QVERIFY(desk.ready);
    desk.key(Qt::Key_Slash);
    QLineEdit* field = desk.panel().filterField();
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("no data"));
    QTRY_COMPARE(desk.current(), 41);
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(desk.panel().list()->hasFocus());
    desk.key(Qt::Key_Slash);
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(field->text().isEmpty());
    QCOMPARE(desk.panel().list()->filter().rowCount(), 3);
    QCOMPARE(desk.current(), 41); // what was chosen stays chosen
}

void TestIncidentPage::lettersAreQuietWhileTyping()
{
    const Desk desk;
    QVERIFY(desk.ready);
    desk.key(Qt::Key_Slash);
    QTest::keyClicks(desk.panel().filterField(), QStringLiteral("atfcsnxjk0+-/"));
    QCOMPARE(desk.panel().filterField()->text(), QStringLiteral("atfcsnxjk0+-/"));
    QVERIFY(desk.monitor.actions.empty());
    QVERIFY(!QApplication::activePopupWidget());
}

void TestIncidentPage::copiesAsText()
{
    const Desk desk;
    QVERIFY(desk.ready);
    desk.key(Qt::Key_J, Qt::ShiftModifier);
    desk.key(Qt::Key_C, Qt::ControlModifier);
    const QString text = QGuiApplication::clipboard()->text();
    QVERIFY(text.startsWith(QStringLiteral("Incident 43: reversed")));
    QVERIFY(text.contains(QStringLiteral("Incident 42: denied")));
    QVERIFY(text.contains(QStringLiteral("(17:31 UTC)")));
}

void TestIncidentPage::deliveriesAreShownWithTheirOutcome()
{
    Desk desk;
    WriteUnit unit;
    OutboxEntry entry;
    entry.channel = "mail";
    entry.recipient = "noc@example.com";
    entry.message.key = "a";
    entry.message.thread = "incident-43-20250712T1731Z";
    entry.created = Instant{test::usualStorm() + minutes{2}};
    entry.state = DeliveryState::Sent;
    entry.attempts = 1;
    unit.outbox.push_back(entry);
    entry.message.key = "b";
    entry.recipient = "night@example.com";
    entry.state = DeliveryState::Failed;
    entry.attempts = 3;
    entry.lastError = "550 no such user";
    unit.outbox.push_back(entry);
    QVERIFY(desk.monitor.stored().write(unit).has_value());
    desk.page().refresh(IncidentId{43});
    QTRY_COMPARE(desk.page().detail().cardText(QStringLiteral("told")),
                 QStringLiteral("14:33 mail · noc@example.com\t✓ sent\n"
                                "14:33 mail · night@example.com\t▲ given up\n"
                                "3 attempts: 550 no such user"));
}

void TestIncidentPage::explainFoldsAndUnfolds()
{
    const Desk desk;
    QVERIFY(desk.ready);
    const auto why = [&] {
        const auto cards = desk.page().detail().findChildren<QWidget*>();
        return std::any_of(cards.begin(), cards.end(), [](const QWidget* w) {
            return w->isVisible() &&
                   QLatin1String(w->metaObject()->className()) == QLatin1String("vigia::WhyCard");
        });
    };
    QTRY_VERIFY(why());
    desk.key(Qt::Key_X);
    QVERIFY(!why());
    desk.key(Qt::Key_X);
    QVERIFY(why());
}

void TestIncidentPage::hundredsOfIncidents()
{
    const Desk desk{crowded(300)};
    QVERIFY(desk.ready);
    QTRY_COMPARE(desk.panel().list()->filter().rowCount(), 303);
    for (int i = 0; i < 200; ++i)
        desk.key(Qt::Key_J);
    QTRY_VERIFY(desk.page().detail().report() &&
                int(desk.page().detail().report()->incident.id) == desk.current());
    desk.key(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(desk.panel().chosen().size(), std::size_t{303});
}

void TestIncidentPage::filtersReturnAfterARestart()
{
    {
        const Desk desk;
        QVERIFY(desk.ready);
        desk.panel().filterField()->setText(QStringLiteral("denied"));
        desk.window->saveState();
    }
    const Desk again;
    QCOMPARE(again.panel().filterField()->text(), QStringLiteral("denied"));
    again.panel().filterField()->clear();
    again.window->saveState();
}

void TestIncidentPage::everyControlHasAName()
{
    const Desk desk;
    QVERIFY(desk.ready);
    QTRY_VERIFY(desk.page().detail().report().has_value());
    QStringList nameless;
    for (const QWidget* widget : desk.page().findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() ||
            widget->objectName().startsWith(QLatin1String("qt_")) ||
            qobject_cast<const QAbstractScrollArea*>(widget->parent()))
            continue; // a viewport speaks as what scrolls in it
        QAccessibleInterface* face =
            QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
        if (face && face->text(QAccessible::Name).isEmpty())
            nameless << QLatin1String(widget->metaObject()->className());
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QLatin1Char(' '))));
}

void TestIncidentPage::triageKeysRestOnOtherPages()
{
    const Desk desk;
    QVERIFY(desk.ready);
    desk.window->findChild<QAction*>(QStringLiteral("page.checkout"))->trigger();
    for (const Qt::Key key : {Qt::Key_A, Qt::Key_T, Qt::Key_F, Qt::Key_N, Qt::Key_S})
        desk.key(key);
    QVERIFY(desk.monitor.actions.empty());
    QVERIFY(!QApplication::activePopupWidget());
}

QTEST_MAIN(TestIncidentPage)
#include "tst_incident_page.moc"
