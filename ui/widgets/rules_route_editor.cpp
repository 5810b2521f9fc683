#include "ui/widgets/rules_route_editor.h"

#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/models/rules_words.h"
#include "ui/widgets/rules_choices.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QRegularExpression>
#include <QTimeEdit>
#include <QVBoxLayout>

namespace vigia {
namespace {

using Items = std::vector<std::pair<std::string, QString>>;

constexpr double kNameWidth = 260;
constexpr double kLabelWidth = RulesChoices::kTitleWidth;
constexpr std::chrono::seconds kMostEscalation = std::chrono::hours{24};
const auto kClock = QStringLiteral("HH:mm");

QHBoxLayout* rowOf(const QString& text, QWidget* field)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setFixedWidth(int(scaled(kLabelWidth)));
    label->setBuddy(field);
    field->setAccessibleName(text);
    row->addWidget(label);
    row->addWidget(field);
    row->addStretch(0);
    return row;
}

QString joined(const std::vector<std::string>& list)
{
    QStringList out;
    for (const std::string& name : list)
        out << QString::fromStdString(name);
    return out.join(QStringLiteral(", "));
}

std::vector<std::string> parted(const QString& text)
{
    std::vector<std::string> out;
    for (const QString& name : text.split(QLatin1Char(','))) {
        if (!name.trimmed().isEmpty())
            out.push_back(name.trimmed().toStdString());
    }
    return out;
}

} // namespace

RulesRouteEditor::RulesRouteEditor(RulesDraft& draft, QWidget* parent)
    : QWidget(parent)
    , m_draft(draft)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_card = new RulesCard(tr("Route"));
    column->addWidget(m_card);
    m_words = new QLabel;
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setFont(uiFont(13, QFont::Medium));
    m_card->column().addWidget(m_words);
    m_name = new QLineEdit;
    m_name->setMaxLength(40);
    m_name->setMaximumWidth(int(scaled(kNameWidth)));
    m_card->column().addLayout(rowOf(tr("Name"), m_name));
    m_nameFault = new RulesFault;
    m_card->column().addWidget(m_nameFault);
    connect(m_name, &QLineEdit::editingFinished, this, &RulesRouteEditor::rename);
    makeWho();
    makeWhen();
    connect(&m_draft, &RulesDraft::changed, this, &RulesRouteEditor::refresh);
}

RulesChoices* RulesRouteEditor::choices(RulesCard& card, const QString& title, const QString& none,
                                        const Items& items, const char* field,
                                        std::vector<std::string> RouteConfig::*list)
{
    auto* made = new RulesChoices(title, none);
    made->setItems(items);
    card.column().addWidget(made);
    connect(made, &RulesChoices::edited, this, [this, made, field, list] {
        edit(field, [&](RouteConfig& route) { route.*list = made->chosen(); });
    });
    return made;
}

void RulesRouteEditor::makeWho()
{
    Items statuses;
    for (std::size_t s = 0; s < m_draft.catalog().size(); ++s) {
        const std::string name(m_draft.catalog().name(static_cast<StatusId>(s)));
        statuses.emplace_back(name, format::foreign(name));
    }
    m_statuses = choices(*m_card, tr("Statuses"), tr("none: all"), statuses, "statuses",
                         &RouteConfig::statuses);
    m_severities = choices(*m_card, tr("Severities"), tr("none: all"),
                           {{"critical", tr("critical")}, {"warning", tr("warning")}}, "severities",
                           &RouteConfig::severities);
    Items kinds;
    for (const char* kind : {"spike", "drop", "gap", "shift", "trend"})
        kinds.emplace_back(kind, rulewords::kind(kind));
    m_kinds = choices(*m_card, tr("Kinds"), tr("none: all"), kinds, "kinds", &RouteConfig::kinds);
    m_sources = new QLineEdit;
    m_sources->setMaximumWidth(int(scaled(2 * kNameWidth)));
    m_sources->setPlaceholderText(tr("all; or names with commas between"));
    m_card->column().addLayout(rowOf(tr("Sources"), m_sources));
    connect(m_sources, &QLineEdit::textEdited, this, [this](const QString& text) {
        edit("sources", [&](RouteConfig& route) { route.sources = parted(text); });
    });
}

void RulesRouteEditor::makeWhen()
{
    Items days;
    for (const char* day : {"mon", "tue", "wed", "thu", "fri", "sat", "sun"})
        days.emplace_back(day, rulewords::day(day));
    m_days = choices(*m_card, tr("Days"), tr("none: every day"), days, "days", &RouteConfig::days);

    m_hours = new QCheckBox(tr("only from"));
    m_from = new QTimeEdit;
    m_to = new QTimeEdit;
    auto* hours = rowOf(tr("Hours"), m_hours);
    m_from->setAccessibleName(tr("Hours: from"));
    m_to->setAccessibleName(tr("Hours: to"));
    m_hours->setAccessibleName(tr("Only at some hours"));
    for (QTimeEdit* edit : {m_from, m_to}) {
        edit->setDisplayFormat(kClock);
        edit->setButtonSymbols(QAbstractSpinBox::NoButtons); // arrows and digits change it
    }
    hours->addWidget(m_from);
    hours->addWidget(new QLabel(tr("to", "from one time to another")));
    hours->addWidget(m_to);
    hours->addWidget(rulesNote(tr("of the console's zone; a night spans midnight")), 1);
    m_card->column().addLayout(hours);
    m_hoursFault = new RulesFault;
    m_card->column().addWidget(m_hoursFault);
    const auto take = [this] {
        edit("from", [this](RouteConfig& route) {
            const bool on = m_hours->isChecked();
            route.from = on ? m_from->time().toString(kClock).toStdString() : std::string();
            route.to = on ? m_to->time().toString(kClock).toStdString() : std::string();
        });
    };
    connect(m_hours, &QCheckBox::toggled, this, take);
    connect(m_from, &QTimeEdit::timeChanged, this, take);
    connect(m_to, &QTimeEdit::timeChanged, this, take);

    Items receivers;
    for (const std::string& name : m_draft.receivers())
        receivers.emplace_back(name, format::foreign(name));
    m_receivers =
        choices(*m_card, tr("Receivers"), {}, receivers, "receivers", &RouteConfig::receivers);
    m_escalateTo = new RulesReceiver(tr("Escalate to"), m_draft.receivers());
    auto* escalate = rowOf(tr("Escalate to"), m_escalateTo);
    escalate->addWidget(new QLabel(tr("after", "a span of time")));
    m_escalateAfter = new QLineEdit;
    m_escalateAfter->setAccessibleName(tr("Escalate after"));
    m_escalateAfter->setFixedWidth(int(scaled(90)));
    escalate->addWidget(m_escalateAfter);
    escalate->addWidget(rulesNote(tr("without an acknowledgement")), 1);
    m_card->column().addLayout(escalate);
    m_escalateFault = new RulesFault;
    m_card->column().addWidget(m_escalateFault);
    connect(m_escalateTo, &RulesReceiver::edited, this, [this] {
        edit("escalate_to",
             [this](RouteConfig& route) { route.escalateTo = m_escalateTo->chosen(); });
    });
    connect(m_escalateAfter, &QLineEdit::textEdited, this, [this](const QString& text) {
        const std::string key = "routes." + m_route + ".escalate_after";
        const auto length = rulewords::readDuration(text);
        const bool good = length && length->count() >= 60 && length->count() % 60 == 0 &&
                          *length <= kMostEscalation;
        if (good)
            edit("escalate_after", [&](RouteConfig& route) {
                route.escalateAfter = std::chrono::duration_cast<std::chrono::minutes>(*length);
            });
        m_draft.setUnread(key, good ? QString()
                                    : tr("Escalate after: expected whole minutes up to %1, such "
                                         "as 15m or 4h")
                                          .arg(rulewords::duration(kMostEscalation)));
    });
}

void RulesRouteEditor::edit(const char* field, const std::function<void(RouteConfig&)>& change)
{
    if (m_route.empty())
        return;
    m_draft.edit("routes." + m_route + '.' + field, [&](RuleSet& rules) {
        if (const auto at = rules.routes.find(m_route); at != rules.routes.end())
            change(at->second);
    });
}

void RulesRouteEditor::setRoute(const std::string& name)
{
    m_route = name;
    m_name->setText(QString::fromStdString(name));
    m_nameFault->say({}, m_name);
    m_escalateAfter->clear();
    m_sources->clear();
    refresh();
}

// A name is a key of the configuration file.
void RulesRouteEditor::rename()
{
    const std::string to = m_name->text().trimmed().toStdString();
    if (m_route.empty() || to == m_route)
        return m_nameFault->say({}, m_name);
    static const QRegularExpression allowed(QStringLiteral("^[a-z0-9_-]{1,40}$"));
    if (!allowed.match(QString::fromStdString(to)).hasMatch())
        return m_nameFault->say(tr("Expected 1 to 40 of a-z, 0-9, _ and -"), m_name);
    if (m_draft.rules().routes.contains(to))
        return m_nameFault->say(tr("There is a route with this name already"), m_name);
    const std::string from = m_route;
    m_route = to;
    m_nameFault->say({}, m_name);
    m_draft.edit("routes." + from + ".name", [&](RuleSet& rules) {
        auto node = rules.routes.extract(from);
        node.key() = to;
        rules.routes.insert(std::move(node));
    });
    emit renamed(QString::fromStdString(to));
}

void RulesRouteEditor::refresh()
{
    const auto at = m_draft.rules().routes.find(m_route);
    m_card->setVisible(at != m_draft.rules().routes.end());
    if (at == m_draft.rules().routes.end())
        return;
    const RouteConfig& route = at->second;
    m_words->setText(rulewords::route(route));
    m_statuses->setChosen(route.statuses);
    m_severities->setChosen(route.severities);
    m_kinds->setChosen(route.kinds);
    m_days->setChosen(route.days);
    m_receivers->setChosen(route.receivers);
    if (parted(m_sources->text()) != route.sources)
        m_sources->setText(joined(route.sources));
    {
        const QSignalBlocker a(m_hours);
        const QSignalBlocker b(m_from);
        const QSignalBlocker c(m_to);
        const bool timed = !route.from.empty() || !route.to.empty();
        m_hours->setChecked(timed);
        if (timed) {
            m_from->setTime(QTime::fromString(QString::fromStdString(route.from), kClock));
            m_to->setTime(QTime::fromString(QString::fromStdString(route.to), kClock));
        } else {
            m_from->setTime({22, 0});
            m_to->setTime({6, 0});
        }
        m_from->setEnabled(timed);
        m_to->setEnabled(timed);
    }
    m_escalateTo->setChosen(route.escalateTo);
    m_escalateAfter->setEnabled(!route.escalateTo.empty());
    const std::string key = "routes." + m_route;
    const QString after = m_draft.faultOf(key + ".escalate_after");
    const auto shown = rulewords::readDuration(m_escalateAfter->text());
    if (after.isEmpty() && shown != route.escalateAfter)
        m_escalateAfter->setText(rulewords::duration(route.escalateAfter));
    m_statuses->setFault(m_draft.faultOf(key + ".statuses"));
    m_receivers->setFault(m_draft.faultOf(key + ".receivers"));
    const QString hours = m_draft.faultOf(key + ".to");
    m_hoursFault->say(hours.isEmpty() ? m_draft.faultOf(key + ".from") : hours, m_to);
    m_escalateFault->say(after.isEmpty() ? m_draft.faultOf(key + ".escalate_to") : after,
                         after.isEmpty() ? static_cast<QWidget*>(m_escalateTo)
                                         : static_cast<QWidget*>(m_escalateAfter));
}

} // namespace vigia
