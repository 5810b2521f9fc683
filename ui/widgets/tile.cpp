#include "ui/widgets/tile.h"

#include "ui/chart/chart_items.h"
#include "ui/chart/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace vigia {
namespace {

double padding()
{
    return scaled(11);
}

struct Rows
{
    QFont label = uiFont(11.5);
    QFont value = uiFont(23, QFont::DemiBold);
    QFont small = uiFont(11.5);
    double labelHeight = QFontMetricsF(label).height();
    double valueHeight = QFontMetricsF(value).height();
    double smallHeight = QFontMetricsF(small).height();

    [[nodiscard]] double total() const
    {
        return 2 * (padding() - 2) + labelHeight + valueHeight + 2 * smallHeight + 1;
    }
};

// A status name is worth a smaller type before it is cut.
QFont fitting(const QString& text, double room)
{
    for (const double pixels : {11.5, 11.0, 10.5, 10.0}) {
        const QFont font = uiFont(pixels);
        if (QFontMetricsF(font).horizontalAdvance(text) <= room)
            return font;
    }
    return uiFont(10.0);
}

bool sameLine(const std::vector<double>& a, const std::vector<double>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](double x, double y) {
        return x == y || (std::isnan(x) && std::isnan(y));
    });
}

} // namespace

Tile::Tile(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Tile::setText(TileText text)
{
    TileText newer = text; // NaN differs from itself: lines are compared apart
    newer.line = m_text.line;
    if (newer == m_text && sameLine(text.line, m_text.line))
        return;
    m_text = std::move(text);
    const QString spoken =
        QStringList{m_text.label, m_text.value, m_text.detail, m_text.trend}.join(
            QStringLiteral(", "));
    setAccessibleName(spoken);
    setToolTip(QStringLiteral("<qt>%1</qt>").arg(spoken.toHtmlEscaped()));
    update();
}

QSize Tile::sizeHint() const
{
    return {170, int(std::ceil(Rows().total()))};
}

QSize Tile::minimumSizeHint() const
{
    return {90, sizeHint().height()};
}

void Tile::paintEvent(QPaintEvent*)
{
    const Theme& t = theme();
    const Rows rows;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool loud = m_text.alarm.has_value();
    painter.setPen(QPen(loud ? t.severity(*m_text.alarm) : t.border, loud ? scaled(1.4) : 1.0));
    painter.setBrush(t.card);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.7, 0.7, -0.7, -0.7), 8, 8);

    const double inner = width() - 2 * padding();
    double y = padding() - 2;
    double x = padding();
    if (m_text.status) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.line(*m_text.status));
        painter.drawRoundedRect(
            QRectF(x, y + rows.labelHeight / 2 - scaled(4), scaled(8), scaled(8)), 2, 2);
        x += scaled(14);
    }
    painter.setPen(t.muted);
    const double room = width() - x - scaled(4); // a long name may come close to the edge
    const QFont label = fitting(m_text.label, room);
    painter.setFont(label);
    painter.drawText(QRectF(x, y, room, rows.labelHeight), Qt::AlignVCenter,
                     QFontMetricsF(label).elidedText(m_text.label, Qt::ElideRight, room));
    y += rows.labelHeight;

    painter.setFont(rows.value);
    painter.setPen(loud ? t.severity(*m_text.alarm) : t.text);
    painter.drawText(QRectF(padding() - 1, y, inner + 1, rows.valueHeight), Qt::AlignVCenter,
                     m_text.value);
    double valueWidth = QFontMetricsF(rows.value).horizontalAdvance(m_text.value);
    if (loud) {
        paintMark(painter, {padding() + valueWidth + scaled(12), y + rows.valueHeight / 2},
                  *m_text.alarm, scaled(5));
        valueWidth += scaled(20);
        painter.setBrush(Qt::NoBrush);
    }
    const double detailWidth = QFontMetricsF(rows.small).horizontalAdvance(m_text.detail);
    const double top = y;
    y += rows.valueHeight;

    const auto small = [&](const QString& text, const QColor& ink) {
        const QFont font = fitting(text, inner + scaled(5));
        painter.setFont(font);
        painter.setPen(ink);
        painter.drawText(QRectF(padding(), y, inner + scaled(5), rows.smallHeight),
                         Qt::AlignVCenter,
                         QFontMetricsF(font).elidedText(text, Qt::ElideRight, inner + scaled(5)));
        y += rows.smallHeight + 1;
    };
    small(m_text.detail, t.muted);
    small(m_text.trend, m_text.trendMatters ? t.warning : t.muted);

    const double left = std::max(valueWidth, detailWidth) + scaled(16);
    constexpr double kNarrowest = 38;
    if (m_text.line.size() > 1 && inner - left >= scaled(kNarrowest)) {
        const double w = std::min(inner - left, scaled(110));
        paintLine(painter, QRectF(padding() + inner - w, top + 3, w,
                                  rows.valueHeight + rows.smallHeight - 4));
    }
}

void Tile::paintLine(QPainter& painter, const QRectF& area) const
{
    const Theme& t = theme();
    const auto x = [&](double i) {
        return area.left() + i / double(m_text.line.size() - 1) * area.width();
    };
    if (m_text.shade && m_text.shadeTo > m_text.shadeFrom) {
        const double from = x(double(m_text.shadeFrom));
        const double to = x(double(std::min(m_text.shadeTo, m_text.line.size() - 1)));
        painter.fillRect(QRectF(from, area.top(), std::max(1.0, to - from), area.height()),
                         t.shade(*m_text.shade));
    }
    double max = 1;
    for (const double v : m_text.line) {
        if (v > max)
            max = v;
    }
    QPainterPath path;
    bool pen = false;
    for (std::size_t i = 0; i < m_text.line.size(); ++i) {
        const double v = m_text.line[i];
        if (std::isnan(v)) {
            pen = false;
            continue;
        }
        const QPointF p(x(double(i)), area.bottom() - 1 - v / max * (area.height() - 2));
        if (pen)
            path.lineTo(p);
        else
            path.moveTo(p);
        pen = true;
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(m_text.status ? t.line(*m_text.status) : t.accent, scaled(1.2)));
    painter.drawPath(path);
}

} // namespace vigia
