// One checkout day: today as a bold line, the references as quiet ones, ▲ spikes, ▼ drops and
// ◆ moderate deviations marked.
//
// Filled marks are critical or moderate, hollow ones are explained by history. The hour under the
// pointer, or chosen with the arrow keys, says all of itself in a tooltip. Painted in O(hours).
#pragma once

#include "core/checkout/checkout_analysis.h"

#include <QWidget>

#include <optional>

namespace vigia {

class CheckoutChart final : public QWidget
{
    Q_OBJECT

public:
    explicit CheckoutChart(const CheckoutAnalysis& analysis, QWidget* parent = nullptr);

    [[nodiscard]] std::optional<int> current() const { return m_current; }
    void setCurrent(std::optional<int> hour); // index of the hour
    [[nodiscard]] QPointF positionOf(int hour) const;
    QSize sizeHint() const override { return {640, 260}; }
    QSize minimumSizeHint() const override { return {320, 170}; }

signals:
    void currentChanged(std::optional<int> hour);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] double x(int hour) const;
    [[nodiscard]] double y(double value) const;
    [[nodiscard]] int hours() const { return int(m_analysis.hours.size()); }
    void paintAxes(QPainter& painter) const;
    void paintLines(QPainter& painter) const;
    void paintMarks(QPainter& painter) const;
    [[nodiscard]] QList<QPointF> legend() const; // of the entries' top left corners
    void paintLegend(QPainter& painter) const;
    void showTip();

    CheckoutAnalysis m_analysis;
    double m_top = 4; // of the axis, sales an hour
    double m_step = 1;
    std::optional<int> m_current;
};

} // namespace vigia
