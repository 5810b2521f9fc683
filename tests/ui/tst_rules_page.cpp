// The Rules page as an operator uses it: change, try, read the effect, save with a reason, roll
// back; and what it says when something is missing, wrong, or changed by somebody else.
#include "tests/support/fake_monitor.h"
#include "ui/chart/theme.h"
#include "ui/main_window.h"
#include "ui/pages/history_page.h"
#include "ui/pages/rules_page.h"
#include "ui/widgets/rules_choices.h"
#include "ui/widgets/rules_detection.h"
#include "ui/widgets/rules_draft_panel.h"
#include "ui/widgets/rules_effect_view.h"
#include "ui/widgets/rules_field.h"
#include "ui/widgets/rules_route_editor.h"
#include "ui/widgets/rules_routes.h"
#include "ui/widgets/rules_save_form.h"
#include "ui/widgets/rules_versions.h"
#include "ui/widgets/rules_watch_table.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QSettings>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeEdit>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

test::Afternoon afternoon()
{
    return test::makeAfternoon(test::usualStorm() - 2h, test::usualStorm(),
                               test::usualStorm() + 27min);
}

struct Desk
{
    explicit Desk(test::Afternoon stored = afternoon())
        : monitor(std::move(stored))
    {
        ReceiverConfig night;
        night.mail = {"night@example.org"};
        monitor.settings().receivers["night"] = night;
        make();
    }

    void make()
    {
        page = std::make_unique<RulesPage>(monitor, QStringLiteral("ana"));
        page->resize(1290, 700);
        page->show();
        page->activateWindow();
        ready = QTest::qWaitForWindowActive(page.get()) &&
                QTest::qWaitFor([&] { return !page->versions().versions().empty(); });
        page->activate();
    }

    // What stands on the page, for a person.
    [[nodiscard]] QString said() const
    {
        QStringList out;
        for (const QLabel* label : page->findChildren<QLabel*>()) {
            if (label->isVisible())
                out << label->text();
        }
        return out.join(u'\n').replace(QChar(0x00a0), u' ');
    }

    [[nodiscard]] QStringList changes() const
    {
        QStringList out;
        const QListWidget& list = page->panel().changes();
        for (int i = 0; i < list.count(); ++i)
            out << list.item(i)->text();
        return out;
    }

    QAbstractButton* button(const QString& text) const
    {
        for (auto* found : page->findChildren<QAbstractButton*>()) {
            if (found->isVisible() && found->text() == text)
                return found;
        }
        return nullptr;
    }

    // One incident that only the draft sees.
    [[nodiscard]] static RuleTrialOutcome outcome()
    {
        const Minute storm = test::usualStorm();
        RuleTrialOutcome out;
        out.range = {storm - 48h, storm + 1h};
        out.current.range = out.range;
        out.candidate.range = out.range;
        Incident fresh;
        fresh.id = IncidentId{1};
        fresh.state = IncidentState::Resolved;
        fresh.start = storm;
        fresh.opened = storm;
        fresh.lastAbnormal = storm + 9min;
        fresh.end = storm + 10min;
        fresh.statuses = {StatusId::Failed};
        fresh.peak.status = StatusId::Failed;
        fresh.peak.count = 40;
        fresh.peak.expected = 2;
        out.candidate.incidents = {fresh};
        out.difference.appearing = {fresh};
        out.candidate.statuses = {{StatusId::Failed, 10, 1}};
        out.toldThen = {{"default", 1}};
        return out;
    }

    void changeLimit() const
    {
        page->draft().edit("detection.static.failed",
                           [](RuleSet& rules) { rules.detection.staticLimits["failed"] = 8; });
    }

    test::FakeMonitor monitor;
    std::unique_ptr<RulesPage> page;
    bool ready = false;
};

} // namespace

class TestRulesPage : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;

private slots:
    void initTestCase()
    {
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home.path());
        applyTheme(*qApp, ThemeChoice::Light);
    }

    void aLimitIsChangedTriedSavedAndRolledBackByKeyboard()
    {
        Desk desk;
        QVERIFY(desk.ready);
        // From the list of sections into the table, to the limit of failed.
        QWidget* focus = QApplication::focusWidget();
        QCOMPARE(focus, &desk.page->sections());
        for (int i = 0; i < 4 && QApplication::focusWidget() != &desk.page->detection().table();
             ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QTableView& table = desk.page->detection().table();
        QCOMPARE(QApplication::focusWidget(), &table);
        for (int row = 0; row <= int(index(StatusId::Failed)); ++row)
            QTest::keyClick(&table, Qt::Key_Down);
        QTest::keyClick(&table, Qt::Key_End);
        QTest::keyClick(&table, Qt::Key_8); // writes over the 5
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(desk.changes(), QStringList{QStringLiteral("failed: static limit 5 → 8")});

        QTest::keyClick(&table, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.page->section(), QStringLiteral("effect"));
        QCOMPARE(desk.monitor.trials.size(), std::size_t{1});
        QCOMPARE(desk.monitor.trials[0].days, 30);
        QCOMPARE(desk.monitor.trials[0].candidate.detection.staticLimits.at("failed"), 8.0);
        QVERIFY(desk.said().contains(QStringLiteral("Judging stored minutes")));
        desk.monitor.finishTrial(Desk::outcome());
        QTableWidget& changes = desk.page->effect().changes();
        QCOMPARE(changes.rowCount(), 1);
        QCOMPARE(changes.item(0, 0)->text(), QStringLiteral("+ appears"));
        QVERIFY(desk.page->effect().isTried());

        // Ctrl+S asks for the reason, which is missing.
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_S, Qt::ControlModifier);
        QVERIFY(desk.said().contains(QStringLiteral("▲ Say why")));
        QCOMPARE(QApplication::focusWidget(), &desk.page->panel().form().reasonEdit());
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("failed is busier now"));
        QVERIFY(!desk.said().contains(QStringLiteral("▲ Say why")));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(desk.page->versions().versions().size(), std::size_t{2});
        QCOMPARE(desk.monitor.config().detection.staticLimits.at("failed"), 8.0);
        QVERIFY(!desk.page->draft().isOpen());
        QVERIFY(desk.said().contains(QStringLiteral("In force: Version 1, by ana")));

        // And back: versions, the file's, roll back.
        QTest::keyClick(desk.page.get(), Qt::Key_6, Qt::AltModifier);
        QCOMPARE(desk.page->section(), QStringLiteral("versions"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), &desk.page->versions().table());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QVERIFY(desk.said().contains(QStringLiteral("• failed: static limit 8 → 5")));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), &desk.page->versions().form().reasonEdit());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(desk.page->versions().versions().size(), std::size_t{3});
        QCOMPARE(desk.monitor.config().detection.staticLimits.at("failed"), 5.0);
        QCOMPARE(desk.page->versions().versions().front().reason,
                 std::string("Back to the configuration file"));
    }

    void whatWasNotTriedIsSavedOnlyAfterItWasSaid()
    {
        Desk desk;
        desk.changeLimit();
        desk.page->panel().form().setReason(QStringLiteral("busier"));
        desk.page->panel().form().submit();
        QVERIFY(desk.page->panel().asking());
        QVERIFY(desk.said().contains(QStringLiteral("was not tried on stored history")));
        QCOMPARE(desk.page->versions().versions().size(), std::size_t{1});
        // The first offer is to try it.
        QCOMPARE(QApplication::focusWidget(), desk.button(QStringLiteral("Try first")));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QCOMPARE(desk.monitor.trials.size(), std::size_t{1});
        QVERIFY(!desk.page->panel().asking());
        desk.monitor.finishTrial(Desk::outcome());
        // What is changed after the trial is not tried.
        desk.page->draft().edit("x", [](RuleSet& r) { r.detection.falseAlarmsPerDay = 2; });
        QVERIFY(desk.said().contains(QStringLiteral("Changed since it was tried")));
        desk.page->panel().form().submit();
        QVERIFY(desk.page->panel().asking());
        QTest::mouseClick(desk.button(QStringLiteral("Save untried")), Qt::LeftButton);
        QTRY_COMPARE(desk.page->versions().versions().size(), std::size_t{2});
        QCOMPARE(desk.monitor.config().detection.falseAlarmsPerDay, 2.0);
    }

    void anAuthorAndAReasonAreRequired_data()
    {
        QTest::addColumn<QString>("author");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QStringList>("said");
        QTest::newRow("no reason") << "ana"
                                   << " " << QStringList{QStringLiteral("▲ Say why")};
        QTest::newRow("no author") << " "
                                   << "busier" << QStringList{QStringLiteral("▲ Say who you are")};
        QTest::newRow("neither") << ""
                                 << ""
                                 << QStringList{QStringLiteral("▲ Say who you are"),
                                                QStringLiteral("▲ Say why")};
    }

    void anAuthorAndAReasonAreRequired()
    {
        QFETCH(QString, author);
        QFETCH(QString, reason);
        QFETCH(QStringList, said);
        Desk desk;
        desk.changeLimit();
        desk.page->panel().form().setAuthor(author);
        desk.page->panel().form().setReason(reason);
        desk.page->panel().form().submit();
        QVERIFY(!desk.page->panel().asking());
        for (const QString& text : said)
            QVERIFY2(desk.said().contains(text), qPrintable(desk.said()));
    }

    void aFaultStandsAtItsField()
    {
        Desk desk;
        QLineEdit& budget = desk.page->detection().budget().edit();
        budget.setFocus();
        budget.selectAll();
        QTest::keyClicks(&budget, QStringLiteral("0"));
        QVERIFY(desk.said().contains(QStringLiteral("▲ Expected a number above 0, at most 1,000")));
        QCOMPARE(budget.accessibleDescription(),
                 QStringLiteral("Expected a number above 0, at most 1,000"));
        QCOMPARE(desk.page->draft().rules().detection.falseAlarmsPerDay, 1.0);
        QVERIFY(!desk.page->panel().form().button().isEnabled());
        QTest::keyClicks(&budget, QStringLiteral(".5"));
        QVERIFY(!desk.said().contains(QStringLiteral("▲ Expected")));
        QCOMPARE(desk.changes(), QStringList{QStringLiteral("alarm budget a day: 1 → 0.5")});
        QTest::keyClick(&desk.page->panel().changes(), Qt::Key_Delete);
        QVERIFY(!desk.page->draft().isOpen());
        QCOMPARE(budget.text(), QStringLiteral("1"));
    }

    void aTrialIsCancelled()
    {
        Desk desk;
        desk.changeLimit();
        desk.page->tryDraft();
        QCOMPARE(QApplication::focusWidget(), desk.button(QStringLiteral("Cancel")));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QVERIFY(desk.monitor.trials[0].trial->cancelled());
        const auto* focus = qobject_cast<QAbstractButton*>(QApplication::focusWidget());
        QVERIFY(focus && focus->text() == QStringLiteral("Try on history"));
        QVERIFY(!desk.page->effect().running());
        desk.monitor.finishTrial(fail(ErrorCode::Cancelled, "cancelled"));
        QVERIFY(!desk.page->effect().isTried());
        QVERIFY(!desk.said().contains(QStringLiteral("Not tried. ")));
    }

    void aTrialThatFailsSaysWhy()
    {
        Desk desk;
        desk.changeLimit();
        desk.page->tryDraft();
        desk.monitor.finishTrial(fail(ErrorCode::Unavailable, "vigia.db: disk I/O error"));
        QVERIFY(desk.said().contains(QStringLiteral("▲ Not tried. vigia.db: disk I/O error")));
        QVERIFY(desk.button(QStringLiteral("Try on history"))->isEnabled());
    }

    void withoutHistoryThePageSaysWhatToDo()
    {
        Desk desk{test::Afternoon{}};
        desk.changeLimit();
        desk.page->tryDraft();
        QVERIFY(desk.monitor.trials.empty());
        QVERIFY(desk.said().contains(QStringLiteral("Nothing is stored yet. Open a file")));
        desk.page->panel().form().setReason(QStringLiteral("first rules"));
        desk.page->panel().form().submit();
        QVERIFY(desk.said().contains(QStringLiteral("Nothing is stored to try this draft on")));
        QTest::mouseClick(desk.button(QStringLiteral("Save untried")), Qt::LeftButton);
        QTRY_COMPARE(desk.page->versions().versions().size(), std::size_t{2});
    }

    void whatComesLaterCanBeTriedOn()
    {
        Desk desk{test::Afternoon{}};
        desk.changeLimit();
        QVERIFY(
            desk.said().contains(QStringLiteral("Nothing is stored that it could be tried on")));
        LiveDelta delta;
        delta.minutes = afternoon().minutes;
        desk.monitor.post(delta);
        QTRY_VERIFY(desk.said().contains(QStringLiteral("Not tried on stored history yet")));
    }

    void aNarrowWindowHasTheDraftBelowTheSections()
    {
        Desk desk;
        desk.changeLimit();
        const auto leftOf = [&](const QWidget& widget) {
            return widget.mapTo(desk.page.get(), QPoint(0, 0)).x();
        };
        QVERIFY(leftOf(desk.page->panel()) > leftOf(desk.page->detection()));
        desk.page->resize(820, 440);
        QTRY_VERIFY(leftOf(desk.page->panel()) < leftOf(desk.page->detection()));
        QVERIFY(desk.page->panel().mapTo(desk.page.get(), QPoint(0, 0)).y() >=
                desk.page->sections().geometry().bottom());
        desk.page->resize(1290, 700);
        QTRY_VERIFY(leftOf(desk.page->panel()) > leftOf(desk.page->detection()));
    }

    void somebodyElseSavesMeanwhile()
    {
        Desk desk;
        desk.changeLimit();
        RuleSet theirs = rulesOf(desk.monitor.config());
        theirs.detection.falseAlarmsPerDay = 0.5;
        desk.monitor.saveElsewhere(theirs, "bob", "quieter nights");
        QTRY_VERIFY(desk.said().contains(QStringLiteral("Meanwhile others came into force")));
        QVERIFY(desk.said().contains(QStringLiteral("quieter nights")));
        QVERIFY(desk.said().contains(QStringLiteral("1 change(s) of theirs")));
        QCOMPARE(desk.changes(), QStringList{QStringLiteral("failed: static limit 5 → 8")});
        QCOMPARE(desk.page->draft().rules().detection.falseAlarmsPerDay, 0.5);
        // The same value changed by both is pointed out.
        theirs.detection.staticLimits["failed"] = 6;
        desk.monitor.saveElsewhere(theirs, "bob", "failed too");
        QTRY_COMPARE(
            desk.changes(),
            QStringList{QStringLiteral("failed: static limit 6 → 8\n◆ changed by the others too")});
        desk.page->draft().discard();
        QVERIFY(!desk.said().contains(QStringLiteral("Meanwhile")));
    }

    void aSaveThatFailsKeepsTheDraft()
    {
        Desk desk;
        desk.monitor.failSaves({ErrorCode::Full, "vigia.db: the disk is full"});
        desk.changeLimit();
        desk.page->tryDraft();
        desk.monitor.finishTrial(Desk::outcome());
        desk.page->panel().form().setReason(QStringLiteral("busier"));
        desk.page->panel().form().submit();
        QTRY_VERIFY(
            desk.said().contains(QStringLiteral("▲ Not saved. vigia.db: the disk is full")));
        QCOMPARE(desk.changes().size(), 1);
        QCOMPARE(desk.page->panel().form().reason(), QStringLiteral("busier"));
    }

    void sectionDraftAndReasonReturn()
    {
        QTemporaryDir dir;
        QSettings store(dir.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        Desk desk;
        desk.page->showSection(QStringLiteral("routes"));
        desk.changeLimit();
        desk.page->routes().add();
        desk.page->panel().form().setAuthor(QStringLiteral("rita"));
        desk.page->panel().form().setReason(QStringLiteral("half a reason"));
        desk.page->effect().setDays(90);
        const QStringList before = desk.changes();
        QCOMPARE(before.size(), 2);
        desk.page->saveState(store);
        desk.make();
        QVERIFY(desk.changes().isEmpty());
        desk.page->restoreState(store);
        QCOMPARE(desk.page->section(), QStringLiteral("routes"));
        QCOMPARE(desk.changes(), before);
        QCOMPARE(desk.page->panel().form().author(), QStringLiteral("rita"));
        QCOMPARE(desk.page->panel().form().reason(), QStringLiteral("half a reason"));
        QCOMPARE(desk.page->effect().days(), 90);
    }

    void aRouteIsMadeRenamedCopiedAndDeleted()
    {
        Desk desk;
        QTest::keyClick(desk.page.get(), Qt::Key_N, Qt::ControlModifier);
        QCOMPARE(desk.page->section(), QStringLiteral("routes"));
        RulesRoutes& routes = desk.page->routes();
        QLineEdit& name = routes.editor().name();
        QCOMPARE(QApplication::focusWidget(), &name);
        QTest::keyClicks(&name, QStringLiteral("Night"));
        QTest::keyClick(&name, Qt::Key_Return);
        QVERIFY(desk.said().contains(QStringLiteral("▲ Expected 1 to 40 of a-z, 0-9, _ and -")));
        name.selectAll();
        QTest::keyClicks(&name, QStringLiteral("night"));
        QTest::keyClick(&name, Qt::Key_Return);
        QCOMPARE(routes.chosen(), std::string("night"));

        const auto box = [&](const QString& accessible) {
            for (auto* found : routes.findChildren<QCheckBox*>()) {
                if (found->accessibleName() == accessible)
                    return found;
            }
            return static_cast<QCheckBox*>(nullptr);
        };
        for (const char* wanted : {"Statuses: failed", "Severities: critical", "Days: Sat",
                                   "Days: Sun", "Receivers: night", "Only at some hours"}) {
            QCheckBox* found = box(QString::fromLatin1(wanted));
            QVERIFY2(found, wanted);
            found->setFocus();
            QTest::keyClick(found, Qt::Key_Space);
        }
        box(QStringLiteral("Receivers: default"))->click();
        const QString words = QStringLiteral("Critical failed, 22:00–06:00 on weekends: night");
        QVERIFY2(desk.said().contains(words), qPrintable(desk.said()));
        QVERIFY(desk.page->draft().faults().empty());

        box(QStringLiteral("Receivers: night"))->click(); // nobody
        QVERIFY(desk.said().contains(QStringLiteral("▲ Choose at least one receiver")));
        box(QStringLiteral("Receivers: night"))->click();

        routes.duplicate();
        QCOMPARE(routes.chosen(), std::string("night-2"));
        QCOMPARE(desk.changes().size(), 2);
        routes.list().setFocus();
        QTest::keyClick(&routes.list(), Qt::Key_Delete);
        QCOMPARE(desk.changes(), QStringList{QStringLiteral("route night: new. ") + words});
        QCOMPARE(desk.page->draft().rules().routes.at("night").from, std::string("22:00"));
    }

    void anIncidentOfTheEffectLeadsToItsTime()
    {
        Desk desk;
        desk.changeLimit();
        desk.page->tryDraft();
        desk.monitor.finishTrial(Desk::outcome());
        QSignalSpy asked(desk.page.get(), &RulesPage::rangeRequested);
        desk.page->effect().focusResult();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        const auto range = asked.first().first().value<MinuteRange>();
        QVERIFY(range.contains(test::usualStorm()));
        QVERIFY(range.contains(test::usualStorm() + 10min));
    }

    void aVersionIsTakenIntoTheDraftToBeTried()
    {
        Desk desk;
        RuleSet theirs = rulesOf(desk.monitor.config());
        theirs.detection.falseAlarmsPerDay = 0.5;
        desk.monitor.saveElsewhere(theirs, "bob", "quieter nights");
        QTRY_COMPARE(desk.page->versions().versions().size(), std::size_t{2});
        desk.page->showSection(QStringLiteral("versions"));
        desk.page->versions().table().setCurrentCell(1, 0);
        QTest::mouseClick(desk.button(QStringLiteral("Take it into the draft, to try it first")),
                          Qt::LeftButton);
        QCOMPARE(desk.changes(), QStringList{QStringLiteral("alarm budget a day: 0.5 → 1")});
        QCOMPARE(desk.monitor.trials.size(), std::size_t{1});
        QCOMPARE(desk.page->panel().form().reason(),
                 QStringLiteral("Back to the configuration file"));
    }

    void everythingHasANameAndCanBeReached_data()
    {
        QTest::addColumn<QString>("section");
        for (const char* name :
             {"detection", "notification", "routes", "silences", "effect", "versions"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void everythingHasANameAndCanBeReached()
    {
        QFETCH(QString, section);
        Desk desk;
        desk.page->routes().add();
        desk.page->showSection(section);
        QStringList nameless;
        QSet<QWidget*> wanted;
        for (auto* widget : desk.page->findChildren<QWidget*>()) {
            const bool control =
                qobject_cast<QAbstractButton*>(widget) || qobject_cast<QLineEdit*>(widget) ||
                qobject_cast<QComboBox*>(widget) || qobject_cast<QAbstractItemView*>(widget) ||
                qobject_cast<QTimeEdit*>(widget);
            const bool part = qobject_cast<QAbstractSpinBox*>(widget->parentWidget()) ||
                              qobject_cast<QComboBox*>(widget->parentWidget()) ||
                              qobject_cast<QAbstractItemView*>(widget->parentWidget());
            if (!control || part || !widget->isVisible() || !widget->isEnabled())
                continue;
            const auto* button = qobject_cast<QAbstractButton*>(widget);
            if (widget->accessibleName().isEmpty() && (!button || button->text().isEmpty()))
                nameless << QLatin1String(widget->metaObject()->className());
            wanted.insert(widget);
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
        QVERIFY(!wanted.isEmpty());
        desk.page->sections().setFocus();
        for (int i = 0; i < 200 && !wanted.isEmpty(); ++i) {
            wanted.remove(QApplication::focusWidget());
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        QStringList left;
        for (const QWidget* widget : std::as_const(wanted))
            left << QLatin1String(widget->metaObject()->className()) + QLatin1Char(' ') +
                        widget->accessibleName();
        QVERIFY2(left.isEmpty(), qPrintable(left.join(u'\n')));
    }

    void thePageHasItsPlaceInTheWindow()
    {
        test::FakeMonitor monitor(afternoon());
        MainWindow window(monitor, nullptr,
                          std::make_shared<test::FixedClock>(test::usualStorm() + 27min));
        window.resize(1366, 768);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QVERIFY(window.showPage(QStringLiteral("rules")));
        auto* page = window.findChild<RulesPage*>();
        QVERIFY(page);
        QCOMPARE(window.currentPage(), page);
        emit page->rangeRequested({test::usualStorm() - 45min, test::usualStorm() + 55min});
        auto* history = window.findChild<HistoryPage*>();
        QCOMPARE(window.currentPage(), history);
        const double storm = double(toEpochMinutes(test::usualStorm()));
        QVERIFY(history->axis().from() < storm && storm < history->axis().to());
        QVERIFY(history->axis().span() < 4 * 60);
    }
};

QTEST_MAIN(TestRulesPage)
#include "tst_rules_page.moc"
