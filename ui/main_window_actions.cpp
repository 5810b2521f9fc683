// The menus and keys of the window; see main_window.h.
#include "ui/chart/chart_export.h"
#include "ui/chart/format.h"
#include "ui/chart/status_chart.h"
#include "ui/chart/theme.h"
#include "ui/language.h"
#include "ui/main_window.h"
#include "ui/models/words.h"
#include "ui/pages/checkout_page.h"
#include "ui/pages/live_page.h"
#include "ui/widgets/away_strip.h"
#include "ui/widgets/command_palette.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/keys_overlay.h"
#include "ui/widgets/nav_rail.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/status_line.h"
#include "ui/widgets/top_bar.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <QStackedWidget>

#include <array>
#include <cmath>

namespace vigia {
namespace {

struct Range
{
    double minutes;
    const char* text;
};
constexpr std::array kRanges{
    Range{60, QT_TRANSLATE_NOOP("vigia::MainWindow", "1 h")},
    Range{180, QT_TRANSLATE_NOOP("vigia::MainWindow", "3 h")},
    Range{360, QT_TRANSLATE_NOOP("vigia::MainWindow", "6 h")},
    Range{24 * 60, QT_TRANSLATE_NOOP("vigia::MainWindow", "24 h")},
    Range{7 * 24 * 60, QT_TRANSLATE_NOOP("vigia::MainWindow", "7 d")},
};
constexpr double kPanShare = 1.0 / 6; // of the view, a press of an arrow
constexpr double kZoomStep = 1.5;

} // namespace

QAction* MainWindow::addAction(const QString& name, const QString& text,
                               const QList<QKeySequence>& keys)
{
    auto* action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WindowShortcut);
    QMainWindow::addAction(action); // its key works although no menu is open
    return action;
}

void MainWindow::makeActions()
{
    makePageActions();
    makeFileMenu();
    makeViewMenu();
    makeTimeActions();
    makeIncidentMenu();
    makeHelpMenu();
    orderFocus();
    m_keys->setGroups(m_keyGroups);
}

void MainWindow::makeFileMenu()
{
    QMenu* menu = m_top->menus()->addMenu(tr("&File"));
    QAction* open =
        addAction(QStringLiteral("file.open"), tr("&Open files…"), {QKeySequence::Open});
    open->setIcon(icon(QStringLiteral("open")));
    connect(open, &QAction::triggered, this, &MainWindow::chooseFiles);
    QAction* save = addAction(QStringLiteral("file.save"), tr("&Save charts as a picture…"),
                              {QKeySequence::Save});
    connect(save, &QAction::triggered, this, &MainWindow::saveCharts);
    QAction* numbers = addAction(QStringLiteral("file.export"), tr("&Export the numbers in view…"),
                                 {QKeySequence(Qt::CTRL | Qt::Key_E)});
    connect(numbers, &QAction::triggered, this, &MainWindow::exportNumbers);
    QAction* quit =
        addAction(QStringLiteral("file.quit"), tr("&Quit"), {QKeySequence(Qt::CTRL | Qt::Key_Q)});
    connect(quit, &QAction::triggered, this, &QWidget::close);
    menu->addAction(open);
    menu->addSeparator();
    menu->addActions({save, numbers});
    menu->addSeparator();
    menu->addAction(makeHandover());
    menu->addSeparator();
    menu->addAction(quit);
    m_live->charts().addActions({save, numbers});
}

void MainWindow::makeViewMenu()
{
    QMenu* menu = m_top->menus()->addMenu(tr("&View"));
    m_ranges = new QActionGroup(this);
    m_ranges->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);
    QList<std::pair<QAction*, QString>> ranges;
    QMenu* rangeMenu = menu->addMenu(tr("Time range"));
    for (const Range& range : kRanges) {
        QAction* action = addAction(QStringLiteral("range.%1").arg(range.minutes),
                                    tr("Show the last %1").arg(tr(range.text)));
        action->setCheckable(true);
        action->setData(range.minutes);
        m_ranges->addAction(action);
        rangeMenu->addAction(action);
        ranges.append({action, tr(range.text)});
        connect(action, &QAction::triggered, this,
                [this, minutes = range.minutes] { setRange(minutes); });
    }
    m_top->setRanges(ranges);

    m_yesterday =
        addAction(QStringLiteral("overlay.yesterday"), tr("Compare with yesterday"), {Qt::Key_Y});
    m_lastWeek =
        addAction(QStringLiteral("overlay.week"), tr("Compare with last week"), {Qt::Key_L});
    for (QAction* overlay : {m_yesterday, m_lastWeek}) {
        overlay->setCheckable(true);
        menu->addAction(overlay);
        connect(overlay, &QAction::toggled, this, [this, overlay](bool on) {
            if (on)
                (overlay == m_yesterday ? m_lastWeek : m_yesterday)->setChecked(false);
            setOverlay();
        });
    }
    m_top->setOverlays({{m_yesterday, tr("Yesterday")}, {m_lastWeek, tr("Last week")}});

    QMenu* statuses = menu->addMenu(tr("Statuses"));
    QList<QAction*> toggles;
    for (const StatusChart* chart : m_live->charts().charts()) {
        const StatusId id = chart->status();
        const QString name = words::status(m_data->series().catalog(), id);
        const auto number = index(id) + 1;
        QAction* toggle = addAction(
            QStringLiteral("status.%1").arg(number), tr("Show %1").arg(name),
            number <= kKnownStatuses ? QList<QKeySequence>{QKeySequence(Qt::Key_0 + int(number))}
                                     : QList<QKeySequence>{});
        toggle->setCheckable(true);
        toggle->setChecked(true);
        connect(toggle, &QAction::toggled, this,
                [this, id](bool on) { m_live->charts().setStatusVisible(id, on); });
        connect(&m_live->charts(), &ChartStack::statusVisibilityChanged, toggle,
                [toggle, id](StatusId changed, bool visible) {
                    if (changed == id)
                        toggle->setChecked(visible);
                });
        statuses->addAction(toggle);
        m_kept << toggle;
        if (number <= kKnownStatuses)
            toggles << toggle;
    }

    QAction* table = addAction(QStringLiteral("view.table"), tr("Table instead of charts"),
                               {QKeySequence(Qt::CTRL | Qt::Key_T)});
    table->setCheckable(true);
    connect(table, &QAction::toggled, m_live, &LivePage::showTable);
    QAction* log = addAction(QStringLiteral("view.log"), tr("Logarithmic scale"), {Qt::Key_G});
    log->setCheckable(true);
    connect(log, &QAction::toggled, this, [this](bool on) {
        m_live->charts().setScaleKind(on ? ScaleKind::Log : ScaleKind::Linear);
    });
    menu->addActions({log, table});
    m_live->charts().addActions({m_yesterday, m_lastWeek, log, table});
    m_kept << m_yesterday << m_lastWeek << log;

    menu->addSeparator();
    makeSoundMenu(menu->addMenu(tr("Sound")));
    QMenu* themes = menu->addMenu(tr("Theme"));
    auto* group = new QActionGroup(this);
    const std::pair<ThemeChoice, QString> choices[] = {{ThemeChoice::System, tr("As the system")},
                                                       {ThemeChoice::Dark, tr("Dark")},
                                                       {ThemeChoice::Light, tr("Light")}};
    for (const auto& [choice, text] : choices) {
        QAction* action = themes->addAction(text);
        action->setObjectName(QStringLiteral("theme.%1").arg(int(choice)));
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [choice = choice] {
            applyTheme(*qApp, choice);
            const char* names[] = {"system", "dark", "light"};
            QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("vigia"),
                      QStringLiteral("console"))
                .setValue(QStringLiteral("console/theme"), QLatin1String(names[int(choice)]));
        });
    }
    makeLanguageMenu(menu->addMenu(tr("Language")));
    m_wall = addAction(QStringLiteral("view.wall"), tr("Wall board"), {Qt::Key_F11});
    m_wall->setCheckable(true);
    connect(m_wall, &QAction::toggled, this, &MainWindow::setWall);
    menu->addAction(m_wall);
    m_keyGroups.push_back({tr("View"), QList<QAction*>{m_yesterday, m_lastWeek} + toggles +
                                           QList<QAction*>{log, table, m_wall}});
}

// Each language under its own name: who cannot read the menu still finds it.
void MainWindow::makeLanguageMenu(QMenu* menu)
{
    auto* group = new QActionGroup(this);
    for (const QString& code : languages()) {
        const QString name =
            code == QStringLiteral("en") ? QStringLiteral("English") : QStringLiteral("Português");
        QAction* action = addAction(QStringLiteral("language.") + code, name);
        action->setCheckable(true);
        action->setChecked(code == language());
        group->addAction(action);
        menu->addAction(action);
        connect(action, &QAction::triggered, this, [this, code] { emit languageRequested(code); });
    }
}

void MainWindow::makeTimeActions()
{
    TimeAxisLink& axis = m_live->axis();
    QMenu* menu = m_top->menus()->addMenu(tr("&Time"));
    const auto add = [&](const char* name, const QString& text, const QList<QKeySequence>& keys,
                         auto act) {
        QAction* action = addAction(QString::fromLatin1(name), text, keys);
        connect(action, &QAction::triggered, &axis, act);
        menu->addAction(action);
        return action;
    };
    QAction* follow =
        add("time.follow", tr("Now"), {Qt::Key_0, Qt::Key_Home}, [&axis] { axis.follow(); });
    QAction* hold = add("time.hold", tr("Follow or hold"), {Qt::Key_Space}, [&axis] {
        if (axis.following())
            axis.hold();
        else
            axis.follow();
    });
    QAction* earlier = add("time.earlier", tr("Earlier"), {Qt::Key_Left},
                           [&axis] { axis.pan(-axis.span() * kPanShare); });
    QAction* later = add("time.later", tr("Later"), {Qt::Key_Right},
                         [&axis] { axis.pan(axis.span() * kPanShare); });
    const auto middle = [&axis] { return axis.from() + axis.span() / 2; };
    QAction* in = add("time.in", tr("Zoom in"), {Qt::Key_Plus, Qt::Key_Equal},
                      [&axis, middle] { axis.zoom(kZoomStep, middle()); });
    QAction* out = add("time.out", tr("Zoom out"), {Qt::Key_Minus},
                       [&axis, middle] { axis.zoom(1 / kZoomStep, middle()); });
    m_keyGroups.push_back({tr("Time"), {follow, hold, earlier, later, in, out}});

    m_top->setFollowAction(hold);
    connect(&axis, &TimeAxisLink::followingChanged, m_top, &TopBar::setFollowing);
    connect(&axis, &TimeAxisLink::rangeChanged, this, [this, &axis] {
        for (QAction* range : m_ranges->actions())
            range->setChecked(std::abs(range->data().toDouble() - axis.span()) < 0.5);
    });
}

void MainWindow::makeHelpMenu()
{
    QMenu* menu = m_top->menus()->addMenu(tr("&Help"));
    QAction* keys = addAction(QStringLiteral("help.keys"), tr("All keys"), {Qt::Key_F1});
    connect(keys, &QAction::triggered, this, &MainWindow::showKeys);
    QAction* commands = addAction(QStringLiteral("help.commands"), tr("Commands…"),
                                  {QKeySequence(Qt::CTRL | Qt::Key_K)});
    connect(commands, &QAction::triggered, this, &MainWindow::choosePalette);
    QAction* dismiss =
        addAction(QStringLiteral("help.dismiss"), tr("Dismiss the notice"), {Qt::Key_Escape});
    connect(dismiss, &QAction::triggered, this, [this] {
        m_notice->dismiss();
        m_away->dismiss();
    });
    QAction* about = addAction(QStringLiteral("help.about"), tr("About Vigia"));
    connect(about, &QAction::triggered, this, &MainWindow::showAbout);
    menu->addActions({keys, commands, about});
    m_keyGroups.push_back({tr("Window"),
                           {findChild<QAction*>(QStringLiteral("file.open")),
                            findChild<QAction*>(QStringLiteral("file.save")),
                            findChild<QAction*>(QStringLiteral("file.export")),
                            findChild<QAction*>(QStringLiteral("file.handover")), commands, keys,
                            dismiss, findChild<QAction*>(QStringLiteral("file.quit"))}});
}

void MainWindow::setRange(double minutes)
{
    m_live->axis().setSpan(minutes);
    for (QAction* range : m_ranges->actions())
        range->setChecked(std::abs(range->data().toDouble() - m_live->axis().span()) < 0.5);
}

void MainWindow::setOverlay()
{
    m_live->charts().setOverlay(m_yesterday->isChecked()  ? Overlay::Yesterday
                                : m_lastWeek->isChecked() ? Overlay::LastWeek
                                                          : Overlay::None);
    if (!m_data->series().isEmpty())
        m_data->need(m_live->charts().neededRange());
}

// The whole screen for what can be read from afar; what needs a hand is gone, keys still work.
void MainWindow::setWall(bool wall)
{
    if (wall)
        showPage(m_live);
    for (QWidget* part : std::initializer_list<QWidget*>{m_top, m_rail, m_status})
        part->setVisible(!wall);
    setWindowState(wall ? windowState() | Qt::WindowFullScreen
                        : windowState() & ~Qt::WindowFullScreen);
    if (wall) {
        zoomWall();
    } else {
        setUiZoom(1);
        m_live->setWall(false);
    }
}

void MainWindow::zoomWall()
{
    // A capital of the smallest text is then 14.5 of 1080 pixels: on a screen of 55 inches at five
    // metres 6 minutes of arc, of which a healthy eye needs 5.
    constexpr double kHeightAtOne = 540;
    setUiZoom(std::clamp(height() / kHeightAtOne, 1.2, 5.0));
    m_live->setWall(true);
}

void MainWindow::saveCharts()
{
    const QString file = QFileDialog::getSaveFileName(this, tr("Save charts as a picture"),
                                                      m_folder + QStringLiteral("/vigia.png"),
                                                      tr("Pictures (*.png *.svg)"));
    if (file.isEmpty())
        return;
    ChartStack& charts = m_live->charts();
    report(file.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive) ? saveSvg(charts, file)
                                                                     : savePng(charts, file),
           file);
}

void MainWindow::exportNumbers()
{
    const QString file =
        QFileDialog::getSaveFileName(this, tr("Export the numbers in view"),
                                     m_folder + QStringLiteral("/vigia.csv"), tr("CSV (*.csv)"));
    if (file.isEmpty())
        return;
    const TimeAxisLink& axis = m_live->axis();
    report(saveCsv(m_data->series(),
                   {fromEpochMinutes(std::llround(std::ceil(axis.from()))),
                    fromEpochMinutes(std::llround(std::floor(axis.to())) + 1)},
                   file),
           file);
}

void MainWindow::report(const Result<void>& saved, const QString& file)
{
    m_folder = QFileInfo(file).absolutePath();
    if (saved)
        m_notice->showNote(tr("Saved %1").arg(format::foreign(file)));
    else
        m_notice->showError(tr("The file could not be saved"),
                            QString::fromStdString(saved.error().message));
}

// What has a key now: of the window, and of the page that is shown.
void MainWindow::showKeys()
{
    std::vector<std::pair<QString, QList<QAction*>>> groups;
    const auto add = [&groups](const QString& name, const QList<QAction*>& actions) {
        QList<QAction*> usable;
        for (QAction* action : actions) {
            if (action->isEnabled() && !action->shortcuts().isEmpty())
                usable << action;
        }
        if (!usable.isEmpty())
            groups.emplace_back(name, usable);
    };
    add(tr("This page"), currentPage()->actions());
    for (const auto& [name, actions] : m_keyGroups)
        add(name, actions);
    m_keys->setGroups(std::move(groups));
    m_keys->open();
}

void MainWindow::choosePalette()
{
    QList<QAction*> commands;
    for (QAction* action : currentPage()->actions() + actions()) {
        if (action->objectName() != QLatin1String("help.commands"))
            commands << action;
    }
    m_palette->open(commands);
}

void MainWindow::showAbout()
{
    QMessageBox box(this);
    box.setWindowTitle(tr("About Vigia"));
    box.setIconPixmap(applicationIcon().pixmap(64, 64));
    box.setTextFormat(Qt::PlainText);
    box.setText(tr("Vigia %1").arg(QApplication::applicationVersion()));
    box.setInformativeText(
        tr("A console for the health of payment transactions.\n\n"
           "Free software under the GNU General Public License, version 3 or later. It comes "
           "with no warranty. Made with Qt %1.")
            .arg(QString::fromLatin1(qVersion())));
    box.exec();
}

} // namespace vigia
