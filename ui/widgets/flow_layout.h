// Puts widgets side by side and goes on in a further line where the width ends.
#pragma once

#include <QLayout>

#include <vector>

namespace vigia {

class FlowLayout final : public QLayout
{
public:
    explicit FlowLayout(int gap, QWidget* parent = nullptr);
    ~FlowLayout() override;

    void setLineGap(int gap) { m_lineGap = gap; } // between lines; as beside each other otherwise

    void addItem(QLayoutItem* item) override { m_items.push_back(item); }
    [[nodiscard]] int count() const override { return int(m_items.size()); }
    [[nodiscard]] QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    enum class Move { No, Yes };
    int arrange(const QRect& rect, Move move) const; // the height it takes

    int m_gap;
    int m_lineGap;
    std::vector<QLayoutItem*> m_items;
};

} // namespace vigia
