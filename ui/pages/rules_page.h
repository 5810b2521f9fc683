// The Rules page: thresholds, detectors, alarm budget, notification and routes, changed as a draft,
// tried on stored history, and saved as a version with author and reason; versions and the way
// back.
//
// Silences are among the sections; they need no draft and hold at once. Decides nothing: the
// Monitor checks, tries, stores and puts in force. GUI thread only.
#pragma once

#include "core/base/clock.h"
#include "core/runtime/monitor.h"
#include "ui/models/rules_draft.h"
#include "ui/pages/page.h"

class QHBoxLayout;
class QLabel;
class QListWidget;
class QStackedWidget;
class QVBoxLayout;

namespace vigia {

class RulesDetection;
class RulesDraftPanel;
class RulesEffectView;
class RulesNotification;
class RulesRoutes;
class RulesSection;
class RulesVersions;
class SilencePanel;

class RulesPage final : public Page
{
    Q_OBJECT

public:
    // `who` is the author until the operator writes another name.
    RulesPage(Monitor& monitor, const QString& who, std::shared_ptr<const Clock> clock = nullptr,
              QWidget* parent = nullptr);
    ~RulesPage() override;

    [[nodiscard]] RulesDraft& draft() { return m_draft; }
    [[nodiscard]] RulesDetection& detection() { return *m_detection; }
    [[nodiscard]] RulesRoutes& routes() { return *m_routes; }
    [[nodiscard]] SilencePanel& silences() { return *m_silences; }
    [[nodiscard]] RulesEffectView& effect() { return *m_effect; }
    [[nodiscard]] RulesVersions& versions() { return *m_versions; }
    [[nodiscard]] RulesDraftPanel& panel() { return *m_panel; }
    [[nodiscard]] QListWidget& sections() { return *m_sections; }

    void showSection(const QString& name); // "detection", "routes", "effect", …
    [[nodiscard]] QString section() const;
    void tryDraft();
    void saveDraft(); // asks first where it was not tried

    void activate() override;
    void saveState(QSettings& store) const override;
    void restoreState(const QSettings& store) override;

signals:
    void rangeRequested(vigia::MinuteRange range); // show it on the charts of the stored history

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void addSection(const char* name, const QString& title, QWidget* widget);
    void makeActions();
    void connectParts();
    void loadVersions();
    void takeInForce();
    void put(const RuleSet& rules, const QString& author, const QString& reason, bool rollBack);
    void showKey(const QString& key);
    void refresh();
    void arrange();

    Monitor& m_monitor;
    RulesDraft m_draft;
    QListWidget* m_sections = nullptr;
    QStackedWidget* m_stack = nullptr;
    QHBoxLayout* m_body = nullptr;
    QVBoxLayout* m_left = nullptr; // the sections; below them the draft where there is little room
    RulesSection* m_beside = nullptr; // scrolls the draft in a low window
    QLabel* m_inForce = nullptr;
    RulesDetection* m_detection = nullptr;
    RulesNotification* m_notification = nullptr;
    RulesRoutes* m_routes = nullptr;
    SilencePanel* m_silences = nullptr;
    RulesEffectView* m_effect = nullptr;
    RulesVersions* m_versions = nullptr;
    RulesDraftPanel* m_panel = nullptr;
    bool m_meanwhile = false; // others came into force since the draft was begun
    int m_taken = 0;          // parts of them that the draft has taken over
    bool m_saving = false;
};

} // namespace vigia
