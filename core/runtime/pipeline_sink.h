// What the listener may ask of the pipeline and the store, as the listener knows it.
#pragma once

#include "core/ingest/ingest_sink.h"
#include "core/runtime/once_desk.h"
#include "core/runtime/pipeline.h"
#include "core/runtime/store_reader.h"

namespace vigia {

class PipelineSink final : public IngestSink
{
public:
    // `intake` is a reader of its own for what comes in, so that a long query does not hold it up.
    PipelineSink(Pipeline& pipeline, StoreReader& reader, StoreReader& intake)
        : m_pipeline(pipeline)
        , m_reader(reader)
        , m_intake(intake)
    {}

    // Figures of other parts, for metrics(). Before the listener starts.
    void addMetrics(std::function<std::vector<Metric>()> more)
    {
        m_moreMetrics.push_back(std::move(more));
    }

    void ingest(CountBatch batch, Keep<IngestAnswer> keep, IngestDone done) override;
    void queryCounts(CountQuery query, CountsDone done) override;
    void queryAnomalies(AnomalyQuery query, AnomaliesDone done) override;
    void queryIncidents(IncidentQuery query, IncidentsDone done) override;
    void queryIncident(IncidentId id, IncidentDone done) override;
    void ingestEvents(EventBatch batch, Keep<EventAnswer> keep, EventsDone done) override;
    void actOnIncident(IncidentAction action, ActionDone done) override;
    void queryRange(RangeDone done) override;
    [[nodiscard]] std::vector<Metric> metrics() const override;
    [[nodiscard]] std::vector<std::string> notReadyReasons() const override;

private:
    template <typename Answer, typename Work>
    void once(const Keep<Answer>& keep, std::function<void(Result<Answer>)> done, Work work);
    void addEvents(EventBatch batch, Keep<EventAnswer> keep, EventsDone done);

    Pipeline& m_pipeline;
    StoreReader& m_reader;
    StoreReader& m_intake;
    OnceDesk m_once;
    std::vector<std::function<std::vector<Metric>()>> m_moreMetrics;
};

} // namespace vigia
