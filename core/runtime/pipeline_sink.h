// What the listener may ask of the pipeline and the store, as the listener knows it.
#pragma once

#include "core/alerting/routing.h"
#include "core/base/config.h"
#include "core/ingest/ingest_sink.h"
#include "core/runtime/once_desk.h"
#include "core/runtime/pipeline.h"
#include "core/runtime/silences.h"
#include "core/runtime/store_reader.h"

#include <memory>
#include <mutex>

namespace vigia {

class PipelineSink final : public IngestSink
{
public:
    // What is known of who is told.
    struct Alerting
    {
        Config config;
        std::shared_ptr<const StatusCatalog> catalog = std::make_shared<const StatusCatalog>();
        std::shared_ptr<const Zone> zone = std::make_shared<const Zone>();
        std::shared_ptr<SilenceBoard> silences = std::make_shared<SilenceBoard>();
    };
    // `intake` is a reader of its own for what comes in, so that a long query does not hold it up.
    PipelineSink(Pipeline& pipeline, StoreReader& reader, StoreReader& intake)
        : PipelineSink(pipeline, reader, intake, Alerting())
    {}
    PipelineSink(Pipeline& pipeline, StoreReader& reader, StoreReader& intake, Alerting alerting);

    // Figures of other parts, for metrics(). Before the listener starts.
    void addMetrics(std::function<std::vector<Metric>()> more)
    {
        m_moreMetrics.push_back(std::move(more));
    }
    // Under which status the mean duration of events is watched. Before the first request.
    void watchLatency(std::optional<StatusId> status) { m_latency = status; }
    // Other routes, for queryAlerts(). Any thread.
    void changeRoutes(const Config& config);
    // As ingestEvents(), for a file (EventBatch::file): what it leads to is recorded and not
    // announced, and the same file adds nothing a second time.
    void importEvents(EventBatch batch, EventsDone done);
    // Counts by code of the authoriser: set, not added.
    void importCodes(std::vector<AuthCodeCount> counts, std::function<void(Result<void>)> done);

    void ingest(CountBatch batch, Keep<IngestAnswer> keep, IngestDone done) override;
    void queryCounts(CountQuery query, CountsDone done) override;
    void queryAnomalies(AnomalyQuery query, AnomaliesDone done) override;
    void queryIncidents(IncidentQuery query, IncidentsDone done) override;
    void queryIncident(IncidentId id, IncidentDone done) override;
    void ingestEvents(EventBatch batch, Keep<EventAnswer> keep, EventsDone done) override;
    void actOnIncident(IncidentAction action, ActionDone done) override;
    void queryRange(RangeDone done) override;
    void queryAlerts(AlertsDone done) override;
    void querySilences(SilencesDone done) override;
    void putSilence(Silence silence, std::string zone, SilenceDone done) override;
    void expireSilence(std::int64_t id, SilenceDone done) override;
    void queryTrace(Minute time, StatusId status, TraceDone done) override;
    [[nodiscard]] std::vector<BandMinute> recentBands(std::optional<Minute> from,
                                                      std::optional<Minute> to) const override
    {
        return m_pipeline.recentBands(from, to);
    }
    [[nodiscard]] std::vector<Metric> metrics() const override;
    [[nodiscard]] std::vector<std::string> notReadyReasons() const override;

private:
    template <typename Answer, typename Work>
    void once(const Keep<Answer>& keep, std::function<void(Result<Answer>)> done, Work work);
    void addEvents(EventBatch batch, Pipeline::Arrival arrival, Keep<EventAnswer> keep,
                   EventsDone done);
    [[nodiscard]] Result<void> addLatency(Database& store, CountBatch& counts);

    template <typename Change>
    void changeSilences(SilenceDone done, Change change);

    Pipeline& m_pipeline;
    StoreReader& m_reader;
    StoreReader& m_intake;
    Alerting m_alerting;
    std::mutex m_routingMutex; // guards the next one
    std::shared_ptr<const Routing> m_routing = std::make_shared<const Routing>();
    std::optional<StatusId> m_latency;
    OnceDesk m_once;
    std::vector<std::function<std::vector<Metric>()>> m_moreMetrics;
    std::optional<Minute> m_newestEvents; // minute; writer's thread only
};

} // namespace vigia
