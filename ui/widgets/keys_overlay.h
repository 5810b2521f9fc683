// All keys on one sheet over the page (F1); any key or click closes it.
#pragma once

#include <QWidget>

#include <utility>
#include <vector>

class QAction;

namespace vigia {

class KeysOverlay final : public QWidget
{
    Q_OBJECT

public:
    explicit KeysOverlay(QWidget* parent);
    // Reads the shortcuts from the actions, so that the sheet cannot be wrong.
    void setGroups(std::vector<std::pair<QString, QList<QAction*>>> groups);
    void open();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    using Group = std::pair<QString, QList<QAction*>>;
    [[nodiscard]] std::vector<std::vector<std::size_t>> inColumns() const;
    [[nodiscard]] double rowsOf(const std::vector<std::size_t>& column) const;
    static void paintGroup(QPainter& painter, QRectF line, const Group& group);

    std::vector<Group> m_groups;
    QWidget* m_focusBefore = nullptr;
};

} // namespace vigia
