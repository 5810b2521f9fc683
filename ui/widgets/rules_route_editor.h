// One route of the rules: which incidents it is about, when, and who is told; in words on top.
// GUI thread only.
#pragma once

#include "ui/models/rules_draft.h"
#include "ui/widgets/rules_card.h"

#include <string>

class QCheckBox;
class QLineEdit;
class QTimeEdit;

namespace vigia {

class RulesChoices;
class RulesReceiver;

class RulesRouteEditor final : public QWidget
{
    Q_OBJECT

public:
    explicit RulesRouteEditor(RulesDraft& draft, QWidget* parent = nullptr);

    void setRoute(const std::string& name); // of the draft; "" = none
    [[nodiscard]] const std::string& route() const { return m_route; }
    [[nodiscard]] QLineEdit& name() { return *m_name; }
    [[nodiscard]] RulesChoices& receivers() { return *m_receivers; }

signals:
    void renamed(const QString& to);

private:
    void makeWho();
    void makeWhen();
    void refresh();
    void rename();
    void edit(const char* field, const std::function<void(RouteConfig&)>& change);
    [[nodiscard]] RulesChoices* choices(RulesCard& card, const QString& title, const QString& none,
                                        const std::vector<std::pair<std::string, QString>>& items,
                                        const char* field,
                                        std::vector<std::string> RouteConfig::*list);

    RulesDraft& m_draft;
    std::string m_route;
    QLabel* m_words = nullptr;
    QLineEdit* m_name = nullptr;
    RulesFault* m_nameFault = nullptr;
    RulesCard* m_card = nullptr;
    RulesChoices* m_statuses = nullptr;
    RulesChoices* m_severities = nullptr;
    RulesChoices* m_kinds = nullptr;
    QLineEdit* m_sources = nullptr;
    RulesChoices* m_days = nullptr;
    QCheckBox* m_hours = nullptr;
    QTimeEdit* m_from = nullptr;
    QTimeEdit* m_to = nullptr;
    RulesFault* m_hoursFault = nullptr;
    RulesChoices* m_receivers = nullptr;
    RulesReceiver* m_escalateTo = nullptr;
    QLineEdit* m_escalateAfter = nullptr;
    RulesFault* m_escalateFault = nullptr;
};

} // namespace vigia
