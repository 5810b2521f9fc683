// SQL on the loaded checkout files: a statement to edit, its mistakes beside it, its rows as table
// and chart, both to save.
//
// Runs read-only through Monitor::query, where every loaded file is a table; a statement can be
// stopped and has a time limit, and the window waits for none. GUI thread only.
#pragma once

#include "core/runtime/monitor.h"

#include <QWidget>

#include <optional>

class QActionGroup;
class QComboBox;
class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace vigia {

class CategoryChart;
class QueryResultModel;

class CheckoutSql final : public QWidget
{
    Q_OBJECT

public:
    static constexpr std::size_t kMostRows = 10'000;

    explicit CheckoutSql(Monitor& monitor, QWidget* parent = nullptr);
    ~CheckoutSql() override; // stops what runs

    // The file is in the database: its own table, and those of all loaded files.
    void setTables(const QString& own, const QStringList& all);
    // It is not, and why.
    void setTroubled(const QString& why);
    // What the operator wrote earlier; "" = a given query.
    void setStatement(const QString& sql);
    [[nodiscard]] QString statement() const; // "" as long as it is a given query

    void run();
    void stop();
    // Runs the statement that is there when nothing has run yet.
    void runOnce();
    [[nodiscard]] bool running() const { return m_stop != nullptr; }
    [[nodiscard]] QString message() const; // the mistake, or what there is to know of the rows
    [[nodiscard]] const QueryResultModel* result() const { return m_result; }
    [[nodiscard]] QPlainTextEdit& editor() const { return *m_editor; }
    [[nodiscard]] QTableView& table() const { return *m_table; }
    [[nodiscard]] CategoryChart& chart() const { return *m_chart; }

    // Unavailable, naming the file, when it cannot be written.
    [[nodiscard]] Result<void> saveCsv(const QString& file) const;
    [[nodiscard]] Result<void> savePng(const QString& file) const;

signals:
    void finished();

protected:
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QWidget* makeTop();
    [[nodiscard]] QWidget* makeBottom();
    [[nodiscard]] QWidget* makeChart();
    void give(const QString& sql);
    void show(Result<Store::Table> table);
    void showMistake(const QString& message);
    void say(const QString& text, bool error);
    void paintMessage();
    void chooseColumns();
    void draw();
    void arrange();
    void askAndSave(bool csv);

    Monitor& m_monitor;
    QString m_own;                             // table of this file; "" until it is stored
    QString m_given;                           // the given query that was put in last
    std::shared_ptr<std::atomic<bool>> m_stop; // of the statement that runs
    int m_request = 0;                         // answers to older ones are dropped
    bool m_error = false;
    bool m_asked = false; // something has run, or was asked to
    QueryResultModel* m_result = nullptr;
    QPlainTextEdit* m_editor = nullptr;
    QPushButton* m_differences = nullptr;
    QPushButton* m_status = nullptr;
    QPushButton* m_run = nullptr;
    QLabel* m_tables = nullptr;
    QLabel* m_message = nullptr;
    QWidget* m_bottom = nullptr;
    QStackedWidget* m_views = nullptr; // table, chart
    QTableView* m_table = nullptr;
    CategoryChart* m_chart = nullptr;
    QComboBox* m_along = nullptr;
    QListWidget* m_values = nullptr;
    QPushButton* m_png = nullptr;
    QActionGroup* m_view = nullptr;
    QActionGroup* m_kind = nullptr;
};

} // namespace vigia
