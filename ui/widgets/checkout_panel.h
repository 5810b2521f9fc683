// One checkout file: chart, table of the hours, the analysis in words, the SQL behind it.
//
// Wide enough, the words stand beside the table; else behind a tab. GUI thread only.
#pragma once

#include "core/checkout/checkout_narrative.h"

#include <QFrame>

class QStackedWidget;
class QTabBar;
class QTableView;
class QTextEdit;

namespace vigia {

class CheckoutChart;
class CheckoutModel;
class CheckoutSql;
class Monitor;

class CheckoutPanel final : public QFrame
{
    Q_OBJECT

public:
    CheckoutPanel(CheckoutAnalysis analysis, Language language, Monitor& monitor,
                  QWidget* parent = nullptr);

    [[nodiscard]] const CheckoutModel& model() const { return *m_model; }
    [[nodiscard]] CheckoutChart& chart() const { return *m_chart; }
    [[nodiscard]] QTableView& table() const { return *m_table; }
    [[nodiscard]] QTextEdit& words() const { return *m_words; }
    [[nodiscard]] QTabBar& tabs() const { return *m_tabs; }
    [[nodiscard]] CheckoutSql& sql() const { return *m_sql; }

signals:
    void closeRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QTableView* makeTable();
    [[nodiscard]] QTextEdit* makeWords(Language language);
    [[nodiscard]] QString summary() const;
    void arrange();
    void showHour(std::optional<int> hour);

    CheckoutModel* m_model = nullptr;
    CheckoutChart* m_chart = nullptr;
    QTableView* m_table = nullptr;
    QTextEdit* m_words = nullptr;
    QTabBar* m_tabs = nullptr;
    CheckoutSql* m_sql = nullptr;
    QStackedWidget* m_left = nullptr; // table, SQL
};

} // namespace vigia
