// The one time axis of all charts of a page: visible range, crosshair, zoom, pan and following.
//
// Times are minutes since 1970 as doubles, so that zoom and pan are smooth. Following keeps the
// newest minute at the right edge; looking back stops it, follow() returns. Changes are signalled
// at once and are cheap; who draws coalesces them. GUI thread only.
#pragma once

#include "core/base/minute.h"

#include <QObject>

#include <algorithm>
#include <optional>

namespace vigia {

class TimeAxisLink final : public QObject
{
    Q_OBJECT

public:
    explicit TimeAxisLink(QObject* parent = nullptr);

    [[nodiscard]] double from() const { return m_from; }
    [[nodiscard]] double to() const { return m_from + m_span; }
    [[nodiscard]] double span() const { return m_span; }
    [[nodiscard]] bool following() const { return m_following; }
    [[nodiscard]] std::optional<Minute> crosshair() const { return m_crosshair; }

    // What there is to look at: panning ends here. Moves the view when following.
    void setBounds(MinuteRange bounds);
    [[nodiscard]] MinuteRange bounds() const { return m_bounds; }

    // How much may be in view at most; kLongest unless said otherwise.
    void setLongest(double minutes) { m_longest = std::max(kShortest, minutes); }

    // Shows the newest `minutes` when following, else that much up to the right edge of now.
    void setSpan(double minutes);
    // `anchor` stays where it is on screen; a factor above 1 shows less. While following the newest
    // minute is the anchor.
    void zoom(double factor, double anchor);
    void pan(double minutes); // positive: later
    void show(double from, double to);
    void follow();
    void hold();
    void setCrosshair(std::optional<Minute> minute);

    static constexpr double kShortest = 10; // minutes in view
    static constexpr double kLongest = 35 * 24 * 60;

signals:
    void rangeChanged();
    void crosshairChanged();
    void followingChanged(bool following);

private:
    void place(double from, double span);
    [[nodiscard]] double rightEdge() const;
    void setFollowing(bool following);

    MinuteRange m_bounds;
    double m_from = 0;
    double m_span = 180;
    double m_longest = kLongest;
    bool m_following = true;
    std::optional<Minute> m_crosshair;
};

} // namespace vigia
