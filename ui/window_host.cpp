#include "ui/window_host.h"

#include "ui/language.h"
#include "ui/main_window.h"

#include <QGuiApplication>

namespace vigia {

WindowHost::WindowHost(Monitor& monitor, Prepare prepare, std::shared_ptr<const Clock> clock)
    : m_monitor(monitor)
    , m_prepare(std::move(prepare))
    , m_clock(std::move(clock))
{
    make();
}

WindowHost::~WindowHost() = default;

void WindowHost::make()
{
    m_window = std::make_unique<MainWindow>(m_monitor, nullptr, m_clock);
    // Later: the menu that asks for it belongs to the window that goes.
    connect(m_window.get(), &MainWindow::languageRequested, this, &WindowHost::setLanguage,
            Qt::QueuedConnection);
    if (m_prepare)
        m_prepare(*m_window);
}

void WindowHost::setLanguage(const QString& code)
{
    if (code == language())
        return;
    const bool shown = m_window->isVisible();
    const QByteArray place = m_window->saveGeometry();
    const bool quits = QGuiApplication::quitOnLastWindowClosed();
    QGuiApplication::setQuitOnLastWindowClosed(false);
    m_window->saveState();
    rememberLanguage(code);
    m_window.reset(); // before the new one: both would take from the same feed
    applyLanguage(code);
    make();
    m_window->restoreGeometry(place);
    if (shown) {
        m_window->show();
        m_window->activateWindow();
    }
    QGuiApplication::setQuitOnLastWindowClosed(quits);
}

} // namespace vigia
