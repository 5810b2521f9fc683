#include "ui/pages/live_page.h"

#include "ui/chart/theme.h"
#include "ui/models/live_summary.h"
#include "ui/models/pace.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/incident_panel.h"
#include "ui/widgets/tile_strip.h"
#include "ui/widgets/wall_head.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <memory>

namespace vigia {
namespace {

constexpr std::chrono::milliseconds kNumbersEvery{1000}; // as fast as one reads

QTableView* makeTable()
{
    auto* table = new QTableView;
    table->setAccessibleName(QTableView::tr("Counts of all statuses, minute by minute"));
    table->setAlternatingRowColors(true);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->setWordWrap(false);
    // The numbers of a column end below its name.
    table->setStyleSheet(QStringLiteral("QTableView::item { border: 0; padding: 0 6px; } "
                                        "QHeaderView::section { padding: 6px 6px; }"));
    table->horizontalHeader()->setMinimumSectionSize(96);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return table;
}

// A table that is not seen has no rows: with each minute it would measure weeks of them.
void fillTable(QTableView& table, SeriesModel* series)
{
    if (table.model() == series)
        return;
    const std::unique_ptr<QItemSelectionModel> before(table.selectionModel());
    table.setModel(series);
    if (!series)
        return;
    QHeaderView* header = table.horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Stretch);
    header->setSectionResizeMode(0, QHeaderView::Fixed);
    // As wide as the newest time; all are of one form.
    const QString newest = series->index(series->rowCount() - 1, 0).data().toString();
    header->resizeSection(0, std::max(header->sectionSizeHint(0),
                                      table.fontMetrics().horizontalAdvance(newest) +
                                          int(scaled(28)))); // a longer month
}

} // namespace

LivePage::LivePage(Monitor& monitor, LiveData& liveData, const Clock& clock, QWidget* parent)
    : Page(parent)
    , m_data(liveData)
    , m_clock(clock)
    , m_archive(monitor)
{
    m_tiles = new TileStrip(liveData.series(), liveData.incidents(),
                            monitor.config().detection.falseAlarmsPerDay);
    m_head = new WallHead(liveData.incidents());
    m_charts =
        new ChartStack(liveData.series(), liveData.anomalies(), liveData.incidents(), m_axis);
    m_charts->setArchive(m_archive);
    m_table = makeTable();
    m_views = new QStackedWidget;
    m_views->addWidget(m_charts);
    m_views->addWidget(m_table);
    m_incidents = new IncidentPanel(liveData.incidents(), IncidentListKind::Cards);
    m_empty = new EmptyState;

    auto* card = new QFrame;
    card->setProperty("card", true);
    auto* inCard = new QVBoxLayout(card);
    inCard->setContentsMargins(0, 0, 0, 0);
    inCard->addWidget(m_views);

    auto* lower = new QHBoxLayout;
    lower->setSpacing(14);
    lower->addWidget(card, 1);
    lower->addWidget(m_incidents);
    auto* live = new QWidget;
    auto* column = new QVBoxLayout(live);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(11);
    column->addWidget(m_head);
    column->addWidget(m_tiles);
    column->addLayout(lower, 1);

    m_whole = new QStackedWidget;
    m_whole->addWidget(live);
    m_whole->addWidget(m_empty);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_whole);

    m_numbers = new Pace(
        kNumbersEvery, [this] { showNumbers(); }, this);
    connect(&liveData, &LiveData::updated, this, &LivePage::refresh);
    connect(&m_axis, &TimeAxisLink::rangeChanged, this, &LivePage::requestNeeded);
    connect(&liveData.series(), &SeriesModel::minutesChanged, this, [this](MinuteRange changed) {
        m_archive.setAwake(m_charts->showsArchive());
        m_archive.outdate(changed);
    });
    connect(&monitor, &Monitor::rulesChanged, this, [this, &monitor] {
        m_tiles->setBudget(monitor.config().detection.falseAlarmsPerDay);
        showNumbers();
    });
    connect(&monitor, &Monitor::importFinished, &m_archive, &Archive::outdateAll);
    connect(m_incidents, &IncidentPanel::acknowledgeRequested, this,
            &LivePage::acknowledgeRequested);
    connect(m_incidents, &IncidentPanel::activated, this,
            [this](const Incident& incident) { emit incidentRequested(qint64(incident.id)); });
    refresh();
}

void LivePage::refresh()
{
    const MinuteRange bounds = m_data.bounds();
    m_whole->setCurrentIndex(bounds.empty() ? 1 : 0);
    if (m_data.series().isEmpty())
        return;
    m_archive.setBounds(bounds);
    m_axis.setLongest(
        std::max(TimeAxisLink::kLongest, 1.05 * double((bounds.to - bounds.from).count())));
    m_axis.setBounds(bounds);
    m_numbers->ask();
}

void LivePage::showNumbers()
{
    m_tiles->update(summarize(m_data.series(), m_data.anomalies(), m_data.incidents().incidents(),
                              m_clock.now()));
}

void LivePage::requestNeeded()
{
    m_archive.setAwake(m_charts->showsArchive());
    if (!m_data.series().isEmpty() && !m_charts->showsArchive())
        m_data.need(m_charts->neededRange());
}

void LivePage::showTable(bool shown)
{
    m_views->setCurrentIndex(shown ? 1 : 0);
    fillTable(*m_table, shown ? &m_data.series() : nullptr);
    if (shown) {
        m_table->scrollToBottom();
        m_table->setFocus();
    } else {
        m_charts->setFocus();
    }
}

bool LivePage::isTableShown() const
{
    return m_views->currentIndex() == 1;
}

void LivePage::showIncident(const Incident& incident)
{
    const double start = static_cast<double>(toEpochMinutes(incident.start));
    const double end =
        static_cast<double>(toEpochMinutes(incident.end.value_or(m_data.series().end())));
    const double margin = std::max(15.0, (end - start) * 0.4);
    m_axis.show(start - margin, end + margin);
}

void LivePage::setWall(bool wall)
{
    m_incidents->setVisible(!wall);
    m_head->setVisible(wall);
    m_head->updateGeometry();
    m_tiles->setZoomed();
    m_charts->setZoomed();
}

void LivePage::drawNow()
{
    refresh();
    m_charts->drawNow();
}

void LivePage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    m_incidents->setFixedWidth(std::clamp(width() * 21 / 100, 276, 420));
}

} // namespace vigia
