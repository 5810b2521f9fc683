// The tiles of the Live page, one row, from a LiveSummary.
#pragma once

#include "ui/models/live_summary.h"

#include <QWidget>

#include <vector>

class QGridLayout;

namespace vigia {

class Tile;

class TileStrip final : public QWidget
{
    Q_OBJECT

public:
    TileStrip(const SeriesModel& series, const IncidentListModel& incidents,
              double falseAlarmsPerDay, QWidget* parent = nullptr);

    // Only tiles whose text changed are repainted.
    void update(const LiveSummary& summary);
    [[nodiscard]] std::vector<const Tile*> tiles() const;
    void setBudget(double falseAlarmsPerDay) { m_falseAlarmsPerDay = falseAlarmsPerDay; }
    void setZoomed(); // after setUiZoom()

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void placeTiles(int rows);
    void updateRate(const LiveSummary& summary);
    void updateStatus(Tile& tile, const StatusNow& now, const LiveSummary& summary);
    void updateHour(const LiveSummary& summary);
    void updateAlarms(const LiveSummary& summary);

    const SeriesModel& m_series;
    const IncidentListModel& m_incidents;
    double m_falseAlarmsPerDay;
    QGridLayout* m_grid = nullptr;
    int m_rows = 0;
    std::vector<Tile*> m_tiles; // all, in order
    Tile* m_rate = nullptr;
    std::vector<Tile*> m_statuses;
    Tile* m_hour = nullptr;
    Tile* m_alarms = nullptr;
};

} // namespace vigia
