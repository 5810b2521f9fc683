#include "core/runtime/pipeline_sink.h"

#include "core/runtime/incident_edit.h"
#include "core/store/minute_ranges.h"

#include <algorithm>
#include <cmath>
#include <set>

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

// Whether a file of raw transactions was added before; from now on it was.
Result<bool> addedBefore(Database& store, const std::string& file)
{
    if (file.empty())
        return false;
    const std::string key = "raw_log:" + file;
    const auto kept = store.value(key);
    if (!kept)
        return fail(kept.error());
    if (*kept)
        return true;
    if (auto put = store.putValue(key, "added"); !put)
        return fail(put.error());
    return false;
}

} // namespace

// Does `work(done)` unless the request was answered before, or is being answered now.
template <typename Answer, typename Work>
void PipelineSink::once(const Keep<Answer>& keep, std::function<void(Result<Answer>)> done,
                        Work work)
{
    const auto other = [] {
        return fail(ErrorCode::InvalidInput,
                    "this Idempotency-Key came with another request before; use a new key for a "
                    "new request");
    };
    const auto turn =
        m_once.enter(keep.key, keep.fingerprint, [done](const Result<std::string>& first) {
            if (!first) {
                done(fail(first.error()));
                return;
            }
            Answer answer;
            answer.kept = {*first, true};
            done(std::move(answer));
        });
    if (turn == OnceDesk::Turn::Other)
        done(other());
    if (turn != OnceDesk::Turn::First)
        return;
    const auto leave = [this, key = keep.key, done = std::move(done)](Result<Answer> answer) {
        m_once.leave(key, answer ? Result<std::string>(answer->kept.text) : fail(answer.error()));
        done(std::move(answer));
    };
    m_intake.post([key = keep.key, fingerprint = keep.fingerprint, leave, other,
                   work = std::move(work)](Result<Database*> reader) mutable {
        if (!reader) {
            leave(fail(reader.error()));
            return;
        }
        auto kept = (*reader)->events().keptAnswer(key);
        if (!kept) {
            leave(fail(kept.error()));
        } else if (*kept && (*kept)->fingerprint != fingerprint) {
            leave(other());
        } else if (*kept) {
            Answer answer;
            answer.kept = {std::move((*kept)->answer), true};
            leave(std::move(answer));
        } else {
            work(leave);
        }
    });
}

void PipelineSink::ingest(CountBatch batch, Keep<IngestAnswer> keep, IngestDone done)
{
    if (keep.key.empty()) {
        m_pipeline.submit(std::move(batch), Pipeline::Arrival::Live, std::move(done));
        return;
    }
    once<IngestAnswer>(keep, std::move(done),
                       [this, batch = std::move(batch), keep](IngestDone leave) mutable {
                           m_pipeline.submit(std::move(batch), Pipeline::Arrival::Live,
                                             std::move(leave), {std::move(keep), false});
                       });
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

// The writer's queue may be full for a moment, so the intake's thread waits there and not the
// caller's.
void PipelineSink::ingestEvents(EventBatch batch, Keep<EventAnswer> keep, EventsDone done)
{
    if (const auto trouble = m_pipeline.trouble()) {
        done(fail(*trouble));
        return;
    }
    if (keep.key.empty()) {
        m_intake.post([this, batch = std::move(batch),
                       done = std::move(done)](Result<Database*> reader) mutable {
            if (reader)
                addEvents(std::move(batch), Pipeline::Arrival::Stored, {}, std::move(done));
            else
                done(fail(reader.error()));
        });
        return;
    }
    once<EventAnswer>(keep, std::move(done),
                      [this, batch = std::move(batch), keep](EventsDone leave) mutable {
                          addEvents(std::move(batch), Pipeline::Arrival::Stored, std::move(keep),
                                    std::move(leave));
                      });
}

// Events are committed first, with the answer that a retry gets should all end here; their minutes
// then go the way of all counts, to be judged, and the kept answer gets what was found.
void PipelineSink::addEvents(EventBatch batch, Pipeline::Arrival arrival, Keep<EventAnswer> keep,
                             EventsDone done)
{
    m_pipeline.withWriter([this, arrival, batch = std::move(batch), keep = std::move(keep),
                           done = std::move(done)](Store& store) {
        auto* database = dynamic_cast<Database*>(&store);
        if (!database) {
            done(fail(ErrorCode::Unavailable, "this store keeps no single transactions"));
            return;
        }
        EventAnswer answer;
        CountBatch counts;
        Pipeline::Beside beside;
        const auto newestBefore = m_newestEvents;
        const auto added = database->transact([&]() -> Result<void> {
            const auto known = addedBefore(*database, batch.file);
            if (!known)
                return fail(known.error());
            if (*known) {
                answer.duplicates = static_cast<std::int64_t>(batch.events.size());
                return {};
            }
            Result<EventOutcome> outcome = database->events().addEvents(batch);
            if (!outcome)
                return fail(outcome.error());
            answer.accepted = outcome->accepted;
            answer.duplicates = outcome->duplicates;
            counts = std::move(outcome->counts);
            beside.unjudged = std::move(outcome->unjudged);
            if (auto set = addLatency(*database, counts); !set)
                return set;
            if (keep.key.empty())
                return {};
            answer.kept.text = keep.text(answer);
            return database->events().keepAnswer(
                keep.key, {keep.fingerprint, m_pipeline.now(), answer.kept.text});
        });
        if (!added) {
            m_newestEvents = newestBefore;
            done(fail(added.error()));
            return;
        }
        if (counts.empty()) {
            done(std::move(answer));
            return;
        }
        if (!keep.key.empty()) {
            beside.keep.key = keep.key;
            beside.keep.text = [answer, text = keep.text](const IngestAnswer& judged) {
                EventAnswer whole = answer;
                whole.anomalies = judged.anomalies;
                return text(whole);
            };
            beside.change = true;
        }
        const StoreChange left{StoreChange::Kind::Counts, stretches(counts, 1).front(), {}};
        m_pipeline.submit(
            std::move(counts), arrival,
            [this, left, answer, done](Result<IngestAnswer> judged) mutable {
                if (!judged)
                    m_pipeline.noticed(left); // committed they are, and are judged later
                if (judged) {
                    answer.anomalies = std::move(judged->anomalies);
                    if (!judged->kept.text.empty())
                        answer.kept = std::move(judged->kept);
                }
                done(std::move(answer));
            },
            std::move(beside));
    });
}

// The mean duration of a minute is known when the minute is over: it goes with the first events of
// a later one, before them. One series over all sources, as in the view raw_minutes.
Result<void> PipelineSink::addLatency(Database& store, CountBatch& counts)
{
    if (!m_latency || counts.empty())
        return {};
    constexpr std::chrono::minutes kLookBack{5}; // behind a start
    const auto [oldest, newestRow] =
        std::minmax_element(counts.rows.begin(), counts.rows.end(),
                            [](const CountRow& a, const CountRow& b) { return a.time < b.time; });
    const Minute newest = std::max(newestRow->time, m_newestEvents.value_or(newestRow->time));
    std::set<Minute> over;
    for (const CountRow& row : counts.rows)
        over.insert(row.time);
    if (!m_newestEvents) {
        for (Minute m = newest - kLookBack; m < newest; m += std::chrono::minutes{1})
            over.insert(m);
    } else {
        over.insert(*m_newestEvents);
    }
    over.erase(over.lower_bound(newest), over.end());
    m_newestEvents = newest;
    WriteUnit unit;
    unit.counts.push_back({{std::string()}, {}});
    std::vector<CountRow>& rows = unit.counts.back().rows;
    const auto named = std::find(counts.sources.begin(), counts.sources.end(), std::string());
    const auto source = static_cast<std::uint32_t>(named - counts.sources.begin());
    if (named == counts.sources.end())
        counts.sources.emplace_back();
    for (const Minute minute : over) {
        const auto found =
            store.events().rawMinutes({minute, minute + std::chrono::minutes{1}}, std::nullopt);
        if (!found)
            return fail(found.error());
        if (found->empty() || found->front().timed == 0)
            continue;
        const double mean = std::clamp(found->front().meanDurationMs, 0.0, 1e12);
        rows.push_back({minute, static_cast<std::uint64_t>(std::llround(mean)), *m_latency, 0});
        counts.rows.push_back(rows.back());
        counts.rows.back().source = source;
    }
    if (rows.empty())
        return {};
    const auto written = store.write(unit);
    return written ? Result<void>() : fail(written.error());
}

void PipelineSink::importEvents(EventBatch batch, EventsDone done)
{
    addEvents(std::move(batch), Pipeline::Arrival::History, {}, std::move(done));
}

void PipelineSink::importCodes(std::vector<AuthCodeCount> counts,
                               std::function<void(Result<void>)> done)
{
    m_pipeline.withWriter([counts = std::move(counts), done = std::move(done)](Store& store) {
        auto* database = dynamic_cast<Database*>(&store);
        done(database ? database->events().setAuthCodes(counts)
                      : Result<void>(
                            fail(ErrorCode::Unavailable, "this store keeps no counts by code")));
    });
}

void PipelineSink::actOnIncident(IncidentAction action, ActionDone done)
{
    if (!m_pipeline.decides()) {
        m_pipeline.askDecider(action, std::move(done));
        return;
    }
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
    std::vector<Metric> out{
        {"vigia_ingest_rows_total", "Rows committed since start.", Kind::Counter,
         static_cast<double>(meter.rows)},
        {"vigia_ingest_requests_total", "Requests with rows committed since start.", Kind::Counter,
         static_cast<double>(meter.requests)},
        {"vigia_ingest_rows_per_second", "Rows a second over the last ten seconds.", Kind::Gauge,
         meter.rowsPerSecond},
        {"vigia_ingest_answer_p99_seconds",
         "From request to committed answer, 99th percentile of the last minute.", Kind::Gauge,
         meter.p99Ms / 1000},
        {"vigia_ingest_idle_seconds", "Since rows were last committed, or since the start.",
         Kind::Gauge, static_cast<double>(meter.idle.count())},
        {"vigia_queue_requests", "Requests that wait for the engine.", Kind::Gauge,
         static_cast<double>(m_pipeline.queued())},
        {"vigia_learning", "1 while stored history is being learned.", Kind::Gauge,
         m_pipeline.learning() ? 1.0 : 0.0},
        {"vigia_decides", "1 where this one judges and notifies, 0 where another one does.",
         Kind::Gauge, m_pipeline.decides() ? 1.0 : 0.0},
        {"vigia_store_trouble", "1 while the store refuses data.", Kind::Gauge,
         m_pipeline.trouble() ? 1.0 : 0.0},
    };
    const auto own = m_pipeline.stats().metrics();
    out.insert(out.end(), own.begin(), own.end());
    for (const auto& more : m_moreMetrics) {
        for (Metric& metric : more())
            out.push_back(std::move(metric));
    }
    return out;
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
