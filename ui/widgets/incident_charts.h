// The charts of one incident: its stretch with some context before and after, on an axis of its
// own.
//
// The minutes come from the store, so that an incident of last year can be seen; expected bands and
// what is new come from the live data, where they are kept. GUI thread only.
#pragma once

#include "ui/chart/chart_stack.h"
#include "ui/models/live_data.h"

#include <QWidget>

#include <optional>
#include <set>

namespace vigia {

class IncidentCharts final : public QWidget
{
    Q_OBJECT

public:
    IncidentCharts(Monitor& monitor, LiveData& live, QWidget* parent = nullptr);

    void show(const Incident& incident);
    void showAll(bool all); // the statuses that it did not touch, too
    // The incident with its context; while it is open the view grows with it, until zoom or pan.
    void showWhole();

    [[nodiscard]] TimeAxisLink& axis() { return m_axis; }
    [[nodiscard]] ChartStack& charts() { return *m_charts; }
    [[nodiscard]] SeriesModel& series() { return m_series; }
    [[nodiscard]] bool loading() const { return m_loading; }
    void drawNow() { m_charts->drawNow(); }

signals:
    void loaded();
    void failed(const QString& why);

private:
    [[nodiscard]] MinuteRange stretch() const; // of the incident
    [[nodiscard]] MinuteRange wanted() const;  // with context, as much as is stored
    void grow(MinuteRange changed);
    void placeWhole();
    void load();
    void clear();
    void copyLive(MinuteRange range);
    void copyMarks();
    void chooseStatuses();

    Monitor& m_monitor;
    LiveData& m_live;
    SeriesModel m_series;
    AnomalyListModel m_anomalies;
    IncidentListModel m_incidents;
    TimeAxisLink m_axis;
    ChartStack* m_charts = nullptr;
    std::optional<Incident> m_incident;
    MinuteRange m_range; // loaded, or on its way
    Minute m_loadedFrom; // of m_range, from the store
    int m_request = 0;   // answers to older ones are dropped
    bool m_loading = false;
    bool m_whole = false; // nobody has zoomed or panned
    bool m_placing = false;
    bool m_all = false;
};

} // namespace vigia
