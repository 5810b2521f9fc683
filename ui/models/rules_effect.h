// What a trial of rules on stored history says, ready for cards and a list.
//
// Values in, words out; no widgets. GUI thread only (translations).
#pragma once

#include "core/model/status.h"
#include "core/runtime/rules.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace vigia {

enum class IncidentFate { Appears, Vanishes, Moves };

// An incident that one rule set sees and the other does not, or not alike.
struct ChangedIncident
{
    IncidentFate fate = IncidentFate::Appears;
    Incident incident; // as the candidate sees it; a vanishing one as the rules in force do
    QString how;       // of a moved one: "starts 3 min earlier, now critical"
};

// Newest first.
[[nodiscard]] std::vector<ChangedIncident> changedIncidents(const RuleTrialOutcome& outcome,
                                                            const StatusCatalog& catalog);

[[nodiscard]] QString fateMark(IncidentFate fate); // "+", "−", "↔": never by colour alone
[[nodiscard]] QString fateWord(IncidentFate fate); // "appears"

// name, now, then; each as it stands in a card.
struct EffectLine
{
    QString name;
    QString now;
    QString then;
    bool over = false; // `then` is beyond the budget; what is beyond carries a mark

    friend bool operator==(const EffectLine&, const EffectLine&) = default;
};
// Alarms and incidents a day, and the budgets of both.
[[nodiscard]] std::vector<EffectLine> effectRates(const RuleTrialOutcome& outcome, double budgetNow,
                                                  double budgetThen);
[[nodiscard]] std::vector<EffectLine> effectByStatus(const RuleTrialOutcome& outcome,
                                                     const StatusCatalog& catalog);
[[nodiscard]] std::vector<EffectLine> effectByReceiver(const RuleTrialOutcome& outcome);

// "2 incidents would appear, 1 would vanish, 3 would look different; 14 stay as they are."
[[nodiscard]] QString effectSentence(const RuleTrialOutcome& outcome);

} // namespace vigia
