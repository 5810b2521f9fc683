#include "core/runtime/pipeline_sink.h"

#include "core/runtime/incident_edit.h"

namespace vigia {
namespace {

// A task that asks the store and hands the answer, or the reason why there is no store, to `done`.
template <typename Done, typename Ask>
StoreReader::Task asking(Done done, Ask ask)
{
    return [done = std::move(done), ask = std::move(ask)](Result<Database*> store) {
        if (store)
            done(ask(**store));
        else
            done(fail(store.error()));
    };
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
    m_reader.post(
        [this, batch = std::move(batch), done = std::move(done)](Result<Database*> reader) {
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
    const IncidentId id = action.incident;
    m_pipeline.editIncident(id, editOf(std::move(action)), std::move(done));
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
