// Mouse and wheel on a chart; see status_chart.h.
#include "ui/chart/status_chart.h"
#include "ui/chart/time_axis_link.h"

#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace vigia {

void StatusChart::wheelEvent(QWheelEvent* event)
{
    constexpr double kNotch = 120;
    const QPoint delta = event->angleDelta();
    const bool sideways =
        event->modifiers().testFlag(Qt::ShiftModifier) || std::abs(delta.x()) > std::abs(delta.y());
    if (sideways) {
        const int turned = delta.x() != 0 ? delta.x() : delta.y();
        m_axis.pan(-turned / kNotch * m_axis.span() / 12);
    } else if (delta.y() != 0) {
        m_axis.zoom(std::pow(1.25, delta.y() / kNotch), minuteAt(event->position().x()));
    }
    event->accept();
}

void StatusChart::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_grabbed = event->position();
    m_selectedTo = m_grabbed;
    m_selecting = event->modifiers().testFlag(Qt::ShiftModifier);
    m_dragging = !m_selecting;
    event->accept();
}

void StatusChart::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    if (m_selecting) {
        m_selectedTo = at;
        viewport()->update();
    } else if (m_dragging && event->buttons().testFlag(Qt::LeftButton)) {
        const double minutes = (m_grabbed.x() - at.x()) / m_scale.plot.width() * m_axis.span();
        if (minutes != 0) {
            viewport()->setCursor(Qt::ClosedHandCursor);
            m_axis.pan(minutes);
        }
        m_grabbed = at;
    }
    const bool inside = at.x() >= m_scale.plot.left() && at.x() <= m_scale.plot.right();
    m_axis.setCrosshair(inside ? std::optional(fromEpochMinutes(std::llround(minuteAt(at.x()))))
                               : std::nullopt);
}

void StatusChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_selecting) {
        const double a = minuteAt(m_grabbed.x());
        const double b = minuteAt(event->position().x());
        if (std::abs(m_grabbed.x() - event->position().x()) > 4)
            m_axis.show(std::min(a, b), std::max(a, b));
    }
    m_selecting = false;
    m_dragging = false;
    viewport()->unsetCursor();
    viewport()->update();
}

void StatusChart::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        emit doubleClicked();
}

void StatusChart::contextMenuEvent(QContextMenuEvent* event)
{
    emit menuRequested(event->globalPos());
}

void StatusChart::leaveEvent(QEvent* event)
{
    QChartView::leaveEvent(event);
    m_axis.setCrosshair(std::nullopt);
}

} // namespace vigia
