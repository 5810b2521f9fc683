#include "ui/chart/category_chart.h"

#include "ui/chart/chart_role.h"
#include "ui/chart/format.h"
#include "ui/chart/theme.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>

namespace vigia {
namespace {

constexpr double kSymbol = 16; // of a series in the legend
constexpr double kGap = 6;
constexpr double kEntryGap = 18;
constexpr double kBarShare = 0.8; // of the room of a place
constexpr double kMarkRadius = 2.5;

QColor colourOf(int series)
{
    constexpr std::array kOrder{StatusId::Approved, StatusId::Failed,          StatusId::Refunded,
                                StatusId::Denied,   StatusId::BackendReversed, StatusId::Reversed};
    return theme().line(kOrder[std::size_t(series) % kOrder.size()]);
}

Qt::PenStyle dashOf(int series)
{
    constexpr std::array kOrder{Qt::SolidLine, Qt::DashLine,    Qt::DotLine,
                                Qt::SolidLine, Qt::DashDotLine, Qt::DashDotDotLine};
    return kOrder[std::size_t(series) % kOrder.size()];
}

// About four steps of 1, 2 or 5 times a power of ten.
double roundStep(double span)
{
    const double raw = span / 4;
    const double power = std::pow(10, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= raw)
            return factor * power;
    }
    return 10 * power;
}

QString number(double value)
{
    return QLocale().toString(value, 'f', value == std::floor(value) ? 0 : 2);
}

// Ticks of an axis with that step: no more decimals than it needs.
QString tick(double value, double step)
{
    constexpr double kLarge = 10'000;
    if (std::abs(value) >= kLarge)
        return format::axis(value);
    const int decimals = std::clamp(int(std::ceil(-std::log10(step))), 0, 6);
    return QLocale().toString(value, 'f', decimals);
}

} // namespace

CategoryChart::CategoryChart(QWidget* parent)
    : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    installChartRole();
    setAccessibleName(tr("Chart of the result"));
    setAccessibleDescription(tr("The arrow keys go from place to place"));
}

void CategoryChart::setData(CategoryData data)
{
    m_data = std::move(data);
    if (places() > kMostPlaces)
        m_data.labels.resize(kMostPlaces);
    if (int(m_data.times.size()) > places())
        m_data.times.resize(std::size_t(places()));
    if (m_data.series.size() > kMostSeries)
        m_data.series.resize(kMostSeries);
    double low = 0;
    double high = 0;
    for (const CategorySeries& series : m_data.series) {
        for (const double value : series.values) {
            if (!std::isfinite(value))
                continue;
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    m_step = roundStep(high > low ? high - low : 1);
    m_low = m_step * std::floor(low / m_step);
    m_high = m_step * std::max(std::ceil(high / m_step), m_low / m_step + 1);
    m_current.reset();
    update();
}

void CategoryChart::setKind(Kind kind)
{
    m_kind = kind;
    update();
}

QRectF CategoryChart::plot() const
{
    const QFontMetricsF small(uiFont(11.5));
    double wide = 0;
    for (double value = m_low; value <= m_high + m_step / 2; value += m_step)
        wide = std::max(wide, small.horizontalAdvance(tick(value, m_step)));
    const QList<QPointF> names = legend();
    const double above = (names.isEmpty() ? 0 : names.last().y()) + small.height() + 18;
    return QRectF(rect()).adjusted(wide + 22, above, -18, -small.height() - 14);
}

double CategoryChart::pitch() const
{
    return plot().width() / std::max(1, places());
}

double CategoryChart::x(int place) const
{
    const QRectF area = plot();
    const auto& times = m_data.times;
    if (times.size() > 1 && times.back() > times.front()) {
        const double margin = m_kind == Kind::Bars ? pitch() / 2 : 0;
        return area.left() + margin +
               (area.width() - 2 * margin) * double(times[std::size_t(place)] - times.front()) /
                   double(times.back() - times.front());
    }
    return area.left() + pitch() * (place + 0.5);
}

double CategoryChart::y(double value) const
{
    const QRectF area = plot();
    return area.bottom() - area.height() * (value - m_low) / (m_high - m_low);
}

QPointF CategoryChart::positionOf(int place, int series) const
{
    const double value = m_data.series[std::size_t(series)].values[std::size_t(place)];
    return {x(place), y(std::isfinite(value) ? value : 0)};
}

QString CategoryChart::textOf(int place) const
{
    QStringList lines{m_data.labels[place]};
    for (const CategorySeries& series : m_data.series) {
        const double value = series.values[std::size_t(place)];
        lines << QStringLiteral("%1: %2").arg(
            series.name, std::isfinite(value) ? number(value) : QStringLiteral("–"));
    }
    return lines.join(u'\n');
}

void CategoryChart::setCurrent(std::optional<int> place)
{
    if (place == m_current)
        return;
    m_current = place;
    if (m_current)
        setAccessibleDescription(textOf(*m_current).replace(u'\n', u' '));
    update();
}

void CategoryChart::showTip()
{
    if (!m_current || m_data.series.empty())
        return QToolTip::hideText();
    const QPoint at = positionOf(*m_current, 0).toPoint() + QPoint(12, 6);
    QToolTip::showText(mapToGlobal(at), Qt::convertFromPlainText(textOf(*m_current)), this);
}

void CategoryChart::mouseMoveEvent(QMouseEvent* event)
{
    const QRectF area = plot();
    std::optional<int> nearest;
    if (area.adjusted(-8, -8, 8, 8).contains(event->position())) {
        for (int i = 0; i < places(); ++i) {
            if (!nearest || std::abs(x(i) - event->position().x()) <
                                std::abs(x(*nearest) - event->position().x()))
                nearest = i;
        }
    }
    setCurrent(nearest);
    showTip();
}

void CategoryChart::leaveEvent(QEvent*)
{
    if (!hasFocus())
        setCurrent(std::nullopt);
}

bool CategoryChart::event(QEvent* event)
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

void CategoryChart::keyPressEvent(QKeyEvent* event)
{
    if (places() == 0)
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Left:
        setCurrent(std::max(0, m_current.value_or(places()) - 1));
        break;
    case Qt::Key_Right:
        setCurrent(std::min(places() - 1, m_current.value_or(-1) + 1));
        break;
    case Qt::Key_Home:
        setCurrent(0);
        break;
    case Qt::Key_End:
        setCurrent(places() - 1);
        break;
    default:
        return QWidget::keyPressEvent(event);
    }
    showTip();
}

void CategoryChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint(painter);
    if (hasFocus() && !m_current) {
        painter.setPen(QPen(theme().accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6);
    }
}

QImage CategoryChart::picture() const
{
    constexpr int kFine = 2;
    QImage image(size() * kFine, QImage::Format_RGB32);
    image.setDevicePixelRatio(kFine);
    image.fill(theme().card);
    QPainter painter(&image);
    paint(painter);
    return image;
}

void CategoryChart::paint(QPainter& painter) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(uiFont(11.5));
    paintAxes(painter);
    for (int i = 0; i < int(m_data.series.size()); ++i)
        paintSeries(painter, i);
    paintLegend(painter);
}

void CategoryChart::paintAxes(QPainter& painter) const
{
    const Theme& t = theme();
    const QRectF area = plot();
    const QFontMetricsF metrics(painter.font());
    const double height = metrics.height();
    for (double value = m_low; value <= m_high + m_step / 2; value += m_step) {
        const bool zero = std::abs(value) < m_step / 2 && m_low < 0;
        painter.setPen(QPen(zero ? t.muted : t.grid, 1));
        painter.drawLine(QLineF(area.left(), y(value), area.right(), y(value)));
        painter.setPen(t.muted);
        painter.drawText(QRectF(0, y(value) - height / 2, area.left() - 10, height),
                         Qt::AlignRight | Qt::AlignVCenter, tick(value, m_step));
    }
    // As many names as fit, none over another.
    constexpr double kWidest = 160;
    double free = area.left() - 20;
    for (int i = 0; i < places(); ++i) {
        const QString name = metrics.elidedText(m_data.labels[i], Qt::ElideRight, kWidest);
        const double wide = metrics.horizontalAdvance(name);
        const double left = std::min(x(i) - wide / 2, width() - wide - 2.0);
        if (left < free)
            continue;
        painter.drawText(QRectF(left, area.bottom() + 6, wide + 2, height), Qt::AlignLeft, name);
        free = left + wide + 12;
    }
    if (m_current) {
        painter.setPen(QPen(t.muted, 1, Qt::DashLine));
        painter.drawLine(QLineF(x(*m_current), area.top(), x(*m_current), area.bottom()));
    }
}

void CategoryChart::paintSeries(QPainter& painter, int series) const
{
    const std::vector<double>& values = m_data.series[std::size_t(series)].values;
    const QColor colour = colourOf(series);
    if (m_kind == Kind::Bars) {
        const double room = std::max(1.0, pitch() * kBarShare);
        const double each = room / double(m_data.series.size());
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        for (int i = 0; i < places(); ++i) {
            const double value = values[std::size_t(i)];
            if (!std::isfinite(value))
                continue;
            const double left = x(i) - room / 2 + each * series;
            painter.drawRect(
                QRectF(QPointF(left, y(std::max(value, 0.0))),
                       QPointF(left + std::max(each - 1, 0.7), y(std::min(value, 0.0)))));
        }
        return;
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, 1.8, dashOf(series), Qt::RoundCap, Qt::RoundJoin));
    QPolygonF line;
    const auto finish = [&] {
        painter.drawPolyline(line);
        line.clear();
    };
    const bool few = pitch() > 8;
    for (int i = 0; i < places(); ++i) {
        const double value = values[std::size_t(i)];
        if (!std::isfinite(value)) {
            finish();
            continue;
        }
        line << QPointF(x(i), y(value));
    }
    finish();
    if (!few)
        return;
    painter.setPen(Qt::NoPen); // a lone point between two gaps has no line
    painter.setBrush(colour);
    for (int i = 0; i < places(); ++i) {
        if (std::isfinite(values[std::size_t(i)]))
            painter.drawEllipse(positionOf(i, series), kMarkRadius, kMarkRadius);
    }
}

QList<QPointF> CategoryChart::legend() const
{
    const QFontMetricsF metrics(uiFont(11.5));
    const double row = metrics.height() + 6;
    constexpr double kLeft = 14;
    QPointF at(kLeft, 4);
    QList<QPointF> corners;
    for (const CategorySeries& series : m_data.series) {
        const double wide = kSymbol + kGap + metrics.horizontalAdvance(series.name);
        if (at.x() > kLeft && at.x() + wide > width() - kGap)
            at = {kLeft, at.y() + row};
        corners << at;
        at.rx() += wide + kEntryGap;
    }
    return corners;
}

void CategoryChart::paintLegend(QPainter& painter) const
{
    const QFontMetricsF metrics(painter.font());
    const double row = metrics.height() + 6;
    const QList<QPointF> corners = legend();
    for (int i = 0; i < int(corners.size()); ++i) {
        const QPointF at = corners[i];
        const QString& name = m_data.series[std::size_t(i)].name;
        if (m_kind == Kind::Bars) {
            painter.fillRect(QRectF(at.x() + 2, at.y() + row / 2 - 5, 12, 10), colourOf(i));
        } else {
            painter.setPen(QPen(colourOf(i), 1.8, dashOf(i)));
            painter.drawLine(QLineF(at.x(), at.y() + row / 2, at.x() + kSymbol, at.y() + row / 2));
        }
        painter.setPen(theme().muted);
        painter.drawText(
            QRectF(at.x() + kSymbol + kGap, at.y(), metrics.horizontalAdvance(name) + 4, row),
            Qt::AlignVCenter, name);
    }
}

} // namespace vigia
