// An IngestSink for tests: takes everything at once, or as a test tells it to.
#pragma once

#include "core/ingest/ingest_sink.h"

#include <atomic>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace vigia {

class FakeSink final : public IngestSink
{
public:
    // What ingest() answers with; the default accepts.
    std::function<Result<IngestAnswer>(const CountBatch&)> answer = [](const CountBatch& batch) {
        return Result<IngestAnswer>(
            IngestAnswer{static_cast<std::int64_t>(batch.rows.size()), 0, {}});
    };
    std::atomic<bool> hold = false; // ingest() waits for release()
    std::vector<std::string> reasons;
    std::vector<std::int64_t> silencedBy; // of every open incident
    std::vector<Silence> silences;
    std::string silenceZone; // of the last one that was put
    std::int64_t expired = 0;
    Result<std::optional<MinuteRange>> range = std::optional<MinuteRange>{};
    Result<CountPage> page = CountPage{};
    Result<std::vector<Anomaly>> anomalies = std::vector<Anomaly>{};
    Result<std::vector<Incident>> incidents = std::vector<Incident>{};

    void ingest(CountBatch batch, Keep<IngestAnswer> keep, IngestDone done) override
    {
        const std::scoped_lock lock(m_mutex);
        m_keep = std::move(keep);
        m_batches.push_back(batch);
        if (hold)
            m_held.emplace_back(std::move(batch), std::move(done));
        else
            done(answer(batch));
    }
    void queryCounts(CountQuery query, CountsDone done) override
    {
        const std::scoped_lock lock(m_mutex);
        m_countQuery = query;
        done(page);
    }
    void queryAnomalies(AnomalyQuery query, AnomaliesDone done) override
    {
        const std::scoped_lock lock(m_mutex);
        m_anomalyQuery = query;
        done(anomalies);
    }
    void queryIncidents(IncidentQuery query, IncidentsDone done) override
    {
        const std::scoped_lock lock(m_mutex);
        m_incidentQuery = query;
        done(incidents);
    }
    void queryIncident(IncidentId id, IncidentDone done) override
    {
        const std::scoped_lock lock(m_mutex);
        if (!incidents) {
            done(fail(incidents.error()));
            return;
        }
        for (const Incident& incident : *incidents) {
            if (incident.id == id) {
                done(std::optional(incident));
                return;
            }
        }
        done(std::optional<Incident>{});
    }
    void ingestEvents(EventBatch batch, Keep<EventAnswer>, EventsDone done) override
    {
        const std::scoped_lock lock(m_mutex);
        m_events = std::move(batch);
        done(EventAnswer{static_cast<std::int64_t>(m_events.events.size()), 1, {}});
    }
    void actOnIncident(IncidentAction action, ActionDone done) override
    {
        const std::scoped_lock lock(m_mutex);
        m_action = action;
        Incident incident;
        incident.id = action.incident;
        incident.owner = action.who;
        done(incident);
    }
    [[nodiscard]] EventBatch events() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_events;
    }
    [[nodiscard]] Keep<IngestAnswer> keep() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_keep;
    }
    [[nodiscard]] IncidentAction action() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_action;
    }
    std::vector<BandMinute> bands;
    [[nodiscard]] std::vector<BandMinute> recentBands(std::optional<Minute>,
                                                      std::optional<Minute>) const override
    {
        return bands;
    }
    void queryRange(RangeDone done) override { done(range); }
    void queryAlerts(AlertsDone done) override
    {
        std::vector<AlertView> out;
        for (const Incident& incident : *incidents) {
            if (incident.state != IncidentState::Resolved)
                out.push_back({incident, silencedBy, {"default"}, false});
        }
        done(std::move(out));
    }
    void querySilences(SilencesDone done) override { done(silences); }
    void putSilence(Silence silence, std::string zone, SilenceDone done) override
    {
        if (silence.id == 0)
            silence.id = static_cast<std::int64_t>(silences.size()) + 1;
        silenceZone = std::move(zone);
        silences.push_back(silence);
        done(silence.id);
    }
    void expireSilence(std::int64_t id, SilenceDone done) override
    {
        expired = id;
        done(id);
    }
    void queryTrace(Minute time, StatusId status, TraceDone done) override
    {
        done(Trace{time, status, {{"received", std::nullopt, "7 rows"}}});
    }
    [[nodiscard]] std::vector<Metric> metrics() const override
    {
        return {{"vigia_test_total", "Only a test.", Metric::Kind::Counter, 2.5}};
    }
    [[nodiscard]] std::vector<std::string> notReadyReasons() const override { return reasons; }

    // Answers what is held, from a thread of its own.
    void release()
    {
        decltype(m_held) held;
        {
            const std::scoped_lock lock(m_mutex);
            held.swap(m_held);
        }
        std::thread([this, held = std::move(held)] {
            for (const auto& [batch, done] : held)
                done(answer(batch));
        }).join();
    }

    [[nodiscard]] std::vector<CountBatch> batches() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_batches;
    }
    [[nodiscard]] std::size_t heldCount() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_held.size();
    }
    [[nodiscard]] CountQuery countQuery() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_countQuery;
    }
    [[nodiscard]] AnomalyQuery anomalyQuery() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_anomalyQuery;
    }
    [[nodiscard]] IncidentQuery incidentQuery() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_incidentQuery;
    }

private:
    mutable std::mutex m_mutex;
    std::vector<CountBatch> m_batches;
    std::deque<std::pair<CountBatch, IngestDone>> m_held;
    EventBatch m_events;
    Keep<IngestAnswer> m_keep;
    IncidentAction m_action;
    CountQuery m_countQuery;
    AnomalyQuery m_anomalyQuery;
    IncidentQuery m_incidentQuery;
};

} // namespace vigia
