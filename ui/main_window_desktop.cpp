// The window as part of the desktop: alarm sounds, tray, coming to the front, leaving; see
// main_window.h.
#include "ui/desktop/desktop_alarm.h"
#include "ui/main_window.h"
#include "ui/models/live_data.h"
#include "ui/widgets/notice_bar.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>

namespace vigia {
namespace {

const QString kVolumeKey = QStringLiteral("console/volume");
const QString kQuietKey = QStringLiteral("console/quiet_until");

QSettings settings()
{
    return QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("vigia"),
                     QStringLiteral("console"));
}

struct Loudness
{
    int volume;
    const char* text;
};
constexpr Loudness kLoudness[] = {
    {0, QT_TRANSLATE_NOOP("vigia::MainWindow", "Silent")},
    {30, QT_TRANSLATE_NOOP("vigia::MainWindow", "Soft")},
    {60, QT_TRANSLATE_NOOP("vigia::MainWindow", "Medium")},
    {100, QT_TRANSLATE_NOOP("vigia::MainWindow", "Loud")},
};

} // namespace

void MainWindow::makeDesktop()
{
    m_alarm = new DesktopAlarm(m_monitor, *m_data, *m_clock, *this);
    connect(m_alarm, &DesktopAlarm::showRequested, this, &MainWindow::bringToFront);
    connect(&m_alarm->tray(), &Tray::quitRequested, this, [this] {
        if (isVisible()) {
            close();
        } else {
            bringToFront(); // the question needs its window
            close();
        }
    });
}

void MainWindow::makeSoundMenu(QMenu* menu)
{
    auto* group = new QActionGroup(this);
    for (const Loudness& loudness : kLoudness) {
        QAction* action = addAction(QStringLiteral("sound.%1").arg(loudness.volume),
                                    tr("Alarm sounds: %1").arg(tr(loudness.text)));
        action->setCheckable(true);
        action->setChecked(loudness.volume == m_alarm->settings().volume);
        action->setData(loudness.volume);
        group->addAction(action);
        menu->addAction(action);
        connect(action, &QAction::triggered, this, [this, volume = loudness.volume] {
            m_alarm->setVolume(volume);
            settings().setValue(kVolumeKey, volume);
        });
    }
    QAction* quiet =
        addAction(QStringLiteral("sound.quiet"), tr("No sounds for an hour"), {Qt::Key_Q});
    quiet->setCheckable(true);
    connect(quiet, &QAction::triggered, m_alarm, &DesktopAlarm::setQuietForAnHour);
    connect(m_alarm, &DesktopAlarm::quietChanged, this, [this, quiet](bool on) {
        quiet->setChecked(on);
        const auto until = m_alarm->settings().quietUntil;
        settings().setValue(kQuietKey,
                            until ? qint64(until->time_since_epoch().count()) : qint64(0));
    });
    QAction* test = addAction(QStringLiteral("desktop.test"), tr("Send a test to this desktop"));
    connect(test, &QAction::triggered, this, [this] { m_notice->showNote(m_alarm->sendTest()); });
    menu->addSeparator();
    menu->addAction(quiet);
    menu->addAction(test);
    m_keyGroups.push_back({tr("Sound"), {quiet}});
}

void MainWindow::restoreDesktop(const QSettings& store)
{
    const Instant until{std::chrono::milliseconds{store.value(kQuietKey).toLongLong()}};
    const Instant now = m_clock->now();
    if (until > now && until <= now + std::chrono::hours{1})
        m_alarm->setQuietUntil(until);
    bool number = false;
    const int volume = store.value(kVolumeKey).toInt(&number);
    if (!number)
        return;
    m_alarm->setVolume(volume);
    if (auto* action = findChild<QAction*>(QStringLiteral("sound.%1").arg(volume)))
        action->setChecked(true);
}

void MainWindow::bringToFront()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

// Without the console nobody watches: while incidents wait, leaving is asked for twice.
bool MainWindow::mayQuit()
{
    const auto waiting = m_alarm->waiting().size();
    if (!m_askBeforeQuit || waiting == 0)
        return true;
    QMessageBox box(this);
    box.setObjectName(QStringLiteral("quitQuestion"));
    box.setWindowTitle(tr("Quit Vigia?"));
    box.setTextFormat(Qt::PlainText);
    box.setText(tr("%n incident(s) wait for an answer.", nullptr, int(waiting)));
    box.setInformativeText(
        tr("When Vigia quits it takes no data, notices nothing and tells nobody."));
    QPushButton* stay = nullptr;
    if (m_alarm->tray().visible())
        stay = box.addButton(tr("Keep watching in the tray"), QMessageBox::AcceptRole);
    QPushButton* quit = box.addButton(tr("Quit"), QMessageBox::DestructiveRole);
    QPushButton* cancel = box.addButton(tr("Cancel"), QMessageBox::RejectRole);
    box.setDefaultButton(stay ? stay : cancel);
    box.setEscapeButton(cancel);
    box.exec();
    if (stay && box.clickedButton() == stay)
        hide();
    return box.clickedButton() == quit;
}

} // namespace vigia
