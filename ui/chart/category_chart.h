// A small chart of numbers by category or time: bars or lines, with an axis that holds negative
// values too.
//
// Where the places are instants the points stand at their distance, else one after the other. A
// value of NaN is a gap. The place under the pointer, or chosen with the arrow keys, says its
// values in a tooltip. Painted in O(points); shows at most kMostPlaces.
#pragma once

#include <QImage>
#include <QWidget>

#include <optional>
#include <vector>

namespace vigia {

struct CategorySeries
{
    QString name;
    std::vector<double> values; // one a place
};

struct CategoryData
{
    QStringList labels;        // of the places
    std::vector<qint64> times; // of the places, in milliseconds, rising; empty = categories
    std::vector<CategorySeries> series;
};

class CategoryChart final : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Bars, Lines };
    static constexpr int kMostPlaces = 2000;
    static constexpr int kMostSeries = 6; // that colours and dashes tell apart

    explicit CategoryChart(QWidget* parent = nullptr);

    void setData(CategoryData data); // the first places and series, where there are too many
    void setKind(Kind kind);
    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] const CategoryData& data() const { return m_data; }
    [[nodiscard]] std::optional<int> current() const { return m_current; }
    [[nodiscard]] QPointF positionOf(int place, int series) const;
    [[nodiscard]] QString textOf(int place) const; // a line each: the place, then its values
    [[nodiscard]] QImage picture() const;          // as it is seen, twice as fine
    QSize sizeHint() const override { return {640, 260}; }
    QSize minimumSizeHint() const override { return {240, 120}; }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] int places() const { return int(m_data.labels.size()); }
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] double pitch() const; // between two neighbours, where all are equal
    [[nodiscard]] double x(int place) const;
    [[nodiscard]] double y(double value) const;
    [[nodiscard]] QList<QPointF> legend() const;
    void setCurrent(std::optional<int> place);
    void showTip();
    void paint(QPainter& painter) const;
    void paintAxes(QPainter& painter) const;
    void paintSeries(QPainter& painter, int series) const;
    void paintLegend(QPainter& painter) const;

    CategoryData m_data;
    Kind m_kind = Kind::Bars;
    double m_low = 0; // of the axis
    double m_high = 1;
    double m_step = 1;
    std::optional<int> m_current;
};

} // namespace vigia
