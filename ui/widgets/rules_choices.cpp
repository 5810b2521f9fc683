#include "ui/widgets/rules_choices.h"

#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/rules_card.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>

namespace vigia {
namespace {

constexpr int kGap = 14;
constexpr int kLineGap = 4;

} // namespace

RulesChoices::RulesChoices(const QString& title, const QString& none, double titleWidth,
                           QWidget* parent)
    : QWidget(parent)
    , m_title(title)
    , m_noneText(none)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    auto* label = new QLabel(title);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setFixedWidth(int(scaled(titleWidth)));
    label->setAlignment(Qt::AlignTop);
    label->setContentsMargins(0, 3, 0, 0); // beside the first line of boxes
    row->addWidget(label);
    auto* column = new QVBoxLayout;
    column->setSpacing(3);
    m_holder = new QWidget;
    m_holder->setAccessibleName(title);
    m_flow = new FlowLayout(kGap, m_holder);
    m_flow->setLineGap(kLineGap);
    m_flow->setContentsMargins(0, 0, 0, 0);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    m_holder->setSizePolicy(policy);
    m_none = new QLabel(none);
    m_none->setProperty("muted", true);
    m_none->setContentsMargins(0, 3, 0, 0);
    m_fault = new RulesFault;
    column->addWidget(m_holder);
    column->addWidget(m_fault);
    row->addLayout(column, 1);
    m_flow->addWidget(m_none);
}

QCheckBox* RulesChoices::addBox(const std::string& name, const QString& text)
{
    auto* box = new QCheckBox(text);
    box->setAccessibleName(tr("%1: %2", "a group of boxes, and one of them").arg(m_title, text));
    m_flow->removeWidget(m_none);
    m_flow->addWidget(box);
    m_flow->addWidget(m_none);
    box->show();
    m_boxes.emplace_back(name, box);
    connect(box, &QCheckBox::toggled, this, [this] {
        sayNone();
        emit edited();
    });
    return box;
}

void RulesChoices::setItems(const std::vector<std::pair<std::string, QString>>& items)
{
    for (const auto& [name, box] : m_boxes)
        delete box;
    m_boxes.clear();
    for (const auto& [name, text] : items)
        addBox(name, text);
    sayNone();
}

void RulesChoices::setChosen(const std::vector<std::string>& chosen)
{
    for (const std::string& name : chosen) {
        if (!box(name))
            addBox(name, tr("%1 (unknown)").arg(format::foreign(name)));
    }
    for (const auto& [name, box] : m_boxes) {
        const QSignalBlocker quiet(box);
        box->setChecked(std::find(chosen.begin(), chosen.end(), name) != chosen.end());
    }
    sayNone();
}

std::vector<std::string> RulesChoices::chosen() const
{
    std::vector<std::string> out;
    for (const auto& [name, box] : m_boxes) {
        if (box->isChecked())
            out.push_back(name);
    }
    return out;
}

QCheckBox* RulesChoices::box(const std::string& name) const
{
    for (const auto& [known, box] : m_boxes) {
        if (known == name)
            return box;
    }
    return nullptr;
}

void RulesChoices::setFault(const QString& fault)
{
    m_fault->say(fault, m_holder);
}

void RulesChoices::sayNone()
{
    m_none->setVisible(!m_noneText.isEmpty() && chosen().empty());
    m_holder->updateGeometry();
}

RulesReceiver::RulesReceiver(const QString& name, const std::vector<std::string>& receivers,
                             QWidget* parent)
    : QComboBox(parent)
{
    setAccessibleName(name);
    addItem(tr("nobody"), QString());
    for (const std::string& receiver : receivers)
        addItem(format::foreign(receiver), QString::fromStdString(receiver));
    connect(this, &QComboBox::activated, this, &RulesReceiver::edited);
}

void RulesReceiver::setChosen(const std::string& receiver)
{
    const QString name = QString::fromStdString(receiver);
    if (findData(name) < 0)
        addItem(tr("%1 (unknown)").arg(format::foreign(receiver)), name);
    setCurrentIndex(findData(name));
}

std::string RulesReceiver::chosen() const
{
    return currentData().toString().toStdString();
}

void RulesReceiver::wheelEvent(QWheelEvent* event)
{
    event->ignore();
}

} // namespace vigia
