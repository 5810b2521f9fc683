#include "app/commands/service_manager.h"

#include <QByteArray>
#include <QCoreApplication>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace vigia {

ServiceManager::ServiceManager(QObject* parent)
    : QObject(parent)
    , m_socket(qgetenv("NOTIFY_SOCKET").toStdString())
{
    bool number = false;
    const qlonglong microseconds = qgetenv("WATCHDOG_USEC").toLongLong(&number);
    const QByteArray meant = qgetenv("WATCHDOG_PID");
    const bool forUs = meant.isEmpty() || meant.toLongLong() == QCoreApplication::applicationPid();
    if (number && microseconds > 0 && forUs)
        m_watchdog.setInterval(
            std::chrono::milliseconds{std::max<qlonglong>(microseconds / 2000, 1)});
    connect(&m_watchdog, &QTimer::timeout, this, [this] { tell("WATCHDOG=1"); });
}

void ServiceManager::ready(const std::string& status)
{
    tell("READY=1\nSTATUS=" + status);
    if (m_watchdog.interval() > 0)
        m_watchdog.start();
}

void ServiceManager::stopping()
{
    m_watchdog.stop();
    tell("STOPPING=1\nSTATUS=committing what is in hand");
}

void ServiceManager::tell(const std::string& lines) const
{
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    if (m_socket.empty() || m_socket.size() >= sizeof address.sun_path)
        return;
    std::memcpy(address.sun_path, m_socket.data(), m_socket.size());
    if (address.sun_path[0] == '@') // of the abstract namespace
        address.sun_path[0] = '\0';
    const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return;
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + m_socket.size());
    // A manager that does not listen is its own affair.
    [[maybe_unused]] const auto sent =
        ::sendto(descriptor, lines.data(), lines.size(), MSG_NOSIGNAL,
                 reinterpret_cast<const sockaddr*>(&address), length);
    ::close(descriptor);
}

} // namespace vigia
