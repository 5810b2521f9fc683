// What the pages share of the running Monitor: the recent minutes, anomalies and incidents as
// models.
//
// Takes the feed ten times a second at most and asks the store for what is scrolled back to. While
// an answer of the store is under way the feed waits, so that the newer value always comes last.
// GUI thread only.
#pragma once

#include "core/runtime/monitor.h"
#include "ui/models/anomaly_list_model.h"
#include "ui/models/incident_list_model.h"
#include "ui/models/series_model.h"

#include <QObject>
#include <QTimer>

namespace vigia {

class LiveData final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kPace{100};

    explicit LiveData(Monitor& monitor, QObject* parent = nullptr);

    void start();
    // Brings what is missing of `range` from the store, the newest part first; the models change
    // when it is there.
    void need(MinuteRange range);

    [[nodiscard]] SeriesModel& series() { return m_series; }
    [[nodiscard]] AnomalyListModel& anomalies() { return m_anomalies; }
    [[nodiscard]] IncidentListModel& incidents() { return m_incidents; }
    // All there is to scroll through, stored or live; empty when there is nothing.
    [[nodiscard]] MinuteRange bounds() const;
    [[nodiscard]] bool loading() const { return m_loading; }

signals:
    void updated(); // something came
    void loadFailed(const vigia::Error& error);

private:
    void take();
    void apply(const LiveDelta& delta);
    void load(MinuteRange range);

    Monitor& m_monitor;
    SeriesModel m_series;
    AnomalyListModel m_anomalies;
    IncidentListModel m_incidents;
    QTimer m_timer;
    std::optional<Minute> m_loadedFrom; // from here on the store has been read
    MinuteRange m_needed;
    bool m_loading = false;
};

} // namespace vigia
