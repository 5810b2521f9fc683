#include "ui/main_window.h"

#include "ui/chart/theme.h"
#include "ui/guarded.h"
#include "ui/models/file_peek.h"
#include "ui/models/live_data.h"
#include "ui/models/muting.h"
#include "ui/models/pace.h"
#include "ui/models/triage.h"
#include "ui/models/watch_notice.h"
#include "ui/pages/checkout_page.h"
#include "ui/pages/live_page.h"
#include "ui/widgets/away_strip.h"
#include "ui/widgets/command_palette.h"
#include "ui/widgets/drop_hint.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/incident_panel.h"
#include "ui/widgets/keys_overlay.h"
#include "ui/widgets/nav_rail.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/status_line.h"
#include "ui/widgets/top_bar.h"
#include "ui/widgets/wall_head.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace vigia {
namespace {

constexpr std::chrono::milliseconds kClocksEvery{1000};

QStringList localFiles(const QMimeData* data)
{
    QStringList files;
    for (const QUrl& url : data->urls()) {
        if (url.isLocalFile())
            files << url.toLocalFile();
    }
    return files;
}

QSettings settings()
{
    return QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("vigia"),
                     QStringLiteral("console"));
}

// Takes what room the window has, and asks no page how much it wants: a label of the bars that
// changes each minute would else have all pages measure their texts.
class PageStack final : public QStackedWidget
{
public:
    bool hasHeightForWidth() const override { return false; }
    QSize sizeHint() const override { return {}; }
    QSize minimumSizeHint() const override { return {}; }
};

} // namespace

MainWindow::MainWindow(Monitor& monitor, QWidget* parent, std::shared_ptr<const Clock> clock)
    : QMainWindow(parent)
    , m_monitor(monitor)
    , m_clock(clock ? std::move(clock) : std::make_shared<SystemClock>())
{
    setWindowTitle(tr("Live")); // the system adds the name of the program
    setWindowIcon(applicationIcon());
    setAcceptDrops(true);
    build();
    makeDesktop();
    makeActions();

    connect(&m_monitor, &Monitor::healthChanged, this, &MainWindow::showHealth);
    connect(&m_monitor, &Monitor::importProgressed, m_notice, &NoticeBar::showProgress);
    connect(&m_monitor, &Monitor::importFinished, m_notice, &NoticeBar::showOutcome);
    connect(&m_monitor, &Monitor::failed, this, [this](const Error& error) {
        m_notice->showError(tr("Something needs attention"), QString::fromStdString(error.message));
    });
    auto* watch = new WatchNotice(m_monitor, this);
    connect(watch, &WatchNotice::troubled, m_notice, &NoticeBar::showError);
    connect(watch, &WatchNotice::well, m_notice, &NoticeBar::showNote);
    connect(m_notice, &NoticeBar::cancelRequested, this, [this] { m_monitor.cancelImport(); });
    connect(m_notice, &NoticeBar::dayChosen, this,
            [this](const QStringList& files, const QString& date) {
                m_monitor.importFiles(files, date);
            });
    connect(m_data, &LiveData::loadFailed, this, [this](const Error& error) {
        m_notice->showError(tr("Stored minutes could not be read"),
                            QString::fromStdString(error.message));
    });
    connect(&m_live->emptyState(), &EmptyState::openRequested, this, &MainWindow::chooseFiles);
    connect(&m_live->emptyState(), &EmptyState::demoRequested, this, &MainWindow::demoRequested);

    const auto tick = [this] {
        const SeriesModel& series = m_data->series();
        m_top->showChartControls(!series.isEmpty() && m_pages->currentWidget() == m_live);
        const auto newest =
            series.isEmpty() ? std::nullopt : std::optional(series.end() - std::chrono::minutes{1});
        m_top->setTime(m_clock->now(), newest);
        m_live->wallHead().setTime(m_clock->now(), newest);
    };
    m_second.setInterval(std::chrono::seconds{1});
    connect(&m_second, &QTimer::timeout, this, tick);
    auto* clocks = new Pace(kClocksEvery, tick, this); // as fast as one reads
    connect(m_data, &LiveData::updated, clocks, &Pace::ask);
    m_second.start();
    tick();

    showHealth();
    restore();
    qApp->installEventFilter(this);
    m_data->start();
    currentPage()->activate();
}

MainWindow::~MainWindow() = default;

void MainWindow::build()
{
    m_top = new TopBar(m_monitor.zone());
    m_rail = new NavRail;
    m_notice = new NoticeBar;
    m_status = new StatusLine;
    m_data = new LiveData(m_monitor, this);
    m_muted = new MutedWatch(m_monitor, *m_data, *m_clock, this);
    m_triage = new Triage(m_monitor, qEnvironmentVariable("USER", tr("operator")), this);
    m_pages = new PageStack;
    makePages();

    auto* page = new QVBoxLayout;
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    m_away = new AwayStrip(*m_data, m_clock);
    connect(m_away, &AwayStrip::followed, this,
            [this](qint64 id) { showIncident(IncidentId{id}); });
    page->addWidget(m_notice);
    page->addWidget(m_away);
    page->addWidget(m_pages, 1);
    auto* middle = new QHBoxLayout;
    middle->setContentsMargins(0, 0, 0, 0);
    middle->setSpacing(0);
    middle->addWidget(m_rail);
    middle->addLayout(page, 1);

    auto* all = new QWidget;
    auto* column = new QVBoxLayout(all);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_top);
    column->addLayout(middle, 1);
    column->addWidget(m_status);
    setCentralWidget(all);
    setMinimumSize(900, 560);
    m_keys = new KeysOverlay(all);
    m_drop = new DropHint(all);
    m_palette = new CommandPalette(all);
}

void MainWindow::chooseFiles()
{
    const QStringList files =
        QFileDialog::getOpenFileNames(this, tr("Open transaction files"), m_folder,
                                      tr("Transactions (*.csv *.tsv *.txt);;All files (*)"));
    if (files.isEmpty())
        return;
    m_folder = QFileInfo(files.first()).absolutePath();
    openFiles(files);
}

QStringList MainWindow::openCheckouts(const QStringList& files)
{
    QStringList checkouts;
    QStringList others;
    for (const QString& file : files)
        (isCheckoutFile(file) ? checkouts : others) << file;
    if (!checkouts.isEmpty()) {
        showPage(m_checkout);
        m_checkout->open(checkouts);
    }
    return others;
}

void MainWindow::openFiles(const QStringList& given)
{
    const QStringList files = openCheckouts(given);
    if (files.isEmpty())
        return;
    for (const QString& file : files) {
        if (hasTimesWithoutDate(file)) {
            m_notice->askForDay(files);
            return;
        }
    }
    m_monitor.importFiles(files, {});
}

Result<void> MainWindow::saveScreenshot(const QString& path)
{
    currentPage()->drawNow();
    const QPixmap picture = grab();
    if (!picture.save(path, "PNG"))
        return fail(ErrorCode::Unavailable,
                    path.toStdString() + ": the screenshot cannot be written there");
    return {};
}

void MainWindow::showHealth()
{
    const HealthSnapshot health = m_monitor.health();
    m_status->setHealth(health);
    m_live->emptyState().setAddress(health.address);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const QStringList files = localFiles(event->mimeData());
    if (files.isEmpty())
        return;
    event->acceptProposedAction();
    m_drop->open(int(files.size()));
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent* event)
{
    m_drop->hide();
    QMainWindow::dragLeaveEvent(event);
}

void MainWindow::dropEvent(QDropEvent* event)
{
    m_drop->hide();
    event->acceptProposedAction();
    openFiles(localFiles(event->mimeData()));
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    if (m_wall && m_wall->isChecked())
        zoomWall();
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_status) {
        showHealth();
        m_top->setFollowing(m_live->axis().following());
    }
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!mayQuit()) {
        event->ignore();
        return;
    }
    saveState();
    QMainWindow::closeEvent(event);
}

void MainWindow::saveState() const
{
    QSettings store = settings();
    store.setValue(QStringLiteral("window/geometry"), saveGeometry());
    store.setValue(QStringLiteral("live/minutes"), m_live->axis().span());
    store.setValue(QStringLiteral("files/folder"), m_folder);
    QStringList kept; // what the operator has switched, by the names of the actions
    for (const QAction* action : m_kept) {
        if (action->isChecked() != action->property("usual").toBool())
            kept << action->objectName();
    }
    store.setValue(QStringLiteral("live/switched"), kept);
    savePages(store);
}

void MainWindow::restore()
{
    QSettings store = settings();
    const QByteArray geometry = store.value(QStringLiteral("window/geometry")).toByteArray();
    if (geometry.isEmpty() || !restoreGeometry(geometry)) {
        const QSize usual(1440, 860);
        const QSize room = screen()->availableSize();
        resize(usual);
        // The screen of 800x800 that Qt makes up without a display is nobody's.
        const bool real = QGuiApplication::platformName() != QLatin1String("offscreen");
        if (real && (room.width() < usual.width() || room.height() < usual.height()))
            setWindowState(Qt::WindowMaximized); // the frame needs room too
    }
    m_folder = store.value(QStringLiteral("files/folder")).toString();
    setRange(store.value(QStringLiteral("live/minutes"), 180.0).toDouble());
    const QStringList switched = store.value(QStringLiteral("live/switched")).toStringList();
    for (QAction* action : m_kept) {
        action->setProperty("usual", action->isChecked());
        if (switched.contains(action->objectName()))
            action->toggle();
    }
    const QString chosen = store.value(QStringLiteral("console/theme")).toString();
    if (!chosen.isEmpty() && m_monitor.config().console.theme == "system")
        applyTheme(*qApp, themeChoice(chosen));
    restorePages(store);
    restoreDesktop(store);
}

// Space, arrows and letters act on the charts, except where the widget that has the focus needs
// them itself: a button its Space, a list its arrows. Text fields claim their keys on their own.
bool MainWindow::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const bool arrow =
            key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
        const QWidget* focus = QApplication::focusWidget();
        // What is copied or selected in another list is its own.
        const bool taken = static_cast<QKeyEvent*>(event)->modifiers() == Qt::ControlModifier &&
                           (key == Qt::Key_C || key == Qt::Key_A) &&
                           qobject_cast<const QAbstractItemView*>(focus) &&
                           !qobject_cast<const IncidentList*>(focus);
        if (taken || (key == Qt::Key_Space && qobject_cast<const QAbstractButton*>(focus)) ||
            (arrow && (qobject_cast<const QAbstractItemView*>(focus) ||
                       qobject_cast<const QAbstractSlider*>(focus)))) {
            event->accept();
            return true;
        }
    }
    return QMainWindow::eventFilter(watched, event);
}

} // namespace vigia
