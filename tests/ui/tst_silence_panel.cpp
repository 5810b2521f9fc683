// Silences in the window: the list in words, the form and what it asks for, "Silence this" of an
// incident, and what is muted in the lists.
#include "core/runtime/silences.h"
#include "core/runtime/time_zone.h"
#include "tests/support/fake_monitor.h"
#include "ui/desktop/desktop_alarm.h"
#include "ui/main_window.h"
#include "ui/models/live_data.h"
#include "ui/models/muting.h"
#include "ui/pages/live_page.h"
#include "ui/widgets/incident_panel.h"
#include "ui/widgets/silence_dialog.h"
#include "ui/widgets/silence_editor.h"
#include "ui/widgets/silence_panel.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

const Instant kNow{std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + 17h}; // a Saturday

Silence silence(std::vector<SilenceMatcher> matchers, Instant starts, Instant ends)
{
    Silence out;
    out.owner = "ana";
    out.reason = "card change";
    out.matchers = std::move(matchers);
    out.starts = starts;
    out.ends = ends;
    return out;
}

struct Desk
{
    Desk()
        : clock(std::make_shared<test::FixedClock>(kNow))
        , panel(monitor, nullptr, clock)
    {
        panel.resize(1000, 700);
        panel.show();
        panel.activateWindow();
        (void)QTest::qWaitForWindowActive(&panel);
    }

    std::int64_t store(const Silence& s, Instant at = kNow)
    {
        const auto id = saveSilence(monitor.stored().incidentLog(), s, at);
        panel.reload();
        return id ? *id : -1;
    }
    [[nodiscard]] std::vector<Silence> stored()
    {
        return *loadSilences(monitor.stored().incidentLog(), Instant{});
    }
    [[nodiscard]] QString cell(int row, SilenceModel::Column column)
    {
        return panel.model().index(row, column).data().toString();
    }
    template <typename Widget>
    Widget* named(const QString& name)
    {
        for (Widget* widget : panel.editor().findChildren<Widget*>()) {
            if (widget->accessibleName() == name)
                return widget;
        }
        return nullptr;
    }
    QCheckBox* box(const QString& text)
    {
        for (QCheckBox* box : panel.editor().findChildren<QCheckBox*>()) {
            if (box->text() == text)
                return box;
        }
        return nullptr;
    }

    test::FakeMonitor monitor;
    std::shared_ptr<test::FixedClock> clock;
    SilencePanel panel;
};

} // namespace

class TestSilencePanel : public QObject
{
    Q_OBJECT

private slots:
    void allOfThemAreListedInWords();
    void endedOnesLeaveAfterAWeek();
    void whatIsMissingIsSaidAtItsField();
    void oneIsAddedByKeyboard();
    void oneThatRecursKeepsItsZone();
    void aZoneThatIsNoneIsNamed();
    void oneIsChangedAndKeepsWhatTheFormDoesNotShow();
    void oneIsEndedByKeyboard();
    void anEndedOneIsOfferedAnew();
    void theFormOfAnIncidentCoversAllOfIt();
    void whatIsSilencedIsMutedInListAndAlarm();
    void halfASilenceMutesNothing();
};

void TestSilencePanel::allOfThemAreListedInWords()
{
    Desk desk;
    QAbstractItemModelTester tester(&desk.panel.model());
    desk.store(silence({{"status", "denied|failed", true, true}, {"source", "lab", false, false}},
                       kNow - 1h, kNow + 30min));
    desk.store(silence({{"severity", "warning", false, true}}, kNow + 2h, kNow + 4h));
    Silence nights =
        silence({{"status", "refunded", false, true}}, kNow - 24h * 9, kNow + 24h * 30);
    nights.recurs = TimeWindow{0b0100000, 22 * 60, 6 * 60};
    nights.zone = *loadZone("America/Sao_Paulo");
    desk.store(nights);
    QTRY_COMPARE(desk.panel.model().rowCount(), 3);

    QCOMPARE(desk.cell(0, SilenceModel::State), QStringLiteral("● active"));
    QCOMPARE(desk.cell(0, SilenceModel::Matches),
             QStringLiteral("status is denied or failed; source is not lab"));
    QCOMPARE(desk.cell(0, SilenceModel::Owner), QStringLiteral("ana"));
    QCOMPARE(desk.cell(0, SilenceModel::Reason), QStringLiteral("card change"));
    QVERIFY(desk.cell(0, SilenceModel::Note).startsWith(QStringLiteral("▲ ends this shift, at")));
    QCOMPARE(desk.cell(1, SilenceModel::State), QStringLiteral("◔ coming"));
    // 14:00 in São Paulo; the window opens at 22:00 of Saturday.
    QCOMPARE(desk.cell(2, SilenceModel::State), QStringLiteral("◔ between its hours"));
    QVERIFY(desk.cell(2, SilenceModel::When)
                .contains(QStringLiteral("Sat 22:00–06:00 (America/Sao_Paulo), until")));
    QVERIFY(
        desk.cell(2, SilenceModel::Note).startsWith(QStringLiteral("◆ matched nothing for 9 day")));
}

void TestSilencePanel::endedOnesLeaveAfterAWeek()
{
    Desk desk;
    desk.store(silence({{"status", "denied"}}, kNow - 24h * 9, kNow - 24h * 8), kNow - 24h * 9);
    desk.store(silence({{"status", "failed"}}, kNow - 24h * 7, kNow - 24h * 6), kNow - 24h * 7);
    QTRY_COMPARE(desk.panel.model().rowCount(), 1);
    QCOMPARE(desk.cell(0, SilenceModel::State), QStringLiteral("✓ ended"));
    QCOMPARE(desk.cell(0, SilenceModel::Matches), QStringLiteral("status is failed"));
}

void TestSilencePanel::whatIsMissingIsSaidAtItsField()
{
    Desk desk;
    desk.panel.add();
    desk.named<QLineEdit>(QStringLiteral("Who asks for it"))->clear();
    QVERIFY(!desk.panel.editor().entered());
    const QStringList faults = desk.panel.editor().faults();
    QCOMPARE(faults.size(), 4);
    QVERIFY(faults[0].contains(QStringLiteral("Choose a status")));
    QVERIFY(faults[1].contains(QStringLiteral("Say when it ends")));
    QVERIFY(faults[2].contains(QStringLiteral("Say who")));
    QVERIFY(faults[3].contains(QStringLiteral("Say why")));
    QVERIFY(desk.box(QStringLiteral("approved"))->hasFocus()); // the first faulty field
    QCOMPARE(desk.named<QLineEdit>(QStringLiteral("Why"))->accessibleDescription(),
             QStringLiteral("Say why nobody is to be told."));
    QVERIFY(desk.stored().empty());
}

void TestSilencePanel::oneIsAddedByKeyboard()
{
    Desk desk;
    desk.panel.setFocus();
    QSignalSpy noted(&desk.panel, &SilencePanel::noted);
    desk.panel.findChild<QAction*>(QStringLiteral("silence.add"))->trigger();
    QTRY_VERIFY(desk.box(QStringLiteral("approved"))->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY(desk.box(QStringLiteral("denied"))->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    auto* ends = desk.named<QComboBox>(QStringLiteral("Until"));
    ends->setFocus();
    QTest::keyClick(ends, Qt::Key_Down); // 07:00
    auto* owner = desk.named<QLineEdit>(QStringLiteral("Who asks for it"));
    owner->setText(QStringLiteral("ana"));
    auto* reason = desk.named<QLineEdit>(QStringLiteral("Why"));
    reason->setFocus();
    QTest::keyClicks(reason, QStringLiteral("test run"));
    QTest::keyClick(reason, Qt::Key_Return);
    QTRY_COMPARE(noted.size(), 1);
    const auto stored = desk.stored();
    QCOMPARE(stored.size(), std::size_t{1});
    QCOMPARE(stored.front().matchers, (std::vector<SilenceMatcher>{{"status", "denied"}}));
    QCOMPARE(stored.front().owner, std::string("ana"));
    QCOMPARE(stored.front().starts, kNow);
    // The next 07:00 on the wall of the console's zone.
    const LocalMinute local = desk.monitor.zone()->toLocal(floorToMinute(stored.front().ends));
    QCOMPARE(minuteOfDay(local), 7 * 60);
    QVERIFY(stored.front().ends > kNow && stored.front().ends <= kNow + 24h);
    QTRY_COMPARE(desk.panel.model().rowCount(), 1);
    QVERIFY(desk.panel.editor().isHidden() || !desk.panel.editor().isVisible());
}

void TestSilencePanel::oneThatRecursKeepsItsZone()
{
    Desk desk;
    desk.panel.add();
    desk.box(QStringLiteral("denied"))->setChecked(true);
    auto* ends = desk.named<QComboBox>(QStringLiteral("Until"));
    ends->setCurrentIndex(ends->findText(QStringLiteral("after 90 days")));
    desk.box(QStringLiteral("only at certain hours, again and again"))->setChecked(true);
    desk.box(QStringLiteral("Sun"))->setChecked(true);
    desk.named<QComboBox>(QStringLiteral("Time zone"))
        ->setCurrentText(QStringLiteral("Europe/Lisbon"));
    desk.named<QLineEdit>(QStringLiteral("Who asks for it"))->setText(QStringLiteral("ana"));
    desk.named<QLineEdit>(QStringLiteral("Why"))->setText(QStringLiteral("nightly batch"));
    desk.panel.editor().findChild<QPushButton*>(QStringLiteral("accept"))->click();
    QTRY_COMPARE(desk.stored().size(), std::size_t{1});
    const Silence kept = desk.stored().front();
    QVERIFY(kept.recurs);
    QCOMPARE(*kept.recurs, (TimeWindow{0b1000000, 22 * 60, 6 * 60}));
    QCOMPARE(kept.zone->id(), std::string("Europe/Lisbon"));
    QCOMPARE(kept.ends, kNow + 24h * 90);
}

void TestSilencePanel::aZoneThatIsNoneIsNamed()
{
    Desk desk;
    desk.panel.add(silence({{"status", "denied"}}, {}, {}));
    auto* ends = desk.named<QComboBox>(QStringLiteral("Until"));
    ends->setCurrentIndex(1);
    desk.box(QStringLiteral("only at certain hours, again and again"))->setChecked(true);
    desk.named<QComboBox>(QStringLiteral("Time zone"))
        ->setCurrentText(QStringLiteral("Sao Paulo time"));
    QVERIFY(!desk.panel.editor().entered());
    QCOMPARE(desk.panel.editor().faults().size(), 1);
    QVERIFY(desk.panel.editor().faults().first().contains(QStringLiteral("Sao Paulo time")));
}

void TestSilencePanel::oneIsChangedAndKeepsWhatTheFormDoesNotShow()
{
    Desk desk;
    const std::vector<SilenceMatcher> matchers = {
        {"status", "denied|failed", true}, {"kind", "spike"}, {"source", "pos.*", true}};
    const auto id = desk.store(silence(matchers, kNow - 1h, kNow + 3h));
    QTRY_COMPARE(desk.panel.model().rowCount(), 1);
    desk.panel.table().selectRow(0);
    desk.panel.table().setFocus();
    QTest::keyClick(&desk.panel.table(), Qt::Key_F2);
    QVERIFY(desk.box(QStringLiteral("failed"))->isChecked());
    QCOMPARE(desk.named<QLineEdit>(QStringLiteral("Source"))->text(), QStringLiteral("pos.*"));
    desk.box(QStringLiteral("failed"))->setChecked(false);
    desk.panel.editor().findChild<QPushButton*>(QStringLiteral("accept"))->click();
    QTRY_COMPARE(desk.stored().front().matchers,
                 (std::vector<SilenceMatcher>{
                     {"status", "denied"}, {"source", "pos.*", true}, {"kind", "spike"}}));
    QCOMPARE(desk.stored().size(), std::size_t{1});
    QCOMPARE(desk.stored().front().id, id);
    QCOMPARE(desk.stored().front().starts, kNow - 1h);
    QCOMPARE(desk.stored().front().ends, kNow + 3h);
}

void TestSilencePanel::oneIsEndedByKeyboard()
{
    Desk desk;
    desk.store(silence({{"status", "denied"}}, kNow - 1h, kNow + 3h));
    QTRY_COMPARE(desk.panel.model().rowCount(), 1);
    desk.panel.table().selectRow(0);
    desk.panel.table().setFocus();
    desk.clock->set(kNow + 1min);
    QTest::keyClick(&desk.panel.table(), Qt::Key_Delete);
    QTRY_COMPARE(desk.stored().front().ends, kNow + 1min);
    desk.clock->set(kNow + 2min);
    desk.panel.reload();
    QTRY_COMPARE(desk.cell(0, SilenceModel::State), QStringLiteral("✓ ended"));
}

void TestSilencePanel::anEndedOneIsOfferedAnew()
{
    Desk desk;
    desk.store(silence({{"status", "denied"}}, kNow - 24h, kNow - 23h), kNow - 24h);
    QTRY_COMPARE(desk.panel.model().rowCount(), 1);
    desk.panel.table().selectRow(0);
    desk.panel.changeChosen();
    auto* ends = desk.named<QComboBox>(QStringLiteral("Until"));
    ends->setCurrentIndex(1);
    desk.panel.editor().findChild<QPushButton*>(QStringLiteral("accept"))->click();
    QTRY_COMPARE(desk.stored().size(), std::size_t{2});
    QCOMPARE(desk.stored().front().ends, kNow - 23h);
    QCOMPARE(desk.stored().back().starts, kNow);
}

void TestSilencePanel::theFormOfAnIncidentCoversAllOfIt()
{
    const StatusCatalog catalog;
    Incident incident;
    incident.statuses = {StatusId::Denied, StatusId::Failed};
    incident.sources = {"pos", "web"};
    Silence draft = silenceFor(incident, catalog);
    draft.starts = kNow;
    draft.ends = kNow + 1h;
    QCOMPARE(mutedBy(incident, std::vector{draft}, catalog, kNow).size(), std::size_t{1});
    incident.sources = {""};
    draft.matchers = silenceFor(incident, catalog).matchers;
    QCOMPARE(draft.matchers, (std::vector<SilenceMatcher>{{"status", "denied|failed", true}}));
    QCOMPARE(mutedBy(incident, std::vector{draft}, catalog, kNow).size(), std::size_t{1});
    incident.sources = {"a|b", "web"}; // a name that would be two
    QCOMPARE(silenceFor(incident, catalog).matchers.size(), std::size_t{1});
}

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
    // The current incident, as if it were about these statuses and still going on.
    Incident post(const std::vector<StatusId>& statuses)
    {
        Incident incident = *panel().current();
        incident.statuses = statuses;
        incident.sources = {""};
        incident.lastAbnormal = end - 1min;
        LiveDelta delta;
        delta.incidents = {incident};
        monitor.post(delta);
        ready = QTest::qWaitFor([this, &incident] {
            const IncidentListModel& model = window->data().incidents();
            const Incident* shown = model.at(model.indexOf(incident.id));
            return shown && shown->sources == incident.sources;
        });
        return incident;
    }
    [[nodiscard]] QString spoken(IncidentId id)
    {
        IncidentListModel& model = window->data().incidents();
        return model.indexOf(id).data(Qt::AccessibleTextRole).toString();
    }
    [[nodiscard]] bool rings(IncidentId id)
    {
        window->alarm().look();
        return std::ranges::any_of(window->alarm().waiting(),
                                   [id](const Incident& i) { return i.id == id; });
    }

    Minute end;
    test::FakeMonitor monitor;
    std::shared_ptr<test::FixedClock> clock;
    std::unique_ptr<MainWindow> window;
    bool ready = false;
};

} // namespace

void TestSilencePanel::whatIsSilencedIsMutedInListAndAlarm()
{
    Room room;
    QVERIFY(room.ready);
    const Incident incident = room.post({StatusId::Denied});
    QVERIFY(room.rings(incident.id));
    QTest::keyClick(room.panel().list(), Qt::Key_S, Qt::ShiftModifier);
    auto* dialog = room.window->findChild<SilenceDialog*>();
    QVERIFY(dialog);
    // The form is filled in; an end and a reason are left.
    for (auto* list : dialog->editor().findChildren<QComboBox*>()) {
        if (list->accessibleName() == QStringLiteral("Until"))
            list->setCurrentIndex(list->findText(QStringLiteral("after 1 hour")));
    }
    for (auto* field : dialog->editor().findChildren<QLineEdit*>()) {
        if (field->accessibleName() == QStringLiteral("Why"))
            field->setText(QStringLiteral("known"));
        if (field->accessibleName() == QStringLiteral("Who asks for it"))
            field->setText(QStringLiteral("ana"));
    }
    dialog->editor().findChild<QPushButton*>(QStringLiteral("accept"))->click();
    QTRY_VERIFY(room.spoken(incident.id).contains(QStringLiteral("⊘ silenced until")));
    QVERIFY(!room.rings(incident.id));
    QCOMPARE(room.monitor.actions.size(), std::size_t{0}); // the incident itself is as it was
    // It ends with the silence.
    room.clock->set(room.clock->now() + 61min);
    room.window->findChild<MutedWatch*>()->refresh();
    QTRY_VERIFY(!room.spoken(incident.id).contains(QStringLiteral("⊘")));
    QVERIFY(room.rings(incident.id));
}

void TestSilencePanel::halfASilenceMutesNothing()
{
    Room room;
    QVERIFY(room.ready);
    const Incident incident = room.post({StatusId::Denied, StatusId::Failed});
    IncidentLog& log = room.monitor.stored().incidentLog();
    const Instant now = room.clock->now();
    QVERIFY(saveSilence(log, silence({{"status", "denied"}}, now, now + 1h), now));
    room.window->findChild<MutedWatch*>()->refresh();
    QTest::qWait(50);
    QVERIFY(!room.spoken(incident.id).contains(QStringLiteral("⊘")));
    QVERIFY(saveSilence(log, silence({{"status", "failed"}}, now, now + 2h), now));
    room.window->findChild<MutedWatch*>()->refresh();
    QTRY_VERIFY(room.spoken(incident.id).contains(QStringLiteral("⊘ silenced until")));
    QVERIFY(!room.rings(incident.id));
}

QTEST_MAIN(TestSilencePanel)
#include "tst_silence_panel.moc"
