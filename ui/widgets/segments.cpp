#include "ui/widgets/segments.h"

#include <QAction>
#include <QHBoxLayout>
#include <QToolButton>

namespace vigia {

Segments::Segments(const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
{
    setAccessibleName(name);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(0);
}

QToolButton* Segments::add(QAction* action, const QString& text)
{
    auto* button = new QToolButton(this);
    button->setProperty("segment", true);
    button->setProperty("first", m_last == nullptr);
    button->setProperty("last", true);
    if (m_last)
        m_last->setProperty("last", false);
    m_last = button;
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setText(text);
    button->setAccessibleName(action->text().remove(QLatin1Char('&')));
    button->setFocusPolicy(Qt::StrongFocus);
    // setDefaultAction() copies the action's text on every change of the action.
    connect(action, &QAction::changed, button, [button, text] { button->setText(text); });
    m_row->addWidget(button);
    return button;
}

} // namespace vigia
