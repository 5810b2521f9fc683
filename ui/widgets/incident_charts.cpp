#include "ui/widgets/incident_charts.h"

#include <QPointer>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace vigia {
namespace {

using std::chrono::minutes;

constexpr minutes kLeastContext{20};
constexpr minutes kLoadedBeyond{60}; // so that there is something to pan to

MinuteRange cut(MinuteRange range, MinuteRange to)
{
    return {std::max(range.from, to.from), std::min(range.to, to.to)};
}

} // namespace

IncidentCharts::IncidentCharts(Monitor& monitor, LiveData& live, QWidget* parent)
    : QWidget(parent)
    , m_monitor(monitor)
    , m_live(live)
    , m_series(monitor.catalog(), monitor.zone())
    , m_anomalies(monitor.catalog(), monitor.zone())
    , m_incidents(monitor.catalog(), monitor.zone())
{
    m_charts = new ChartStack(m_series, m_anomalies, m_incidents, m_axis);
    m_charts->setAccessibleName(tr("Charts of the incident"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_charts);
    connect(&live.series(), &SeriesModel::minutesChanged, this, &IncidentCharts::grow);
    connect(&m_axis, &TimeAxisLink::rangeChanged, this, [this] { m_whole = m_whole && m_placing; });
    connect(&live.anomalies(), &AnomalyListModel::anomaliesChanged, this,
            &IncidentCharts::copyMarks);
    connect(&live.incidents(), &IncidentListModel::incidentsChanged, this,
            &IncidentCharts::copyMarks);
}

// What is new in the live data; of an open incident the range grows with it.
void IncidentCharts::grow(MinuteRange changed)
{
    if (!m_incident || m_loading)
        return;
    const MinuteRange before = m_range;
    m_range = wanted();
    if (m_loadedFrom - m_range.from >= kLoadedBeyond)
        load(); // it has outgrown the context that was read
    copyLive(cut({std::min(changed.from, before.to), changed.to}, m_range));
    if (m_whole)
        showWhole();
    else
        m_axis.setBounds(m_range);
}

MinuteRange IncidentCharts::stretch() const
{
    const Minute newest =
        m_live.series().isEmpty() ? m_incident->lastAbnormal + minutes{1} : m_live.series().end();
    return {m_incident->start,
            std::max(m_incident->start + minutes{1}, m_incident->end.value_or(newest))};
}

MinuteRange IncidentCharts::wanted() const
{
    const MinuteRange of = stretch();
    const minutes beyond = std::max(kLoadedBeyond, of.to - of.from);
    const MinuteRange all{of.from - beyond, of.to + beyond};
    const MinuteRange bounds = m_live.bounds();
    return bounds.empty() ? all : cut(all, bounds);
}

void IncidentCharts::show(const Incident& incident)
{
    const bool other = !m_incident || m_incident->id != incident.id;
    const bool touched = other || m_incident->statuses != incident.statuses;
    const bool ended = !other && m_incident->end != incident.end;
    m_incident = incident;
    if (touched)
        chooseStatuses();
    if (ended && m_whole)
        showWhole();
    if (!other)
        return;
    clear();
    m_range = wanted();
    showWhole();
    copyLive(m_range); // what is at hand is seen at once
    copyMarks();
    load();
}

void IncidentCharts::clear()
{
    m_series.clear();
    const auto all = m_anomalies.within(Minute::min(), Minute::max());
    m_anomalies.withdraw({all.begin(), all.end()});
    m_incidents.replace({});
}

void IncidentCharts::load()
{
    m_loading = true;
    const int request = ++m_request;
    const QPointer<IncidentCharts> self(this);
    const MinuteRange range = m_range;
    m_loadedFrom = range.from;
    m_monitor.loadMinutes(range, std::nullopt, [self, request, range](Result<LiveDelta> loaded) {
        if (!self || self->m_request != request)
            return;
        self->m_loading = false;
        if (!loaded) {
            emit self->failed(QString::fromStdString(loaded.error().message));
            return;
        }
        self->m_series.apply(loaded->minutes);
        self->m_anomalies.apply(loaded->anomalies);
        self->m_incidents.apply(loaded->incidents);
        self->m_series.markLoaded(range);
        self->copyLive(range);
        self->copyMarks();
        emit self->loaded();
    });
}

void IncidentCharts::copyLive(MinuteRange range)
{
    const SeriesModel& from = m_live.series();
    if (from.isEmpty())
        return;
    range = cut(range, {from.first(), from.end()});
    std::vector<LiveMinute> copies;
    for (Minute m = range.from; m < range.to; m += minutes{1}) {
        if (from.isUnknown(m))
            continue;
        const auto row = static_cast<std::size_t>((m - from.first()).count());
        LiveMinute copy;
        copy.time = m;
        copy.gap = std::isnan(from.counts(StatusId::Approved)[row]);
        for (std::size_t i = 0; i < from.statuses(); ++i) {
            const auto s = static_cast<StatusId>(i);
            const double count = from.counts(s)[row];
            copy.counts.push_back(std::isnan(count) ? 0 : static_cast<std::uint64_t>(count));
            copy.expected.push_back(from.expected(s)[row]);
            copy.low.push_back(from.low(s)[row]);
            copy.high.push_back(from.high(s)[row]);
        }
        if (std::isnan(copy.expected.front())) // a band that is known already stays
            copy.expected.clear();
        copies.push_back(std::move(copy));
    }
    m_series.apply(copies);
    m_incidents.setNow(from.end() - minutes{1});
}

void IncidentCharts::copyMarks()
{
    if (!m_incident || !isVisible())
        return;
    // Only where the live data reaches: older marks are known to the store alone.
    const SeriesModel& live = m_live.series();
    if (!live.isEmpty()) {
        const MinuteRange both = cut(m_range, {live.first(), live.end()});
        if (!both.empty()) {
            const auto fresh = m_live.anomalies().within(both.from, both.to);
            const auto known = m_anomalies.within(both.from, both.to);
            if (!std::equal(fresh.begin(), fresh.end(), known.begin(), known.end()) &&
                !fresh.empty()) {
                m_anomalies.withdraw({known.begin(), known.end()});
                m_anomalies.apply({fresh.begin(), fresh.end()});
            }
        }
    }
    std::vector<Incident> incidents;
    for (const Incident& i : m_live.incidents().incidents()) {
        if (i.start < m_range.to && (!i.end || *i.end > m_range.from))
            incidents.push_back(i);
    }
    m_incidents.apply(incidents);
}

void IncidentCharts::showAll(bool all)
{
    m_all = all;
    chooseStatuses();
}

void IncidentCharts::chooseStatuses()
{
    if (!m_incident)
        return;
    std::set<StatusId> touched(m_incident->statuses.begin(), m_incident->statuses.end());
    touched.insert(m_incident->peak.status);
    touched.insert(StatusId::Approved); // what a storm costs
    for (const StatusChart* chart : m_charts->charts())
        m_charts->setStatusVisible(chart->status(), m_all || touched.contains(chart->status()));
}

void IncidentCharts::showWhole()
{
    if (!m_incident)
        return;
    m_whole = m_placing = true;
    m_axis.setBounds(m_range);
    placeWhole();
    m_placing = false;
}

void IncidentCharts::placeWhole()
{
    const MinuteRange of = stretch();
    const auto length = double((of.to - of.from).count());
    const double context = std::max(double(kLeastContext.count()), length * 0.4);
    const auto start = double(toEpochMinutes(of.from));
    const auto end = double(toEpochMinutes(of.to));
    if (!m_incident->end && !m_live.series().isEmpty()) {
        m_axis.setSpan(length + context);
        m_axis.follow();
        return;
    }
    m_axis.show(start - context, end + context);
}

} // namespace vigia
