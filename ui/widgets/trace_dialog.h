// Where a minute of a status went: received, sealed, scored, pending, incident, muted or grouped,
// delivered or failed.
//
// Beside the window, not over it: the charts stay within reach, and another minute may be asked
// for. Read off this thread; asked again every few seconds while it is shown, as a delivery goes
// on. GUI thread only.
#pragma once

#include "core/alerting/trace.h"
#include "core/base/clock.h"
#include "core/runtime/monitor.h"

#include <QDialog>
#include <QTimer>

#include <memory>

class QComboBox;
class QDateTimeEdit;
class QLabel;
class QPushButton;
class QTextBrowser;

namespace vigia {

class TraceDialog final : public QDialog
{
    Q_OBJECT

public:
    TraceDialog(Monitor& monitor, std::shared_ptr<const Clock> clock, QWidget* parent = nullptr);

    void ask(Minute time, StatusId status);
    [[nodiscard]] QString text() const; // for a ticket; times in UTC
    void copy();

signals:
    void loaded(); // an answer is shown

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void load();
    void take(const Result<Trace>& trace);
    void render();
    [[nodiscard]] Minute minute() const;
    [[nodiscard]] StatusId status() const;

    Monitor& m_monitor;
    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<const StatusCatalog> m_catalog;
    std::shared_ptr<const Zone> m_zone;
    Trace m_trace;
    QString m_error;
    QString m_html;    // as shown
    int m_request = 0; // answers to older ones are dropped
    QTimer m_again;
    QDateTimeEdit* m_time = nullptr;
    QComboBox* m_status = nullptr;
    QLabel* m_zoneName = nullptr;
    QTextBrowser* m_lines = nullptr;
};

namespace words {

// "received", "sealed", …, with a mark where it ends well or badly.
[[nodiscard]] QString traceStage(const std::string& stage);

} // namespace words
} // namespace vigia
