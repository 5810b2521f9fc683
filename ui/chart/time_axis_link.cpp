#include "ui/chart/time_axis_link.h"

#include <algorithm>

namespace vigia {

TimeAxisLink::TimeAxisLink(QObject* parent)
    : QObject(parent)
{}

// A point lies at its minute, so half a minute of room keeps the last mark inside.
double TimeAxisLink::rightEdge() const
{
    return static_cast<double>(toEpochMinutes(m_bounds.to)) - 0.5;
}

void TimeAxisLink::setBounds(MinuteRange bounds)
{
    if (bounds == m_bounds)
        return;
    m_bounds = bounds;
    if (m_following)
        place(rightEdge() - m_span, m_span);
}

void TimeAxisLink::setSpan(double minutes)
{
    const double span = std::clamp(minutes, kShortest, m_longest);
    place((m_following ? rightEdge() : to()) - span, span);
}

void TimeAxisLink::zoom(double factor, double anchor)
{
    const double span = std::clamp(m_span / factor, kShortest, m_longest);
    if (m_following) {
        place(rightEdge() - span, span);
        return;
    }
    const double share = (anchor - m_from) / m_span;
    place(anchor - share * span, span);
}

void TimeAxisLink::pan(double minutes)
{
    if (m_bounds.empty())
        return;
    const double before = m_from;
    // Half a view may be empty on either side, no more: the data cannot be lost from sight.
    const double first = static_cast<double>(toEpochMinutes(m_bounds.from)) - m_span / 2;
    const double last = std::max(first, rightEdge() - m_span);
    const double wanted = m_from + minutes;
    place(std::clamp(wanted, first, last), m_span);
    if (m_from < before)
        setFollowing(false);
    else if (minutes > 0 && wanted >= last)
        setFollowing(true);
}

void TimeAxisLink::show(double from, double to)
{
    setFollowing(false);
    place(from, std::clamp(to - from, kShortest, m_longest));
}

void TimeAxisLink::follow()
{
    place(rightEdge() - m_span, m_span);
    setFollowing(true);
}

void TimeAxisLink::hold()
{
    setFollowing(false);
}

void TimeAxisLink::setCrosshair(std::optional<Minute> minute)
{
    if (minute == m_crosshair)
        return;
    m_crosshair = minute;
    emit crosshairChanged();
}

void TimeAxisLink::place(double from, double span)
{
    if (from == m_from && span == m_span)
        return;
    m_from = from;
    m_span = span;
    emit rangeChanged();
}

void TimeAxisLink::setFollowing(bool following)
{
    if (following == m_following)
        return;
    m_following = following;
    emit followingChanged(following);
}

} // namespace vigia
