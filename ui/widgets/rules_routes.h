// Section "Routes" of the Rules page: the routes, each in a sentence, and the editor of the chosen
// one. GUI thread only.
#pragma once

#include "ui/widgets/rules_card.h"

class QPushButton;

namespace vigia {

class RulesDraft;
class RulesRouteEditor;

class RulesRoutes final : public RulesSection
{
    Q_OBJECT

public:
    explicit RulesRoutes(RulesDraft& draft, QWidget* parent = nullptr);

    [[nodiscard]] RulesList& list() { return *m_list; }
    [[nodiscard]] RulesRouteEditor& editor() { return *m_editor; }
    [[nodiscard]] std::string chosen() const;
    void add();
    void duplicate();
    void remove();
    bool showKey(const std::string& key);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refresh();
    void insert(const std::string& name, const struct RouteConfig& route);
    [[nodiscard]] std::string freeName(const std::string& start) const;
    void choose(const std::string& name);

    RulesDraft& m_draft;
    RulesList* m_list = nullptr;
    QLabel* m_none = nullptr;
    QPushButton* m_duplicate = nullptr;
    QPushButton* m_remove = nullptr;
    RulesRouteEditor* m_editor = nullptr;
};

} // namespace vigia
