#include "ui/chart/checkout_chart.h"

#include "ui/chart/chart_role.h"
#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/models/checkout_model.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>

namespace vigia {
namespace {

constexpr double kMark = 5.5; // radius in pixels

constexpr double kLegendLeft = 14;
constexpr double kLegendTop = 4;
constexpr double kLineWidth = 20; // of a line in the legend
constexpr double kSymbolGap = 6;
constexpr double kEntryGap = 16;

struct Line
{
    double CheckoutRow::*column;
    const char* name;
    Qt::PenStyle pen;
};
// Painted in this order, so that today lies on top; told apart by dashes as well as by colour.
constexpr std::array<Line, 5> kLines{
    {{&CheckoutRow::avgLastMonth,
      QT_TRANSLATE_NOOP("vigia::CheckoutChart", "average of last month"), Qt::SolidLine},
     {&CheckoutRow::avgLastWeek, QT_TRANSLATE_NOOP("vigia::CheckoutChart", "average of last week"),
      Qt::SolidLine},
     {&CheckoutRow::sameDayLastWeek,
      QT_TRANSLATE_NOOP("vigia::CheckoutChart", "same day last week"), Qt::DotLine},
     {&CheckoutRow::yesterday, QT_TRANSLATE_NOOP("vigia::CheckoutChart", "yesterday"),
      Qt::DashLine},
     {&CheckoutRow::today, QT_TRANSLATE_NOOP("vigia::CheckoutChart", "today"), Qt::SolidLine}}};

struct MarkKind
{
    CheckoutFlag flag;
    bool filled;
    const char* name;
};
constexpr std::array<MarkKind, 4> kMarks{
    {{CheckoutFlag::Spike, true, QT_TRANSLATE_NOOP("vigia::CheckoutChart", "critical spike")},
     {CheckoutFlag::Drop, true, QT_TRANSLATE_NOOP("vigia::CheckoutChart", "critical drop")},
     {CheckoutFlag::Ok, true, QT_TRANSLATE_NOOP("vigia::CheckoutChart", "moderate")},
     {CheckoutFlag::Spike, false,
      QT_TRANSLATE_NOOP("vigia::CheckoutChart", "flagged, but small or known to history")}}};

QPen penOf(std::size_t line)
{
    const Theme& t = theme();
    const std::array colours{t.muted, t.line(StatusId::Refunded), t.line(StatusId::Reversed),
                             t.line(StatusId::BackendReversed), t.text};
    const bool today = line + 1 == kLines.size();
    return {colours[line], today ? 2.6 : 1.3, kLines[line].pen, Qt::RoundCap, Qt::RoundJoin};
}

// Four steps of 1, 2 or 5 times a power of ten reach the highest.
double roundStep(double highest)
{
    const double raw = std::max(highest, 4.0) / 4;
    const double power = std::pow(10, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= raw)
            return factor * power;
    }
    return 10 * power;
}

void paintShape(QPainter& painter, const QPointF& at, CheckoutFlag flag, bool filled,
                const QColor& colour)
{
    QPolygonF shape;
    const double r = kMark;
    if (flag == CheckoutFlag::Ok) {
        shape << at + QPointF(0, -r) << at + QPointF(r, 0) << at + QPointF(0, r)
              << at + QPointF(-r, 0);
    } else {
        const double up = flag == CheckoutFlag::Spike ? 1 : -1;
        shape << at + QPointF(0, -r * up) << at + QPointF(r, r * 0.8 * up)
              << at + QPointF(-r, r * 0.8 * up);
    }
    painter.setPen(QPen(filled ? theme().card : colour, filled ? 1 : 1.6));
    painter.setBrush(filled ? colour : theme().card);
    painter.drawPolygon(shape);
}

} // namespace

CheckoutChart::CheckoutChart(const CheckoutAnalysis& analysis, QWidget* parent)
    : QWidget(parent)
    , m_analysis(analysis)
{
    double highest = 0;
    for (const CheckoutHour& hour : m_analysis.hours) {
        for (const Line& line : kLines)
            highest = std::max(highest, hour.row.*line.column);
    }
    m_step = roundStep(highest);
    m_top = m_step * std::max(1.0, std::ceil(highest / m_step));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    installChartRole();
    setAccessibleName(tr("Chart of sales by hour, %1").arg(format::foreign(m_analysis.file)));
    setAccessibleDescription(tr("The arrow keys go from hour to hour"));
}

QRectF CheckoutChart::plot() const
{
    const QFontMetricsF small(uiFont(11.5));
    const double left = small.horizontalAdvance(format::axis(m_top)) + 22;
    const double above = legend().last().y() + small.height() + 6 + 10;
    return QRectF(rect()).adjusted(left, above, -18, -small.height() - 14);
}

double CheckoutChart::x(int hour) const
{
    const QRectF area = plot();
    return hours() < 2 ? area.center().x() : area.left() + area.width() * hour / (hours() - 1);
}

double CheckoutChart::y(double value) const
{
    const QRectF area = plot();
    return area.bottom() - area.height() * value / m_top;
}

QPointF CheckoutChart::positionOf(int hour) const
{
    return {x(hour), y(m_analysis.hours[std::size_t(hour)].row.today)};
}

void CheckoutChart::setCurrent(std::optional<int> hour)
{
    if (hour && (*hour < 0 || *hour >= hours()))
        hour.reset();
    if (hour == m_current)
        return;
    m_current = hour;
    if (m_current) // read out by screen readers
        setAccessibleDescription(
            words::checkoutHour(m_analysis.hours[std::size_t(*m_current)]).replace(u'\n', u' '));
    update();
    emit currentChanged(m_current);
}

void CheckoutChart::showTip()
{
    if (!m_current) {
        QToolTip::hideText();
        return;
    }
    const QPoint at = positionOf(*m_current).toPoint() + QPoint(12, 6);
    QToolTip::showText(
        mapToGlobal(at),
        Qt::convertFromPlainText(words::checkoutHour(m_analysis.hours[std::size_t(*m_current)]),
                                 Qt::WhiteSpaceNormal),
        this);
}

void CheckoutChart::mouseMoveEvent(QMouseEvent* event)
{
    const QRectF area = plot();
    if (!area.adjusted(-12, -8, 12, 8).contains(event->position()) || hours() == 0) {
        setCurrent(std::nullopt);
    } else {
        const double share = (event->position().x() - area.left()) / std::max(1.0, area.width());
        setCurrent(std::clamp(int(std::lround(share * (hours() - 1))), 0, hours() - 1));
    }
    showTip();
}

void CheckoutChart::leaveEvent(QEvent*)
{
    if (!hasFocus())
        setCurrent(std::nullopt);
}

// The window has uses of its own for the arrows; while the chart has the focus they are its.
bool CheckoutChart::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Home ||
            key == Qt::Key_End) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void CheckoutChart::keyPressEvent(QKeyEvent* event)
{
    if (hours() == 0)
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Left:
        setCurrent(std::max(0, m_current.value_or(hours()) - 1));
        break;
    case Qt::Key_Right:
        setCurrent(std::min(hours() - 1, m_current.value_or(-1) + 1));
        break;
    case Qt::Key_Home:
        setCurrent(0);
        break;
    case Qt::Key_End:
        setCurrent(hours() - 1);
        break;
    default:
        return QWidget::keyPressEvent(event);
    }
    showTip();
}

void CheckoutChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintAxes(painter);
    paintLines(painter);
    paintMarks(painter);
    paintLegend(painter);
    if (hasFocus() && !m_current) {
        painter.setPen(QPen(theme().accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6);
    }
}

void CheckoutChart::paintAxes(QPainter& painter) const
{
    const Theme& t = theme();
    const QRectF area = plot();
    const QFont font = uiFont(11.5);
    const double height = QFontMetricsF(font).height();
    painter.setFont(font);
    for (double value = 0; value <= m_top + m_step / 2; value += m_step) {
        painter.setPen(QPen(t.grid, 1));
        painter.drawLine(QLineF(area.left(), y(value), area.right(), y(value)));
        painter.setPen(t.muted);
        painter.drawText(QRectF(0, y(value) - height / 2, area.left() - 10, height),
                         Qt::AlignRight | Qt::AlignVCenter, format::axis(value));
    }
    const double room = QFontMetricsF(font).horizontalAdvance(QStringLiteral("00h 00")) + 10;
    const double pitch = hours() < 2 ? room : area.width() / (hours() - 1);
    const int every = std::max(1, int(std::ceil(room / std::max(pitch, 0.1))));
    for (int i = 0; i < hours(); i += every) {
        painter.drawText(QRectF(x(i) - room, area.bottom() + 6, 2 * room, height), Qt::AlignHCenter,
                         format::foreign(m_analysis.hours[std::size_t(i)].row.time));
    }
    if (m_current) {
        painter.setPen(QPen(t.muted, 1, Qt::DashLine));
        painter.drawLine(QLineF(x(*m_current), area.top(), x(*m_current), area.bottom()));
    }
}

void CheckoutChart::paintLines(QPainter& painter) const
{
    painter.setBrush(Qt::NoBrush);
    for (std::size_t i = 0; i < kLines.size(); ++i) {
        QPolygonF points;
        for (int hour = 0; hour < hours(); ++hour)
            points << QPointF(x(hour),
                              y(m_analysis.hours[std::size_t(hour)].row.*kLines[i].column));
        painter.setPen(penOf(i));
        painter.drawPolyline(points);
    }
}

void CheckoutChart::paintMarks(QPainter& painter) const
{
    const Theme& t = theme();
    for (int i = 0; i < hours(); ++i) {
        const CheckoutHour& hour = m_analysis.hours[std::size_t(i)];
        const bool moderate = hour.category == CheckoutCategory::Moderate;
        if (hour.flag == CheckoutFlag::Ok && !moderate)
            continue;
        const bool critical = hour.category == CheckoutCategory::Critical;
        paintShape(painter, positionOf(i), hour.flag, critical || moderate,
                   critical   ? t.critical
                   : moderate ? t.warning
                              : t.muted);
    }
    if (m_current) {
        painter.setPen(QPen(t.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(positionOf(*m_current), kMark + 4, kMark + 4);
    }
}

// Lines first, then marks, in as many rows as the width asks for.
QList<QPointF> CheckoutChart::legend() const
{
    const QFontMetricsF metrics(uiFont(11.5));
    const double row = metrics.height() + 6;
    QPointF at(kLegendLeft, kLegendTop);
    QList<QPointF> corners;
    for (std::size_t i = 0; i < kLines.size() + kMarks.size(); ++i) {
        const bool line = i < kLines.size();
        const QString name =
            line ? tr(kLines[kLines.size() - 1 - i].name) : tr(kMarks[i - kLines.size()].name);
        const double wide =
            (line ? kLineWidth : 2 * kMark) + kSymbolGap + metrics.horizontalAdvance(name);
        if (i == kLines.size() || (at.x() > kLegendLeft && at.x() + wide > width() - kSymbolGap))
            at = {kLegendLeft, at.y() + row};
        corners << at;
        at.rx() += wide + kEntryGap;
    }
    return corners;
}

void CheckoutChart::paintLegend(QPainter& painter) const
{
    const Theme& t = theme();
    painter.setFont(uiFont(11.5));
    const QFontMetricsF metrics(painter.font());
    const double row = metrics.height() + 6;
    const QList<QPointF> corners = legend();
    const auto text = [&](const QPointF& at, const QString& name) {
        painter.setPen(t.muted);
        painter.drawText(QRectF(at.x(), at.y(), metrics.horizontalAdvance(name) + 4, row),
                         Qt::AlignVCenter, name);
    };
    for (std::size_t i = 0; i < kLines.size(); ++i) {
        const QPointF at = corners[qsizetype(i)];
        const std::size_t line = kLines.size() - 1 - i;
        painter.setPen(penOf(line));
        painter.drawLine(QLineF(at.x(), at.y() + row / 2, at.x() + kLineWidth, at.y() + row / 2));
        text(at + QPointF(kLineWidth + kSymbolGap, 0), tr(kLines[line].name));
    }
    for (std::size_t i = 0; i < kMarks.size(); ++i) {
        const QPointF at = corners[qsizetype(kLines.size() + i)];
        const bool diamond = kMarks[i].flag == CheckoutFlag::Ok;
        paintShape(painter, at + QPointF(kMark, row / 2), kMarks[i].flag, kMarks[i].filled,
                   diamond            ? t.warning
                   : kMarks[i].filled ? t.critical
                                      : t.muted);
        text(at + QPointF(2 * kMark + kSymbolGap, 0), tr(kMarks[i].name));
    }
}

} // namespace vigia
