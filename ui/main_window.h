// The console's window: pages and actions; no logic.
//
// Talks to one Monitor, which outlives it. GUI thread only.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/runtime/monitor.h"

#include <QMainWindow>
#include <QTimer>

#include <memory>

class QActionGroup;
class QMenu;
class QSettings;
class QStackedWidget;

namespace vigia {

class AwayStrip;
class CommandPalette;
class CheckoutPage;
class DesktopAlarm;
class DropHint;
class IncidentPage;
class IncidentPanel;
class KeysOverlay;
class LiveData;
class LivePage;
class MutedWatch;
class NavRail;
class NoticeBar;
class Page;
class StatusLine;
class TopBar;
class TraceDialog;
class Triage;

class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    // `clock` for tests; the machine's otherwise.
    explicit MainWindow(Monitor& monitor, QWidget* parent = nullptr,
                        std::shared_ptr<const Clock> clock = nullptr);
    ~MainWindow() override;

    // Imports these files as File > Open does, asking for the day where they do not say it.
    void openFiles(const QStringList& files);
    // Shows the checkout files among these on their page; returns the others.
    [[nodiscard]] QStringList openCheckouts(const QStringList& files);
    // What is on screen, as PNG. Fails with Unavailable when the file cannot be written.
    [[nodiscard]] Result<void> saveScreenshot(const QString& path);

    // Keeps place, page, ranges and filters for the next window.
    void saveState() const;

    // By the names of the table of pages, which --page and the saved state use too; false, and
    // nothing shown, for another name.
    [[nodiscard]] bool showPage(const QString& name);
    [[nodiscard]] QStringList pageNames() const;

    [[nodiscard]] LivePage& livePage() { return *m_live; }
    [[nodiscard]] IncidentPage& incidentPage() { return *m_incidents; }
    [[nodiscard]] CheckoutPage& checkoutPage() { return *m_checkout; }
    [[nodiscard]] NoticeBar& notice() { return *m_notice; }
    [[nodiscard]] AwayStrip& awayStrip() { return *m_away; }
    [[nodiscard]] StatusLine& statusLine() { return *m_status; }
    [[nodiscard]] Triage& triage() { return *m_triage; }
    [[nodiscard]] Page* currentPage() const;
    void showIncident(IncidentId id); // on the Incident page
    [[nodiscard]] LiveData& data() { return *m_data; }
    [[nodiscard]] DesktopAlarm& alarm() { return *m_alarm; }

    void bringToFront();
    // Whether closing the window asks first while incidents wait; it does unless a program drives.
    void setAskBeforeQuit(bool ask) { m_askBeforeQuit = ask; }

signals:
    void demoRequested();                        // the operator pressed "Start the demo"
    void languageRequested(const QString& code); // chosen in the menu; see WindowHost

protected:
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void makeActions();
    QAction* addAction(const QString& name, const QString& text,
                       const QList<QKeySequence>& keys = {});
    struct PageEntry
    {
        const char* name;
        const char* title; // English; tr() gives the operator's words
        Page* page;
    };
    void makePages();
    void makePageActions();
    void orderFocus();
    void showPage(Page* page);
    void savePages(QSettings& store) const;
    void restorePages(QSettings& store);
    void restoreDesktop(const QSettings& store);
    void makeFileMenu();
    void makeViewMenu();
    void makeLanguageMenu(QMenu* menu);
    void makeTimeActions();
    void makeIncidentMenu();
    void makeJudgements();
    [[nodiscard]] QAction* makeHandover();
    void connectPanel(IncidentPanel& panel);
    void snoozeFor(std::chrono::minutes length);
    void copyIncidents();
    void silence(const Incident& incident);
    void trace(Minute time, StatusId status);
    void traceChosen();
    void makeHelpMenu();
    void makeDesktop();
    void makeSoundMenu(QMenu* menu);
    [[nodiscard]] bool mayQuit();
    void setRange(double minutes);
    void setOverlay();
    void setWall(bool wall);
    void zoomWall();
    void saveCharts();
    void exportNumbers();
    void report(const Result<void>& saved, const QString& file);
    void choosePalette();
    void chooseFiles();
    void showHealth();
    void showKeys();
    void showAbout();
    void restore();

    Monitor& m_monitor;
    std::shared_ptr<const Clock> m_clock;
    LiveData* m_data = nullptr;
    MutedWatch* m_muted = nullptr;
    Triage* m_triage = nullptr;
    TopBar* m_top = nullptr;
    NavRail* m_rail = nullptr;
    NoticeBar* m_notice = nullptr;
    AwayStrip* m_away = nullptr;
    QStackedWidget* m_pages = nullptr;
    LivePage* m_live = nullptr;
    IncidentPage* m_incidents = nullptr;
    CheckoutPage* m_checkout = nullptr;
    std::vector<PageEntry> m_entries; // in the order of the rail
    StatusLine* m_status = nullptr;
    KeysOverlay* m_keys = nullptr;
    DropHint* m_drop = nullptr;
    CommandPalette* m_palette = nullptr;
    QActionGroup* m_ranges = nullptr;
    QAction* m_yesterday = nullptr;
    QAction* m_lastWeek = nullptr;
    QAction* m_wall = nullptr;
    DesktopAlarm* m_alarm = nullptr;
    bool m_askBeforeQuit = true;
    QMenu* m_incidentMenu = nullptr;
    TraceDialog* m_trace = nullptr; // made when first asked for
    QList<QAction*> m_kept;         // switches that return after a restart
    QTimer m_second;
    QString m_folder; // where files were opened last
    std::vector<std::pair<QString, QList<QAction*>>> m_keyGroups;
};

} // namespace vigia
