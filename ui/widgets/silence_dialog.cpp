#include "ui/widgets/silence_dialog.h"

#include "ui/guarded.h"
#include "ui/models/silence_list.h"

#include <QVBoxLayout>

namespace vigia {

SilenceDialog::SilenceDialog(Monitor& monitor, std::shared_ptr<const Clock> clock,
                             const Silence& draft, const QString& title, QWidget* parent)
    : QDialog(parent)
    , m_monitor(monitor)
    , m_clock(std::move(clock))
{
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_editor = new SilenceEditor(monitor.catalog(), monitor.zone(), m_clock);
    column->addWidget(m_editor);
    connect(m_editor, &SilenceEditor::accepted, this, &SilenceDialog::store);
    connect(m_editor, &SilenceEditor::cancelled, this, &QDialog::reject);
    m_editor->open(draft, title);
    resize(640, sizeHint().height());
}

// Higher when there is more to say: what is wrong with an entry, a second line of statuses.
bool SilenceDialog::event(QEvent* event)
{
    const bool done = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show) {
        const int needed = layout()->totalHeightForWidth(width());
        if (needed > height())
            resize(width(), needed);
    }
    return done;
}

void SilenceDialog::store(const Silence& silence)
{
    storeSilence(m_monitor, silence, m_clock->now(),
                 guarded(this, [this, silence](const Result<std::int64_t>& id) {
                     if (!id) {
                         m_editor->refuse(QString::fromStdString(id.error().message));
                         return;
                     }
                     Silence kept = silence;
                     kept.id = *id;
                     emit stored(kept);
                     accept();
                 }));
}

} // namespace vigia
