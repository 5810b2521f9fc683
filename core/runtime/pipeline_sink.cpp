#include "core/runtime/pipeline_sink.h"

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
