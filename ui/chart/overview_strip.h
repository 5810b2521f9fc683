// All of the stored history on one low strip: how much there was, and which part is in view.
//
// Drag moves the view, a click brings it there. Keys act on the charts above it, so it takes no
// focus. Cost: the hours of the history, once a change. GUI thread only.
#pragma once

#include "core/base/zone.h"

#include <QWidget>

#include <memory>
#include <vector>

namespace vigia {

class Archive;
class TimeAxisLink;

class OverviewStrip final : public QWidget
{
    Q_OBJECT

public:
    OverviewStrip(const Archive& archive, TimeAxisLink& axis, std::shared_ptr<const Zone> zone,
                  QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void measure();
    [[nodiscard]] double xOf(double minute) const;
    [[nodiscard]] double minuteAt(double x) const;

    const Archive& m_archive;
    TimeAxisLink& m_axis;
    std::shared_ptr<const Zone> m_zone;
    std::vector<double> m_columns; // transactions a minute, of a pixel column; NaN: none
    double m_max = 1;
    double m_grab = 0; // minutes from the left edge of the view to the pointer
};

} // namespace vigia
