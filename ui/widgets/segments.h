// A row of buttons of which one, or none, is on; one tab stop each, joined to one shape.
#pragma once

#include <QWidget>

class QAction;
class QHBoxLayout;
class QToolButton;

namespace vigia {

class Segments final : public QWidget
{
    Q_OBJECT

public:
    explicit Segments(const QString& name, QWidget* parent = nullptr);
    // The button shows and triggers the action, and follows its checked state.
    QToolButton* add(QAction* action, const QString& text);

private:
    QHBoxLayout* m_row = nullptr;
    QToolButton* m_last = nullptr;
};

} // namespace vigia
