#include "ui/desktop/announcer.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace vigia {
namespace {

QAccessibleInterface* makeAlert(const QString& className, QObject* object)
{
    if (className != QLatin1String(Announcer::staticMetaObject.className()))
        return nullptr;
    return new QAccessibleWidget(static_cast<QWidget*>(object), QAccessible::AlertMessage);
}

} // namespace

Announcer::Announcer(QWidget* window)
    : QWidget(window)
{
    static const bool installed = (QAccessible::installFactory(makeAlert), true);
    Q_UNUSED(installed)
    setObjectName(QStringLiteral("announcer"));
    setAccessibleName(tr("Announcements"));
    setFocusPolicy(Qt::NoFocus);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setGeometry(0, 0, 1, 1);
}

void Announcer::announce(const QString& text)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent event(window(), text);
    event.setPoliteness(QAccessible::AnnouncementPoliteness::Assertive);
    QAccessible::updateAccessibility(&event);
#else
    setAccessibleName(text);
    for (const QAccessible::Event type :
         {QAccessible::ObjectHide, QAccessible::ObjectShow, QAccessible::Alert}) {
        QAccessibleEvent event(this, type);
        QAccessible::updateAccessibility(&event);
    }
#endif
}

} // namespace vigia
