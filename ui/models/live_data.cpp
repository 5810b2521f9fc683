#include "ui/models/live_data.h"

#include <QPointer>

#include <algorithm>

namespace vigia {
namespace {

constexpr std::chrono::hours kFirstLook{24};
constexpr std::chrono::hours kChunk{24}; // what one question to the store brings at least

} // namespace

LiveData::LiveData(Monitor& monitor, QObject* parent)
    : QObject(parent)
    , m_monitor(monitor)
    , m_series(monitor.catalog(), monitor.zone())
    , m_anomalies(monitor.catalog(), monitor.zone())
    , m_incidents(monitor.catalog(), monitor.zone())
{
    m_timer.setInterval(kPace);
    connect(&m_timer, &QTimer::timeout, this, &LiveData::take);
}

void LiveData::start()
{
    m_timer.start();
    take();
}

MinuteRange LiveData::bounds() const
{
    MinuteRange all = m_monitor.storedRange().value_or(MinuteRange{});
    if (m_series.isEmpty())
        return all;
    if (all.empty())
        return {m_series.first(), m_series.end()};
    return {std::min(all.from, m_series.first()), std::max(all.to, m_series.end())};
}

void LiveData::take()
{
    if (m_loading)
        return;
    const LiveDelta delta = m_monitor.feed().take();
    if (!delta.empty())
        apply(delta);
    if (!m_loadedFrom && !bounds().empty()) {
        const Minute end = bounds().to;
        load({end - kFirstLook, end});
    } else if (!m_needed.empty()) {
        need(m_needed);
    }
}

void LiveData::need(MinuteRange range)
{
    const Minute oldest =
        bounds().to - std::chrono::minutes{static_cast<std::int64_t>(SeriesModel::kCapacity)};
    const Minute from = std::max({range.from, bounds().from, oldest});
    if (!m_loadedFrom || from >= *m_loadedFrom) {
        m_needed = {};
        return;
    }
    m_needed = range;
    if (!m_loading)
        load({std::max(oldest, std::min(from, *m_loadedFrom - kChunk)), *m_loadedFrom});
}

void LiveData::load(MinuteRange range)
{
    m_loading = true;
    const QPointer<LiveData> self(this);
    m_monitor.loadMinutes(range, std::nullopt, [self, range](Result<LiveDelta> loaded) {
        if (!self)
            return;
        self->m_loading = false;
        if (!loaded) {
            self->m_needed = {};
            self->m_loadedFrom = self->m_loadedFrom.value_or(range.to);
            emit self->loadFailed(loaded.error());
            return;
        }
        self->m_loadedFrom = range.from;
        self->apply(*loaded);
        self->m_series.markLoaded(range);
    });
}

void LiveData::apply(const LiveDelta& delta)
{
    m_series.apply(delta.minutes);
    m_anomalies.withdraw(delta.withdrawn);
    m_anomalies.apply(delta.anomalies);
    m_incidents.apply(delta.incidents);
    if (!m_series.isEmpty())
        m_incidents.setNow(m_series.end() - std::chrono::minutes{1});
    emit updated();
}

} // namespace vigia
