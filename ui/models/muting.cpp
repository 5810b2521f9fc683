#include "ui/models/muting.h"

#include "core/runtime/incident_edit.h"
#include "core/runtime/silences.h"
#include "ui/chart/format.h"
#include "ui/guarded.h"
#include "ui/models/live_data.h"

#include <algorithm>

namespace vigia {
namespace {

Muting silencedBy(const std::vector<std::int64_t>& ids, const std::vector<Silence>& silences)
{
    Muting out{Muting::By::Silence, std::nullopt};
    for (const Silence& silence : silences) {
        if (std::find(ids.begin(), ids.end(), silence.id) == ids.end())
            continue;
        if (silence.recurs)
            return {Muting::By::Silence, std::nullopt};
        out.until = out.until ? std::min(*out.until, silence.ends) : silence.ends;
    }
    return out;
}

Result<Mutings> readMutings(Database& database, const std::vector<Incident>& incidents,
                            const StatusCatalog& catalog, Instant now)
{
    const auto timers = database.incidentLog().timers();
    if (!timers)
        return fail(timers.error());
    const auto silences = loadSilences(database.incidentLog(), now);
    if (!silences)
        return fail(silences.error());
    Mutings out;
    for (const Incident& incident : incidents) {
        if (const auto by = mutedBy(incident, *silences, catalog, now); !by.empty())
            out[incident.id] = silencedBy(by, *silences);
    }
    for (const IncidentTimer& timer : *timers) {
        if (timer.kind == kSnoozeTimer && timer.until > now)
            out[timer.incident] = {Muting::By::Snooze, timer.until};
    }
    return out;
}

} // namespace

MutedWatch::MutedWatch(Monitor& monitor, LiveData& data, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_monitor(monitor)
    , m_data(data)
    , m_clock(clock)
{
    connect(&m_timer, &QTimer::timeout, this, &MutedWatch::refresh);
    connect(&m_data.incidents(), &IncidentListModel::incidentsChanged, this, &MutedWatch::refresh);
    m_timer.start(kEvery);
}

void MutedWatch::refresh()
{
    std::vector<Incident> waiting;
    for (const Incident& incident : m_data.incidents().incidents()) {
        if (incident.state != IncidentState::Resolved)
            waiting.push_back(incident);
    }
    const auto take =
        guarded(this, [this](Mutings mutings) { m_data.incidents().setMuted(std::move(mutings)); });
    if (waiting.empty()) {
        m_data.incidents().setMuted({});
        return;
    }
    m_monitor.read([take, waiting, catalog = m_monitor.catalog(),
                    now = m_clock.now()](Result<Database*> database) -> Monitor::Answer {
        if (!database)
            return {};
        auto mutings = readMutings(**database, waiting, *catalog, now);
        if (!mutings)
            return {};
        return [take = take, mutings = std::move(*mutings)]() mutable { take(std::move(mutings)); };
    });
}

namespace words {

QString muting(const Muting& muting, const Zone& zone)
{
    const QString until =
        muting.until ? format::clock(floorToMinute(*muting.until), zone) : QString();
    if (muting.by == Muting::By::Snooze)
        return QStringLiteral("◔ ") + MutedWatch::tr("snoozed until %1").arg(until);
    return QStringLiteral("⊘ ") + (muting.until ? MutedWatch::tr("silenced until %1").arg(until)
                                                : MutedWatch::tr("silenced", "an incident"));
}

} // namespace words
} // namespace vigia
