#include "ui/desktop/desktop_notifier.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>

namespace vigia {
namespace {

const QString kService = QStringLiteral("org.freedesktop.Notifications");
const QString kPath = QStringLiteral("/org/freedesktop/Notifications");

QDBusMessage call(const QString& method)
{
    return QDBusMessage::createMethodCall(kService, kPath, kService, method);
}

} // namespace

DesktopNotifier::DesktopNotifier(QObject* parent)
    : QObject(parent)
{
    QDBusConnection::sessionBus().connect(kService, kPath, kService,
                                          QStringLiteral("ActionInvoked"), this,
                                          SLOT(actionInvoked(uint, QString)));
}

bool DesktopNotifier::notify(const QString& title, const QString& text, Severity severity)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return false;
    const bool critical = severity == Severity::Critical;
    // Urgency 2 stays until it is closed, 1 goes by itself.
    const QVariantMap hints{
        {QStringLiteral("urgency"), QVariant::fromValue(uchar(critical ? 2 : 1))},
        {QStringLiteral("category"), QStringLiteral("x-vigia.incident")},
        {QStringLiteral("desktop-entry"), QStringLiteral("vigia")},
        {QStringLiteral("suppress-sound"), true}, // the console has its own, with its own rules
    };
    QDBusMessage message = call(QStringLiteral("Notify"));
    message << QStringLiteral("Vigia") << m_id << QStringLiteral("vigia") << title
            << text.toHtmlEscaped()
            << QStringList{QStringLiteral("default"), tr("Show", "notification button")} << hints
            << -1;
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<uint> reply = *watcher;
        watcher->deleteLater();
        if (reply.isError())
            emit failed();
        else
            m_id = reply.value();
    });
    return true;
}

void DesktopNotifier::close()
{
    if (m_id == 0)
        return;
    QDBusMessage message = call(QStringLiteral("CloseNotification"));
    message << m_id;
    QDBusConnection::sessionBus().asyncCall(message);
    m_id = 0;
}

void DesktopNotifier::actionInvoked(uint id, const QString&)
{
    if (id == m_id)
        emit activated();
}

} // namespace vigia
