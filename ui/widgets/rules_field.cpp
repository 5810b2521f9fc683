#include "ui/widgets/rules_field.h"

#include "ui/chart/theme.h"
#include "ui/models/rules_words.h"
#include "ui/widgets/rules_card.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

#include <cmath>

namespace vigia {
namespace {

constexpr double kLabelWidth = 160;
constexpr double kEditWidth = 104;
constexpr double kUnbounded = 1e12; // beyond it no limit is said

std::chrono::seconds seconds(double value)
{
    return std::chrono::seconds{std::llround(value)};
}

} // namespace

RulesField::RulesField(RulesDraft& draft, Spec spec, QWidget* parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_spec(std::move(spec))
    , m_edit(new QLineEdit)
    , m_fault(new RulesFault)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    auto* label = new QLabel(m_spec.label);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setFixedWidth(int(scaled(kLabelWidth)));
    label->setBuddy(m_edit);
    m_edit->setFixedWidth(int(scaled(kEditWidth)));
    m_edit->setMaxLength(40);
    m_edit->setAlignment(Qt::AlignRight);
    m_edit->setAccessibleName(m_spec.label);
    m_edit->setToolTip(QString::fromStdString(m_spec.key));
    row->addWidget(label);
    row->addWidget(m_edit);
    row->addWidget(rulesNote(m_spec.hint), 1);
    column->addLayout(row);
    auto* below = new QHBoxLayout;
    below->setContentsMargins(int(scaled(kLabelWidth)) + 10, 0, 0, 0);
    below->addWidget(m_fault, 1);
    column->addLayout(below);
    connect(m_edit, &QLineEdit::textEdited, this, &RulesField::take);
    connect(m_edit, &QLineEdit::editingFinished, this, [this] {
        if (!m_unread)
            m_edit->setText(shown(m_spec.get(m_draft.rules())));
    });
    connect(&m_draft, &RulesDraft::changed, this, &RulesField::refresh);
    refresh();
}

QString RulesField::shown(double value) const
{
    return m_spec.kind == Kind::Duration || m_spec.kind == Kind::Minutes
               ? rulewords::duration(seconds(value))
               : rulewords::number(value);
}

std::optional<double> RulesField::read(const QString& text) const
{
    std::optional<double> value;
    if (m_spec.kind == Kind::Duration || m_spec.kind == Kind::Minutes) {
        if (const auto length = rulewords::readDuration(text))
            value = double(length->count());
        if (value && m_spec.kind == Kind::Minutes && std::fmod(*value, 60) != 0)
            return std::nullopt;
    } else {
        value = rulewords::readNumber(text);
    }
    const bool whole = m_spec.kind == Kind::Whole;
    if (!value || *value > m_spec.most || *value < m_spec.least ||
        (whole && *value != std::floor(*value)) ||
        (m_spec.kind == Kind::Number && m_spec.least == 0 && *value <= 0))
        return std::nullopt;
    return value;
}

QString RulesField::expected() const
{
    const QLocale locale;
    switch (m_spec.kind) {
    case Kind::Number:
        return m_spec.most < kUnbounded
                   ? tr("Expected a number above 0, at most %1").arg(locale.toString(m_spec.most))
                   : tr("Expected a number above 0");
    case Kind::Whole:
        return tr("Expected a whole number from %1 to %2")
            .arg(locale.toString(qint64(m_spec.least)), locale.toString(qint64(m_spec.most)));
    case Kind::Minutes:
        if (m_spec.least > 0)
            return tr("Expected whole minutes from %1 to %2, such as 15m or 4h")
                .arg(shown(m_spec.least), shown(m_spec.most));
        return tr("Expected whole minutes up to %1, such as 15m or 4h").arg(shown(m_spec.most));
    case Kind::Duration:
        break;
    }
    return tr("Expected a time up to %1, such as 30s or 5m").arg(shown(m_spec.most));
}

void RulesField::take(const QString& text)
{
    const auto value = read(text);
    m_unread = !value;
    if (value)
        m_draft.edit(m_spec.key, [&](RuleSet& rules) { m_spec.set(rules, *value); });
    m_draft.setUnread(m_spec.key, value ? QString() : expected());
}

void RulesField::refresh()
{
    const QString fault = m_draft.faultOf(m_spec.key);
    if (m_unread && fault.isEmpty())
        m_unread = false; // taken back elsewhere
    const double value = m_spec.get(m_draft.rules());
    if (!m_unread && read(m_edit->text()) != value)
        m_edit->setText(shown(value));
    m_fault->say(fault, m_edit);
}

} // namespace vigia
