// Where the listener hands its work over: the pipeline implements it (core/runtime/pipeline.h),
// tests bring their own.
//
// Every function may be called from the listener's thread at any rate, returns at once, and calls
// `done` later from any thread, exactly once. A completion must not outlive what it captures: the
// listener posts it back to its own thread.
#pragma once

#include "core/alerting/silence.h"
#include "core/alerting/trace.h"
#include "core/base/result.h"
#include "core/ingest/metric.h"
#include "core/model/anomaly.h"
#include "core/model/count_batch.h"
#include "core/model/incident.h"
#include "core/store/event_store.h"
#include "core/store/store.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace vigia {

// The answer to a request with an Idempotency-Key, word for word as it is kept in the database.
struct KeptText
{
    std::string text;   // "" = the request had no key
    bool again = false; // the request was answered before; nothing was done for it now
};

// What became of an accepted batch. Given after the commit.
struct IngestAnswer
{
    std::int64_t accepted = 0;
    std::int64_t updated = 0;
    std::vector<Anomaly>
        anomalies; // of the minutes this batch touched or closed; not empty = "alert"
    KeptText kept{};
};

// What became of accepted events. Given after the commit.
struct EventAnswer
{
    std::int64_t accepted = 0;
    std::int64_t duplicates = 0; // their id was here already
    std::vector<Anomaly> anomalies;
    KeptText kept{};
};

// What was expected of a recent minute, summed over sources; by StatusId, in transactions a minute.
struct BandMinute
{
    Minute time{};
    std::vector<float> expected;
    std::vector<float> low;
    std::vector<float> high;
};

// Under which key the answer to a request is kept, so that a retry counts once and gets the same.
template <typename Answer>
struct Keep
{
    std::string key;                                // "" = it is not kept
    std::string fingerprint;                        // of route, parameters and body
    std::function<std::string(const Answer&)> text; // the answer as it is sent; any thread
};

// What an operator does to an incident.
struct IncidentAction
{
    enum class Kind {
        Acknowledge, // who becomes the owner; may expire
        Release,     // takes an acknowledgement back
        Snooze,      // no messages until then, unless it becomes critical; may not be empty
        Wake,        // takes a snooze back
        Verdict,     // none takes it back
        Note,
    };

    Kind kind = Kind::Note;
    IncidentId incident{};
    Instant at{};
    std::string who;                        // "" = not said
    std::string text;                       // comment or note
    std::optional<IncidentVerdict> verdict; // of Verdict
    std::optional<Instant> until;           // of Snooze; of Acknowledge none = for good
};

// An incident that is open, as tools that read Alertmanager see it.
struct AlertView
{
    Incident incident;
    std::vector<std::int64_t> silencedBy;
    std::vector<std::string> receivers; // who are told of such an incident now
    bool snoozed = false;
};

class IngestSink
{
public:
    using IngestDone = std::function<void(Result<IngestAnswer>)>;
    using CountsDone = std::function<void(Result<CountPage>)>;
    using AnomaliesDone = std::function<void(Result<std::vector<Anomaly>>)>;
    using IncidentsDone = std::function<void(Result<std::vector<Incident>>)>;
    using IncidentDone = std::function<void(Result<std::optional<Incident>>)>; // none: no such id

    virtual ~IngestSink() = default;

    // Errors of the Result: Full (queue or disk), Unavailable, ReadOnly, Corrupt, Locked;
    // InvalidInput for a key that another request was sent with.
    virtual void ingest(CountBatch batch, Keep<IngestAnswer> keep, IngestDone done) = 0;
    virtual void queryCounts(CountQuery query, CountsDone done) = 0;
    virtual void queryAnomalies(AnomalyQuery query, AnomaliesDone done) = 0;
    virtual void queryIncidents(IncidentQuery query, IncidentsDone done) = 0;

    // From here on a sink that does not offer the function answers Unavailable.
    virtual void queryIncident(IncidentId id, IncidentDone done);
    // The stored minutes, half-open; none while nothing is stored.
    using RangeDone = std::function<void(Result<std::optional<MinuteRange>>)>;
    virtual void queryRange(RangeDone done);
    // Closed minutes with a band among the newest few hours, by time. Cheap.
    [[nodiscard]] virtual std::vector<BandMinute> recentBands(std::optional<Minute> from,
                                                              std::optional<Minute> to) const
    {
        (void)from;
        (void)to;
        return {};
    }
    // Raw transactions: each adds one to its minute, unless its id is known.
    using EventsDone = std::function<void(Result<EventAnswer>)>;
    virtual void ingestEvents(EventBatch batch, Keep<EventAnswer> keep, EventsDone done);
    // NotFound: no such incident. Conflict: not in its present state.
    using ActionDone = std::function<void(Result<Incident>)>;
    virtual void actOnIncident(IncidentAction action, ActionDone done);
    // Open and acknowledged ones, newest first.
    using AlertsDone = std::function<void(Result<std::vector<AlertView>>)>;
    virtual void queryAlerts(AlertsDone done);
    // Active, coming, and those that ended in the last days.
    using SilencesDone = std::function<void(Result<std::vector<Silence>>)>;
    virtual void querySilences(SilencesDone done);
    // A new one where its id is 0; `zone` is the IANA name of the zone it recurs in. InvalidInput
    // says what is wrong with it.
    using SilenceDone = std::function<void(Result<std::int64_t>)>;
    virtual void putSilence(Silence silence, std::string zone, SilenceDone done);
    virtual void expireSilence(std::int64_t id, SilenceDone done); // NotFound
    using TraceDone = std::function<void(Result<Trace>)>;
    virtual void queryTrace(Minute time, StatusId status, TraceDone done);
    // Figures of ingest, commit, detection, notification and queues. Cheap, any thread.
    [[nodiscard]] virtual std::vector<Metric> metrics() const { return {}; }

    // Empty when data can be taken; else one plain reason a line. Cheap, any thread.
    [[nodiscard]] virtual std::vector<std::string> notReadyReasons() const = 0;
};

} // namespace vigia
