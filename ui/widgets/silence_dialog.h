// “Silence this…”: the form of a silence over the window, filled in with what an incident is about.
//
// Stores what is entered and closes; deletes itself. GUI thread only.
#pragma once

#include "core/base/clock.h"
#include "core/runtime/monitor.h"
#include "ui/widgets/silence_editor.h"

#include <QDialog>

#include <memory>

namespace vigia {

class SilenceDialog final : public QDialog
{
    Q_OBJECT

public:
    SilenceDialog(Monitor& monitor, std::shared_ptr<const Clock> clock, const Silence& draft,
                  const QString& title, QWidget* parent);

    [[nodiscard]] SilenceEditor& editor() { return *m_editor; }

signals:
    void stored(const vigia::Silence& silence);

protected:
    bool event(QEvent* event) override;

private:
    void store(const Silence& silence);

    Monitor& m_monitor;
    std::shared_ptr<const Clock> m_clock;
    SilenceEditor* m_editor = nullptr;
};

} // namespace vigia
