// Owns the console's window and builds it anew when the operator chooses another language.
//
// The new window takes over place, page, ranges and filters through the saved state, and the data
// from the Monitor, which stays. What connects to the window or holds on to it does so in
// `prepare`, which is called for each one. GUI thread only.
#pragma once

#include "core/base/clock.h"
#include "core/runtime/monitor.h"

#include <QObject>

#include <functional>
#include <memory>

namespace vigia {

class MainWindow;

class WindowHost final : public QObject
{
    Q_OBJECT

public:
    using Prepare = std::function<void(MainWindow&)>;

    // Makes the window; showing it is the caller's.
    WindowHost(Monitor& monitor, Prepare prepare, std::shared_ptr<const Clock> clock = nullptr);
    ~WindowHost() override;

    [[nodiscard]] MainWindow& window() { return *m_window; }
    // Applies the language, keeps it for the next start, and shows the new window where the old
    // one stood.
    void setLanguage(const QString& code);

private:
    void make();

    Monitor& m_monitor;
    Prepare m_prepare;
    std::shared_ptr<const Clock> m_clock;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace vigia
