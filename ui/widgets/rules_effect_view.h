// Section "Effect" of the Rules page: tries the draft on stored history and says what would differ.
//
// The trial runs in a thread of the Monitor's; here is its progress, its cancelling and its
// outcome. GUI thread only.
#pragma once

#include "core/runtime/monitor.h"
#include "ui/models/rules_effect.h"
#include "ui/widgets/rules_card.h"

#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

class QActionGroup;
class QProgressBar;
class QPushButton;
class QTableWidget;

namespace vigia {

class FactCard;
class RulesDraft;
class RulesLanes;

class RulesEffectView final : public RulesSection
{
    Q_OBJECT

public:
    RulesEffectView(Monitor& monitor, RulesDraft& draft, QWidget* parent = nullptr);

    // Starts a trial of the draft as it is now; a running one is cancelled.
    void tryNow();
    void cancel();
    [[nodiscard]] bool running() const { return m_running; }
    // The draft, as it is now and against what is in force now, was tried.
    [[nodiscard]] bool isTried() const;
    [[nodiscard]] bool hasHistory() const; // there is something to try it on
    [[nodiscard]] QString summary() const; // a line or two for beside the draft
    [[nodiscard]] int days() const;        // of the history that is tried on; 0 = all
    void setDays(int days);
    [[nodiscard]] QTableWidget& changes() { return *m_changes; }
    void focusResult();

signals:
    void stateChanged(); // begun, ended, no longer of this draft, or possible now
    void rangeRequested(vigia::MinuteRange range); // show it on the charts of the stored history

protected:
    void showEvent(QShowEvent* event) override;

private:
    [[nodiscard]] QWidget* makeControls();
    [[nodiscard]] QWidget* makeChanges();
    void finish(int request, Result<RuleTrialOutcome> outcome);
    void present();
    void refresh();
    void openRow(int row);

    Monitor& m_monitor;
    RulesDraft& m_draft;
    QActionGroup* m_ranges = nullptr;
    QPushButton* m_try = nullptr;
    QPushButton* m_cancel = nullptr;
    QProgressBar* m_progress = nullptr;
    QLabel* m_state = nullptr;
    RulesFault* m_fault = nullptr;
    QWidget* m_results = nullptr;
    RulesLanes* m_lanes = nullptr;
    FactCard* m_rates = nullptr;
    FactCard* m_statuses = nullptr;
    FactCard* m_told = nullptr;
    RulesCard* m_list = nullptr;
    QTableWidget* m_changes = nullptr;
    QLabel* m_changesNote = nullptr;
    QTimer m_poll; // of the progress
    QTimer m_wait; // for history
    std::shared_ptr<RuleTrial> m_trial;
    bool m_running = false;
    int m_request = 0;
    RuleSet m_tried;   // the candidate of the trial that runs or ended last
    RuleSet m_against; // and what was in force then
    std::optional<RuleTrialOutcome> m_outcome;
    std::vector<ChangedIncident> m_shown;
};

} // namespace vigia
