#include "ui/widgets/rules_card.h"

#include "ui/chart/theme.h"

#include <QEvent>
#include <QVBoxLayout>

#include <algorithm>

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

RulesList::RulesList(const QString& name, QWidget* parent)
    : QListWidget(parent)
{
    setAccessibleName(name);
    setProperty("plainList", true);
    setWordWrap(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
}

// By hand: the style sheet's room around an item is not thought of when a text is broken.
void RulesList::fit()
{
    constexpr int kAround = 13; // padding and border of the style sheet, margin of the style
    constexpr int kAbove = 7;
    int high = 2 * frameWidth();
    const int width = std::max(40, viewport()->width() - 2 * kAround - 4);
    for (int i = 0; i < count(); ++i) {
        const QRect text = fontMetrics().boundingRect(QRect(0, 0, width, 10'000), Qt::TextWordWrap,
                                                      item(i)->text());
        const QSize size(0, text.height() + 2 * kAbove);
        if (item(i)->sizeHint() != size)
            item(i)->setSizeHint(size);
        high += size.height();
    }
    if (m_most > 0)
        setFixedHeight(std::min(m_most, high));
}

void RulesList::resizeEvent(QResizeEvent* event)
{
    QListWidget::resizeEvent(event);
    fit();
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
