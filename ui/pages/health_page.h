// The Health page: how listener, database, detection, messages and the program itself are, each
// delivery with its outcome and a retry by hand, the last errors, and all of it as text for a
// support ticket.
//
// Reads the store every three seconds while it is shown, in the reader's thread. GUI thread only.
#pragma once

#include "core/base/clock.h"
#include "ui/models/health_report.h"
#include "ui/models/live_data.h"
#include "ui/models/outbox_model.h"
#include "ui/pages/page.h"

#include <QTimer>

class QGridLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;

namespace vigia {

class HealthPage final : public Page
{
    Q_OBJECT

public:
    HealthPage(Monitor& monitor, LiveData& live, const Clock& clock, QWidget* parent = nullptr);

    // What a support ticket needs, without secrets.
    [[nodiscard]] QString text() const;
    [[nodiscard]] QTableView& deliveries() { return *m_table; }
    void retrySelected();
    void openChannels();

    void activate() override;
    void saveState(QSettings& store) const override;
    void restoreState(const QSettings& store) override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void makeActions();
    [[nodiscard]] QWidget* makeDeliveries();
    [[nodiscard]] QWidget* makeErrors();
    void note(const QString& text);
    void gather();
    void readStore();
    void present(const QList<HealthSection>& sections);
    void arrange();

    Monitor& m_monitor;
    LiveData& m_live;
    const Clock& m_clock;
    HealthFacts m_facts;
    OutboxModel m_outbox;
    QSortFilterProxyModel* m_shown = nullptr; // without those that were sent, when asked for
    QTimer m_timer;
    QList<QLabel*> m_cards; // one a section; rich text of our own making
    QGridLayout* m_grid = nullptr;
    int m_columns = 0;
    QTableView* m_table = nullptr;
    QLabel* m_none = nullptr;
    QPushButton* m_retry = nullptr;
    QAction* m_openOnly = nullptr;
    QPlainTextEdit* m_errors = nullptr;
};

} // namespace vigia
