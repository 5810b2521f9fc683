// Section "Notification" of the Rules page: when and how often people are told, who is told by
// default, and from which severity an address hears of it. GUI thread only.
#pragma once

#include "ui/widgets/rules_card.h"

#include <vector>

class QCheckBox;
class QComboBox;

namespace vigia {

class RulesChoices;
class RulesDraft;
class RulesField;
class RulesReceiver;

class RulesNotification final : public RulesSection
{
    Q_OBJECT

public:
    explicit RulesNotification(RulesDraft& draft, QWidget* parent = nullptr);

    bool showKey(const std::string& key);

private:
    void makeTimes();
    void makeReceivers();
    void makeAddresses();
    void refresh();

    RulesDraft& m_draft;
    QList<RulesField*> m_fields;
    QCheckBox* m_trend = nullptr;
    RulesChoices* m_receivers = nullptr;
    RulesReceiver* m_escalateTo = nullptr;
    RulesFault* m_escalateFault = nullptr;
    std::vector<std::pair<std::string, QComboBox*>> m_addresses;
};

} // namespace vigia
