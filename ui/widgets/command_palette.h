// Every command by a few letters of its name (Ctrl+K): type, choose, Enter.
//
// Lists the actions it was given, those first whose name begins with what was typed, then those
// that hold its letters in order. Disabled and hidden actions do not appear.
#pragma once

#include <QWidget>

class QAction;
class QLineEdit;
class QListWidget;

namespace vigia {

class CommandPalette final : public QWidget
{
    Q_OBJECT

public:
    explicit CommandPalette(QWidget* parent);
    void open(const QList<QAction*>& actions);

    // How well `name` answers to `typed`: 0 not at all, higher is better.
    [[nodiscard]] static int match(const QString& typed, const QString& name);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void filter();
    void place();
    void run();
    void leave();

    QList<QAction*> m_actions;
    QLineEdit* m_field = nullptr;
    QListWidget* m_list = nullptr;
    QWidget* m_sheet = nullptr;
    QWidget* m_focusBefore = nullptr;
};

} // namespace vigia
