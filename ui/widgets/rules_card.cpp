#include "ui/widgets/rules_card.h"

#include "ui/chart/theme.h"

#include <QEvent>
#include <QVBoxLayout>

namespace vigia {

RulesCard::RulesCard(const QString& title, const QString& note, QWidget* parent)
    : QFrame(parent)
    , m_title(new QLabel)
    , m_column(new QVBoxLayout(this))
{
    setProperty("card", true);
    m_column->setContentsMargins(14, 9, 14, 12);
    m_column->setSpacing(7);
    m_title->setFont(uiFont(12.5, QFont::DemiBold));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_column->addWidget(m_title);
    if (!note.isEmpty())
        m_column->addWidget(rulesNote(note));
    setTitle(title);
}

void RulesCard::setTitle(const QString& title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

RulesFault::RulesFault(QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setFont(uiFont(11.5));
    hide();
}

void RulesFault::say(const QString& fault, QWidget* field)
{
    m_fault = fault;
    setText(fault.isEmpty() ? QString() : QStringLiteral("▲ ") + fault);
    setVisible(!fault.isEmpty());
    paintIt();
    if (field)
        field->setAccessibleDescription(fault);
}

void RulesFault::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintIt();
}

void RulesFault::paintIt()
{
    QPalette colours = palette();
    if (colours.color(QPalette::WindowText) == theme().critical)
        return;
    colours.setColor(QPalette::WindowText, theme().critical);
    setPalette(colours);
}

RulesSection::RulesSection(const QString& name, QWidget* parent)
    : QScrollArea(parent)
{
    setAccessibleName(name);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus); // what is in it takes the focus, and is scrolled to
    auto* inside = new QWidget;
    m_column = new QVBoxLayout(inside);
    m_column->setContentsMargins(0, 0, 4, 0);
    m_column->setSpacing(10);
    setWidget(inside);
}

QLabel* rulesNote(const QString& text)
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setProperty("muted", true);
    return label;
}

} // namespace vigia
