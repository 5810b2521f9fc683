#include "ui/widgets/rules_notification.h"

#include "core/message/receivers.h"
#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/models/rules_draft.h"
#include "ui/widgets/rules_choices.h"
#include "ui/widgets/rules_field.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include <set>

namespace vigia {
namespace {

// Bounds are those of the configuration file (core/runtime/setting.cpp), in seconds.
constexpr double kMinute = 60;
constexpr double kHour = 3'600;
constexpr double kDay = 86'400;
constexpr double kMostFlood = 10'000;
constexpr double kLabelWidth = 160; // as that of RulesField

std::chrono::minutes minutes(double seconds)
{
    return std::chrono::minutes{qint64(seconds) / 60};
}

double seconds(std::chrono::seconds s)
{
    return double(s.count());
}

// Every mail address that the configuration names.
std::set<std::string> addresses(const RulesDraft& draft)
{
    std::set<std::string> out;
    for (const auto& [name, receiver] : allReceivers(draft.base()))
        out.insert(receiver.mail.begin(), receiver.mail.end());
    for (const auto& [address, severity] : draft.inForce().alerts.minimumSeverity)
        out.insert(address);
    return out;
}

} // namespace

RulesNotification::RulesNotification(RulesDraft& draft, QWidget* parent)
    : RulesSection(tr("Notification"), parent)
    , m_draft(draft)
{
    makeTimes();
    makeReceivers();
    makeAddresses();
    column().addStretch(1);
    connect(&m_draft, &RulesDraft::changed, this, &RulesNotification::refresh);
    refresh();
}

void RulesNotification::makeTimes()
{
    using Kind = RulesField::Kind;
    auto* times = new RulesCard(tr("When incidents are told"));
    const auto field = [&](RulesField::Spec spec) {
        auto* made = new RulesField(m_draft, std::move(spec));
        times->column().addWidget(made);
        m_fields << made;
    };
    field({"alerts.group_wait", tr("Group wait"),
           tr("how long an incident is watched before it is told, so that what belongs together is "
              "told together"),
           Kind::Duration, 0, kHour, [](const RuleSet& r) { return seconds(r.alerts.groupWait); },
           [](RuleSet& r, double v) { r.alerts.groupWait = std::chrono::seconds{qint64(v)}; }});
    field({"alerts.repeat", tr("Repeat"),
           tr("how often “still open since …” is told until somebody acknowledges; 0 is never"),
           Kind::Minutes, 0, 30 * kDay, [](const RuleSet& r) { return seconds(r.alerts.repeat); },
           [](RuleSet& r, double v) { r.alerts.repeat = minutes(v); }});
    field({"alerts.resolve_wait", tr("Resolve wait"),
           tr("how long after its end an incident may still continue, before it is told as "
              "resolved"),
           Kind::Minutes, 0, kDay, [](const RuleSet& r) { return seconds(r.alerts.resolveWait); },
           [](RuleSet& r, double v) { r.alerts.resolveWait = minutes(v); }});
    field({"alerts.flood_incidents", tr("Flood"),
           tr("incidents within the flood window that are told as one digest; 0 is never"),
           Kind::Whole, 0, kMostFlood,
           [](const RuleSet& r) { return double(r.alerts.floodIncidents); },
           [](RuleSet& r, double v) { r.alerts.floodIncidents = int(v); }});
    field({"alerts.flood_window",
           tr("Flood window"),
           {},
           Kind::Minutes,
           kMinute,
           kDay,
           [](const RuleSet& r) { return seconds(r.alerts.floodWindow); },
           [](RuleSet& r, double v) { r.alerts.floodWindow = minutes(v); }});
    m_trend = new QCheckBox(tr("Tell once, as a warning, when a bad status rises a lot"));
    m_trend->setToolTip(QStringLiteral("alerts.trend_rule"));
    times->column().addWidget(m_trend);
    connect(m_trend, &QCheckBox::toggled, this, [this](bool on) {
        m_draft.edit("alerts.trend_rule", [on](RuleSet& rules) { rules.alerts.trendRule = on; });
    });
    column().addWidget(times);
}

void RulesNotification::makeReceivers()
{
    auto* card = new RulesCard(tr("Who is told where no route matches"),
                               tr("Receivers are set up in the configuration file, with their "
                                  "channels and secrets."));
    m_receivers = new RulesChoices(tr("Receivers"), tr("none: nobody is told"), kLabelWidth);
    std::vector<std::pair<std::string, QString>> items;
    for (const std::string& name : m_draft.receivers())
        items.emplace_back(name, format::foreign(name));
    m_receivers->setItems(items);
    card->column().addWidget(m_receivers);
    connect(m_receivers, &RulesChoices::edited, this, [this] {
        m_draft.edit("alerts.receivers",
                     [this](RuleSet& rules) { rules.alerts.receivers = m_receivers->chosen(); });
    });
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    auto* label = new QLabel(tr("Escalate to"));
    label->setFixedWidth(int(scaled(kLabelWidth)));
    m_escalateTo = new RulesReceiver(tr("Escalate to"), m_draft.receivers());
    label->setBuddy(m_escalateTo);
    row->addWidget(label);
    row->addWidget(m_escalateTo);
    row->addWidget(rulesNote(tr("is told as well when nobody acknowledges")), 1);
    card->column().addLayout(row);
    m_escalateFault = new RulesFault;
    card->column().addWidget(m_escalateFault);
    connect(m_escalateTo, &RulesReceiver::edited, this, [this] {
        m_draft.edit("alerts.escalate_to",
                     [this](RuleSet& rules) { rules.alerts.escalateTo = m_escalateTo->chosen(); });
    });
    auto* after = new RulesField(
        m_draft, {"alerts.escalate_after",
                  tr("Escalate after"),
                  {},
                  RulesField::Kind::Minutes,
                  kMinute,
                  kDay,
                  [](const RuleSet& r) { return seconds(r.alerts.escalateAfter); },
                  [](RuleSet& r, double v) { r.alerts.escalateAfter = minutes(v); }});
    card->column().addWidget(after);
    m_fields << after;
    column().addWidget(card);
}

void RulesNotification::makeAddresses()
{
    const std::set<std::string> all = addresses(m_draft);
    if (all.empty())
        return;
    auto* card = new RulesCard(tr("Least severity of one mail address"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setColumnStretch(2, 1);
    int line = 0;
    for (const std::string& address : all) {
        auto* label = new QLabel(format::foreign(address));
        label->setTextFormat(Qt::PlainText);
        label->setMinimumWidth(int(scaled(kLabelWidth)));
        auto* box = new QComboBox;
        box->setAccessibleName(tr("Least severity for %1").arg(format::foreign(address)));
        box->addItem(tr("as its receiver says"), QString());
        box->addItem(tr("warnings and critical"), QStringLiteral("warning"));
        box->addItem(tr("critical only"), QStringLiteral("critical"));
        label->setBuddy(box);
        grid->addWidget(label, line, 0);
        grid->addWidget(box, line, 1);
        ++line;
        m_addresses.emplace_back(address, box);
        connect(box, &QComboBox::activated, this, [this, address, box] {
            const std::string least = box->currentData().toString().toStdString();
            m_draft.edit("alerts.minimum_severity." + address, [&](RuleSet& rules) {
                if (least.empty())
                    rules.alerts.minimumSeverity.erase(address);
                else
                    rules.alerts.minimumSeverity[address] = least;
            });
        });
    }
    card->column().addLayout(grid);
    column().addWidget(card);
}

void RulesNotification::refresh()
{
    const AlertsConfig& alerts = m_draft.rules().alerts;
    {
        const QSignalBlocker quiet(m_trend);
        m_trend->setChecked(alerts.trendRule);
    }
    m_receivers->setChosen(alerts.receivers);
    m_receivers->setFault(m_draft.faultOf("alerts.receivers"));
    m_escalateTo->setChosen(alerts.escalateTo);
    m_escalateFault->say(m_draft.faultOf("alerts.escalate_to"), m_escalateTo);
    for (const auto& [address, box] : m_addresses) {
        const auto at = alerts.minimumSeverity.find(address);
        box->setCurrentIndex(std::max(0, box->findData(at == alerts.minimumSeverity.end()
                                                           ? QString()
                                                           : QString::fromStdString(at->second))));
    }
}

bool RulesNotification::showKey(const std::string& key)
{
    for (RulesField* field : m_fields) {
        if (key == field->key()) {
            field->edit().setFocus();
            ensureWidgetVisible(field);
            return true;
        }
    }
    if (!key.starts_with("alerts."))
        return false;
    QWidget* at = key == "alerts.trend_rule"    ? static_cast<QWidget*>(m_trend)
                  : key == "alerts.escalate_to" ? static_cast<QWidget*>(m_escalateTo)
                                                : static_cast<QWidget*>(m_receivers);
    for (const auto& [address, box] : m_addresses) {
        if (key == "alerts.minimum_severity." + address)
            at = box;
    }
    at->setFocus();
    ensureWidgetVisible(at);
    return true;
}

} // namespace vigia
