// The order of things: rows -> engine -> one commit of counts, anomalies, incidents and outbox ->
// answer and live feed.
//
// Two threads in a line. The engine thread takes all requests that wait, runs each through the
// MinuteEngine and hands them on as a group; the writer thread commits all groups that wait in one
// transaction, then answers. While one group syncs, the next one is being judged: that is group
// commit without waiting. A request is answered after its commit, never before.
//
// When a commit fails, every group judged after the last good commit is refused with the same
// error, and before the next one the engine is rebuilt from the store, so that engine and store
// never disagree.
//
// Where several processes write one database, one of them decides at a time: it judges all rows,
// also those that others stored, and writes what comes of it. The others follow: their engines see
// the same rows and answer with verdicts, but what they find is not written. See pipeline_duty.cpp.
#pragma once

#include "core/base/clock.h"
#include "core/base/config.h"
#include "core/engine/minute_engine.h"
#include "core/ingest/ingest_sink.h"
#include "core/runtime/bounded_queue.h"
#include "core/runtime/live_feed.h"
#include "core/runtime/meter.h"
#include "core/runtime/minute_totals.h"
#include "core/runtime/pipeline_stats.h"
#include "core/runtime/source_lag.h"
#include "core/runtime/teller.h"
#include "core/store/collector_log.h"
#include "core/store/store.h"
#include "core/store/store_change.h"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <tuple>

namespace vigia {

class Database;

class Pipeline
{
public:
    using OpenStore = std::function<Result<std::unique_ptr<Store>>()>;

    struct Options
    {
        EngineContext engine;
        std::size_t queueRequests = 4096;
        OpenStore openWriter; // called in the writer thread
        OpenStore openReader; // called in the engine thread
        std::shared_ptr<const Clock> clock;
        LiveFeed* feed = nullptr;                   // outlives the pipeline
        std::shared_ptr<Teller> teller;             // who is told what; may be null
        std::function<void()> outboxWritten;        // after a commit with messages; any thread
        std::function<void(const Error&)> troubled; // the store refuses; any thread
        std::function<void()> recovered;            // it takes data again; any thread

        bool shared = false;   // other processes write the database too: PostgreSQL
        bool mayDecide = true; // else it only follows
        std::function<void(bool decides)> dutyChanged; // of a shared one; any thread
    };

    // How rows come in.
    enum class Arrival {
        Live,    // posted: judged, recorded, announced
        Stored,  // posted and in the store already: judged, recorded, announced
        History, // imported: judged and recorded, not announced
    };

    explicit Pipeline(Options options);
    ~Pipeline(); // stop()
    Pipeline(const Pipeline&) = delete;
    Pipeline& operator=(const Pipeline&) = delete;

    // Opens the store and begins to learn history; requests queue up meanwhile. The store's error
    // when it cannot be opened.
    [[nodiscard]] Result<void> start();
    // Takes nothing more, judges and commits what waits, joins the threads. Idempotent.
    void stop();

    // Any thread, returns at once; `done` is called exactly once, from a thread of the pipeline (or
    // this one when refused).
    void submit(CountBatch batch, Arrival arrival, IngestSink::IngestDone done)
    {
        submit(std::move(batch), arrival, std::move(done), {});
    }
    // The same; the answer's text is kept in the transaction of the rows, or put in the place of
    // the text that the key has, and notes of rows that are in the store already are crossed out
    // with what was found in them. REQUIRES: the store is a Database where there is a key or note.
    struct Beside
    {
        Keep<IngestAnswer> keep;              // with an empty key nothing is kept
        bool change = false;                  // the key has a text already
        std::vector<std::int64_t> unjudged{}; // see CollectorLog
    };
    void submit(CountBatch batch, Arrival arrival, IngestSink::IngestDone done, Beside beside);

    // What an operator does to an incident: `edit` changes owner, verdict or state of its latest
    // version in the engine thread, or refuses; the result is committed and fed, together with what
    // it puts into `beside` (steps of the trail, timers). A refusal leaves `beside` alone. NotFound
    // for an id that is unknown.
    using Edit = std::function<Result<void>(Incident&, WriteUnit& beside)>;
    void editIncident(IncidentId id, Edit edit, std::function<void(Result<Incident>)> done);

    // The same by way of the one that decides, for a pipeline that follows.
    using IncidentDone = std::function<void(Result<Incident>)>;
    void askDecider(const IncidentAction& action, IncidentDone done);

    // Other rules, for all that is judged from `done` on; with several in a row the last ones. What
    // comes meanwhile waits. Where [detection] is another one the history is learned anew;
    // incidents go on, and so does what was told of them. Any thread; `done` (it may be empty) is
    // called from the engine thread, or by stop(). Before start(): they are the first ones.
    void changeRules(const Config& config, std::function<void()> done);

    // There is what is stored and not judged; of a shared database: somebody else wrote, or may
    // have written unheard. Any thread.
    void noticed(const StoreChange& change);
    void missedChanges();
    // Whether this one decides, always without others. Any thread.
    [[nodiscard]] bool decides() const { return m_term != 0; }

    // Runs `task` with the writer's store, in the writer thread between two commits. For small
    // writes beside the stream.
    void withWriter(std::function<void(Store&)> task);

    [[nodiscard]] Instant now() const { return m_options.clock->now(); }
    [[nodiscard]] bool learning() const { return m_learning; }
    [[nodiscard]] std::optional<Error> trouble() const;
    [[nodiscard]] Meter::Snapshot meter() const { return m_meter.snapshot(); }
    [[nodiscard]] std::size_t queued() const { return m_requests.size(); }
    [[nodiscard]] std::int64_t rowsStored() const { return m_rowsStored; }
    [[nodiscard]] PipelineStats& stats() { return m_stats; } // any thread
    // Of the newest hours, for /bands. Any thread.
    [[nodiscard]] std::vector<BandMinute> recentBands(std::optional<Minute> from,
                                                      std::optional<Minute> to) const;

private:
    using AnomalyKey = std::tuple<Minute, StatusId, std::string>;
    struct AskedOther // what an operator did here, on its way to the one that decides
    {
        std::string body;
        std::int64_t id = 0;
        IncidentId incident{};
        IncidentDone done;
        std::chrono::steady_clock::time_point since{};
    };
    struct Noticed // of what others wrote
    {
        std::vector<MinuteRange> counts;
        std::vector<MinuteRange> alerts;
        bool alertsChanged = false;
        bool imported = false;
        bool missed = false;
        [[nodiscard]] bool any() const
        {
            return !counts.empty() || alertsChanged || imported || missed;
        }
    };
    struct NewRules
    {
        Config config;
        std::vector<std::function<void()>> done;
    };
    struct Look; // what a look around the database brought
    struct Request
    {
        CountBatch batch;
        Arrival arrival = Arrival::Live;
        IncidentId incident{}; // with `edit`, instead of a batch
        Edit edit;
        IngestSink::IngestDone done;
        std::chrono::steady_clock::time_point since{};
        std::shared_ptr<const Beside> beside{}; // null for most
        std::shared_ptr<AskedOther> asked{};    // to be passed on, instead of an edit
    };
    struct Group
    {
        std::uint64_t epoch = 0;
        int term = 0; // of the engine that judged it; 0: it follows
        WriteUnit unit;
        LiveDelta delta;
        std::vector<Request> requests;              // in the order of unit.counts
        std::vector<std::vector<Anomaly>> verdicts; // for each request
        std::function<void(Store&)> task;           // a group of its own
    };

    void runEngine();
    void runWriter(const std::function<void(Result<void>)>& opened);
    [[nodiscard]] Result<void> rebuild();
    [[nodiscard]] Result<void> learnHistory(Store& store, MinuteEngine& engine, LiveDelta& delta,
                                            std::optional<Minute> until);
    [[nodiscard]] Result<Minute> loadSnapshot(Store& store, MinuteEngine& engine, Minute newest);
    [[nodiscard]] bool recover(std::deque<Request>& requests);
    [[nodiscard]] bool writerAccepts();
    void judge(Request request, Group& group);
    void change(Request& request, Group& group);
    [[nodiscard]] bool reachesBack(const CountBatch& batch);
    void takeInPast();
    [[nodiscard]] Result<void> learnAnew();
    Result<void> waitForWriter(const std::function<Result<void>(Store&)>& task);
    void tell(const EngineStep& step, Arrival arrival);
    void tellDue(Group& group);
    [[nodiscard]] DataEdge edge() const;
    void take(EngineStep step, Group& group);
    [[nodiscard]] Result<Incident> latest(IncidentId id);
    void count(const EngineStep& step);
    void tick(Group& group);
    void handOver(Group& group);
    void commit(Store& store, std::deque<Group>& groups);
    [[nodiscard]] Result<std::vector<WriteCounts>> writeAndKeep(Store& store, const WriteUnit& unit,
                                                                std::deque<Group>& groups,
                                                                std::vector<std::string>& texts);
    [[nodiscard]] Result<std::vector<WriteCounts>> writePatiently(Store& store, WriteUnit& unit,
                                                                  std::deque<Group>& groups,
                                                                  std::vector<std::string>& texts);

    // pipeline_duty.cpp
    void keepTerm(Store& store);
    void leaveToOthers(Group& group);
    void followTerm();
    void lookAround(Group& group);
    [[nodiscard]] Result<void> look(Store& store, const Noticed& noticed, Look& seen);
    void takeSeen(Look& seen, const Noticed& noticed, Group& group);
    void showOthers(Look& seen, const Noticed& noticed, Group& group);
    void doRequest(const IncidentRequest& request, Group& group);
    void passOn(Request& request);
    void giveUpAsking();
    [[nodiscard]] Result<void> collectAnswers(Database& database, Look& seen);
    [[nodiscard]] Result<std::optional<Minute>> findLeft(Store& store);
    [[nodiscard]] Result<void> judgeLeft(Store& store, Minute from);
    void rememberStored(const std::vector<Anomaly>& stored);
    void applyStored(const CountBatch& counts, Group& group);

    // pipeline_rules.cpp
    void takeRules();
    void learnByOtherRules();

    void publish(LiveDelta delta);
    void refuse(std::vector<Request>& requests, const Error& error);
    void setTrouble(std::optional<Error> error);

    Options m_options;
    BoundedQueue<Request> m_requests;
    BoundedQueue<Group> m_groups{2};
    Meter m_meter;
    PipelineStats m_stats;
    mutable std::mutex m_bandsMutex;
    std::map<Minute, BandMinute> m_bands; // of the newest hours
    std::atomic<bool> m_learning{true};
    std::atomic<std::uint64_t> m_epoch{0}; // raised by every failed commit
    std::atomic<std::int64_t> m_rowsStored{0};
    mutable std::mutex m_troubleMutex;
    std::optional<Error> m_trouble;
    std::atomic<int> m_term{0}; // of this one's leadership; 0 while another decides
    mutable std::mutex m_noticedMutex;
    Noticed m_noticed;
    std::mutex m_rulesMutex;
    std::optional<NewRules> m_newRules;                 // not in force yet
    std::chrono::steady_clock::time_point m_lastTerm{}; // writer thread only

    // Engine thread only.
    std::unique_ptr<MinuteEngine> m_engine;
    std::uint64_t m_engineEpoch = 0;
    std::map<IncidentId, Incident> m_incidents; // latest version of the recent ones
    bool m_judges = false;                      // an engine is in use
    bool m_learnAnew = false;                   // leave a kept snapshot aside
    std::optional<MinuteRange> m_past;          // imported, stored, and still to be judged
    MinuteTotals m_totals;
    SourceLag m_lag;
    Instant m_lastTick{};
    int m_engineTerm = 0;
    std::chrono::steady_clock::time_point m_nextRebuild{};
    std::chrono::steady_clock::time_point m_lastLook{};
    std::vector<std::int64_t> m_left;     // noted as unjudged, and judged with the next group
    std::vector<std::int64_t> m_pastLeft; // the same of m_past, judged when that is
    bool m_learnAgain = false;            // others imported files
    std::set<AnomalyKey> m_shown;         // of others, in the feed
    std::vector<std::shared_ptr<AskedOther>> m_asked;
    std::optional<Minute> m_newestLive; // of the posted rows
    Instant m_lastRecovery{};

    std::jthread m_writerThread;
    std::jthread m_engineThread;
};

} // namespace vigia
