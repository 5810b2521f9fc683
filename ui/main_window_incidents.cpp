// What the window does with incidents: the keys and the menu of triage; see main_window.h. They act
// on the list of the page that is shown.
#include "ui/language.h"
#include "ui/main_window.h"
#include "ui/models/live_data.h"
#include "ui/models/muting.h"
#include "ui/models/silence_list.h"
#include "ui/models/triage.h"
#include "ui/models/words.h"
#include "ui/pages/incident_page.h"
#include "ui/pages/live_page.h"
#include "ui/widgets/handover_dialog.h"
#include "ui/widgets/incident_detail.h"
#include "ui/widgets/incident_editor.h"
#include "ui/widgets/incident_panel.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/silence_dialog.h"
#include "ui/widgets/status_line.h"
#include "ui/widgets/top_bar.h"
#include "ui/widgets/trace_dialog.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QMenuBar>
#include <QStackedWidget>

namespace vigia {
namespace {

constexpr std::chrono::minutes kMorning{7 * 60};

} // namespace

void MainWindow::makeIncidentMenu()
{
    m_incidentMenu = m_top->menus()->addMenu(tr("&Incident"));
    QList<QAction*> keys;
    const auto add = [&](const char* name, const QString& text,
                         const QList<QKeySequence>& shortcuts, auto act) {
        QAction* action = addAction(QLatin1String(name), text, shortcuts);
        connect(action, &QAction::triggered, this, [this, act] {
            if (IncidentPanel* panel = currentPage()->incidentPanel())
                act(*panel);
        });
        m_incidentMenu->addAction(action);
        if (!shortcuts.isEmpty())
            keys << action;
        return action;
    };
    const auto edit = [this](IncidentPanel& panel, IncidentEditor::Kind kind) {
        panel.editor().open(kind, panel.chosen(), m_clock->now());
    };
    using Extend = IncidentList::Extend;

    add("incident.next", tr("Next incident"), {Qt::Key_J},
        [](IncidentPanel& p) { p.list()->step(1, Extend::No); });
    add("incident.previous", tr("Previous incident"), {Qt::Key_K},
        [](IncidentPanel& p) { p.list()->step(-1, Extend::No); });
    add("incident.addNext", tr("Select the next one too"), {QKeySequence(Qt::SHIFT | Qt::Key_J)},
        [](IncidentPanel& p) { p.list()->step(1, Extend::Yes); });
    add("incident.addPrevious", tr("Select the previous one too"),
        {QKeySequence(Qt::SHIFT | Qt::Key_K)},
        [](IncidentPanel& p) { p.list()->step(-1, Extend::Yes); });
    add("incident.all", tr("Select all"), {QKeySequence::SelectAll},
        [](IncidentPanel& p) { p.list()->selectAll(); });
    add("incident.filter", tr("Filter incidents"), {Qt::Key_Slash},
        [](IncidentPanel& p) { p.filter(); });
    m_incidentMenu->addSeparator();
    add("incident.open", tr("Open"), {Qt::Key_Return, Qt::Key_Enter}, [this](IncidentPanel& p) {
        if (const Incident* incident = p.current())
            emit p.activated(*incident);
    });
    add("incident.show", tr("Show in the live charts"),
        {QKeySequence(Qt::SHIFT | Qt::Key_Return), QKeySequence(Qt::SHIFT | Qt::Key_Enter)},
        [this](IncidentPanel& p) {
            if (const Incident* incident = p.current()) {
                const Incident shown = *incident;
                showPage(m_live);
                m_live->showIncident(shown);
            }
        });
    QAction* why =
        add("incident.why", tr("Explain why it fired"), {Qt::Key_X}, [](const IncidentPanel&) {});
    why->setCheckable(true);
    why->setChecked(true);
    connect(why, &QAction::toggled, this, [this](bool shown) {
        m_live->incidentPanel()->showWhy(shown);
        m_incidents->showWhy(shown);
    });
    QAction* trace = addAction(QStringLiteral("trace"), tr("Where did it go?"), {Qt::Key_W});
    trace->setToolTip(tr("The way of the minute under the crosshair, or of the incident's peak"));
    connect(trace, &QAction::triggered, this, &MainWindow::traceChosen);
    m_incidentMenu->addAction(trace);
    keys << trace;
    for (ChartStack* charts : m_pages->findChildren<ChartStack*>())
        connect(charts, &ChartStack::traceRequested, this, &MainWindow::trace);
    m_incidentMenu->addSeparator();
    add("incident.acknowledge", tr("Acknowledge"), {Qt::Key_A},
        [this](IncidentPanel& p) { m_triage->acknowledge(p.chosen()); });
    add("incident.acknowledgeWith", tr("Acknowledge with comment and end…"),
        {QKeySequence(Qt::SHIFT | Qt::Key_A)},
        [edit](IncidentPanel& p) { edit(p, IncidentEditor::Kind::Acknowledge); });
    QMenu* snooze = new QMenu(tr("Snooze"), this);
    QAction* choose =
        add("incident.snooze", tr("Snooze…"), {Qt::Key_S}, [this, snooze](IncidentPanel& p) {
            if (p.chosen().empty())
                return;
            const QWidget* list = p.list();
            snooze->popup(list->mapToGlobal(QPoint(24, 24)));
            snooze->setActiveAction(snooze->actions().first());
        });
    choose->setToolTip(tr("No messages about it until then"));
    const auto pause = [&](const char* name, const QString& text, auto act) {
        QAction* action = addAction(QLatin1String(name), text);
        connect(action, &QAction::triggered, this, act);
        snooze->addAction(action);
    };
    pause("incident.snooze15", tr("Snooze for &15 minutes"),
          [this] { snoozeFor(std::chrono::minutes{15}); });
    pause("incident.snooze60", tr("Snooze for 1 &hour"),
          [this] { snoozeFor(std::chrono::minutes{60}); });
    pause("incident.snooze0700", tr("Snooze until &07:00"), [this] {
        if (IncidentPanel* panel = currentPage()->incidentPanel())
            m_triage->snooze(panel->chosen(),
                             nextClock(m_clock->now(), kMorning, *m_monitor.zone()));
    });
    pause("incident.snoozeOther", tr("Snooze until &another time…"), [this, edit] {
        if (IncidentPanel* panel = currentPage()->incidentPanel())
            edit(*panel, IncidentEditor::Kind::Snooze);
    });
    add("incident.silence", tr("Silence this…"), {QKeySequence(Qt::SHIFT | Qt::Key_S)},
        [this](IncidentPanel& p) {
            if (const Incident* incident = p.current())
                silence(*incident);
        });
    add("incident.note", tr("Note…"), {Qt::Key_N},
        [edit](IncidentPanel& p) { edit(p, IncidentEditor::Kind::Note); });
    m_keyGroups.push_back({tr("Incidents"), keys});
    makeJudgements();

    connect(m_triage, &Triage::done, m_status, &StatusLine::say);
    connect(m_triage, &Triage::failed, m_notice, &NoticeBar::showError);
    connect(m_triage, &Triage::acted, this, [this](const Incident& incident) {
        m_data->incidents().apply({incident}); // before the feed brings it
        m_incidents->refresh(incident.id);
        m_muted->refresh(); // it may have been snoozed
    });
    for (const PageEntry& entry : m_entries) {
        if (IncidentPanel* panel = entry.page->incidentPanel())
            connectPanel(*panel);
    }
    const auto named = [this](const char* name) {
        return findChild<QAction*>(QStringLiteral("incident.") + QLatin1String(name));
    };
    m_incidents->detail().setActions({named("acknowledge"), named("snooze"), named("silence"),
                                      named("true"), named("false"), named("known"), named("note"),
                                      named("copy")});
}

// Verdicts, and what is done with any selection.
void MainWindow::makeJudgements()
{
    QList<QAction*> keys;
    const auto add = [&](const char* name, const QString& text,
                         const QList<QKeySequence>& shortcuts, auto act) {
        QAction* action = addAction(QLatin1String(name), text, shortcuts);
        connect(action, &QAction::triggered, this, act);
        m_incidentMenu->addAction(action);
        if (!shortcuts.isEmpty())
            keys << action;
        return action;
    };
    const auto judge = [this](std::optional<IncidentVerdict> verdict) {
        return [this, verdict] {
            if (IncidentPanel* panel = currentPage()->incidentPanel())
                m_triage->judge(panel->chosen(), verdict);
        };
    };
    const auto judgeWith = [this](IncidentVerdict verdict) {
        return [this, verdict] {
            if (IncidentPanel* panel = currentPage()->incidentPanel())
                panel->editor().open(IncidentEditor::Kind::Verdict, panel->chosen(), m_clock->now(),
                                     verdict);
        };
    };
    m_incidentMenu->addSeparator();
    add("incident.true", tr("True alarm"), {Qt::Key_T}, judge(IncidentVerdict::True));
    add("incident.false", tr("False alarm"), {Qt::Key_F}, judge(IncidentVerdict::False));
    add("incident.known", tr("Known cause…"), {Qt::Key_C}, judgeWith(IncidentVerdict::KnownCause));
    add("incident.trueWith", tr("True alarm with reason…"), {QKeySequence(Qt::SHIFT | Qt::Key_T)},
        judgeWith(IncidentVerdict::True));
    add("incident.falseWith", tr("False alarm with reason…"), {QKeySequence(Qt::SHIFT | Qt::Key_F)},
        judgeWith(IncidentVerdict::False));
    add("incident.unjudge", tr("Take the verdict back"), {}, judge(std::nullopt));
    m_incidentMenu->addSeparator();
    add("incident.copy", tr("Copy as text"), {QKeySequence::Copy}, [this] { copyIncidents(); });
    const QString usual = tr("Take back");
    QAction* undo = add("incident.undo", usual, {QKeySequence::Undo}, [this] { m_triage->undo(); });
    const auto name = [this, undo, usual] {
        const QString what = m_triage->undoText();
        undo->setText(what.isEmpty() ? usual : tr("Take back: %1").arg(what));
    };
    connect(m_triage, &Triage::undoChanged, this, name);
    m_keyGroups.push_back({tr("Verdicts"), keys});
}

QAction* MainWindow::makeHandover()
{
    QAction* action = addAction(QStringLiteral("file.handover"), tr("&Hand over the shift…"),
                                {QKeySequence(Qt::CTRL | Qt::Key_H)});
    connect(action, &QAction::triggered, this, [this] {
        auto* dialog =
            new HandoverDialog(m_monitor, m_clock, m_triage->who(), coreLanguage(), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    return action;
}

void MainWindow::connectPanel(IncidentPanel& panel)
{
    connect(&panel, &IncidentPanel::acknowledgeRequested, m_triage,
            [this](const Incident& incident) { m_triage->acknowledge({incident}); });
    connect(&panel.editor(), &IncidentEditor::accepted, m_triage,
            [this](const IncidentEditor::Draft& draft) {
                switch (draft.kind) {
                case IncidentEditor::Kind::Acknowledge:
                    m_triage->acknowledge(draft.incidents, draft.text, draft.until);
                    break;
                case IncidentEditor::Kind::Snooze:
                    m_triage->snooze(draft.incidents, draft.until.value_or(m_clock->now()),
                                     draft.text);
                    break;
                case IncidentEditor::Kind::Verdict:
                    m_triage->judge(draft.incidents, draft.verdict, draft.text);
                    break;
                case IncidentEditor::Kind::Note:
                    m_triage->note(draft.incidents, draft.text);
                    break;
                }
            });
    panel.list()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(panel.list(), &QWidget::customContextMenuRequested, this,
            [this, list = panel.list()](const QPoint& at) {
                m_incidentMenu->popup(list->viewport()->mapToGlobal(at));
            });
}

void MainWindow::snoozeFor(std::chrono::minutes length)
{
    if (IncidentPanel* panel = currentPage()->incidentPanel())
        m_triage->snooze(panel->chosen(), m_clock->now() + length);
}

void MainWindow::silence(const Incident& incident)
{
    Silence draft = silenceFor(incident, *m_monitor.catalog());
    draft.owner = m_triage->who().toStdString();
    auto* dialog = new SilenceDialog(
        m_monitor, m_clock, draft,
        tr("Silence what incident %1 is about").arg(qlonglong(incident.id)), this);
    connect(dialog, &SilenceDialog::stored, this, [this](const Silence& stored) {
        m_status->say(tr("Silenced: %1").arg(words::silenceMatchers(stored)));
        m_muted->refresh();
    });
    dialog->open();
}

void MainWindow::trace(Minute time, StatusId status)
{
    if (!m_trace)
        m_trace = new TraceDialog(m_monitor, m_clock, this);
    m_trace->ask(time, status);
    m_trace->show();
    m_trace->raise();
    m_trace->activateWindow();
}

// What the operator looks at: the minute under the crosshair, else the incident, else the newest.
void MainWindow::traceChosen()
{
    IncidentPanel* panel = currentPage()->incidentPanel();
    const Incident* incident = panel ? panel->current() : nullptr;
    StatusId status = incident ? incident->peak.status : StatusId::Approved;
    const auto under = currentPage() == m_live ? m_live->axis().crosshair() : std::nullopt;
    if (under) {
        if (const auto pointed = m_live->charts().pointed())
            status = *pointed;
        trace(*under, status);
    } else if (incident) {
        trace(incident->peak.time, status);
    } else {
        const SeriesModel& series = m_data->series();
        trace(series.isEmpty() ? floorToMinute(m_clock->now())
                               : series.end() - std::chrono::minutes{1},
              status);
    }
}

void MainWindow::copyIncidents()
{
    const IncidentPanel* panel = currentPage()->incidentPanel();
    if (!panel)
        return;
    QStringList texts;
    for (const Incident& incident : panel->chosen())
        texts << words::incidentText(incident, *m_monitor.catalog(), *m_monitor.zone(),
                                     m_data->incidents().now());
    if (texts.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(texts.join(QLatin1Char('\n')));
    m_status->say(tr("Copied %n incident(s)", nullptr, int(texts.size())));
}

} // namespace vigia
