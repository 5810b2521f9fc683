// The page that an operator watches: tiles, one chart a status on one time axis, the incidents.
//
// Shows the models of LiveData; decides nothing. GUI thread only.
#pragma once

#include "core/base/clock.h"
#include "ui/chart/chart_stack.h"
#include "ui/models/archive.h"
#include "ui/models/live_data.h"
#include "ui/pages/page.h"

class QStackedWidget;
class QTableView;

namespace vigia {

class EmptyState;
class IncidentPanel;
class Pace;
class TileStrip;
class WallHead;

class LivePage final : public Page
{
    Q_OBJECT

public:
    LivePage(Monitor& monitor, LiveData& liveData, const Clock& clock, QWidget* parent = nullptr);

    [[nodiscard]] TimeAxisLink& axis() { return m_axis; }
    [[nodiscard]] ChartStack& charts() { return *m_charts; }
    [[nodiscard]] IncidentPanel& incidents() { return *m_incidents; }
    [[nodiscard]] const TileStrip& tiles() const { return *m_tiles; }
    [[nodiscard]] EmptyState& emptyState() { return *m_empty; }
    [[nodiscard]] WallHead& wallHead() { return *m_head; }

    void showTable(bool shown); // the table twin instead of the charts
    [[nodiscard]] bool isTableShown() const;
    void showIncident(const Incident& incident); // brings its stretch into view

    // The wall board: larger, without what needs a hand.
    void setWall(bool wall);

    void activate() override { m_charts->setFocus(); }
    [[nodiscard]] IncidentPanel* incidentPanel() override { return m_incidents; }

    void drawNow() override;

signals:
    void acknowledgeRequested(const vigia::Incident& incident);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void showNumbers();
    void requestNeeded();
    void chooseStack();

    LiveData& m_data;
    const Clock& m_clock;
    TimeAxisLink m_axis;
    Archive m_archive; // for what lies before the minutes that LiveData keeps
    WallHead* m_head = nullptr;
    TileStrip* m_tiles = nullptr;
    Pace* m_numbers = nullptr;
    ChartStack* m_charts = nullptr;
    QTableView* m_table = nullptr;
    QStackedWidget* m_views = nullptr;
    QStackedWidget* m_whole = nullptr;
    IncidentPanel* m_incidents = nullptr;
    EmptyState* m_empty = nullptr;
};

} // namespace vigia
