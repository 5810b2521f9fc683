#include "ui/widgets/keys_overlay.h"

#include "ui/chart/theme.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace vigia {
namespace {

constexpr double kRow = 26;
constexpr double kColumn = 330;
constexpr double kPadding = 28;

QString keysOf(const QAction* action)
{
    QStringList keys;
    for (const QKeySequence& key : action->shortcuts())
        keys << key.toString(QKeySequence::NativeText);
    return keys.join(QStringLiteral("  "));
}

} // namespace

KeysOverlay::KeysOverlay(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("All keys"));
    parent->installEventFilter(this);
    hide();
}

void KeysOverlay::setGroups(std::vector<std::pair<QString, QList<QAction*>>> groups)
{
    m_groups = std::move(groups);
    QStringList spoken;
    for (const auto& [name, actions] : m_groups) {
        for (const QAction* action : actions)
            spoken << action->text().remove(QLatin1Char('&')) + QLatin1Char(' ') + keysOf(action);
    }
    setAccessibleDescription(spoken.join(QStringLiteral("; ")));
}

void KeysOverlay::open()
{
    setGeometry(parentWidget()->rect());
    m_focusBefore = QApplication::focusWidget();
    show();
    raise();
    setFocus();
}

void KeysOverlay::paintEvent(QPaintEvent*)
{
    const Theme& t = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = t.ground;
    veil.setAlphaF(0.72F);
    painter.fillRect(rect(), veil);

    double rows = 0;
    for (const auto& [name, actions] : m_groups)
        rows = std::max(rows, double(actions.size()));
    const double w =
        std::min(double(width()) - 40, double(m_groups.size()) * kColumn + 2 * kPadding);
    const double h = std::min(double(height()) - 40, (rows + 2.2) * kRow + 2 * kPadding);
    const QRectF sheet((width() - w) / 2, (height() - h) / 2, w, h);
    painter.setPen(QPen(t.border, 1));
    painter.setBrush(t.card);
    painter.drawRoundedRect(sheet, 12, 12);

    const double column = (w - 2 * kPadding) / std::max<double>(1, double(m_groups.size()));
    double x = sheet.left() + kPadding;
    for (const auto& [name, actions] : m_groups) {
        double y = sheet.top() + kPadding;
        painter.setFont(uiFont(13.5, QFont::DemiBold));
        painter.setPen(t.text);
        painter.drawText(QRectF(x, y, column, kRow), Qt::AlignVCenter, name);
        y += kRow + 4;
        for (const QAction* action : actions) {
            const QString keys = keysOf(action);
            const QFont keyFont = uiFont(11.5, QFont::DemiBold);
            const double keyWidth = QFontMetricsF(keyFont).horizontalAdvance(keys) + 14;
            const QRectF cap(x, y + 3, std::max(28.0, keyWidth), kRow - 6);
            painter.setPen(QPen(t.border, 1));
            painter.setBrush(t.raised);
            painter.drawRoundedRect(cap, 4, 4);
            painter.setPen(t.text);
            painter.setFont(keyFont);
            painter.drawText(cap, Qt::AlignCenter, keys);
            painter.setPen(t.muted);
            painter.setFont(uiFont(12.5));
            const double at = x + std::max(96.0, cap.width() + 10);
            painter.drawText(QRectF(at, y, x + column - at - 12, kRow), Qt::AlignVCenter,
                             action->text().remove(QLatin1Char('&')));
            y += kRow;
        }
        x += column;
    }
    painter.setFont(uiFont(11.5));
    painter.setPen(t.muted);
    painter.drawText(sheet.adjusted(0, 0, 0, -14), Qt::AlignHCenter | Qt::AlignBottom,
                     tr("any key closes this"));
}

bool KeysOverlay::event(QEvent* event)
{
    // While open, every key is ours: no shortcut may act on what is hidden.
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void KeysOverlay::keyPressEvent(QKeyEvent*)
{
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus();
}

void KeysOverlay::mousePressEvent(QMouseEvent*)
{
    hide();
}

bool KeysOverlay::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && isVisible())
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

} // namespace vigia
