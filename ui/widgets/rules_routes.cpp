#include "ui/widgets/rules_routes.h"

#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/models/rules_draft.h"
#include "ui/models/rules_words.h"
#include "ui/widgets/rules_route_editor.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace vigia {
namespace {

constexpr double kMostHeight = 170; // more routes are scrolled

} // namespace

RulesRoutes::RulesRoutes(RulesDraft& draft, QWidget* parent)
    : RulesSection(tr("Routes"), parent)
    , m_draft(draft)
{
    auto* card = new RulesCard(
        tr("Which incident goes to whom"),
        tr("Every route that matches adds its receivers. What no route matches goes to the "
           "receivers of the section Notification."));
    m_list = new RulesList(tr("Routes"));
    m_list->setMostHeight(int(scaled(kMostHeight)));
    m_list->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_list->installEventFilter(this);
    m_none = rulesNote(tr("There is no route: every incident goes to the receivers of the section "
                          "Notification."));
    card->column().addWidget(m_list);
    card->column().addWidget(m_none);
    auto* row = new QHBoxLayout;
    const auto button = [&](const QString& text, void (RulesRoutes::*act)()) {
        auto* made = new QPushButton(text);
        row->addWidget(made);
        connect(made, &QPushButton::clicked, this, act);
        return made;
    };
    button(tr("Add a route"), &RulesRoutes::add);
    m_duplicate = button(tr("Duplicate"), &RulesRoutes::duplicate);
    m_remove = button(tr("Delete"), &RulesRoutes::remove);
    m_remove->setToolTip(tr("Deletes the chosen route from the draft (Del)"));
    row->addStretch(1);
    card->column().addLayout(row);
    column().addWidget(card);
    m_editor = new RulesRouteEditor(draft);
    column().addWidget(m_editor);
    column().addStretch(1);

    connect(m_list, &QListWidget::currentItemChanged, this, [this] {
        m_editor->setRoute(chosen());
        m_duplicate->setEnabled(m_list->currentItem());
        m_remove->setEnabled(m_list->currentItem());
    });
    connect(m_editor, &RulesRouteEditor::renamed, this,
            [this](const QString& to) { choose(to.toStdString()); });
    connect(&m_draft, &RulesDraft::changed, this, &RulesRoutes::refresh);
    refresh();
    m_list->setCurrentRow(0);
    m_editor->setRoute(chosen());
}

std::string RulesRoutes::chosen() const
{
    const QListWidgetItem* item = m_list->currentItem();
    return item ? item->data(Qt::UserRole).toString().toStdString() : std::string();
}

void RulesRoutes::refresh()
{
    const auto& routes = m_draft.rules().routes;
    QStringList names;
    for (const auto& [name, route] : routes)
        names << QString::fromStdString(name);
    QStringList listed;
    for (int i = 0; i < m_list->count(); ++i)
        listed << m_list->item(i)->data(Qt::UserRole).toString();
    if (names != listed) {
        const QSignalBlocker quiet(m_list);
        const std::string before = m_editor->route().empty() ? chosen() : m_editor->route();
        const int row = m_list->currentRow();
        m_list->clear();
        for (const QString& name : std::as_const(names)) {
            auto* item = new QListWidgetItem(m_list);
            item->setData(Qt::UserRole, name);
            if (name.toStdString() == before)
                m_list->setCurrentItem(item);
        }
        if (m_list->currentRow() < 0)
            m_list->setCurrentRow(std::clamp(row, 0, std::max(0, m_list->count() - 1)));
        if (chosen() != m_editor->route())
            m_editor->setRoute(chosen());
    }
    int line = 0;
    for (const auto& [name, route] : routes) {
        QListWidgetItem* item = m_list->item(line++);
        const bool wrong = !m_draft.faultOf("routes." + name).isEmpty();
        item->setText((wrong ? QStringLiteral("▲ ") : QString()) +
                      tr("%1 – %2", "name of a route, and what it says")
                          .arg(format::foreign(name), rulewords::route(route)));
    }
    m_none->setVisible(routes.empty());
    m_list->setVisible(!routes.empty());
    m_list->fit();
    m_duplicate->setEnabled(m_list->currentItem());
    m_remove->setEnabled(m_list->currentItem());
}

void RulesRoutes::choose(const std::string& name)
{
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->data(Qt::UserRole).toString().toStdString() == name)
            m_list->setCurrentRow(i);
    }
}

std::string RulesRoutes::freeName(const std::string& start) const
{
    for (int n = 1;; ++n) {
        const std::string name = n == 1 ? start : start + '-' + std::to_string(n);
        if (!m_draft.rules().routes.contains(name))
            return name;
    }
}

void RulesRoutes::insert(const std::string& name, const RouteConfig& route)
{
    m_draft.edit("routes." + name, [&](RuleSet& rules) { rules.routes[name] = route; });
    choose(name);
    m_editor->name().setFocus();
    m_editor->name().selectAll();
    ensureWidgetVisible(m_editor);
}

void RulesRoutes::add()
{
    RouteConfig route;
    route.receivers = m_draft.rules().alerts.receivers;
    if (route.receivers.empty())
        route.receivers = {m_draft.receivers().front()};
    insert(freeName("route"), route);
}

void RulesRoutes::duplicate()
{
    const auto at = m_draft.rules().routes.find(chosen());
    if (at != m_draft.rules().routes.end())
        insert(freeName(at->first.substr(0, 34)), RouteConfig(at->second));
}

void RulesRoutes::remove()
{
    const std::string name = chosen();
    if (name.empty())
        return;
    m_draft.edit("routes." + name, [&](RuleSet& rules) { rules.routes.erase(name); });
    if (m_list->count() > 0)
        m_list->setFocus();
}

bool RulesRoutes::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Delete) {
        remove();
        return true;
    }
    return RulesSection::eventFilter(watched, event);
}

bool RulesRoutes::showKey(const std::string& key)
{
    constexpr std::string_view kPrefix = "routes.";
    if (!key.starts_with(kPrefix))
        return false;
    const std::string rest = key.substr(kPrefix.size());
    choose(rest.substr(0, rest.find('.')));
    m_list->setFocus();
    return true;
}

} // namespace vigia
