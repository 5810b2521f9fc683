// The bottom line: where we listen, how fast, what is stored, whether anyone would be told.
#pragma once

#include "core/runtime/monitor.h"

#include <QTimer>
#include <QWidget>

class QLabel;

namespace vigia {

class StatusLine final : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget* parent = nullptr);
    void setHealth(const HealthSnapshot& health);
    // What was just done, for some seconds and for a screen reader.
    void say(const QString& text);
    [[nodiscard]] QString said() const; // "" = nothing now

private:
    void setTrouble(QLabel* label, bool trouble);

    QLabel* m_dot = nullptr;
    QLabel* m_listening = nullptr;
    QLabel* m_rate = nullptr;
    QLabel* m_store = nullptr;
    QLabel* m_mail = nullptr;
    QLabel* m_hints = nullptr;
    QLabel* m_said = nullptr;
    QTimer m_quiet;
};

} // namespace vigia
