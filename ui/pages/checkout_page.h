// The Checkout page: hourly files, each with chart, table, words and SQL; two side by side where
// there is room.
//
// Files are read and analysed on a pool thread; what was shown stays until the new ones are there,
// and stays when they fail, with the error above it. GUI thread only.
#pragma once

#include "core/base/result.h"
#include "core/checkout/checkout_narrative.h"
#include "ui/pages/page.h"

#include <QStringList>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTabBar;

namespace vigia {

class CheckoutPanel;

class CheckoutPage final : public Page
{
    Q_OBJECT

public:
    explicit CheckoutPage(Language language, QWidget* parent = nullptr);

    void open(const QStringList& files); // instead of what is shown
    void add(const QStringList& files);  // beside what is shown
    [[nodiscard]] bool loading() const { return m_loading; }
    [[nodiscard]] const QList<CheckoutPanel*>& panels() const { return m_panels; }
    [[nodiscard]] QString message() const; // the error or note on the page; "" for none
    // Unavailable, naming the file, when it cannot be written.
    [[nodiscard]] Result<void> saveHtml(const QString& file) const;
    [[nodiscard]] Result<void> saveCsv(const QString& file) const;

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
    void askAndSave(bool html);
    [[nodiscard]] std::vector<CheckoutAnalysis> analyses() const;
    [[nodiscard]] QWidget* makeEmpty();
    [[nodiscard]] QWidget* makeFilled();

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
    QHBoxLayout* m_row = nullptr;
};

} // namespace vigia
