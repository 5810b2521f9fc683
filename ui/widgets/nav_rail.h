// The pages, as icons with their names, at the left edge.
#pragma once

#include <QWidget>

class QAction;
class QVBoxLayout;

namespace vigia {

class NavRail final : public QWidget
{
    Q_OBJECT

public:
    explicit NavRail(QWidget* parent = nullptr);
    void add(QAction* page);                       // checkable, with icon and text
    [[nodiscard]] QList<QWidget*> inOrder() const; // its buttons

private:
    QVBoxLayout* m_column = nullptr;
};

} // namespace vigia
