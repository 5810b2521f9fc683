// The rows above and below the charts of a page: what the shaded stretches are, and the time.
//
// Both take their horizontal scale from a chart, so that everything lies on one axis. GUI thread.
#pragma once

#include "core/base/zone.h"
#include "core/model/incident.h"
#include "ui/chart/time_ticks.h"

#include <QWidget>

#include <optional>
#include <span>
#include <vector>

namespace vigia {

class TimeAxisLink;

// "▲ incident since 14:31" over the beginning of each incident in sight; where two collide the
// worse one is named.
class IncidentStrip final : public QWidget
{
    Q_OBJECT

public:
    IncidentStrip(TimeAxisLink& axis, std::shared_ptr<const Zone> zone, QWidget* parent = nullptr);
    void setIncidents(std::span<const Incident> incidents);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    TimeAxisLink& m_axis;
    std::shared_ptr<const Zone> m_zone;
    struct Stretch
    {
        Minute start{};
        std::optional<Minute> end;
        Severity severity = Severity::Warning;
        bool resolved = false;
    };
    std::vector<Stretch> m_stretches; // worst first
};

// Ticks, the day at the left, and the time of the crosshair.
class TimeAxisStrip final : public QWidget
{
    Q_OBJECT

public:
    TimeAxisStrip(TimeAxisLink& axis, std::shared_ptr<const Zone> zone, QWidget* parent = nullptr);
    void setTicks(std::vector<TimeTick> ticks);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    TimeAxisLink& m_axis;
    std::shared_ptr<const Zone> m_zone;
    std::vector<TimeTick> m_ticks;
};

} // namespace vigia
