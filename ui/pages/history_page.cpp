#include "ui/pages/history_page.h"

#include "ui/chart/chart_export.h"
#include "ui/chart/format.h"
#include "ui/chart/overview_strip.h"
#include "ui/chart/theme.h"
#include "ui/models/archive_table.h"
#include "ui/models/words.h"

#include <QComboBox>
#include <QDateEdit>
#include <QHeaderView>
#include <QLabel>
#include <QPointer>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace vigia {
namespace {

constexpr std::chrono::milliseconds kSettle{120};
constexpr double kFirstView = 7 * 24 * 60; // minutes
const QDate kEpoch(1970, 1, 1);

QDate dayOf(Minute m, const Zone& zone)
{
    return kEpoch.addDays(
        std::chrono::floor<std::chrono::days>(zone.toLocal(m).time_since_epoch()).count());
}

QTableView* makeTable(ArchiveTable& rows)
{
    auto* table = new QTableView;
    table->setModel(&rows);
    table->setAccessibleName(HistoryPage::tr("Counts in view, as a table"));
    table->setAlternatingRowColors(true);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->setWordWrap(false);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    table->horizontalHeader()->setResizeContentsPrecision(0);
    table->horizontalHeader()->setMinimumSectionSize(96);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return table;
}

QWidget* makeNothing()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    auto* title = new QLabel(HistoryPage::tr("Nothing is stored yet"));
    title->setFont(uiFont(22, QFont::DemiBold));
    auto* help = new QLabel(HistoryPage::tr(
        "Open a file with transactions (Ctrl+O), drop one on the window, or post a minute: the "
        "Live page shows the line for it."));
    help->setWordWrap(true);
    help->setProperty("muted", true);
    column->addStretch(2);
    for (QLabel* label : {title, help}) {
        label->setAlignment(Qt::AlignHCenter);
        column->addWidget(label);
    }
    column->addStretch(3);
    return page;
}

} // namespace

HistoryPage::HistoryPage(Monitor& monitor, LiveData& live, QWidget* parent)
    : Page(parent)
    , m_monitor(monitor)
    , m_live(live)
    , m_archive(monitor)
    , m_series(monitor.catalog(), monitor.zone())
    , m_anomalies(monitor.catalog(), monitor.zone())
    , m_incidents(monitor.catalog(), monitor.zone())
{
    setAccessibleName(tr("History"));
    m_axis.setSpan(kFirstView);
    m_charts = new ChartStack(m_series, m_anomalies, m_incidents, m_axis);
    m_charts->setArchive(m_archive);
    m_archive.setAwake(false);
    m_rows = new ArchiveTable(m_archive, monitor.catalog(), monitor.zone(), this);

    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(10);
    m_whole = new QStackedWidget;
    m_whole->addWidget(page);
    m_whole->addWidget(makeNothing());
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_whole);
    makeActions();
    column->addWidget(makeTools());
    column->addWidget(makeBody(), 1);

    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettle);
    connect(&m_settle, &QTimer::timeout, this, &HistoryPage::refresh);
    const auto settle = [this] { m_settle.start(); };
    connect(&m_axis, &TimeAxisLink::rangeChanged, this, settle);
    connect(&m_archive, &Archive::changed, this, settle);
    connect(&m_archive, &Archive::failed, this, [this](const Error& error) {
        emit troubled(tr("The history could not be read"), QString::fromStdString(error.message));
    });
    connect(&live, &LiveData::updated, this, &HistoryPage::takeBounds);
    connect(&live.series(), &SeriesModel::minutesChanged, &m_archive, &Archive::outdate);
    connect(&monitor, &Monitor::importFinished, this, [this] {
        m_archive.outdateAll();
        loadSources();
    });
    takeBounds();
}

QWidget* HistoryPage::makeBody()
{
    m_table = makeTable(*m_rows);
    m_views = new QStackedWidget;
    m_views->addWidget(m_charts);
    m_views->addWidget(m_table);
    m_overview = new OverviewStrip(m_archive, m_axis, m_monitor.zone());
    auto* card = new QFrame;
    card->setProperty("card", true);
    auto* inCard = new QVBoxLayout(card);
    inCard->setContentsMargins(0, 0, 0, 8);
    inCard->setSpacing(4);
    inCard->addWidget(m_views, 1);
    inCard->addWidget(m_overview);
    return card;
}

MinuteRange HistoryPage::view() const
{
    return {fromEpochMinutes(std::llround(std::ceil(m_axis.from()))),
            fromEpochMinutes(std::llround(std::floor(m_axis.to())) + 1)};
}

void HistoryPage::takeBounds()
{
    if (!isVisible() && m_placed)
        return;
    const MinuteRange bounds = m_live.bounds();
    m_whole->setCurrentIndex(bounds.empty() ? 1 : 0);
    if (bounds.empty())
        return;
    m_axis.setLongest(std::max(kFirstView, 1.05 * double((bounds.to - bounds.from).count())));
    m_archive.setBounds(bounds);
    m_axis.setBounds(bounds);
    const Zone& zone = *m_monitor.zone();
    const QSignalBlocker quiet(m_day);
    m_day->setDateRange(dayOf(bounds.from, zone), dayOf(bounds.to - std::chrono::minutes{1}, zone));
    m_placed = true;
    if (const auto wanted = std::exchange(m_wantedView, std::nullopt))
        m_axis.show(wanted->first, wanted->second);
}

void HistoryPage::showDay(const QDate& day)
{
    const LocalMinute midnight{std::chrono::minutes{kEpoch.daysTo(day) * 24 * 60}};
    const double from =
        static_cast<double>(toEpochMinutes(m_monitor.zone()->resolve(midnight).minute));
    // A day at least, and no more than a week: who names a day wants to see it.
    const double span = std::clamp(m_axis.span(), 24.0 * 60, kFirstView);
    m_axis.show(from, from + span);
}

void HistoryPage::showRange(double minutes)
{
    m_axis.setSpan(minutes);
}

void HistoryPage::showAll()
{
    const MinuteRange all = m_axis.bounds();
    if (!all.empty())
        m_axis.show(static_cast<double>(toEpochMinutes(all.from)) - 0.5,
                    static_cast<double>(toEpochMinutes(all.to)) - 0.5);
}

void HistoryPage::showTable(bool shown)
{
    m_views->setCurrentIndex(shown ? 1 : 0);
    refresh();
    if (shown)
        m_table->setFocus();
    else
        m_charts->setFocus();
}

void HistoryPage::loadSources()
{
    m_monitor.read([self = QPointer(this)](Result<Database*> database) {
        constexpr std::size_t kMost = 500;
        auto names = std::make_shared<QStringList>();
        if (database) {
            if (auto found = (*database)->select(
                    "SELECT DISTINCT source FROM series ORDER BY source", kMost)) {
                for (const auto& row : found->rows)
                    *names << QString::fromStdString(row[0].value_or(""));
            }
        }
        return Monitor::Answer([self, names] {
            if (!self)
                return;
            QComboBox& box = *self->m_source;
            const QVariant chosen =
                self->m_sourceWanted ? QVariant(self->m_wantedSource) : box.currentData();
            self->m_sourceWanted = false;
            const QSignalBlocker quiet(box);
            box.clear();
            box.addItem(tr("All sources"));
            for (const QString& name : *names)
                box.addItem(name.isEmpty() ? tr("(no source)") : format::foreign(name), name);
            const int at = chosen.isValid() ? box.findData(chosen) : 0;
            box.setCurrentIndex(std::max(0, at));
            box.setEnabled(names->size() > 1);
            self->applyFilter();
        });
    });
}

void HistoryPage::applyFilter()
{
    ArchiveFilter filter;
    if (const QVariant source = m_source->currentData(); source.isValid())
        filter.source = source.toString().toStdString();
    filter.fromHour = m_fromHour->currentData().toInt();
    filter.toHour = m_toHour->currentData().toInt();
    if (filter.fromHour == filter.toHour % 24) { // from 7 to 7: all day
        filter.fromHour = 0;
        filter.toHour = 24;
    }
    m_archive.setFilter(filter);
}

void HistoryPage::refresh()
{
    if (!isVisible())
        return;
    const Zone& zone = *m_monitor.zone();
    const MinuteRange seen = view();
    QString text = tr("%1 – %2", "two dates")
                       .arg(format::fullDate(seen.from, zone),
                            format::fullDate(seen.to - std::chrono::minutes{1}, zone));
    text += QStringLiteral(" · ") + (m_archive.step() > 60  ? tr("mean and range of each day")
                                     : m_archive.step() > 1 ? tr("mean and range of each hour")
                                                            : tr("each minute"));
    if (m_archive.loading())
        text += QStringLiteral(" · ") + tr("loading…");
    m_words->setText(text);
    if (!m_day->hasFocus()) {
        const QSignalBlocker quiet(m_day);
        m_day->setDate(dayOf(seen.from, zone));
    }
    if (m_views->currentIndex() == 1)
        m_rows->setView(seen);
}

std::vector<StatusId> HistoryPage::shownStatuses() const
{
    std::vector<StatusId> out;
    for (const StatusChart* chart : m_charts->charts()) {
        if (m_charts->isStatusVisible(chart->status()))
            out.push_back(chart->status());
    }
    return out;
}

void HistoryPage::exportNumbers(const QString& file)
{
    m_monitor.read([self = QPointer(this), file, range = view(), filter = m_archive.filter(),
                    statuses = shownStatuses(), catalog = m_monitor.catalog(),
                    zone = m_monitor.zone()](Result<Database*> database) {
        auto saved = database
                         ? saveStoredCsv(**database, range, filter, statuses, *catalog, *zone, file)
                         : Result<std::int64_t>(fail(database.error()));
        return Monitor::Answer([self, file, saved] {
            if (!self)
                return;
            if (saved)
                emit self->noted(
                    tr("Saved %n rows in %1", nullptr, int(*saved)).arg(format::foreign(file)));
            else
                emit self->troubled(tr("The file could not be saved"),
                                    QString::fromStdString(saved.error().message));
        });
    });
}

void HistoryPage::activate()
{
    if (m_views->currentIndex() == 1)
        m_table->setFocus();
    else
        m_charts->setFocus();
}

void HistoryPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    m_archive.setAwake(true);
    takeBounds();
    loadSources();
    m_settle.start();
}

void HistoryPage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    m_archive.setAwake(false);
}

} // namespace vigia
