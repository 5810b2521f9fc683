// The Incident page: all stored incidents with filters at the left, everything about the chosen one
// at the right.
//
// Lists, reports and charts are read off this thread; what changes comes with the live data.
// GUI thread only.
#pragma once

#include "core/base/clock.h"
#include "ui/models/live_data.h"
#include "ui/pages/page.h"

#include <QTimer>

#include <optional>

class QComboBox;
class QLabel;
class QStackedWidget;

namespace vigia {

class IncidentDetail;

class IncidentPage final : public Page
{
    Q_OBJECT

public:
    static constexpr std::size_t kMost = 5'000; // incidents in the list; older ones by range

    IncidentPage(Monitor& monitor, LiveData& live, std::shared_ptr<const Clock> clock,
                 QWidget* parent = nullptr);

    // Shows this incident, whatever the filter hides.
    void open(IncidentId id);
    // Its audit trail, notes or timers have changed.
    void refresh(IncidentId id);
    void showWhy(bool shown);

    [[nodiscard]] IncidentPanel* incidentPanel() override { return m_panel; }
    [[nodiscard]] IncidentDetail& detail() { return *m_detail; }
    [[nodiscard]] bool loading() const { return m_loading || m_asking; }

    void activate() override;
    [[nodiscard]] bool settled() const override;
    void drawNow() override;
    void saveState(QSettings& store) const override;
    void restoreState(const QSettings& store) override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QWidget* makeFilters();
    void makeActions();
    void filter();
    void load();
    void takeLive();
    void showCurrent();
    void ask(); // for the report of the current incident
    [[nodiscard]] std::optional<Minute> oldest() const;

    Monitor& m_monitor;
    LiveData& m_live;
    std::shared_ptr<const Clock> m_clock;
    IncidentListModel m_model;
    IncidentPanel* m_panel = nullptr;
    QComboBox* m_states = nullptr;
    QComboBox* m_severities = nullptr;
    QComboBox* m_status = nullptr;
    QComboBox* m_range = nullptr;
    IncidentDetail* m_detail = nullptr;
    QStackedWidget* m_right = nullptr;
    QLabel* m_none = nullptr;
    std::optional<IncidentId> m_shown;
    std::optional<IncidentId> m_wanted; // to be chosen when the list is there
    QTimer m_soon;                      // several changes, one question
    QTimer m_again;                     // deliveries and notes of others
    int m_listRequest = 0;              // answers to older ones are dropped
    int m_reportRequest = 0;
    bool m_loading = false;
    bool m_asking = false;
};

} // namespace vigia
