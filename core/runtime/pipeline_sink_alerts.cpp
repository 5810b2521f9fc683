// The part of the sink that is about who is told: open incidents, silences, traces.
#include "core/runtime/incident_edit.h"
#include "core/runtime/pipeline_sink.h"
#include "core/runtime/time_zone.h"
#include "core/runtime/trace.h"

#include <algorithm>

namespace vigia {
namespace {

constexpr std::size_t kMostAlerts = 10'000;
constexpr std::chrono::days kExpiredShown{5}; // as Alertmanager keeps them

} // namespace

PipelineSink::PipelineSink(Pipeline& pipeline, StoreReader& reader, StoreReader& intake,
                           Alerting alerting)
    : m_pipeline(pipeline)
    , m_reader(reader)
    , m_intake(intake)
    , m_alerting(std::move(alerting))
{
    changeRoutes(m_alerting.config);
}

void PipelineSink::changeRoutes(const Config& config)
{
    auto made = makeRouting(config, *m_alerting.catalog);
    if (!made)
        return;
    useKnownReceivers(*made, config);
    auto routing = std::make_shared<const Routing>(std::move(*made));
    const std::scoped_lock lock(m_routingMutex);
    m_routing = std::move(routing);
}

void PipelineSink::queryAlerts(AlertsDone done)
{
    m_reader.post([this, done = std::move(done)](Result<Database*> database) {
        if (!database) {
            done(fail(database.error()));
            return;
        }
        const Instant now = m_pipeline.now();
        const auto silences = m_alerting.silences->get();
        const auto routing = [this] {
            const std::scoped_lock lock(m_routingMutex);
            return m_routing;
        }();
        const auto timers = (*database)->incidentLog().timers();
        if (!timers) {
            done(fail(timers.error()));
            return;
        }
        std::vector<AlertView> out;
        for (const IncidentState state : {IncidentState::Open, IncidentState::Acknowledged}) {
            IncidentQuery query;
            query.state = state;
            query.limit = kMostAlerts;
            auto found = (*database)->incidents(query);
            if (!found) {
                done(fail(found.error()));
                return;
            }
            for (Incident& incident : *found) {
                AlertView view;
                view.silencedBy = mutedBy(incident, *silences, *m_alerting.catalog, now);
                view.receivers =
                    routing->recipientsOf(incident, m_alerting.zone->toLocal(floorToMinute(now)))
                        .receivers;
                view.snoozed = std::any_of(timers->begin(), timers->end(), [&](const auto& t) {
                    return t.incident == incident.id && t.kind == kSnoozeTimer && t.until > now;
                });
                view.incident = std::move(incident);
                out.push_back(std::move(view));
            }
        }
        std::stable_sort(out.begin(), out.end(), [](const AlertView& a, const AlertView& b) {
            return a.incident.id > b.incident.id;
        });
        done(std::move(out));
    });
}

void PipelineSink::querySilences(SilencesDone done)
{
    m_reader.post([since = m_pipeline.now() - kExpiredShown,
                   done = std::move(done)](Result<Database*> database) {
        if (database)
            done(loadSilences((*database)->incidentLog(), since));
        else
            done(fail(database.error()));
    });
}

// In the writer's thread; through the reader's, so that the caller does not wait for the queue.
template <typename Change>
void PipelineSink::changeSilences(SilenceDone done, Change change)
{
    m_reader.post([this, done = std::move(done), change](const Result<Database*>&) {
        m_pipeline.withWriter([this, done, change](Store& store) {
            auto* database = dynamic_cast<Database*>(&store);
            if (!database) {
                done(fail(ErrorCode::Unavailable, "this store keeps no silences"));
                return;
            }
            Result<std::int64_t> changed = change(database->incidentLog(), m_pipeline.now());
            if (changed)
                (void)m_alerting.silences->reload(database->incidentLog(), m_pipeline.now());
            done(std::move(changed));
        });
    });
}

void PipelineSink::putSilence(Silence silence, std::string zone, SilenceDone done)
{
    if (silence.recurs) {
        auto loaded = loadZone(zone);
        if (!loaded) {
            done(fail(ErrorCode::InvalidInput, "recurs/zone: " + loaded.error().message));
            return;
        }
        silence.zone = std::move(*loaded);
    }
    changeSilences(std::move(done), [silence = std::move(silence)](IncidentLog& log, Instant now) {
        return saveSilence(log, silence, now);
    });
}

void PipelineSink::expireSilence(std::int64_t id, SilenceDone done)
{
    changeSilences(std::move(done), [id](IncidentLog& log, Instant now) -> Result<std::int64_t> {
        if (auto ended = vigia::expireSilence(log, id, now); !ended)
            return fail(ended.error());
        return id;
    });
}

void PipelineSink::queryTrace(Minute time, StatusId status, TraceDone done)
{
    m_reader.post([this, time, status, done = std::move(done)](Result<Database*> database) {
        if (database)
            done(traceMinute(**database, *m_alerting.catalog, *m_alerting.zone, time, status,
                             m_pipeline.now()));
        else
            done(fail(database.error()));
    });
}

} // namespace vigia
