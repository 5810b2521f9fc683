// Native notifications, by the freedesktop.org Desktop Notifications Specification 1.2 over D-Bus.
//
// A new notification replaces the one before it, so that a storm leaves one bubble. Calls return at
// once; a desktop without a notification service is no error (notify() says so). GUI thread only.
#pragma once

#include "core/model/anomaly.h"

#include <QObject>
#include <QString>

namespace vigia {

class DesktopNotifier final : public QObject
{
    Q_OBJECT

public:
    explicit DesktopNotifier(QObject* parent = nullptr);

    // Plain texts; the service may read markup, so they are escaped here. False without a session
    // bus.
    bool notify(const QString& title, const QString& text, Severity severity);
    void close();

signals:
    void activated(); // the operator clicked it
    void failed();    // the service did not take it

private slots:
    void actionInvoked(uint id, const QString& action);

private:
    uint m_id = 0; // of the notification that is shown
};

} // namespace vigia
