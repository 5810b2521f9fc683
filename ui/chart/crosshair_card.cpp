#include "ui/chart/crosshair_card.h"

#include "ui/chart/chart_items.h"
#include "ui/chart/theme.h"

#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace vigia {
namespace {

constexpr int kPadding = 12;
constexpr int kWidth = 290;
constexpr int kCountRight = 206;
constexpr int kMostReasonLines = 7;

double rowHeight()
{
    return QFontMetricsF(uiFont(12)).height() + 4;
}

} // namespace

CrosshairCard::CrosshairCard(QWidget* parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void CrosshairCard::show(const QString& title, const QString& utc, std::vector<Row> rows,
                         const QStringList& reasons)
{
    m_title = title;
    m_utc = utc;
    m_rows = std::move(rows);
    m_reasons = reasons;
    resize(sizeHint());
    setVisible(true);
    update();
}

QStringList CrosshairCard::wrapped() const
{
    QStringList lines;
    for (const QString& reason : m_reasons) {
        QTextLayout layout(reason, uiFont(11.5));
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(kWidth - 2 * kPadding);
            lines << reason.mid(line.textStart(), line.textLength()).trimmed();
        }
        layout.endLayout();
    }
    if (lines.size() > kMostReasonLines) {
        lines = lines.mid(0, kMostReasonLines);
        lines.last() += QStringLiteral(" …");
    }
    return lines;
}

QSize CrosshairCard::sizeHint() const
{
    const qsizetype reasons = wrapped().size();
    const double rows = double(m_rows.size()) + 1;
    return {kWidth, int(std::ceil(2 * kPadding + (rows + double(reasons)) * rowHeight() +
                                  (reasons > 0 ? 16 : 4)))};
}

void CrosshairCard::paintEvent(QPaintEvent*)
{
    const Theme& t = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.border, 1));
    painter.setBrush(t.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7);

    const double step = rowHeight();
    double y = kPadding;
    const double inner = kWidth - 2 * kPadding;
    painter.setFont(uiFont(13, QFont::DemiBold));
    painter.setPen(t.text);
    painter.drawText(QRectF(kPadding, y, inner, step), Qt::AlignVCenter, m_title);
    painter.setFont(uiFont(11.5));
    painter.setPen(t.muted);
    painter.drawText(QRectF(kPadding, y, inner, step), Qt::AlignVCenter | Qt::AlignRight, m_utc);
    y += step + 4;

    for (const Row& row : m_rows) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.line(row.status));
        painter.drawRoundedRect(QRectF(kPadding, y + step / 2 - 4, 8, 8), 2, 2);
        painter.setFont(uiFont(12));
        painter.setPen(t.muted);
        painter.drawText(QRectF(kPadding + 15, y, inner, step), Qt::AlignVCenter, row.name);
        if (row.anomaly)
            paintMark(painter, {kCountRight - 46.0, y + step / 2}, *row.anomaly, 4);
        painter.setFont(uiFont(12, QFont::DemiBold));
        painter.setPen(row.anomaly ? t.severity(*row.anomaly) : t.text);
        painter.drawText(QRectF(0, y, kCountRight, step), Qt::AlignVCenter | Qt::AlignRight,
                         row.count);
        painter.setFont(uiFont(12));
        painter.setPen(t.muted);
        painter.drawText(QRectF(kPadding, y, inner, step), Qt::AlignVCenter | Qt::AlignRight,
                         row.expected);
        y += step;
    }
    const QStringList reasons = wrapped();
    if (reasons.isEmpty())
        return;
    y += 6;
    painter.setPen(QPen(t.border, 1));
    painter.drawLine(QLineF(kPadding, y, kWidth - kPadding, y));
    y += 6;
    painter.setFont(uiFont(11.5));
    painter.setPen(t.muted);
    for (const QString& line : reasons) {
        painter.drawText(QRectF(kPadding, y, inner, step), Qt::AlignVCenter, line);
        y += step;
    }
}

} // namespace vigia
