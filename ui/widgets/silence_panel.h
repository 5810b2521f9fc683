// The silences: who is not told of what, why and until when; to add, change and end by keyboard.
//
// Shows those that are active, those that come, and those that ended within a week. Reads the store
// every few seconds while it is shown, as others may change it too. GUI thread only.
#pragma once

#include "core/base/clock.h"
#include "core/runtime/monitor.h"
#include "ui/models/silence_list.h"

#include <QTimer>
#include <QWidget>

#include <memory>

class QAction;
class QLabel;
class QScrollArea;
class QTableView;

namespace vigia {

class SilenceEditor;

class SilencePanel final : public QWidget
{
    Q_OBJECT

public:
    static constexpr std::chrono::days kEndedShown{7};

    // `clock` for tests; the machine's otherwise.
    explicit SilencePanel(Monitor& monitor, QWidget* parent = nullptr,
                          std::shared_ptr<const Clock> clock = nullptr);

    void add();
    void add(const Silence& draft); // a new one that holds this already
    void changeChosen();
    void endChosen();
    void reload();

    [[nodiscard]] QTableView& table() { return *m_table; }
    [[nodiscard]] SilenceModel& model() { return m_model; }
    [[nodiscard]] SilenceEditor& editor() { return *m_editor; }

signals:
    void noted(const QString& text);
    void troubled(const QString& what, const QString& why);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void makeActions();
    [[nodiscard]] QWidget* makeHead();
    void makeTable();
    [[nodiscard]] const Silence* chosen() const;
    void open(const Silence& silence, const QString& title);
    void close();
    void store(const Silence& silence);
    void take(std::vector<Silence> silences);
    void offer();

    Monitor& m_monitor;
    std::shared_ptr<const Clock> m_clock;
    SilenceModel m_model;
    QTimer m_timer;
    std::int64_t m_wanted = 0; // to be chosen once it is in the table
    QLabel* m_count = nullptr;
    QLabel* m_empty = nullptr;
    QTableView* m_table = nullptr;
    QScrollArea* m_form = nullptr;
    SilenceEditor* m_editor = nullptr;
    QAction* m_add = nullptr;
    QAction* m_change = nullptr;
    QAction* m_end = nullptr;
};

} // namespace vigia
