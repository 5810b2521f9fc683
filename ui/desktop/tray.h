// The worst open severity beside the clock of the desktop, where it has a tray. GUI thread only.
#pragma once

#include "core/model/anomaly.h"

#include <QMenu>
#include <QSystemTrayIcon>

#include <optional>

namespace vigia {

class Tray final : public QObject
{
    Q_OBJECT

public:
    explicit Tray(QObject* parent = nullptr);

    // Shows it as soon as the desktop has a tray (which may come later than this window).
    void setState(int open, std::optional<Severity> worst);
    [[nodiscard]] bool visible() const { return m_icon.isVisible(); }
    [[nodiscard]] QString toolTip() const { return m_icon.toolTip(); }
    void setQuiet(bool quiet);
    void retranslate();

    // The application's icon with the severity's shape and colour in its corner.
    [[nodiscard]] static QIcon picture(std::optional<Severity> worst);

signals:
    void showRequested();
    void quietRequested(bool quiet); // sounds, for an hour
    void quitRequested();

private:
    QSystemTrayIcon m_icon;
    QMenu m_menu;
    QAction* m_show = nullptr;
    QAction* m_quiet = nullptr;
    QAction* m_quit = nullptr;
    int m_open = -1;
    std::optional<Severity> m_worst;
};

} // namespace vigia
