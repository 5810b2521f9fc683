// Who changes the rules and why, and the button that does it. Both are required; what is missing
// is said at its field. GUI thread only.
#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace vigia {

class RulesFault;

class RulesSaveForm final : public QWidget
{
    Q_OBJECT

public:
    explicit RulesSaveForm(const QString& button, QWidget* parent = nullptr);

    [[nodiscard]] QString author() const;
    [[nodiscard]] QString reason() const;
    void setAuthor(const QString& author);
    void setReason(const QString& reason);
    void setBusy(bool busy);       // while it is being saved
    void setAllowed(bool allowed); // false while there are faults
    void setTrouble(const QString& why);
    void submit(); // as the button
    [[nodiscard]] QLineEdit& reasonEdit() { return *m_reason; }
    [[nodiscard]] QPushButton& button() { return *m_button; }

signals:
    void submitted(const QString& author, const QString& reason);
    void edited();

private:
    QLineEdit* m_author = nullptr;
    QLineEdit* m_reason = nullptr;
    RulesFault* m_authorFault = nullptr;
    RulesFault* m_reasonFault = nullptr;
    RulesFault* m_trouble = nullptr;
    QPushButton* m_button = nullptr;
    QString m_buttonText;
    bool m_busy = false;
    bool m_allowed = true;
};

} // namespace vigia
