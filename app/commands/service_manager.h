// Words to systemd, for a unit of Type=notify: see sd_notify(3) for the protocol, which is a
// datagram of lines to the socket that $NOTIFY_SOCKET names.
#pragma once

#include <QObject>
#include <QTimer>

#include <string>

namespace vigia {

class ServiceManager final : public QObject
{
public:
    // Reads NOTIFY_SOCKET and WATCHDOG_USEC; without them every call does nothing.
    explicit ServiceManager(QObject* parent = nullptr);

    // Up; from now on the event loop says every half of WatchdogSec= that it turns.
    void ready(const std::string& status);
    void stopping();

private:
    void tell(const std::string& lines) const;

    std::string m_socket;
    QTimer m_watchdog;
};

} // namespace vigia
