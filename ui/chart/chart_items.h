// What a chart shows beside its line, as graphics items of our own: Qt Charts has no cheap area, no
// shaped marks and no hatching.
//
// Items hold geometry in chart pixels, ready to paint; StatusChart fills them. Painting costs one
// rectangle a pixel column at most.
#pragma once

#include "core/model/anomaly.h"

#include <QColor>
#include <QGraphicsItem>
#include <QImage>
#include <QLineF>
#include <QPen>
#include <QPixmap>
#include <QString>
#include <QVector>

#include <vector>

namespace vigia {

class ChartItem : public QGraphicsItem
{
public:
    ChartItem(QGraphicsItem* parent, double z);
    void setArea(const QRectF& area); // what it may paint on
    [[nodiscard]] QRectF area() const { return m_area; }
    QRectF boundingRect() const override { return m_area; }

private:
    QRectF m_area;
};

// The expected band, one rectangle a column.
class BandItem final : public ChartItem
{
public:
    explicit BandItem(QGraphicsItem* parent);
    void setBand(QVector<QRectF> columns, const QColor& colour);
    [[nodiscard]] const QVector<QRectF>& columns() const { return m_columns; }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

private:
    QVector<QRectF> m_columns;
    QColor m_colour;
};

// The stretches of a line that Qt Charts has no series for; see chart_lines.h.
class StretchItem final : public ChartItem
{
public:
    explicit StretchItem(QGraphicsItem* parent);
    void setLines(std::vector<QVector<QPointF>> lines); // in chart pixels
    void setPen(const QPen& pen);
    void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

private:
    std::vector<QVector<QPointF>> m_lines;
    QPen m_pen;
};

// Behind everything: the time grid, the stretches of incidents, and gaps, hatched.
class BackdropItem final : public ChartItem
{
public:
    struct Shade
    {
        double from = 0; // x in pixels
        double to = 0;
        Severity severity = Severity::Warning;
        bool startsHere = false; // its first minute is in sight
    };

    explicit BackdropItem(QGraphicsItem* parent);
    void set(std::vector<Shade> shades, QVector<QRectF> gaps, QVector<QLineF> grid);
    [[nodiscard]] const std::vector<Shade>& shades() const { return m_shades; }
    // What is the same in each row of pixels: the card, the time grid and the shades. Where months
    // are in sight hundreds of shades cost less as rows that are copied; setLaid() says that they
    // were, and paint() leaves them out.
    [[nodiscard]] QImage row(int pixels, double ratio) const;
    void setLaid(bool laid) { m_laid = laid; }
    [[nodiscard]] const QVector<QRectF>& gaps() const { return m_gaps; }
    // What is painted of them: side by side, the worse where they overlap, so that a hundred
    // incidents at once are no darker than one.
    [[nodiscard]] const std::vector<Shade>& fills() const { return m_fills; }
    // Of the starts those that do not crowd, the worse first.
    [[nodiscard]] const std::vector<Shade>& edges() const { return m_edges; }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

private:
    void paintShades(QPainter& painter, double top, double bottom) const;

    bool m_laid = false;
    std::vector<Shade> m_shades;
    std::vector<Shade> m_fills;
    std::vector<Shade> m_edges;
    QVector<QRectF> m_gaps;
    QVector<QLineF> m_grid;
};

// On top: anomalies by shape and colour, the newest value at the right.
class MarksItem final : public ChartItem
{
public:
    struct Mark
    {
        QPointF at;
        Severity severity = Severity::Warning;
    };

    explicit MarksItem(QGraphicsItem* parent);
    void setMarks(std::vector<Mark> marks, double radius);
    void setLast(const QPointF& at, const QString& text, const QColor& colour);
    [[nodiscard]] const std::vector<Mark>& marks() const { return m_marks; }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

private:
    // A mark that was painted once: a shape with a rim costs ten times as much as its picture.
    struct Stamp
    {
        QPixmap picture;
        double radius = 0;
        double ratio = 0; // device pixels to one of ours
        QRgb colours[2]{};
    };
    const QPixmap& stampOf(Severity severity, double ratio);

    std::vector<Mark> m_marks;
    Stamp m_stamps[2]; // by severity
    double m_radius = 4;
    QPointF m_last;
    QString m_lastText;
    QColor m_lastColour;
};

// ▲ critical, ◆ warning, centred on `at`; `radius` in pixels.
void paintMark(QPainter& painter, const QPointF& at, Severity severity, double radius);

} // namespace vigia
