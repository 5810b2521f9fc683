// The hand-over of a shift: chosen, looked at, saved as Markdown, HTML or PDF, or copied.
//
// Read off this thread. What was saved or copied is remembered as handed over, so that the next
// shift can begin there. GUI thread only.
#pragma once

#include "core/base/clock.h"
#include "core/message/handover.h"
#include "core/runtime/monitor.h"

#include <QDialog>

#include <memory>
#include <optional>

class QComboBox;
class QLabel;
class QPushButton;
class QTextBrowser;

namespace vigia {

class HandoverDialog final : public QDialog
{
    Q_OBJECT

public:
    HandoverDialog(Monitor& monitor, std::shared_ptr<const Clock> clock, QString who,
                   Language language, QWidget* parent = nullptr);

    [[nodiscard]] bool loading() const { return m_loading; }
    [[nodiscard]] const std::optional<Handover>& handover() const { return m_handover; }
    [[nodiscard]] QComboBox& shifts() { return *m_shifts; }
    [[nodiscard]] QString message() const; // what is said below the preview
    // The form follows from the name: .md, .html or .pdf. Unavailable when it cannot be written.
    [[nodiscard]] Result<void> save(const QString& file);
    void copy(); // as Markdown

signals:
    void loaded();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void askForLast();
    void load();
    void show(Result<Handover> read);
    void render();
    void askAndSave();
    void remember();
    [[nodiscard]] MessageContext context() const;

    Monitor& m_monitor;
    std::shared_ptr<const Clock> m_clock;
    QString m_who;
    Language m_language;
    std::shared_ptr<const StatusCatalog> m_catalog;
    std::shared_ptr<const Zone> m_zone;
    std::optional<Handover> m_handover;
    std::optional<Minute> m_last; // end of the shift that was handed over before
    QString m_folder;
    int m_request = 0; // answers to older ones are dropped
    bool m_loading = false;
    QComboBox* m_shifts = nullptr;
    QLabel* m_span = nullptr;
    QTextBrowser* m_preview = nullptr;
    QLabel* m_message = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_copy = nullptr;
};

} // namespace vigia
