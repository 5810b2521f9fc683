// Section "Detection" of the Rules page: alarm budget, detectors and limits a status, and what the
// rolling z-score needs to know. GUI thread only.
#pragma once

#include "ui/widgets/rules_card.h"

namespace vigia {

class RulesDraft;
class RulesField;
class RulesWatchTable;

class RulesDetection final : public RulesSection
{
    Q_OBJECT

public:
    explicit RulesDetection(RulesDraft& draft, QWidget* parent = nullptr);

    [[nodiscard]] RulesWatchTable& table() { return *m_table; }
    [[nodiscard]] RulesField& budget() { return *m_budget; }
    // Where a fault of that key stands takes the focus; false: it stands elsewhere.
    bool showKey(const std::string& key);

private:
    void refresh();

    RulesDraft& m_draft;
    RulesField* m_budget = nullptr;
    QList<RulesField*> m_fields;
    RulesWatchTable* m_table = nullptr;
    RulesFault* m_tableFault = nullptr;
    QLabel* m_unwatched = nullptr;
    QString m_refused;
};

} // namespace vigia
