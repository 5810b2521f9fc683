// The Checkout page: hourly files, each with chart, table, words and SQL; two side by side where
// there is room.
//
// Files are read and analysed on a pool thread; what was shown stays until the new ones are there,
// and stays when they fail, with the error above it. Each file is put into the database as a table
// for its SQL. Which files are open, and what was written, returns after a restart. GUI thread
// only.
#pragma once

#include "core/base/result.h"
#include "core/checkout/checkout_narrative.h"
#include "ui/pages/page.h"

#include <QHash>
#include <QStringList>

class QAction;
class QHBoxLayout;
class QLabel;
class QPrinter;
class QStackedWidget;
class QTabBar;

namespace vigia {

class CheckoutPanel;
class Monitor;

class CheckoutPage final : public Page
{
    Q_OBJECT

public:
    CheckoutPage(Monitor& monitor, Language language, QWidget* parent = nullptr);

    void open(const QStringList& files); // instead of what is shown
    void add(const QStringList& files);  // beside what is shown
    [[nodiscard]] bool loading() const { return m_loading; }
    [[nodiscard]] bool settled() const override { return !m_loading; }
    [[nodiscard]] const QList<CheckoutPanel*>& panels() const { return m_panels; }
    [[nodiscard]] QString message() const; // the error or note on the page; "" for none
    // Unavailable, naming the file, when it cannot be written.
    [[nodiscard]] Result<void> saveHtml(const QString& file) const;
    [[nodiscard]] Result<void> saveCsv(const QString& file) const;
    void print(QPrinter& printer) const;

    void saveState(QSettings& store) const override;
    void restoreState(const QSettings& store) override;

signals:
    void loaded();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void chooseFiles(bool more);
    void present(const QStringList& files, Result<std::vector<CheckoutAnalysis>> analyses);
    void closePanel(CheckoutPanel* panel);
    void arrange();
    void say(const QString& message, bool error);
    void paintMessage();
    void askAndOpen() { chooseFiles(false); }
    void askAndAdd() { chooseFiles(true); }
    void askAndSaveHtml() { askAndSave(true); }
    void askAndSaveCsv() { askAndSave(false); }
    void askAndSave(bool html);
    void askAndPrint();
    void store(); // the files as tables
    void keepPanels();
    void restorePanels();
    QAction* makeAction(const QString& name, const QString& text, const QKeySequence& key,
                        void (CheckoutPage::*act)());
    [[nodiscard]] std::vector<CheckoutAnalysis> analyses() const;
    [[nodiscard]] QWidget* makeEmpty();
    [[nodiscard]] QWidget* makeFilled();

    Monitor& m_monitor;
    Language m_language;
    QStringList m_files; // of the panels, in their order
    QString m_folder;
    QList<CheckoutPanel*> m_panels;
    int m_request = 0; // answers to older ones are dropped
    bool m_loading = false;
    bool m_error = false;
    QLabel* m_message = nullptr;
    QStackedWidget* m_whole = nullptr;
    QTabBar* m_tabs = nullptr;
    QList<QAction*> m_exports; // what needs a file
    struct Kept
    {
        QString statement; // that the operator wrote; "" = a given one
        int part = 0;      // the tab of the panel
    };
    QHash<QString, Kept> m_kept; // by file, for the panels that are made next
    int m_tab = 0;
    QHBoxLayout* m_row = nullptr;
};

} // namespace vigia
