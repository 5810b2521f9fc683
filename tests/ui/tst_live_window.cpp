// The window as an operator uses it: mouse and keys on the Live page, over a made-up afternoon.
// Runs offscreen and, where there is an X server, in a real window.
#include "tests/support/fake_monitor.h"
#include "ui/chart/chart_export.h"
#include "ui/chart/chart_items.h"
#include "ui/chart/status_chart.h"
#include "ui/chart/theme.h"
#include "ui/main_window.h"
#include "ui/models/live_data.h"
#include "ui/pages/live_page.h"
#include "ui/widgets/command_palette.h"
#include "ui/widgets/incident_delegate.h"
#include "ui/widgets/incident_panel.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/tile.h"
#include "ui/widgets/tile_strip.h"
#include "ui/widgets/wall_head.h"

#include <QAbstractItemView>
#include <QDropEvent>
#include <QLabel>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

#include <cmath>

using namespace vigia;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

// A window over eight hours of which the last 27 minutes are a storm.
struct Desk
{
    explicit Desk(bool empty = false)
        : storm(test::usualStorm())
        , end(storm + minutes{27})
        , monitor(empty ? test::Afternoon{} : test::makeAfternoon(end - hours{8}, storm, end))
        , clock(std::make_shared<test::FixedClock>(end + std::chrono::seconds{12}))
        , window(std::make_unique<MainWindow>(monitor, nullptr, clock))
    {
        window->resize(1366, 768);
        window->show();
        window->activateWindow();
        ready = QTest::qWaitForWindowActive(window.get());
        if (!empty)
            ready = ready && QTest::qWaitFor([this] {
                        return !page().charts().charts()[0]->linePoints().empty();
                    });
    }

    LivePage& page() const { return window->livePage(); }
    TimeAxisLink& axis() const { return page().axis(); }
    const StatusChart& chart(StatusId s) const { return *page().charts().charts()[index(s)]; }
    QWidget* plot(StatusId s) const { return chart(s).viewport(); }
    void key(Qt::Key k, Qt::KeyboardModifiers m = Qt::NoModifier) const
    {
        QTest::keyClick(window.get(), k, m);
    }
    void redraw() const { page().charts().drawNow(); }

    Minute storm;
    Minute end;
    test::FakeMonitor monitor;
    std::shared_ptr<test::FixedClock> clock;
    std::unique_ptr<MainWindow> window;
    bool ready = false;
};

// QTest::mouseMove() leaves the held button out.
void send(QWidget* to, QEvent::Type type, const QPointF& at, Qt::MouseButton button,
          Qt::MouseButtons held, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QMouseEvent event(type, at, to->mapToGlobal(at), button, held, modifiers);
    QApplication::sendEvent(to, &event);
}

void drag(QWidget* over, const QPointF& from, const QPointF& to,
          Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    send(over, QEvent::MouseButtonPress, from, Qt::LeftButton, Qt::LeftButton, modifiers);
    for (int step = 1; step <= 8; ++step)
        send(over, QEvent::MouseMove, from + (to - from) * step / 8.0, Qt::NoButton, Qt::LeftButton,
             modifiers);
    send(over, QEvent::MouseButtonRelease, to, Qt::LeftButton, Qt::NoButton, modifiers);
}

void wheel(QWidget* over, const QPointF& at, int notches)
{
    QWheelEvent event(at, over->mapToGlobal(at), {}, {0, notches * 120}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(over, &event);
}

QString write(const QTemporaryDir& dir, const QString& name, const QByteArray& content)
{
    QFile file(dir.filePath(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(content);
    return file.fileName();
}

void drop(QWidget* on, const QStringList& files)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& file : files)
        urls << QUrl::fromLocalFile(file);
    data.setUrls(urls);
    QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(on, &enter);
    if (!enter.isAccepted())
        return;
    QDropEvent dropped(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(on, &dropped);
}

} // namespace

class TestLiveWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theFirstLookShowsTheStorm();
    void theBudgetIsThatOfTheRulesInForce();
    void gapsAreHatchedAndNeverZero();
    void theWheelZoomsAroundThePointer();
    void draggingPansAndStopsFollowing();
    void shiftAndDragZoomsIntoAStretch();
    void keysMoveInTime();
    void digitsToggleStatuses();
    void keysAreQuietWhileTyping();
    void spaceStillPressesAButton();
    void newMinutesMoveAFollowedViewOnly();
    void manyChangesBetweenTwoTakesAreOneChange();
    void scrollingBackAsksTheStore();
    void yesterdayIsDrawnBeside();
    void incidentsByKeyboard();
    void acknowledgeInPlaceByMouse();
    void theCrosshairIsShared();
    void openingAFileByDropping();
    void aFileWithoutADateAsksForTheDay();
    void progressCanBeCancelled();
    void aRefusedFileSaysWhyInPlace();
    void anEmptyWindowSaysWhatToDo();
    void theTableTwinShowsTheSame();
    void aPictureOfTheWindowHasTheLines();
    void everyControlHasAName();
    void quietStatusesFoldWhereHeightIsShort();
    void theLogScaleKeepsZero();
    void commandsByAFewLetters();
    void matching_data();
    void matching();
    void chartsAsFiles();
    void theWallBoardIsLargeAndBare();
    void switchesReturnAfterARestart();
    void screenshots_data();
    void screenshots();

private:
    QTemporaryDir m_home;
};

void TestLiveWindow::initTestCase()
{
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home.path());
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    applyTheme(*qApp, ThemeChoice::Dark);
}

void TestLiveWindow::theFirstLookShowsTheStorm()
{
    const Desk desk;
    QVERIFY(desk.ready);
    QVERIFY(desk.axis().following());
    QCOMPARE(desk.axis().span(), 180.0);

    const auto tiles = desk.page().tiles().tiles();
    QCOMPARE(tiles.size(), std::size_t(10));
    QCOMPARE(tiles[0]->text().label, QStringLiteral("Approval rate"));
    QVERIFY(tiles[0]->text().alarm.has_value());
    QCOMPARE(tiles[4]->text().label, QStringLiteral("reversed"));
    QVERIFY(tiles[4]->text().alarm == Severity::Critical);
    QVERIFY(!tiles[3]->text().alarm.has_value());          // failed is calm
    QCOMPARE(tiles[9]->text().value, QStringLiteral("2")); // alarms since 14:00

    const MarksItem& marks = desk.chart(StatusId::Reversed).marks();
    QVERIFY(marks.marks().size() > 10);
    QVERIFY(desk.chart(StatusId::Failed).marks().marks().empty());
    QVERIFY(!desk.chart(StatusId::Approved).band().columns().isEmpty());
    // The open incident reaches to the right edge in every chart, also in a calm one.
    const auto& shades = desk.chart(StatusId::Failed).backdrop().shades();
    QVERIFY(std::any_of(shades.begin(), shades.end(), [&](const BackdropItem::Shade& s) {
        return s.severity == Severity::Critical && s.startsHere &&
               std::abs(s.to - desk.chart(StatusId::Failed).xOf(desk.axis().to())) < 1.5;
    }));
    QVERIFY(desk.page().incidents().current()->severity == Severity::Critical);
}

void TestLiveWindow::theBudgetIsThatOfTheRulesInForce()
{
    Desk desk;
    const auto budget = [&] {
        QStringList found;
        for (const Tile* tile : desk.page().tiles().tiles()) {
            if (tile->text().label == QStringLiteral("Alarms this shift"))
                found << tile->text().trend;
        }
        return found.join(QLatin1Char('|'));
    };
    QTRY_COMPARE(budget(), QStringLiteral("budget 1 a day"));
    RuleSet rules = rulesOf(desk.monitor.config());
    rules.detection.falseAlarmsPerDay = 4;
    desk.monitor.saveElsewhere(rules, "Ana", "more");
    QCOMPARE(budget(), QStringLiteral("budget 4 a day"));
}

void TestLiveWindow::gapsAreHatchedAndNeverZero()
{
    const Desk desk;
    QVERIFY(desk.ready);
    // Five silent minutes from 11:52 and one at 14:55.
    const StatusChart& chart = desk.chart(StatusId::Approved);
    desk.axis().setSpan(300);
    desk.redraw();
    QCOMPARE(chart.backdrop().gaps().size(), 2);
    const double gap = double(toEpochMinutes(desk.storm - minutes{159}));
    QCOMPARE(chart.backdrop().gaps()[0].left(), chart.xOf(gap - 0.5));
    QCOMPARE(chart.backdrop().gaps()[0].right(), chart.xOf(gap + 4.5));
    for (const QPointF& p : chart.linePoints())
        QVERIFY(p.x() < gap - 0.5 || p.x() > gap + 4.5);
}

void TestLiveWindow::theWheelZoomsAroundThePointer()
{
    const Desk desk;
    QVERIFY(desk.ready);
    desk.axis().hold();
    QWidget* plot = desk.plot(StatusId::Denied);
    const QPointF at(plot->width() / 3.0, plot->height() / 2.0);
    const double before = desk.chart(StatusId::Denied).minuteAt(at.x());
    wheel(plot, at, 2);
    QVERIFY(std::abs(desk.axis().span() - 180 / (1.25 * 1.25)) < 1e-9);
    QVERIFY(std::abs(desk.chart(StatusId::Denied).minuteAt(at.x()) - before) < 1e-6);
    wheel(plot, at, -2);
    QVERIFY(std::abs(desk.axis().span() - 180) < 1e-9);
}

void TestLiveWindow::draggingPansAndStopsFollowing()
{
    const Desk desk;
    QVERIFY(desk.ready);
    QWidget* plot = desk.plot(StatusId::Reversed);
    const double before = desk.axis().from();
    const double grabbed = desk.chart(StatusId::Reversed).minuteAt(300);
    drag(plot, {300, 20}, {460, 20});
    QVERIFY(desk.axis().from() < before);
    QVERIFY(!desk.axis().following());
    // What was grabbed is still under the pointer.
    QVERIFY(std::abs(desk.chart(StatusId::Reversed).minuteAt(460) - grabbed) < 1e-6);
    desk.key(Qt::Key_0);
    QVERIFY(desk.axis().following());
    QCOMPARE(desk.axis().from(), before);
}

void TestLiveWindow::shiftAndDragZoomsIntoAStretch()
{
    const Desk desk;
    QVERIFY(desk.ready);
    const StatusChart& chart = desk.chart(StatusId::Approved);
    const double from = chart.minuteAt(400);
    const double to = chart.minuteAt(600);
    drag(desk.plot(StatusId::Approved), {600, 20}, {400, 20}, Qt::ShiftModifier);
    QVERIFY(std::abs(desk.axis().from() - from) < 1e-6);
    QVERIFY(std::abs(desk.axis().to() - to) < 1e-6);
    QVERIFY(!desk.axis().following());
}

void TestLiveWindow::keysMoveInTime()
{
    const Desk desk;
    QVERIFY(desk.ready);
    const double newest = desk.axis().to();
    desk.key(Qt::Key_Left);
    QCOMPARE(desk.axis().to(), newest - 30);
    desk.key(Qt::Key_Right);
    QVERIFY(desk.axis().following());
    desk.key(Qt::Key_Plus);
    QCOMPARE(desk.axis().span(), 120.0);
    desk.key(Qt::Key_Minus);
    desk.key(Qt::Key_Minus);
    QCOMPARE(desk.axis().span(), 270.0);
    desk.key(Qt::Key_Space);
    QVERIFY(!desk.axis().following());
    desk.key(Qt::Key_Space);
    QVERIFY(desk.axis().following());
}

void TestLiveWindow::digitsToggleStatuses()
{
    const Desk desk;
    QVERIFY(desk.ready);
    desk.key(Qt::Key_2);
    QVERIFY(!desk.page().charts().isStatusVisible(StatusId::Denied));
    QVERIFY(!desk.chart(StatusId::Denied).isVisible());
    QVERIFY(desk.chart(StatusId::Failed).isVisible());
    desk.key(Qt::Key_2);
    QVERIFY(desk.chart(StatusId::Denied).isVisible());
    QTest::mouseDClick(desk.plot(StatusId::Failed), Qt::LeftButton);
    QVERIFY(desk.chart(StatusId::Failed).isVisible());
    QVERIFY(!desk.chart(StatusId::Approved).isVisible());
    QTest::mouseDClick(desk.plot(StatusId::Failed), Qt::LeftButton);
    QVERIFY(desk.chart(StatusId::Approved).isVisible());
}

void TestLiveWindow::keysAreQuietWhileTyping()
{
    const Desk desk;
    QVERIFY(desk.ready);
    auto* field = new QLineEdit(&desk.page());
    field->show();
    field->setFocus();
    QTest::keyClicks(field, QStringLiteral("2ajy 0"));
    QCOMPARE(field->text(), QStringLiteral("2ajy 0"));
    QVERIFY(desk.page().charts().isStatusVisible(StatusId::Denied));
    QVERIFY(desk.monitor.acknowledged.empty());
    QCOMPARE(desk.page().charts().overlay(), Overlay::None);
}

void TestLiveWindow::spaceStillPressesAButton()
{
    const Desk desk;
    QVERIFY(desk.ready);
    QPushButton button(QStringLiteral("press"), &desk.page());
    QSignalSpy clicked(&button, &QPushButton::clicked);
    button.show();
    button.setFocus();
    QTest::keyClick(&button, Qt::Key_Space);
    QCOMPARE(clicked.size(), 1);
    QVERIFY(desk.axis().following());
}

void TestLiveWindow::newMinutesMoveAFollowedViewOnly()
{
    Desk desk;
    QVERIFY(desk.ready);
    const double before = desk.axis().to();
    LiveMinute next;
    next.time = desk.end;
    next.counts.assign(kKnownStatuses, 77);
    LiveDelta delta;
    delta.minutes = {next};
    desk.monitor.post(delta);
    QTRY_COMPARE(desk.axis().to(), before + 1);
    desk.redraw();
    QCOMPARE(desk.chart(StatusId::Approved).linePoints().back(),
             QPointF(double(toEpochMinutes(desk.end)), 77));

    desk.axis().hold();
    delta.minutes[0].time += minutes{1};
    desk.monitor.post(delta);
    QTRY_COMPARE(desk.window->data().series().end(), desk.end + minutes{2});
    QCOMPARE(desk.axis().to(), before + 1);
}

void TestLiveWindow::manyChangesBetweenTwoTakesAreOneChange()
{
    Desk desk;
    QVERIFY(desk.ready);
    QTest::qWait(0);
    QSignalSpy changed(&desk.window->data().series(), &SeriesModel::minutesChanged);
    for (std::uint64_t i = 1; i <= 1000; ++i) {
        LiveDelta delta;
        LiveMinute m;
        m.time = desk.end;
        m.counts.assign(kKnownStatuses, i);
        delta.minutes = {m};
        desk.monitor.feed().push(std::move(delta));
    }
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(desk.window->data().series().countAt(StatusId::Approved, desk.end), 1000.0);
}

void TestLiveWindow::scrollingBackAsksTheStore()
{
    Desk desk;
    QVERIFY(desk.ready);
    // Thirty hours are stored; the first look reads 24.
    test::FakeMonitor monitor(test::makeAfternoon(desk.end - hours{30}, desk.storm, desk.end));
    MainWindow window(monitor, nullptr, desk.clock);
    window.resize(1366, 768);
    window.show();
    QTRY_VERIFY(!window.data().series().isEmpty());
    QCOMPARE(monitor.loads.size(), std::size_t(1));
    QCOMPARE(monitor.loads[0], (MinuteRange{desk.end - hours{24}, desk.end}));
    QCOMPARE(window.data().series().first(), desk.end - hours{24});
    window.livePage().axis().show(double(toEpochMinutes(desk.end - hours{28})),
                                  double(toEpochMinutes(desk.end - hours{27})));
    QTRY_COMPARE(window.data().series().first(), desk.end - hours{30});
    QVERIFY(monitor.loads.size() == 2);

    monitor.failLoads({ErrorCode::Unavailable, "the database is away"});
    MainWindow broken(monitor, nullptr, desk.clock);
    broken.show();
    QTRY_COMPARE(broken.notice().details(), QStringLiteral("the database is away"));
}

void TestLiveWindow::yesterdayIsDrawnBeside()
{
    Desk desk;
    QVERIFY(desk.ready);
    test::FakeMonitor monitor(test::makeAfternoon(desk.end - hours{30}, desk.storm, desk.end));
    MainWindow window(monitor, nullptr, desk.clock);
    window.resize(1366, 768);
    window.show();
    QTRY_VERIFY(!window.data().series().isEmpty());
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_Y);
    QCOMPARE(window.livePage().charts().overlay(), Overlay::Yesterday);
    QTRY_COMPARE(window.data().series().first(), desk.end - hours{30});
    QTest::keyClick(&window, Qt::Key_L);
    QCOMPARE(window.livePage().charts().overlay(), Overlay::LastWeek);
    QTest::keyClick(&window, Qt::Key_L);
    QCOMPARE(window.livePage().charts().overlay(), Overlay::None);
}

void TestLiveWindow::incidentsByKeyboard()
{
    Desk desk;
    QVERIFY(desk.ready);
    const IncidentPanel& panel = desk.page().incidents();
    QCOMPARE(panel.current()->id, IncidentId{43});
    desk.key(Qt::Key_J);
    QCOMPARE(panel.current()->id, IncidentId{42});
    desk.key(Qt::Key_A); // acknowledged already
    QVERIFY(desk.monitor.acknowledged.empty());
    desk.key(Qt::Key_K);
    desk.key(Qt::Key_A);
    QCOMPARE(desk.monitor.acknowledged.size(), std::size_t(1));
    QCOMPARE(desk.monitor.acknowledged[0].first, IncidentId{43});
    QTRY_VERIFY(desk.window->data().incidents().incidents()[0].state ==
                IncidentState::Acknowledged);
    desk.key(Qt::Key_Return, Qt::ShiftModifier);
    QVERIFY(desk.axis().from() < double(toEpochMinutes(desk.storm)));
    QVERIFY(!desk.axis().following());
}

void TestLiveWindow::acknowledgeInPlaceByMouse()
{
    Desk desk;
    QVERIFY(desk.ready);
    QListView* list = desk.page().incidents().list();
    const QModelIndex first = list->model()->index(0, 0);
    const auto* delegate = qobject_cast<IncidentDelegate*>(list->itemDelegate());
    const QRectF button = delegate->acknowledgeRect(list->visualRect(first), first);
    QVERIFY(!button.isEmpty());
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, button.center().toPoint());
    QCOMPARE(desk.monitor.acknowledged.size(), std::size_t(1));
    QTRY_VERIFY(delegate->acknowledgeRect(list->visualRect(first), first).isEmpty());
}

void TestLiveWindow::theCrosshairIsShared()
{
    const Desk desk;
    QVERIFY(desk.ready);
    const StatusChart& chart = desk.chart(StatusId::Reversed);
    const double x = chart.xOf(double(toEpochMinutes(desk.end - minutes{13})));
    send(desk.plot(StatusId::Reversed), QEvent::MouseMove, {x, 20}, Qt::NoButton, Qt::NoButton);
    QCOMPARE(desk.axis().crosshair(), std::optional(desk.end - minutes{13}));
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(const_cast<StatusChart*>(&chart), &leave);
    QCOMPARE(desk.axis().crosshair(), std::nullopt);
}

void TestLiveWindow::openingAFileByDropping()
{
    Desk desk;
    QVERIFY(desk.ready);
    const QTemporaryDir dir;
    const QString file =
        write(dir, QStringLiteral("day.csv"), "time,status,count\n2025-07-12T16:45:00Z,denied,1\n");
    drop(desk.window.get(), {file});
    QCOMPARE(desk.monitor.imports.size(), std::size_t(1));
    QCOMPARE(desk.monitor.imports[0].first, QStringList{file});
    QCOMPARE(desk.monitor.imports[0].second, QString());
    QMimeData text;
    text.setText(QStringLiteral("not a file"));
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &text, Qt::LeftButton, Qt::NoModifier);
    enter.ignore();
    QApplication::sendEvent(desk.window.get(), &enter);
    QVERIFY(!enter.isAccepted());
}

void TestLiveWindow::aFileWithoutADateAsksForTheDay()
{
    Desk desk;
    QVERIFY(desk.ready);
    const QTemporaryDir dir;
    const QString file = write(dir, QStringLiteral("transactions_1.csv"),
                               "time,status,f0_\r\n00h 00,approved,9\r\n");
    drop(desk.window.get(), {file});
    QVERIFY(desk.monitor.imports.empty());
    NoticeBar& notice = desk.window->notice();
    QVERIFY(notice.headline().contains(QStringLiteral("transactions_1.csv")));
    auto* day = notice.findChild<QDateEdit*>();
    QVERIFY(day->isVisible());
    day->setDate(QDate(2025, 7, 12));
    for (auto* button : notice.findChildren<QPushButton*>()) {
        if (button->text() == QStringLiteral("Import"))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(desk.monitor.imports.size(), std::size_t(1));
    QCOMPARE(desk.monitor.imports[0].second, QStringLiteral("2025-07-12"));
}

void TestLiveWindow::progressCanBeCancelled()
{
    Desk desk;
    QVERIFY(desk.ready);
    NoticeBar& notice = desk.window->notice();
    emit desk.monitor.importProgressed(
        {QStringLiteral("/data/year.csv"), 25'000'000, 100'000'000, 900'000});
    auto* bar = notice.findChild<QProgressBar*>();
    QVERIFY(bar->isVisible());
    QCOMPARE(bar->value(), 250);
    QVERIFY(notice.headline().contains(QStringLiteral("year.csv")));
    for (auto* button : notice.findChildren<QPushButton*>()) {
        if (button->isVisible())
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(desk.monitor.cancelled, 1);
    ImportOutcome outcome;
    outcome.file = QStringLiteral("/data/year.csv");
    outcome.cancelled = true;
    emit desk.monitor.importFinished(outcome);
    QVERIFY(!bar->isVisible());
    QVERIFY(notice.headline().contains(QStringLiteral("cancelled")));
}

void TestLiveWindow::aRefusedFileSaysWhyInPlace()
{
    Desk desk;
    QVERIFY(desk.ready);
    ImportOutcome outcome;
    outcome.file = QStringLiteral("/data/<b>bad<b>.csv");
    outcome.error = QStringLiteral("bad.csv:3:12: found \"<i>x</i>\", expected a count\n1 error");
    emit desk.monitor.importFinished(outcome);
    NoticeBar& notice = desk.window->notice();
    QVERIFY(notice.headline().contains(QStringLiteral("nothing has changed")));
    QVERIFY(notice.headline().contains(QStringLiteral("<b>bad<b>.csv"))); // as it is, not in bold
    QCOMPARE(notice.details(), outcome.error);
    for (const QLabel* label : notice.findChildren<QLabel*>()) {
        if (!label->text().isEmpty() && label->text().size() > 1)
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    desk.key(Qt::Key_Escape);
    QCOMPARE(notice.headline(), QString());
}

void TestLiveWindow::anEmptyWindowSaysWhatToDo()
{
    Desk desk(true);
    QVERIFY(desk.ready);
    QSignalSpy demo(desk.window.get(), &MainWindow::demoRequested);
    QStringList texts;
    for (const QLabel* label : desk.window->findChildren<QLabel*>()) {
        if (label->isVisible())
            texts << label->text();
    }
    QVERIFY(texts.join(QLatin1Char('\n'))
                .contains(QStringLiteral("curl http://127.0.0.1:8000/transactions")));
    for (auto* button : desk.window->findChildren<QPushButton*>()) {
        if (button->isVisible() && button->text() == QStringLiteral("Start the demo"))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(demo.size(), 1);

    LiveDelta delta;
    LiveMinute m;
    m.time = desk.end;
    m.counts.assign(kKnownStatuses, 5);
    delta.minutes = {m};
    desk.monitor.post(delta);
    QTRY_VERIFY(desk.page().charts().isVisible());
}

void TestLiveWindow::theTableTwinShowsTheSame()
{
    const Desk desk;
    QVERIFY(desk.ready);
    desk.key(Qt::Key_T, Qt::ControlModifier);
    QVERIFY(desk.page().isTableShown());
    const auto* table = desk.page().findChild<QTableView*>();
    QVERIFY(table->isVisible());
    QCOMPARE(table->model()->rowCount(), 8 * 60);
    desk.key(Qt::Key_T, Qt::ControlModifier);
    QVERIFY(!desk.page().isTableShown());
    // Unseen it follows no minute, which would be measured with weeks of others.
    QVERIFY(!table->model() || table->model()->rowCount() == 0);
}

// What is seen, not what the items hold: the colour of its status all along each chart.
void TestLiveWindow::aPictureOfTheWindowHasTheLines()
{
    const Desk desk;
    QVERIFY(desk.ready);
    const QImage seen = desk.window->grab().toImage().convertToFormat(QImage::Format_RGB32);
    for (StatusChart* chart : desk.page().charts().charts()) {
        const QRgb line = theme().line(chart->status()).rgb();
        const QPoint at = chart->mapTo(desk.window.get(), QPoint(0, 0));
        int columns = 0;
        for (int x = 0; x < chart->width(); ++x) {
            for (int y = 0; y < chart->height(); ++y) {
                const QRgb pixel = seen.pixel(at + QPoint(x, y));
                if (std::abs(qRed(pixel) - qRed(line)) + std::abs(qGreen(pixel) - qGreen(line)) +
                        std::abs(qBlue(pixel) - qBlue(line)) <
                    60) {
                    ++columns;
                    break;
                }
            }
        }
        QVERIFY2(columns > chart->width() / 3, qPrintable(chart->accessibleName()));
    }
}

void TestLiveWindow::everyControlHasAName()
{
    const Desk desk;
    QVERIFY(desk.ready);
    QStringList nameless;
    for (QWidget* widget : desk.window->findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus)
            continue;
        QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget);
        if (face && face->text(QAccessible::Name).isEmpty() &&
            !qobject_cast<QAbstractScrollArea*>(widget->parentWidget()))
            nameless << QString::fromLatin1(widget->metaObject()->className());
    }
    QCOMPARE(nameless, QStringList{});
}

void TestLiveWindow::quietStatusesFoldWhereHeightIsShort()
{
    const Desk desk;
    QVERIFY(desk.ready);
    desk.window->resize(1366, 560);
    QTRY_COMPARE(desk.window->height(), 560);
    int bottom = 0;
    int folded = 0;
    for (const StatusChart* chart : desk.page().charts().charts()) {
        QVERIFY(chart->y() >= bottom); // none covers another
        bottom = chart->y() + chart->height();
        folded += chart->height() < 58;
    }
    QVERIFY(bottom <= desk.page().charts().height());
    QVERIFY(folded > 0);
    QVERIFY(desk.chart(StatusId::Approved).height() >= 58); // what burns stays open
    QVERIFY(desk.chart(StatusId::Failed).height() < 58);
}

void TestLiveWindow::theLogScaleKeepsZero()
{
    const Desk desk;
    QVERIFY(desk.ready);
    const StatusChart& chart = desk.chart(StatusId::Approved);
    const auto linear = chart.linePoints();
    desk.key(Qt::Key_G);
    desk.redraw();
    const auto logarithmic = chart.linePoints();
    QCOMPARE(logarithmic.size(), linear.size());
    for (std::size_t i = 0; i < linear.size(); ++i)
        QVERIFY(std::abs(logarithmic[i].y() - linear[i].y()) < 1e-6 * (1 + linear[i].y()));
    desk.key(Qt::Key_G);
}

void TestLiveWindow::commandsByAFewLetters()
{
    const Desk desk;
    QVERIFY(desk.ready);
    desk.key(Qt::Key_K, Qt::ControlModifier);
    auto* palette = desk.window->findChild<CommandPalette*>();
    QVERIFY(palette->isVisible());
    auto* field = palette->findChild<QLineEdit*>();
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("last we"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(!palette->isVisible());
    QCOMPARE(desk.page().charts().overlay(), Overlay::LastWeek);
    desk.key(Qt::Key_K, Qt::ControlModifier);
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!palette->isVisible());
}

void TestLiveWindow::matching_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("score");
    QTest::newRow("nothing typed lists all") << ""
                                             << "Zoom in" << 1;
    QTest::newRow("the beginning") << "zo"
                                   << "Zoom in" << 4;
    QTest::newRow("the beginning of a word") << "yes"
                                             << "Compare with yesterday" << 3;
    QTest::newRow("within a word") << "ster"
                                   << "Compare with yesterday" << 2;
    QTest::newRow("letters in order") << "cwy"
                                      << "Compare with yesterday" << 1;
    QTest::newRow("letters out of order") << "ywc"
                                          << "Compare with yesterday" << 0;
}

void TestLiveWindow::matching()
{
    QFETCH(QString, typed);
    QFETCH(QString, name);
    QFETCH(int, score);
    QCOMPARE(CommandPalette::match(typed, name), score);
}

void TestLiveWindow::chartsAsFiles()
{
    const Desk desk;
    QVERIFY(desk.ready);
    const QTemporaryDir dir;
    const QString png = dir.filePath(QStringLiteral("charts.png"));
    QVERIFY(savePng(desk.page().charts(), png));
    QCOMPARE(QImage(png).deviceIndependentSize().toSize(), desk.page().charts().size());
    const QString svg = dir.filePath(QStringLiteral("charts.svg"));
    QVERIFY(saveSvg(desk.page().charts(), svg));
    QFile drawn(svg);
    QVERIFY(drawn.open(QIODevice::ReadOnly));
    const QByteArray shapes = drawn.readAll();
    QVERIFY(shapes.contains("backend_reversed")); // text, not a picture of text
    QVERIFY(!shapes.contains("<image"));

    // The last two minutes but the gap at 14:55: what was made, read back.
    const QString csv = dir.filePath(QStringLiteral("numbers.csv"));
    QVERIFY(
        saveCsv(desk.window->data().series(), {desk.end - minutes{3}, desk.end - minutes{1}}, csv));
    QFile numbers(csv);
    QVERIFY(numbers.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = numbers.readAll().split('\n');
    QCOMPARE(lines.size(), 1 + 7 + 1);
    QCOMPARE(lines[0], QByteArray("time,status,count\r"));
    const double reversed =
        desk.window->data().series().countAt(StatusId::Reversed, desk.end - minutes{2});
    QCOMPARE(lines[4], "2025-07-12T17:56:00Z,reversed," + QByteArray::number(reversed) + "\r");
    const auto refused =
        saveCsv(desk.window->data().series(), {}, dir.filePath(QStringLiteral("no/x.csv")));
    QVERIFY(!refused && refused.error().code == ErrorCode::Unavailable);
}

void TestLiveWindow::theWallBoardIsLargeAndBare()
{
    const Desk desk;
    QVERIFY(desk.ready);
    const int before = desk.page().tiles().tiles()[0]->height();
    desk.key(Qt::Key_F11);
    QVERIFY(desk.window->isFullScreen());
    QVERIFY(desk.page().wallHead().isVisible());
    QVERIFY(!desk.page().incidents().isVisible());
    QTRY_VERIFY(desk.page().tiles().tiles()[0]->height() > before);
    desk.key(Qt::Key_F11);
    QVERIFY(!desk.window->isFullScreen());
    QVERIFY(desk.page().incidents().isVisible());
    QTRY_COMPARE(desk.page().tiles().tiles()[0]->height(), before);
}

void TestLiveWindow::switchesReturnAfterARestart()
{
    {
        const Desk desk;
        QVERIFY(desk.ready);
        desk.key(Qt::Key_3);
        desk.key(Qt::Key_Y);
        desk.axis().setSpan(360);
        desk.window->close();
    }
    {
        const Desk desk;
        QVERIFY(desk.ready);
        QVERIFY(!desk.page().charts().isStatusVisible(StatusId::Failed));
        QVERIFY(desk.page().charts().isStatusVisible(StatusId::Denied));
        QCOMPARE(desk.page().charts().overlay(), Overlay::Yesterday);
        QCOMPARE(desk.axis().span(), 360.0);
        desk.key(Qt::Key_3);
        desk.key(Qt::Key_Y);
        desk.axis().setSpan(180);
        desk.window->close();
    }
}

void TestLiveWindow::screenshots_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("dark");
    QTest::newRow("1366x768 dark") << QSize(1366, 768) << true;
    QTest::newRow("1366x768 light") << QSize(1366, 768) << false;
    QTest::newRow("1920x1080 dark") << QSize(1920, 1080) << true;
    QTest::newRow("2560x1440 light") << QSize(2560, 1440) << false;
}

void TestLiveWindow::screenshots()
{
    QFETCH(QSize, size);
    QFETCH(bool, dark);
    applyTheme(*qApp, dark ? ThemeChoice::Dark : ThemeChoice::Light);
    const Desk desk;
    QVERIFY(desk.ready);
    desk.window->resize(size);
    QTRY_COMPARE(desk.window->size(), size);
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("live.png"));
    QVERIFY(desk.window->saveScreenshot(path));
    const QImage image(path);
    QCOMPARE(image.deviceIndependentSize().toSize(), size);
    QCOMPARE(image.pixelColor(2, image.height() / 2), theme().ground);
    const auto refused = desk.window->saveScreenshot(dir.filePath(QStringLiteral("no/where.png")));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Unavailable);
    QVERIFY(refused.error().message.find("no/where.png") != std::string::npos);
}

QTEST_MAIN(TestLiveWindow)
#include "tst_live_window.moc"
