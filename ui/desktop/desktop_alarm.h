// Tells the operator whose eyes are elsewhere: sound, native notification, tray, screen reader.
//
// Looks at the incidents of LiveData once a second, and at which of them are snoozed or silenced.
// GUI thread only.
#pragma once

#include "core/base/clock.h"
#include "core/runtime/monitor.h"
#include "ui/desktop/alarm_bell.h"
#include "ui/desktop/alarm_rule.h"
#include "ui/desktop/announcer.h"
#include "ui/desktop/desktop_notifier.h"
#include "ui/desktop/tray.h"

#include <QTimer>

#include <functional>

namespace vigia {

class LiveData;

class DesktopAlarm final : public QObject
{
    Q_OBJECT

public:
    // `window`: no notification while it is the active one. All outlive this.
    DesktopAlarm(Monitor& monitor, LiveData& data, const Clock& clock, QWidget& window);

    [[nodiscard]] const AlarmSettings& settings() const { return m_settings; }
    void setVolume(int volume); // 0..100
    void setQuietForAnHour(bool quiet);
    void setQuietUntil(std::optional<Instant> until); // none: no longer
    [[nodiscard]] Tray& tray() { return m_tray; }
    // Open incidents that wait, as of the last look.
    [[nodiscard]] const std::vector<Incident>& waiting() const { return m_waiting; }
    // Which sound was asked for; tests take the place of the sound card.
    void setRinger(std::function<void(Severity, int volume)> ring) { m_ring = std::move(ring); }
    void look(); // now, and not at the next second
    // An example as an incident would be told, also over the active window: a notification, and the
    // sound of a critical one unless it is quiet. What came of it, in words.
    QString sendTest();

signals:
    void showRequested();
    void quietChanged(bool quiet);

private:
    void tell(const std::vector<Incident>& fresh);

    Monitor& m_monitor;
    LiveData& m_data;
    const Clock& m_clock;
    QWidget& m_window;
    AlarmSettings m_settings;
    AlarmRule m_rule;
    AlarmBell m_bell;
    Tray m_tray;
    DesktopNotifier m_notifier;
    Announcer* m_announcer = nullptr;
    std::function<void(Severity, int)> m_ring;
    std::set<std::pair<IncidentId, Severity>> m_told;
    std::vector<Incident> m_waiting;
    bool m_seen = false; // what was there at the start is no news
    QTimer m_second;
};

} // namespace vigia
