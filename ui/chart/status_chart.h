// The chart of one status: counts as a Qt Charts line, the expected band, anomalies, incidents and
// gaps, on the shared time axis.
//
// draw() takes everything that is to be seen and keeps only what the pixels need. The scene is
// painted once into a picture; the crosshair moves over that picture, so following the mouse does
// not repaint seven charts. Wheel zooms, drag pans, Shift and drag zooms into a stretch.
// GUI thread only. Qt Charts is deprecated since Qt 6.10: nothing outside ui/chart includes it.
#pragma once

#include "core/base/zone.h"
#include "core/model/anomaly.h"
#include "core/model/incident.h"
#include "ui/chart/thinning.h"
#include "ui/chart/time_ticks.h"

#include <QChartView>
#include <QPixmap>

#include <memory>
#include <span>
#include <vector>

class QLineSeries;
class QValueAxis;

namespace vigia {

class BackdropItem;
class BandItem;
class MarksItem;
class TimeAxisLink;

// Everything a chart needs for one frame. Spans need to live during draw() only.
struct ChartFrame
{
    double first = 0; // the minute of the first value, since 1970
    std::span<const double> counts;
    std::span<const float> low, high;   // as long as counts; NaN: no band
    std::span<const Anomaly> anomalies; // of any status; by time
    std::span<const Incident> incidents;
    std::span<const MinuteRange> gaps;
    Minute now{};            // open incidents reach up to here
    double overlayShift = 0; // minutes to look back for the comparison line; 0 = none
    std::span<const TimeTick> ticks;
};

enum class ChartSize { Full, Folded }; // folded: no value axis, one low row
enum class ScaleKind { Linear, Log };  // log: log10(1 + count), so that zero has a place

class StatusChart final : public QChartView
{
    Q_OBJECT

public:
    StatusChart(StatusId status, const QString& name, TimeAxisLink& axis,
                QWidget* parent = nullptr);
    ~StatusChart() override;

    [[nodiscard]] StatusId status() const { return m_status; }
    void setSize(ChartSize size);
    void setZoomed();                  // after setUiZoom()
    void setScaleKind(ScaleKind kind); // wants a new frame
    void draw(const ChartFrame& frame);
    // Paints the chart anew at the origin of `painter`, for pictures and files.
    void paintScene(QPainter& painter);

    // The horizontal place of the plot, the same for all charts of a width.
    [[nodiscard]] static double left();
    [[nodiscard]] static double right();
    [[nodiscard]] double xOf(double minute) const;
    [[nodiscard]] double minuteAt(double x) const;

    // For tests: what is drawn.
    [[nodiscard]] std::vector<QPointF> linePoints() const; // x in minutes, y in counts
    [[nodiscard]] const MarksItem& marks() const { return *m_marks; }
    [[nodiscard]] const BackdropItem& backdrop() const { return *m_backdrop; }
    [[nodiscard]] const BandItem& band() const { return *m_band; }
    [[nodiscard]] double top() const { return m_scale.top; }

    QSize minimumSizeHint() const override { return {200, 20}; }
    QSize sizeHint() const override { return {600, 90}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

signals:
    void resized(); // wants a new frame
    void doubleClicked();
    void menuRequested(const QPoint& global);

private:
    class Lines;
    void invalidate();
    void restyle();
    void paintLabels(QPainter& painter) const;
    void layOut();
    void setScale(double max);
    void drawBand(const ChartFrame& frame);
    void drawBackdrop(const ChartFrame& frame);
    void drawMarks(const ChartFrame& frame);
    [[nodiscard]] double heightOf(double count) const; // on the axis of Qt Charts
    [[nodiscard]] double yOf(double count) const;
    [[nodiscard]] std::vector<double> labels() const;
    [[nodiscard]] double visibleMax(const ChartFrame& frame) const;

    StatusId m_status;
    QString m_name;
    TimeAxisLink& m_axis;
    ChartSize m_size = ChartSize::Full;
    ScaleKind m_kind = ScaleKind::Linear;
    QRectF m_plot;
    ValueScale m_scale;
    QValueAxis* m_x = nullptr;
    QValueAxis* m_y = nullptr;
    std::unique_ptr<Lines> m_line;
    std::unique_ptr<Lines> m_overlay;
    BackdropItem* m_backdrop = nullptr;
    BandItem* m_band = nullptr;
    MarksItem* m_marks = nullptr;
    MinuteValues m_drawn; // for the dot of the crosshair; copied values in m_drawnValues
    std::vector<double> m_drawnValues;
    double m_drawnFrom = 0;
    double m_drawnSpan = 1;
    QPixmap m_picture;
    bool m_stale = true;
    bool m_dragging = false;
    bool m_selecting = false;
    QPointF m_grabbed;
    QPointF m_selectedTo;
};

} // namespace vigia
