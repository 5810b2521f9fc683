// The chart of one status: counts as a Qt Charts line, the expected band, anomalies, incidents and
// gaps, on the shared time axis.
//
// draw() takes everything that is to be seen and keeps only what the pixels need. The scene is
// painted once into a picture; the crosshair moves over that picture, so following the mouse does
// not repaint seven charts. Wheel zooms, drag pans, Shift and drag zooms into a stretch.
// GUI thread only. Qt Charts is deprecated since Qt 6.10: nothing outside ui/chart includes it.
#pragma once

#include "ui/chart/chart_frame.h"
#include "ui/chart/thinning.h"

#include <QChartView>
#include <QImage>

#include <memory>
#include <vector>

class QValueAxis;

namespace vigia {

class BackdropItem;
class BandItem;
class ChartLines;
class MarksItem;
class TimeAxisLink;

enum class ChartSize { Full, Folded }; // folded: no value axis, one low row

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
    [[nodiscard]] double xOf(double minute) const { return m_scale.xOf(minute); }
    [[nodiscard]] double minuteAt(double x) const;

    // For tests: what is drawn.
    [[nodiscard]] std::vector<QPointF> linePoints() const; // x in minutes, y in counts
    [[nodiscard]] const MarksItem& marks() const { return *m_marks; }
    [[nodiscard]] const BackdropItem& backdrop() const { return *m_backdrop; }
    [[nodiscard]] const BandItem& band() const { return *m_band; }
    [[nodiscard]] const BandItem& envelope() const { return *m_envelope; }
    [[nodiscard]] double top() const { return m_scale.values.top; }

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
    void invalidate();
    void restyle();
    void paintPicture();
    void paintWhole(QPainter& painter); // of the viewport, with its ground
    void paintLabels(QPainter& painter) const;
    void paintCrosshair(QPainter& painter) const;
    void layOut();
    void fitValues(double max);
    void drawMarks(const ChartFrame& frame);
    void keepForCrosshair(const ChartFrame& frame);

    StatusId m_status;
    QString m_name;
    TimeAxisLink& m_axis;
    ChartSize m_size = ChartSize::Full;
    ChartScale m_scale; // of the last frame
    QValueAxis* m_x = nullptr;
    QValueAxis* m_y = nullptr;
    std::unique_ptr<ChartLines> m_line;
    std::unique_ptr<ChartLines> m_overlay;
    BackdropItem* m_backdrop = nullptr;
    BandItem* m_envelope = nullptr;
    BandItem* m_band = nullptr;
    MarksItem* m_marks = nullptr;
    MinuteValues m_drawn; // for the dot of the crosshair; copied values in m_drawnValues
    std::vector<double> m_drawnValues;
    QImage m_picture;
    bool m_stale = true;   // the picture does not show the last frame
    bool m_awaits = false; // the range has changed: a frame is to come
    bool m_dragging = false;
    bool m_selecting = false;
    QPointF m_grabbed;
    QPointF m_selectedTo;
};

} // namespace vigia
