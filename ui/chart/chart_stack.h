// One chart a status on one shared time axis, as a column.
//
// Draws coalesced: whatever happened since the last frame is drawn once, at most 60 times a second
// for the hand and as often as data comes (the page takes it ten times a second). Only what is in
// sight and has changed is drawn. Where height is short the quietest statuses fold to low rows;
// those that an open incident touches fold last. GUI thread only.
#pragma once

#include "ui/chart/crosshair_card.h"
#include "ui/chart/status_chart.h"
#include "ui/chart/time_axis_link.h"
#include "ui/models/anomaly_list_model.h"
#include "ui/models/incident_list_model.h"
#include "ui/models/series_model.h"

#include <QTimer>
#include <QWidget>

#include <optional>
#include <set>
#include <vector>

namespace vigia {

class Archive;
class IncidentStrip;
class TimeAxisStrip;

enum class Overlay { None, Yesterday, LastWeek };

class ChartStack final : public QWidget
{
    Q_OBJECT

public:
    ChartStack(SeriesModel& series, AnomalyListModel& anomalies, IncidentListModel& incidents,
               TimeAxisLink& axis, QWidget* parent = nullptr);

    // The whole stored history, for what `series` does not hold: another page's or nobody's
    // `series` may be empty. Outlives this.
    void setArchive(Archive& archive);
    // True while what is in sight comes from the archive.
    [[nodiscard]] bool showsArchive() const;

    void setOverlay(Overlay overlay);
    [[nodiscard]] Overlay overlay() const { return m_overlay; }
    void setStatusVisible(StatusId status, bool visible);
    [[nodiscard]] bool isStatusVisible(StatusId status) const;
    // Shows this status alone, or all again when it is alone already.
    void solo(StatusId status);
    void setScaleKind(ScaleKind kind);
    void setZoomed(); // after setUiZoom()
    // The charts with their axis, without crosshair, at the origin of `painter`.
    void paintPicture(QPainter& painter);
    // How far back the present view reads, with the overlay.
    [[nodiscard]] MinuteRange neededRange() const;

    [[nodiscard]] const std::vector<StatusChart*>& charts() const { return m_charts; }
    // The status whose chart is under the pointer.
    [[nodiscard]] std::optional<StatusId> pointed() const;
    void drawNow(); // for screenshots: what waits for the next frame

    QSize minimumSizeHint() const override { return {320, 200}; }

signals:
    void statusVisibilityChanged(vigia::StatusId status, bool visible);
    void traceRequested(vigia::Minute time, vigia::StatusId status); // where did it go?

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void schedule();
    void drawFrame();
    void arrange();
    void showCrosshair();
    void showMenu(StatusId status, const QPoint& global);
    [[nodiscard]] double overlayShift() const;
    void fillFromArchive(ChartFrame& frame);
    void drawCharts(ChartFrame& frame);
    [[nodiscard]] std::vector<CrosshairCard::Row> crosshairRows(Minute at,
                                                                QStringList& reasons) const;
    [[nodiscard]] std::set<StatusId> troubled() const;

    SeriesModel& m_series;
    AnomalyListModel& m_anomalies;
    IncidentListModel& m_incidents;
    TimeAxisLink& m_axis;
    Archive* m_archive = nullptr;
    std::vector<MinuteRange> m_gaps; // of the present frame, as the next two
    Overlay m_overlay = Overlay::None;
    std::vector<StatusChart*> m_charts;
    std::set<StatusId> m_hidden;
    std::set<StatusId> m_arrangedFor; // troubled statuses of the present arrangement
    IncidentStrip* m_above = nullptr;
    TimeAxisStrip* m_below = nullptr;
    CrosshairCard* m_card = nullptr;
    bool m_ringed = false;
    QTimer m_frame;
};

} // namespace vigia
