// The History page: any stretch of the stored data, by status, source and hour of the day.
//
// Charts on one time axis and their table twin, over an Archive: hours for months, minutes for
// days. A strip below shows the whole history and where the view is. Its commands are actions of
// the page. GUI thread only; reading and exporting happen in the reader's thread.
#pragma once

#include "ui/chart/chart_stack.h"
#include "ui/models/archive.h"
#include "ui/models/live_data.h"
#include "ui/pages/page.h"

#include <QTimer>

class QComboBox;
class QDateEdit;
class QLabel;
class QStackedWidget;
class QTableView;

namespace vigia {

class ArchiveTable;
class EmptyState;
class OverviewStrip;

class HistoryPage final : public Page
{
    Q_OBJECT

public:
    HistoryPage(Monitor& monitor, LiveData& live, QWidget* parent = nullptr);

    [[nodiscard]] TimeAxisLink& axis() { return m_axis; }
    [[nodiscard]] ChartStack& charts() { return *m_charts; }
    [[nodiscard]] Archive& archive() { return m_archive; }
    [[nodiscard]] const QTableView& table() const { return *m_table; }

    void showDay(const QDate& day); // brings it into view, the width stays
    void showRange(double minutes); // that much, up to the right edge
    void showAll();
    void showTable(bool shown);
    // Writes the numbers in view; noted() or troubled() says how it went.
    void exportNumbers(const QString& file);

    void activate() override;
    [[nodiscard]] bool settled() const override { return !m_archive.loading(); }
    void saveState(QSettings& store) const override;
    void restoreState(const QSettings& store) override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void makeActions();
    void makeTimeActions();
    void makeViewActions();
    void makeFileActions();
    QAction* addAction(const QString& name, const QString& text, const QList<QKeySequence>& keys);
    [[nodiscard]] QWidget* makeTools();
    [[nodiscard]] QWidget* makeBody();
    void takeBounds();
    void loadSources();
    void applyFilter();
    void refresh(); // what follows the view: the words above, the table
    void askForFile(bool picture);
    [[nodiscard]] MinuteRange view() const;
    [[nodiscard]] std::vector<StatusId> shownStatuses() const;

    Monitor& m_monitor;
    LiveData& m_live;
    Archive m_archive;
    TimeAxisLink m_axis;
    // The charts draw from the archive alone; these stay empty.
    SeriesModel m_series;
    AnomalyListModel m_anomalies;
    IncidentListModel m_incidents;
    ChartStack* m_charts = nullptr;
    OverviewStrip* m_overview = nullptr;
    ArchiveTable* m_rows = nullptr;
    QTableView* m_table = nullptr;
    QStackedWidget* m_views = nullptr;
    QStackedWidget* m_whole = nullptr;
    QLabel* m_words = nullptr;
    QComboBox* m_source = nullptr;
    QComboBox* m_fromHour = nullptr;
    QComboBox* m_toHour = nullptr;
    QDateEdit* m_day = nullptr;
    QTimer m_settle; // words and table follow a little later than the charts
    QString m_folder;
    QString m_wantedSource; // of the last session, until the sources are known
    bool m_sourceWanted = false;
    bool m_placed = false;
    std::optional<std::pair<double, double>> m_wantedView; // of the last session, to be shown when
                                                           // the bounds are known
};

} // namespace vigia
