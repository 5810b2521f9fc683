// The pages of the window and how one gets to them; see main_window.h.
#include "ui/language.h"
#include "ui/main_window.h"
#include "ui/models/live_data.h"
#include "ui/models/triage.h"
#include "ui/pages/checkout_page.h"
#include "ui/pages/health_page.h"
#include "ui/pages/history_page.h"
#include "ui/pages/incident_page.h"
#include "ui/pages/live_page.h"
#include "ui/pages/rules_page.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/nav_rail.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/top_bar.h"

#include <QAction>
#include <QActionGroup>
#include <QStackedWidget>

namespace vigia {

// One line a page: its name in actions and settings, its icon, what the operator reads.
void MainWindow::makePages()
{
    m_live = new LivePage(m_monitor, *m_data, *m_clock);
    m_incidents = new IncidentPage(m_monitor, *m_data, m_clock);
    m_checkout = new CheckoutPage(m_monitor, coreLanguage());

    auto* history = new HistoryPage(m_monitor, *m_data);
    auto* rules = new RulesPage(m_monitor, m_triage->who(), m_clock);
    connect(rules, &RulesPage::rangeRequested, this, [this, history](MinuteRange range) {
        showPage(history);
        history->axis().show(double(toEpochMinutes(range.from)), double(toEpochMinutes(range.to)));
    });

    m_entries = {
        {"live", QT_TR_NOOP("Live"), m_live},
        {"incidents", QT_TR_NOOP("Incidents"), m_incidents},
        {"history", QT_TR_NOOP("History"), history},
        {"checkout", QT_TR_NOOP("Checkout"), m_checkout},
        {"rules", QT_TR_NOOP("Rules"), rules},
        {"health", QT_TR_NOOP("Health"), new HealthPage(m_monitor, *m_data, *m_clock)},
    };
    for (const PageEntry& entry : m_entries) {
        m_pages->addWidget(entry.page);
        connect(entry.page, &Page::noted, m_notice, &NoticeBar::showNote);
        connect(entry.page, &Page::troubled, m_notice, &NoticeBar::showError);
        connect(entry.page, &Page::incidentRequested, this,
                [this](qint64 id) { showIncident(IncidentId{id}); });
    }
}

void MainWindow::makePageActions()
{
    auto* group = new QActionGroup(this);
    QList<QAction*> pages;
    for (const PageEntry& entry : m_entries) {
        const QLatin1String name(entry.name);
        const QKeySequence key(Qt::CTRL | Qt::Key(Qt::Key_1 + int(pages.size())));
        auto* action = addAction(QStringLiteral("page.") + name, tr(entry.title), {key});
        pages << action;
        action->setIcon(icon(name));
        action->setCheckable(true);
        action->setChecked(entry.page == m_live);
        group->addAction(action);
        m_rail->add(action);
        connect(action, &QAction::triggered, this, [this, page = entry.page] { showPage(page); });
    }
    m_keyGroups.push_back({tr("Pages"), pages});
}

// Tab goes through the top bar, then the pages, then the page that is shown: the buttons of the
// bars are made after the pages and would come last.
void MainWindow::orderFocus()
{
    QWidget* before = nullptr;
    for (QWidget* button : m_top->inOrder() + m_rail->inOrder()) {
        if (before)
            setTabOrder(before, button);
        before = button;
    }
}

// What acts on the charts of the Live page rests while another page is shown.
void MainWindow::showPage(Page* page)
{
    const bool live = page == m_live;
    m_pages->setCurrentWidget(page);
    for (const PageEntry& entry : m_entries) {
        if (entry.page != page)
            continue;
        findChild<QAction*>(QStringLiteral("page.") + QLatin1String(entry.name))->setChecked(true);
        setWindowTitle(tr(entry.title)); // the system adds the name of the program
    }
    m_top->showChartControls(live && !m_data->series().isEmpty());
    for (QAction* action : actions()) {
        if (action->objectName().startsWith(QLatin1String("incident.")))
            action->setEnabled(page->incidentPanel() != nullptr);
        for (const char* mine : {"range.", "overlay.", "status.", "time.", "view.table", "view.log",
                                 "file.save", "file.export"}) {
            if (action->objectName().startsWith(QLatin1String(mine)))
                action->setEnabled(live);
        }
    }
    page->activate();
}

bool MainWindow::showPage(const QString& name)
{
    for (const PageEntry& entry : m_entries) {
        if (name != QLatin1String(entry.name))
            continue;
        showPage(entry.page);
        return true;
    }
    return false;
}

QStringList MainWindow::pageNames() const
{
    QStringList names;
    for (const PageEntry& entry : m_entries)
        names << QLatin1String(entry.name);
    return names;
}

Page* MainWindow::currentPage() const
{
    return static_cast<Page*>(m_pages->currentWidget());
}

void MainWindow::showIncident(IncidentId id)
{
    showPage(m_incidents);
    m_incidents->open(id);
}

void MainWindow::savePages(QSettings& store) const
{
    for (const PageEntry& entry : m_entries) {
        store.beginGroup(QStringLiteral("page_") + QLatin1String(entry.name));
        entry.page->saveState(store);
        store.endGroup();
        if (entry.page == currentPage())
            store.setValue(QStringLiteral("window/page"), QLatin1String(entry.name));
    }
}

void MainWindow::restorePages(QSettings& store)
{
    const QString shown = store.value(QStringLiteral("window/page")).toString();
    for (const PageEntry& entry : m_entries) {
        store.beginGroup(QStringLiteral("page_") + QLatin1String(entry.name));
        entry.page->restoreState(store);
        store.endGroup();
        if (shown == QLatin1String(entry.name))
            showPage(entry.page);
    }
}

} // namespace vigia
