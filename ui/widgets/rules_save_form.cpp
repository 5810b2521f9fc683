#include "ui/widgets/rules_save_form.h"

#include "ui/widgets/rules_card.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace vigia {
namespace {

constexpr int kMostAuthor = 100;
constexpr int kMostReason = 1000;

} // namespace

RulesSaveForm::RulesSaveForm(const QString& button, QWidget* parent)
    : QWidget(parent)
    , m_author(new QLineEdit)
    , m_reason(new QLineEdit)
    , m_authorFault(new RulesFault)
    , m_reasonFault(new RulesFault)
    , m_trouble(new RulesFault)
    , m_button(new QPushButton(button))
    , m_buttonText(button)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    const auto field = [&](const QString& text, QLineEdit* edit, RulesFault* fault, int most) {
        auto* label = new QLabel(text);
        label->setBuddy(edit);
        label->setProperty("muted", true);
        edit->setMaxLength(most);
        edit->setAccessibleName(text);
        column->addWidget(label);
        column->addWidget(edit);
        column->addWidget(fault);
        connect(edit, &QLineEdit::returnPressed, this, &RulesSaveForm::submit);
        connect(edit, &QLineEdit::textChanged, this, [this, edit, fault] {
            fault->say({}, edit);
            emit edited();
        });
    };
    field(tr("Author"), m_author, m_authorFault, kMostAuthor);
    field(tr("Reason"), m_reason, m_reasonFault, kMostReason);
    m_reason->setPlaceholderText(tr("Why, for those who come after"));
    m_button->setProperty("primary", true);
    column->addSpacing(4);
    column->addWidget(m_button);
    column->addWidget(m_trouble);
    connect(m_button, &QPushButton::clicked, this, &RulesSaveForm::submit);
}

QString RulesSaveForm::author() const
{
    return m_author->text().trimmed();
}

QString RulesSaveForm::reason() const
{
    return m_reason->text().trimmed();
}

void RulesSaveForm::setAuthor(const QString& author)
{
    m_author->setText(author);
}

void RulesSaveForm::setReason(const QString& reason)
{
    m_reason->setText(reason);
}

void RulesSaveForm::setBusy(bool busy)
{
    m_busy = busy;
    m_button->setText(busy ? tr("Saving…") : m_buttonText);
    m_button->setEnabled(!busy && m_allowed);
}

void RulesSaveForm::setAllowed(bool allowed)
{
    m_allowed = allowed;
    m_button->setEnabled(!m_busy && allowed);
}

void RulesSaveForm::setTrouble(const QString& why)
{
    m_trouble->say(why, m_button);
}

void RulesSaveForm::submit()
{
    if (!m_button->isEnabled())
        return;
    m_trouble->say({}, m_button);
    if (reason().isEmpty()) {
        m_reasonFault->say(tr("Say why"), m_reason);
        m_reason->setFocus();
    }
    if (author().isEmpty()) {
        m_authorFault->say(tr("Say who you are"), m_author);
        m_author->setFocus();
    }
    if (!author().isEmpty() && !reason().isEmpty())
        emit submitted(author(), reason());
}

} // namespace vigia
