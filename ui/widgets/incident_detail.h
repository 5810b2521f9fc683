// Everything about one incident: what happened in a sentence, its charts, every vote, what it cost
// and who carries it, who was told, and the audit trail.
//
// setIncident() shows at once what the list knows; setReport() adds what the database says.
// GUI thread only.
#pragma once

#include "core/runtime/incident_report.h"
#include "ui/models/live_data.h"

#include <QWidget>

#include <optional>

class QAction;
class QButtonGroup;
class QHBoxLayout;
class QLabel;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace vigia {

class FactCard;
class FlowLayout;
class IncidentCharts;
class WhyCard;

class IncidentDetail final : public QWidget
{
    Q_OBJECT

public:
    IncidentDetail(Monitor& monitor, LiveData& live, QWidget* parent = nullptr);

    void setIncident(const Incident& incident);
    void setReport(const IncidentReport& report, Instant now);
    void setActions(const QList<QAction*>& actions); // buttons below the sentence
    void showWhy(bool shown);

    [[nodiscard]] IncidentCharts& charts() { return *m_charts; }
    [[nodiscard]] const std::optional<IncidentReport>& report() const { return m_report; }
    // For tests: the texts of a card: "cost", "statuses", "sources", "codes", "told", "trail".
    [[nodiscard]] QString cardText(const QString& name) const;
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString state() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QWidget* makeHead();
    [[nodiscard]] QWidget* makeMiddle();
    [[nodiscard]] QWidget* makeSide();
    void describe(Instant now);
    void offerStatuses();
    void arrange();
    void fitSide();
    void showVotes();
    void showShares(const IncidentReport& report);
    void showCost(const IncidentReport& report);
    void showTold(const IncidentReport& report, Instant now);
    void showTrail(const IncidentReport& report);

    const StatusCatalog& m_catalog;
    std::shared_ptr<const Zone> m_zone;
    LiveData& m_live;
    std::optional<Incident> m_incident;
    std::optional<IncidentReport> m_report; // of m_incident
    Instant m_now{};
    std::vector<Anomaly> m_votes; // the worst of each status; the peak first
    QLabel* m_state = nullptr;
    QLabel* m_time = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_sentence = nullptr;
    FlowLayout* m_buttons = nullptr;
    QList<std::pair<QToolButton*, QAction*>> m_actions;
    IncidentCharts* m_charts = nullptr;
    QToolButton* m_all = nullptr;
    QScrollArea* m_side = nullptr;
    QToolButton* m_wholeButton = nullptr;
    QWidget* m_statuses = nullptr; // a button for each that has a vote
    QButtonGroup* m_chosen = nullptr;
    WhyCard* m_why = nullptr;
    bool m_whyShown = true;
    FactCard* m_cost = nullptr;
    FactCard* m_told = nullptr;
    FactCard* m_trail = nullptr;
    QVBoxLayout* m_inSide = nullptr;
    QHBoxLayout* m_shares = nullptr; // below the charts, where there is height for them
    bool m_low = false;
    FactCard* m_byStatus = nullptr;
    FactCard* m_bySource = nullptr;
    FactCard* m_byCode = nullptr;
};

} // namespace vigia
