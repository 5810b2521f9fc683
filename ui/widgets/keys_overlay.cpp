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
constexpr double kColumn = 310;
constexpr double kPadding = 28;

// In rows: the name, its keys, and air below.
double heightOf(const std::pair<QString, QList<QAction*>>& group)
{
    return double(group.second.size()) + 1.8;
}

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

// Groups go below each other as long as no column grows beyond what one group, or an even share,
// takes.
std::vector<std::vector<std::size_t>> KeysOverlay::inColumns() const
{
    double total = 0;
    double highest = 0;
    for (const Group& group : m_groups) {
        total += heightOf(group);
        highest = std::max(highest, heightOf(group));
    }
    const int fit = std::max(1, int((width() - 40 - 2 * kPadding) / kColumn));
    // The lowest columns that hold them all.
    for (double limit = std::max(highest, total / fit);; limit += 1) {
        std::vector<std::vector<std::size_t>> columns;
        double height = limit;
        for (std::size_t at = 0; at < m_groups.size(); ++at) {
            const double more = heightOf(m_groups[at]);
            if (height + more > limit) {
                columns.emplace_back();
                height = 0;
            }
            columns.back().push_back(at);
            height += more;
        }
        if (int(columns.size()) <= fit)
            return columns;
    }
}

double KeysOverlay::rowsOf(const std::vector<std::size_t>& column) const
{
    double rows = 0;
    for (const std::size_t group : column)
        rows += heightOf(m_groups[group]);
    return rows;
}

void KeysOverlay::paintGroup(QPainter& painter, QRectF line, const Group& group)
{
    const Theme& t = theme();
    const auto& [name, actions] = group;
    const double x = line.left();
    const double column = line.width();
    double y = line.top();
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
        const QFont font = uiFont(12.5);
        painter.setFont(font);
        const double at = x + std::max(96.0, cap.width() + 10);
        const QRectF room(at, y, x + column - at - 12, kRow);
        painter.drawText(room, Qt::AlignVCenter,
                         QFontMetricsF(font).elidedText(action->text().remove(QLatin1Char('&')),
                                                        Qt::ElideRight, room.width()));
        y += kRow;
    }
}

void KeysOverlay::paintEvent(QPaintEvent*)
{
    const Theme& t = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = t.ground;
    veil.setAlphaF(0.72F);
    painter.fillRect(rect(), veil);

    const auto columns = inColumns();
    double rows = 0;
    for (const auto& column : columns)
        rows = std::max(rows, rowsOf(column));
    const double w =
        std::min(double(width()) - 40, double(columns.size()) * kColumn + 2 * kPadding);
    const double h = std::min(double(height()) - 40, (rows + 1.2) * kRow + 2 * kPadding);
    const QRectF sheet((width() - w) / 2, (height() - h) / 2, w, h);
    painter.setPen(QPen(t.border, 1));
    painter.setBrush(t.card);
    painter.drawRoundedRect(sheet, 12, 12);

    const double column = (w - 2 * kPadding) / std::max<double>(1, double(columns.size()));
    double x = sheet.left() + kPadding;
    for (const auto& groups : columns) {
        double y = sheet.top() + kPadding;
        for (const std::size_t group : groups) {
            paintGroup(painter, QRectF(x, y, column, kRow), m_groups[group]);
            y += kRow * heightOf(m_groups[group]);
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
