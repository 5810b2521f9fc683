// The hand-over dialog and "since you left", worked as an operator does.
#include "core/runtime/shift_report.h"
#include "tests/support/fake_monitor.h"
#include "ui/language.h"
#include "ui/main_window.h"
#include "ui/models/handover_paper.h"
#include "ui/models/live_data.h"
#include "ui/pages/incident_page.h"
#include "ui/widgets/away_strip.h"
#include "ui/widgets/handover_dialog.h"
#include "ui/widgets/incident_panel.h"

#include <QClipboard>
#include <QComboBox>
#include <QLocale>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>

using namespace vigia;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const Minute kEnd = test::usualStorm() + minutes{27};

test::Afternoon afternoon()
{
    return test::makeAfternoon(kEnd - hours{10}, test::usualStorm(), kEnd);
}

struct Desk
{
    explicit Desk(test::Afternoon stored = afternoon())
        : monitor(std::move(stored))
        , clock(std::make_shared<test::FixedClock>(kEnd + seconds{12}))
        , window(std::make_unique<MainWindow>(monitor, nullptr, clock))
    {
        window->resize(1366, 768);
        window->show();
        window->activateWindow();
        ready = QTest::qWaitForWindowActive(window.get()) &&
                QTest::qWaitFor([this] { return !window->data().loading(); });
    }

    HandoverDialog* open() const
    {
        QTest::keyClick(window.get(), Qt::Key_H, Qt::ControlModifier);
        return shown();
    }
    HandoverDialog* shown() const
    {
        auto* dialog = window->findChild<HandoverDialog*>();
        const bool filled = dialog && QTest::qWaitFor([dialog] { return !dialog->loading(); });
        return filled ? dialog : nullptr;
    }
    // The feed has been taken.
    bool settle() const
    {
        QTest::qWait(250);
        return true;
    }
    Incident incident(int id, IncidentState state, Severity severity) const
    {
        Incident i;
        i.id = IncidentId{id};
        i.state = state;
        i.severity = severity;
        i.start = i.opened = i.lastAbnormal = kEnd;
        if (state == IncidentState::Resolved)
            i.end = kEnd + minutes{3};
        i.statuses = {StatusId::Denied};
        i.peak.status = StatusId::Denied;
        return i;
    }

    test::FakeMonitor monitor;
    std::shared_ptr<test::FixedClock> clock;
    std::unique_ptr<MainWindow> window;
    bool ready = false;
};

} // namespace

class TestHandover : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;

private slots:
    void initTestCase()
    {
        applyLanguage(QStringLiteral("en"));
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home.path());
    }
    void oneKeyShowsTheShift();
    void anotherLengthIsAnotherShift();
    void savesTheThreeForms();
    void whatCannotBeWrittenIsSaid();
    void copyingRemembersTheHandover();
    void anEmptyStoreIsNoTrouble();
    void saysWhatHappenedWhileNobodyWasThere();
    void aShortPauseIsNoAbsence();
    void nothingNewIsNotWorthAWord();
    void leadsToTheFirst();
    void anInactiveWindowCountsAsLeft();
};

void TestHandover::oneKeyShowsTheShift()
{
    const Desk desk;
    QVERIFY(desk.ready);
    HandoverDialog* dialog = desk.open();
    QVERIFY(dialog && dialog->handover());
    QCOMPARE(dialog->handover()->shift, (MinuteRange{kEnd - hours{8}, kEnd}));
    QCOMPARE(dialog->handover()->incidents.size(), std::size_t{3});
    const QString text = dialog->findChild<QTextBrowser*>()->toPlainText();
    QVERIFY(text.contains(QStringLiteral("Shift hand-over")));
    QVERIFY(text.contains(QStringLiteral("Incident 43: REVERSED spike, Critical")));
    QVERIFY(text.contains(QStringLiteral("Minutes without any row: 6")));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!desk.window->findChild<HandoverDialog*>());
}

void TestHandover::anotherLengthIsAnotherShift()
{
    const Desk desk;
    HandoverDialog* dialog = desk.open();
    QVERIFY(dialog);
    dialog->shifts().setCurrentIndex(1);
    QTRY_VERIFY(!dialog->loading());
    QCOMPARE(dialog->handover()->shift, (MinuteRange{kEnd - hours{12}, kEnd}));
}

void TestHandover::savesTheThreeForms()
{
    const Desk desk;
    HandoverDialog* dialog = desk.open();
    QVERIFY(dialog);
    const QTemporaryDir dir;
    const auto saved = [&](const char* name) {
        const QString file = dir.filePath(QLatin1String(name));
        if (!dialog->save(file))
            return QByteArray();
        QFile in(file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    };
    QVERIFY(saved("shift.md").startsWith("# Shift hand-over\n"));
    const QByteArray html = saved("shift.html");
    QVERIFY(html.startsWith("<!DOCTYPE html>"));
    QVERIFY(html.contains("<svg ") && !html.contains("charts.svg"));
    const QByteArray pdf = saved("shift.pdf");
    QVERIFY(pdf.startsWith("%PDF-"));
    QVERIFY(pdf.contains("/Subtype /Image")); // the charts
    QVERIFY(pdf.count("/Type /Page\n") + pdf.count("/Type /Page ") >= 1);
}

void TestHandover::whatCannotBeWrittenIsSaid()
{
    Desk desk;
    HandoverDialog* dialog = desk.open();
    QVERIFY(dialog);
    const auto saved = dialog->save(QStringLiteral("/nowhere/at/all/shift.md"));
    QVERIFY(!saved);
    QVERIFY(saved.error().message.find("/nowhere/at/all/shift.md") != std::string::npos);
    QVERIFY(!lastHandover(desk.monitor.stored()).value());
}

void TestHandover::copyingRemembersTheHandover()
{
    Desk desk;
    HandoverDialog* dialog = desk.open();
    QVERIFY(dialog);
    dialog->copy();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("# Shift hand-over")));
    QTRY_COMPARE(lastHandover(desk.monitor.stored()).value(), std::optional(kEnd));
    dialog->reject();
    QTRY_VERIFY(!desk.window->findChild<HandoverDialog*>());
    desk.clock->set(kEnd + hours{1});
    // By the menu: without a window manager nobody gives the keys back to the window.
    desk.window->findChild<QAction*>(QStringLiteral("file.handover"))->trigger();
    dialog = desk.shown();
    QVERIFY(dialog);
    QVERIFY(dialog->shifts().currentText().startsWith(QStringLiteral("Since the last hand-over")));
    QCOMPARE(dialog->handover()->shift, (MinuteRange{kEnd, kEnd + hours{1}}));
}

void TestHandover::anEmptyStoreIsNoTrouble()
{
    const Desk desk{test::Afternoon{}};
    HandoverDialog* dialog = desk.open();
    QVERIFY(dialog && dialog->handover());
    QVERIFY(dialog->findChild<QTextBrowser*>()->toPlainText().contains(
        QStringLiteral("Nothing is stored.")));
}

void TestHandover::saysWhatHappenedWhileNobodyWasThere()
{
    Desk desk;
    QVERIFY(desk.ready);
    AwayStrip& strip = desk.window->awayStrip();
    strip.here();
    LiveDelta delta;
    delta.incidents = {desk.incident(50, IncidentState::Open, Severity::Warning),
                       desk.incident(51, IncidentState::Resolved, Severity::Critical)};
    LiveMinute minute;
    minute.counts.assign(kKnownStatuses, 3);
    minute.time = kEnd;
    delta.minutes.push_back(minute);
    minute.time = kEnd + minutes{4}; // three without data between
    delta.minutes.push_back(minute);
    desk.monitor.post(delta);
    QVERIFY(desk.settle());
    desk.clock->set(kEnd + minutes{9});
    QTest::keyClick(desk.window.get(), Qt::Key_Shift);
    QCOMPARE(strip.text(),
             QStringLiteral("2 new incidents, the worst ▲ critical; 1 resolved; 3 minutes "
                            "without data"));
    QVERIFY(strip.accessibleName().startsWith(QStringLiteral("Since you left, 8")));
    QTest::keyClick(desk.window.get(), Qt::Key_Escape);
    QVERIFY(strip.text().isEmpty());
    desk.clock->set(kEnd + minutes{19}); // told once
    strip.here();
    QVERIFY(strip.text().isEmpty());
}

void TestHandover::aShortPauseIsNoAbsence()
{
    Desk desk;
    desk.window->awayStrip().here();
    LiveDelta delta;
    delta.incidents = {desk.incident(50, IncidentState::Open, Severity::Critical)};
    desk.monitor.post(delta);
    QVERIFY(desk.settle());
    desk.clock->set(kEnd + seconds{12 + 119});
    desk.window->awayStrip().here();
    QVERIFY(desk.window->awayStrip().text().isEmpty());
}

void TestHandover::nothingNewIsNotWorthAWord()
{
    Desk desk;
    desk.window->awayStrip().here();
    desk.clock->set(kEnd + hours{2});
    desk.window->awayStrip().here();
    QVERIFY(desk.window->awayStrip().text().isEmpty());
}

void TestHandover::leadsToTheFirst()
{
    Desk desk;
    AwayStrip& strip = desk.window->awayStrip();
    strip.here();
    Incident later = desk.incident(50, IncidentState::Open, Severity::Critical);
    later.start += minutes{2};
    LiveDelta delta;
    delta.incidents = {later, desk.incident(51, IncidentState::Open, Severity::Warning)};
    desk.monitor.post(delta);
    QVERIFY(desk.settle());
    desk.clock->set(kEnd + minutes{9});
    strip.here();
    QVERIFY(!strip.text().isEmpty());
    strip.findChild<QPushButton*>()->click();
    QCOMPARE(desk.window->currentPage(), static_cast<Page*>(&desk.window->incidentPage()));
    QTRY_VERIFY(desk.window->incidentPage().incidentPanel()->current() &&
                desk.window->incidentPage().incidentPanel()->current()->id == IncidentId{51});
    QVERIFY(strip.text().isEmpty());
}

void TestHandover::anInactiveWindowCountsAsLeft()
{
    Desk desk;
    AwayStrip& strip = desk.window->awayStrip();
    QEvent left(QEvent::WindowDeactivate);
    QApplication::sendEvent(desk.window.get(), &left);
    LiveDelta delta;
    delta.incidents = {desk.incident(50, IncidentState::Open, Severity::Critical)};
    desk.monitor.post(delta);
    QVERIFY(desk.settle());
    desk.clock->set(kEnd + minutes{3});
    QEvent back(QEvent::WindowActivate);
    QApplication::sendEvent(desk.window.get(), &back);
    QVERIFY(strip.text().startsWith(QStringLiteral("1 new incident")));
}

QTEST_MAIN(TestHandover)
#include "tst_handover.moc"
