// A tile: one number that matters now, what was expected, how it moves, and its last hours as a
// line.
//
// Holds texts that others made. State is shown by border, mark and word, never by colour alone.
#pragma once

#include "core/model/anomaly.h"
#include "core/model/status.h"

#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

namespace vigia {

struct TileText
{
    QString label;
    QString value;
    QString detail;                 // "expected 300"
    QString trend;                  // "↘ falling"; "" = none
    std::optional<StatusId> status; // gives the swatch and the line its colour
    std::optional<Severity> alarm;
    bool trendMatters = false; // the trend is bad news: in the colour of a warning
    std::vector<double> line;  // one a minute, NaN = gap; empty = no line
    std::size_t shadeFrom = 0; // [from, to) of the line lies in an incident
    std::size_t shadeTo = 0;
    std::optional<Severity> shade;

    friend bool operator==(const TileText&, const TileText&) = default;
};

class Tile final : public QWidget
{
    Q_OBJECT

public:
    explicit Tile(QWidget* parent = nullptr);
    void setText(TileText text); // repaints only when something differs
    [[nodiscard]] const TileText& text() const { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintLine(QPainter& painter, const QRectF& area) const;

    TileText m_text;
};

} // namespace vigia
