#include "ui/desktop/tray.h"

#include "ui/chart/theme.h"
#include "ui/models/words.h"
#include "ui/widgets/icon.h"

#include <QPainter>

namespace vigia {

Tray::Tray(QObject* parent)
    : QObject(parent)
{
    m_show = m_menu.addAction(QString(), this, &Tray::showRequested);
    m_quiet = m_menu.addAction(QString());
    m_quiet->setCheckable(true);
    connect(m_quiet, &QAction::triggered, this, &Tray::quietRequested);
    m_menu.addSeparator();
    m_quit = m_menu.addAction(QString(), this, &Tray::quitRequested);
    m_icon.setContextMenu(&m_menu);
    connect(&m_icon, &QSystemTrayIcon::activated, this,
            [this](QSystemTrayIcon::ActivationReason reason) {
                if (reason != QSystemTrayIcon::Context)
                    emit showRequested();
            });
    retranslate();
}

void Tray::retranslate()
{
    m_show->setText(tr("Show Vigia"));
    m_quiet->setText(tr("No sounds for an hour"));
    m_quit->setText(tr("Quit"));
    m_open = -1;
}

QIcon Tray::picture(std::optional<Severity> worst)
{
    QIcon icon;
    for (const int size : {16, 22, 24, 32, 48, 64}) {
        QPixmap pixmap = applicationIcon().pixmap(size, size);
        if (worst) {
            QPainter painter(&pixmap);
            painter.setRenderHint(QPainter::Antialiasing);
            const double s = size * 0.6;
            const QRectF box(size - s, size - s, s, s);
            QPolygonF shape;
            if (*worst == Severity::Critical)
                shape << QPointF(box.center().x(), box.top()) << box.bottomRight()
                      << box.bottomLeft();
            else
                shape << QPointF(box.center().x(), box.top())
                      << QPointF(box.right(), box.center().y())
                      << QPointF(box.center().x(), box.bottom())
                      << QPointF(box.left(), box.center().y());
            painter.setPen(QPen(Qt::white, size / 20.0));
            painter.setBrush(lightTheme().severity(*worst));
            painter.drawPolygon(shape);
        }
        icon.addPixmap(pixmap);
    }
    return icon;
}

void Tray::setState(int open, std::optional<Severity> worst)
{
    if (open != m_open || worst != m_worst) {
        m_open = open;
        m_worst = worst;
        m_icon.setIcon(picture(worst));
        m_icon.setToolTip(worst ? tr("Vigia: %n open incident(s), the worst is %1", nullptr, open)
                                      .arg(words::severity(*worst))
                                : tr("Vigia: no open incident"));
    }
    if (!m_icon.isVisible() && QSystemTrayIcon::isSystemTrayAvailable())
        m_icon.show();
}

void Tray::setQuiet(bool quiet)
{
    m_quiet->setChecked(quiet);
}

} // namespace vigia
