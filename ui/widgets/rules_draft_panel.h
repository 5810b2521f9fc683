// Beside the sections of the Rules page: what the draft changes, in words, what its trial said, and
// how it is saved. GUI thread only.
#pragma once

#include <QFrame>
#include <QLabel>

class QPushButton;

namespace vigia {

class RulesDraft;
class RulesFault;
class RulesList;
class RulesSaveForm;

class RulesDraftPanel final : public QFrame
{
    Q_OBJECT

public:
    explicit RulesDraftPanel(RulesDraft& draft, QWidget* parent = nullptr);

    [[nodiscard]] RulesSaveForm& form() { return *m_form; }
    [[nodiscard]] RulesList& changes() { return *m_changes; }
    // What the trial said; `tried`: it was of this very draft.
    void setEffect(const QString& summary, bool tried, bool running);
    // Others are in force since the draft was begun; "" = no.
    void setMeanwhile(const QString& text);
    // Asks whether it shall be saved although it was not tried.
    void askUntried(bool history);
    void stopAsking();
    [[nodiscard]] bool asking() const;

signals:
    void closing(); // there is no draft any more: the focus goes elsewhere
    void tryRequested();
    void saveUntriedRequested();
    void keyRequested(const QString& key); // show where that stands

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refresh();
    void openCurrent();

    RulesDraft& m_draft;
    QLabel* m_title = nullptr;
    QLabel* m_meanwhile = nullptr;
    QLabel* m_none = nullptr;
    RulesList* m_changes = nullptr;
    QWidget* m_body = nullptr;
    QPushButton* m_undo = nullptr;
    QPushButton* m_discard = nullptr;
    QLabel* m_effect = nullptr;
    QPushButton* m_try = nullptr;
    RulesSaveForm* m_form = nullptr;
    RulesFault* m_faults = nullptr;
    QWidget* m_ask = nullptr;
    QLabel* m_askText = nullptr;
    QPushButton* m_askTry = nullptr;
};

} // namespace vigia
