#include "ui/pages/incident_page.h"

#include "core/runtime/incident_report.h"
#include "ui/chart/theme.h"
#include "ui/models/words.h"
#include "ui/widgets/incident_charts.h"
#include "ui/widgets/incident_detail.h"
#include "ui/widgets/incident_panel.h"

#include <QAction>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QStackedWidget>

#include <algorithm>
#include <cmath>

namespace vigia {
namespace {

constexpr std::chrono::milliseconds kSoon{40};
constexpr std::chrono::seconds kAgain{5};
constexpr int kAnything = -1;
constexpr int kUnresolved = 100;
constexpr int kUsualDays = 30;
constexpr double kPanShare = 1.0 / 6;
constexpr double kZoomStep = 1.5;

QComboBox* makeBox(const QString& name)
{
    auto* box = new QComboBox;
    box->setAccessibleName(name);
    box->setToolTip(name);
    box->setFont(uiFont(11.5));
    box->setMinimumContentsLength(8);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    return box;
}

void choose(QComboBox* box, int data)
{
    const int at = box->findData(data);
    box->setCurrentIndex(std::max(0, at));
}

} // namespace

IncidentPage::IncidentPage(Monitor& monitor, LiveData& live, std::shared_ptr<const Clock> clock,
                           QWidget* parent)
    : Page(parent)
    , m_monitor(monitor)
    , m_live(live)
    , m_clock(std::move(clock))
    , m_model(monitor.catalog(), monitor.zone(), nullptr, kMost)
{
    setAccessibleName(tr("Incidents"));
    m_panel = new IncidentPanel(m_model, IncidentListKind::Rows);
    m_panel->setEmptyText(tr("No incident in this time. What is abnormal is recorded here, with "
                             "its reason and what was done."));
    m_panel->addFilterRow(makeFilters());
    QWidget* before = m_panel->filterField();
    for (QWidget* next : std::initializer_list<QWidget*>{m_states, m_severities, m_status, m_range,
                                                         m_panel->list()}) {
        setTabOrder(before, next);
        before = next;
    }
    m_detail = new IncidentDetail(monitor, live);
    m_none = new QLabel(tr("Choose an incident: J and K step through the list."));
    m_none->setAlignment(Qt::AlignCenter);
    m_none->setProperty("muted", true);
    m_none->setFont(uiFont(13));
    m_none->setWordWrap(true);
    m_right = new QStackedWidget;
    m_right->addWidget(m_none);
    m_right->addWidget(m_detail);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 12, 14, 12);
    row->setSpacing(14);
    row->addWidget(m_panel);
    row->addWidget(m_right, 1);
    makeActions();

    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoon);
    connect(&m_soon, &QTimer::timeout, this, &IncidentPage::ask);
    m_again.setInterval(kAgain);
    connect(&m_again, &QTimer::timeout, this, [this] {
        if (isVisible())
            ask();
    });
    m_again.start();
    connect(m_panel, &IncidentPanel::currentChanged, this, &IncidentPage::showCurrent);
    connect(m_panel, &IncidentPanel::activated, this,
            [this] { m_detail->charts().charts().setFocus(); });
    connect(&live.incidents(), &IncidentListModel::incidentsChanged, this, [this] {
        if (isVisible())
            takeLive();
    });
    connect(&live.incidents(), &IncidentListModel::mutedChanged, this, [this] {
        m_model.setMuted(m_live.incidents().muted());
        showCurrent();
    });
    connect(&live, &LiveData::updated, this, [this] {
        if (isVisible())
            m_model.setNow(m_live.incidents().now());
    });
    connect(&m_detail->charts(), &IncidentCharts::failed, this, [this](const QString& why) {
        emit troubled(tr("The charts of the incident could not be read"), why);
    });
    filter();
}

QWidget* IncidentPage::makeFilters()
{
    m_states = makeBox(tr("State"));
    m_states->addItem(tr("All states"), kAnything);
    m_states->addItem(tr("Not resolved"), kUnresolved);
    m_states->addItem(tr("Open"), int(IncidentState::Open));
    m_states->addItem(tr("Acknowledged"), int(IncidentState::Acknowledged));
    m_states->addItem(tr("Resolved"), int(IncidentState::Resolved));
    m_severities = makeBox(tr("Severity"));
    m_severities->addItem(tr("All severities"), kAnything);
    m_severities->addItem(QStringLiteral("▲ ") + tr("Critical"), int(Severity::Critical));
    m_severities->addItem(QStringLiteral("◆ ") + tr("Warning"), int(Severity::Warning));
    m_status = makeBox(tr("Status"));
    m_status->addItem(tr("All statuses"), kAnything);
    const StatusCatalog& catalog = m_model.catalog();
    for (std::size_t i = 0; i < catalog.size(); ++i)
        m_status->addItem(words::status(catalog, static_cast<StatusId>(i)), int(i));
    m_range = makeBox(tr("Time"));
    m_range->addItem(tr("Last 24 hours"), 1);
    m_range->addItem(tr("Last 7 days"), 7);
    m_range->addItem(tr("Last 30 days"), kUsualDays);
    m_range->addItem(tr("All stored"), kAnything);
    choose(m_range, kUsualDays);
    auto* filters = new QWidget;
    auto* grid = new QGridLayout(filters);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(6);
    grid->addWidget(m_states, 0, 0);
    grid->addWidget(m_severities, 0, 1);
    grid->addWidget(m_status, 1, 0);
    grid->addWidget(m_range, 1, 1);
    for (QComboBox* box : {m_states, m_severities, m_status})
        connect(box, &QComboBox::currentIndexChanged, this, &IncidentPage::filter);
    connect(m_range, &QComboBox::currentIndexChanged, this, &IncidentPage::load);
    return filters;
}

// The same keys as on the Live page, for the charts of the incident.
void IncidentPage::makeActions()
{
    TimeAxisLink& axis = m_detail->charts().axis();
    const auto add = [&](const char* name, const QString& text, const QList<QKeySequence>& keys,
                         auto act) {
        auto* action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, act);
        addAction(action);
    };
    const auto middle = [&axis] { return axis.from() + axis.span() / 2; };
    add("incidents.whole", tr("Whole incident"), {Qt::Key_0, Qt::Key_Home},
        [this] { m_detail->charts().showWhole(); });
    add("incidents.earlier", tr("Earlier"), {Qt::Key_Left},
        [&axis] { axis.pan(-axis.span() * kPanShare); });
    add("incidents.later", tr("Later"), {Qt::Key_Right},
        [&axis] { axis.pan(axis.span() * kPanShare); });
    add("incidents.in", tr("Zoom in"), {Qt::Key_Plus, Qt::Key_Equal},
        [&axis, middle] { axis.zoom(kZoomStep, middle()); });
    add("incidents.out", tr("Zoom out"), {Qt::Key_Minus},
        [&axis, middle] { axis.zoom(1 / kZoomStep, middle()); });
}

void IncidentPage::filter()
{
    IncidentFilter::Wanted wanted;
    const int state = m_states->currentData().toInt();
    if (state == kUnresolved)
        wanted.states = {IncidentState::Open, IncidentState::Acknowledged};
    else if (state != kAnything)
        wanted.states = {static_cast<IncidentState>(state)};
    if (const int severity = m_severities->currentData().toInt(); severity != kAnything)
        wanted.severity = static_cast<Severity>(severity);
    if (const int status = m_status->currentData().toInt(); status != kAnything)
        wanted.status = static_cast<StatusId>(status);
    m_panel->want(std::move(wanted));
    showCurrent();
}

std::optional<Minute> IncidentPage::oldest() const
{
    const int days = m_range->currentData().toInt();
    if (days == kAnything)
        return std::nullopt;
    const MinuteRange bounds = m_live.bounds();
    return (bounds.empty() ? floorToMinute(m_clock->now()) : bounds.to) - std::chrono::days{days};
}

void IncidentPage::load()
{
    m_loading = true;
    IncidentQuery query;
    query.from = oldest();
    query.limit = kMost;
    const int request = ++m_listRequest;
    m_monitor.read([self = QPointer(this), request, query](Result<Database*> db) {
        auto found = db ? (*db)->incidents(query) : Result<std::vector<Incident>>(fail(db.error()));
        return [self, request, found = std::move(found)]() mutable {
            if (!self || self->m_listRequest != request)
                return;
            self->m_loading = false;
            if (!found) {
                emit self->troubled(tr("The incidents could not be read"),
                                    QString::fromStdString(found.error().message));
                return;
            }
            const auto wanted = self->m_wanted ? self->m_wanted : self->m_shown;
            self->m_wanted.reset();
            self->m_model.replace(std::move(*found));
            self->takeLive(); // the newer value
            if (wanted)
                self->m_panel->list()->choose(*wanted);
            self->showCurrent();
        };
    });
}

void IncidentPage::takeLive()
{
    const auto from = oldest();
    std::vector<Incident> changed;
    for (const Incident& incident : m_live.incidents().incidents()) {
        if (from && incident.end && *incident.end <= *from)
            continue;
        const Incident* known = m_model.at(m_model.indexOf(incident.id));
        if (!known || !(*known == incident))
            changed.push_back(incident);
    }
    m_model.setNow(m_live.incidents().now());
    m_model.apply(changed);
    const bool shown =
        m_shown && std::any_of(changed.begin(), changed.end(),
                               [this](const Incident& i) { return i.id == *m_shown; });
    if (shown || !m_shown)
        showCurrent();
}

void IncidentPage::showCurrent()
{
    const Incident* incident = m_panel->current();
    m_right->setCurrentIndex(incident ? 1 : 0);
    m_none->setText(m_model.incidents().empty()
                        ? tr("Nothing has happened in this time.")
                        : tr("Choose an incident: J and K step through the list."));
    if (!incident) {
        m_shown.reset();
        return;
    }
    m_shown = incident->id;
    m_detail->setIncident(*incident);
    if (!m_soon.isActive())
        m_soon.start();
}

void IncidentPage::ask()
{
    if (!m_shown)
        return;
    m_asking = true;
    const int request = ++m_reportRequest;
    m_monitor.read([self = QPointer(this), request, id = *m_shown,
                    zone = m_monitor.zone()](Result<Database*> db) {
        auto report = db ? readIncidentReport(**db, id, *zone)
                         : Result<std::optional<IncidentReport>>(fail(db.error()));
        return [self, request, id, report = std::move(report)] {
            if (!self || self->m_reportRequest != request)
                return;
            self->m_asking = false;
            if (!report) {
                emit self->troubled(tr("The incident could not be read"),
                                    QString::fromStdString(report.error().message));
                return;
            }
            if (*report && self->m_shown == id)
                self->m_detail->setReport(**report, self->m_clock->now());
        };
    });
}

void IncidentPage::open(IncidentId id)
{
    for (QComboBox* box : {m_states, m_severities, m_status}) {
        const QSignalBlocker quiet(box);
        box->setCurrentIndex(0);
    }
    m_panel->filterField()->clear();
    filter();
    m_wanted = id;
    if (m_model.indexOf(id).isValid()) {
        m_panel->list()->choose(id);
        m_wanted.reset();
        return;
    }
    // Not in the range of the list, or the list is not there yet.
    m_monitor.read([self = QPointer(this), id](Result<Database*> db) {
        auto found = db ? (*db)->incident(id) : Result<std::optional<Incident>>(fail(db.error()));
        return [self, id, found = std::move(found)] {
            if (!self || !found || !*found)
                return;
            self->m_model.apply({**found});
            self->m_panel->list()->choose(id);
        };
    });
}

void IncidentPage::refresh(IncidentId id)
{
    if (m_shown == id && isVisible())
        ask();
}

void IncidentPage::showWhy(bool shown)
{
    m_detail->showWhy(shown);
}

void IncidentPage::activate()
{
    m_panel->list()->setFocus();
    load();
}

bool IncidentPage::settled() const
{
    return !loading() && !m_soon.isActive() && !m_detail->charts().loading();
}

void IncidentPage::drawNow()
{
    m_detail->charts().drawNow();
}

void IncidentPage::saveState(QSettings& store) const
{
    store.setValue(QStringLiteral("state"), m_states->currentData());
    store.setValue(QStringLiteral("severity"), m_severities->currentData());
    store.setValue(QStringLiteral("status"), m_status->currentText());
    store.setValue(QStringLiteral("days"), m_range->currentData());
    store.setValue(QStringLiteral("text"), m_panel->filterField()->text());
    if (m_shown)
        store.setValue(QStringLiteral("incident"), qlonglong(*m_shown));
}

void IncidentPage::restoreState(const QSettings& store)
{
    choose(m_states, store.value(QStringLiteral("state"), kAnything).toInt());
    choose(m_severities, store.value(QStringLiteral("severity"), kAnything).toInt());
    // By name: the configuration may have changed the numbers.
    m_status->setCurrentIndex(
        std::max(0, m_status->findText(store.value(QStringLiteral("status")).toString())));
    choose(m_range, store.value(QStringLiteral("days"), kUsualDays).toInt());
    m_panel->filterField()->setText(store.value(QStringLiteral("text")).toString());
    if (const qlonglong shown = store.value(QStringLiteral("incident"), 0).toLongLong(); shown > 0)
        m_wanted = IncidentId{shown};
}

void IncidentPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    m_panel->setFixedWidth(std::clamp(width() * 22 / 100, 250, 420));
}

} // namespace vigia
