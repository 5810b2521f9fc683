// What the listener may ask of the pipeline and the store, as the listener knows it.
#pragma once

#include "core/ingest/ingest_sink.h"
#include "core/runtime/pipeline.h"
#include "core/runtime/store_reader.h"

namespace vigia {

class PipelineSink final : public IngestSink
{
public:
    PipelineSink(Pipeline& pipeline, StoreReader& reader)
        : m_pipeline(pipeline)
        , m_reader(reader)
    {}

    void ingest(CountBatch batch, IngestDone done) override;
    void queryCounts(CountQuery query, CountsDone done) override;
    void queryAnomalies(AnomalyQuery query, AnomaliesDone done) override;
    void queryIncidents(IncidentQuery query, IncidentsDone done) override;
    void queryIncident(IncidentId id, IncidentDone done) override;
    void ingestEvents(EventBatch batch, EventsDone done) override;
    void actOnIncident(IncidentAction action, ActionDone done) override;
    void queryRange(RangeDone done) override;
    [[nodiscard]] std::vector<Metric> metrics() const override;
    [[nodiscard]] std::vector<std::string> notReadyReasons() const override;

private:
    Pipeline& m_pipeline;
    StoreReader& m_reader;
};

} // namespace vigia
