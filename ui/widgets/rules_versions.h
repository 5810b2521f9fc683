// Section "Versions" of the Rules page: what was saved, by whom and why, how it differs from what
// is in force, and the way back. GUI thread only.
#pragma once

#include "core/base/zone.h"
#include "core/runtime/rules.h"
#include "ui/widgets/rules_card.h"

#include <memory>
#include <vector>

class QPushButton;
class QTableWidget;

namespace vigia {

class RulesDraft;
class RulesSaveForm;

class RulesVersions final : public RulesSection
{
    Q_OBJECT

public:
    RulesVersions(const RulesDraft& draft, std::shared_ptr<const Zone> zone,
                  QWidget* parent = nullptr);

    void setVersions(std::vector<RuleVersion> versions); // newest first
    void setTrouble(const QString& why);                 // they could not be read
    [[nodiscard]] const std::vector<RuleVersion>& versions() const { return m_versions; }
    [[nodiscard]] const RuleVersion* chosen() const;
    [[nodiscard]] QTableWidget& table() { return *m_table; }
    [[nodiscard]] RulesSaveForm& form() { return *m_form; }

    // "Version 3, by ana, Sat 12 Jul 14:02", "The configuration file".
    [[nodiscard]] static QString nameOf(const RuleVersion& version, const Zone& zone);

signals:
    // Puts these rules in force again, as a new version.
    void rollBackRequested(const vigia::RuleSet& rules, const QString& author,
                           const QString& reason);
    void draftRequested(const vigia::RuleSet& rules, const QString& reason); // to be tried first

private:
    void present();

    const RulesDraft& m_draft;
    std::shared_ptr<const Zone> m_zone;
    std::vector<RuleVersion> m_versions;
    QTableWidget* m_table = nullptr;
    RulesFault* m_trouble = nullptr;
    RulesCard* m_detail = nullptr;
    QLabel* m_differences = nullptr;
    RulesSaveForm* m_form = nullptr;
    QPushButton* m_take = nullptr;
};

} // namespace vigia
