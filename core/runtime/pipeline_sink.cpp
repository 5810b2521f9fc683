#include "core/runtime/pipeline_sink.h"

#include "core/store/database.h"

namespace vigia {
namespace {

// A task that asks the store and hands the answer, or the reason why there is no store, to `done`.
template <typename Done, typename Ask>
StoreReader::Task asking(Done done, Ask ask)
{
    return [done = std::move(done), ask = std::move(ask)](Result<Store*> store) {
        if (store)
            done(ask(**store));
        else
            done(fail(store.error()));
    };
}

std::string_view nameOf(IncidentAction::Kind kind)
{
    switch (kind) {
    case IncidentAction::Kind::Acknowledge:
        return "acknowledge";
    case IncidentAction::Kind::Snooze:
        return "snooze";
    case IncidentAction::Kind::Verdict:
        return "verdict";
    case IncidentAction::Kind::Note:
        break;
    }
    return "note";
}

// The audit trail, and the timer of a snooze.
Result<void> recordAction(Store& store, const IncidentAction& action)
{
    auto* database = dynamic_cast<Database*>(&store);
    if (!database)
        return fail(ErrorCode::Unavailable, "this store keeps no trail of what is done");
    return database->transact([&]() -> Result<void> {
        IncidentStep step{.incident = action.incident,
                          .at = action.at,
                          .who = action.who,
                          .action = std::string(nameOf(action.kind)),
                          .detail = action.text};
        if (action.verdict)
            step.detail = std::string(toString(*action.verdict)) +
                          (action.text.empty() ? "" : ": " + action.text);
        if (const auto added = database->incidentLog().addStep(step); !added)
            return added;
        if (action.kind != IncidentAction::Kind::Snooze)
            return {};
        return database->incidentLog().setTimer({action.incident, "snooze", action.until});
    });
}

} // namespace

void PipelineSink::ingest(CountBatch batch, IngestDone done)
{
    m_pipeline.submit(std::move(batch), Pipeline::Arrival::Live, std::move(done));
}

void PipelineSink::queryCounts(CountQuery query, CountsDone done)
{
    m_reader.post(
        asking(std::move(done), [query = std::move(query)](Store& s) { return s.counts(query); }));
}

void PipelineSink::queryAnomalies(AnomalyQuery query, AnomaliesDone done)
{
    m_reader.post(asking(std::move(done),
                         [query = std::move(query)](Store& s) { return s.anomalies(query); }));
}

void PipelineSink::queryIncidents(IncidentQuery query, IncidentsDone done)
{
    m_reader.post(asking(std::move(done),
                         [query = std::move(query)](Store& s) { return s.incidents(query); }));
}

void PipelineSink::queryIncident(IncidentId id, IncidentDone done)
{
    m_reader.post(asking(std::move(done), [id](Store& s) { return s.incident(id); }));
}

// The writer's queue may be full for a moment, so the reader's thread waits there and not the
// caller's. Events are committed first; their minutes then go the way of all counts, to be judged.
void PipelineSink::ingestEvents(EventBatch batch, EventsDone done)
{
    if (const auto trouble = m_pipeline.trouble()) {
        done(fail(*trouble));
        return;
    }
    m_reader.post([this, batch = std::move(batch), done = std::move(done)](Result<Store*> reader) {
        if (!reader) {
            done(fail(reader.error()));
            return;
        }
        m_pipeline.withWriter([this, batch, done](Store& store) {
            auto* database = dynamic_cast<Database*>(&store);
            if (!database) {
                done(fail(ErrorCode::Unavailable, "this store keeps no single transactions"));
                return;
            }
            Result<EventOutcome> outcome = database->events().addEvents(batch);
            if (!outcome) {
                done(fail(outcome.error()));
                return;
            }
            EventAnswer answer{outcome->accepted, outcome->duplicates, {}};
            if (outcome->counts.empty()) {
                done(std::move(answer));
                return;
            }
            m_pipeline.submit(std::move(outcome->counts), Pipeline::Arrival::Live,
                              [answer, done](Result<IngestAnswer> judged) mutable {
                                  // Committed they are, judged or not.
                                  if (judged)
                                      answer.anomalies = std::move(judged->anomalies);
                                  done(std::move(answer));
                              });
        });
    });
}

void PipelineSink::actOnIncident(IncidentAction action, ActionDone done)
{
    using Kind = IncidentAction::Kind;
    const auto edit = [action](Incident& incident) -> Result<void> {
        if (action.kind == Kind::Acknowledge) {
            if (incident.state == IncidentState::Resolved)
                return fail(ErrorCode::Conflict, "the incident is resolved already");
            incident.state = IncidentState::Acknowledged;
            incident.owner = action.who;
        } else if (action.kind == Kind::Verdict) {
            incident.verdict = action.verdict;
        }
        return {};
    };
    m_pipeline.editIncident(action.incident, edit, [this, action, done](Result<Incident> changed) {
        if (!changed) {
            done(std::move(changed));
            return;
        }
        m_reader.post([this, action, done, changed = std::move(changed)](Result<Store*>) {
            m_pipeline.withWriter([action, done, changed](Store& store) {
                const Result<void> logged = recordAction(store, action);
                if (logged)
                    done(changed);
                else
                    done(fail(logged.error()));
            });
        });
    });
}

void PipelineSink::queryRange(RangeDone done)
{
    m_reader.post(asking(std::move(done), [](Store& s) { return s.countRange(); }));
}

std::vector<Metric> PipelineSink::metrics() const
{
    using Kind = Metric::Kind;
    const Meter::Snapshot meter = m_pipeline.meter();
    return {
        {"vigia_ingest_rows_total", "Rows committed since start.", Kind::Counter,
         static_cast<double>(meter.rows)},
        {"vigia_ingest_requests_total", "Requests with rows committed since start.", Kind::Counter,
         static_cast<double>(meter.requests)},
        {"vigia_ingest_rows_per_second", "Rows a second over the last ten seconds.", Kind::Gauge,
         meter.rowsPerSecond},
        {"vigia_ingest_answer_p99_seconds",
         "From request to committed answer, 99th percentile of the last minute.", Kind::Gauge,
         meter.p99Ms / 1000},
        {"vigia_queue_requests", "Requests that wait for the engine.", Kind::Gauge,
         static_cast<double>(m_pipeline.queued())},
        {"vigia_learning", "1 while stored history is being learned.", Kind::Gauge,
         m_pipeline.learning() ? 1.0 : 0.0},
        {"vigia_store_trouble", "1 while the store refuses data.", Kind::Gauge,
         m_pipeline.trouble() ? 1.0 : 0.0},
    };
}

std::vector<std::string> PipelineSink::notReadyReasons() const
{
    std::vector<std::string> reasons;
    if (m_pipeline.learning())
        reasons.emplace_back("learning the stored history");
    if (const auto trouble = m_pipeline.trouble())
        reasons.push_back(trouble->message);
    return reasons;
}

} // namespace vigia
