#include "core/runtime/pipeline.h"

#include "core/runtime/history.h"

#include <algorithm>
#include <future>
#include <iterator>

namespace vigia {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t kRowsPerGroup =
    20'000; // then the writer may begin, so that judging and syncing overlap
constexpr std::chrono::milliseconds kPatience{250};
constexpr std::chrono::days kShown{8}; // bands and anomalies that the window gets at start
constexpr std::size_t kIncidentsShown = 200;
const std::string kSnapshotKey = "engine_snapshot";

template <typename T>
void append(std::vector<T>& to, const std::vector<T>& from)
{
    to.insert(to.end(), from.begin(), from.end());
}

template <typename T>
void append(std::vector<T>& to, std::vector<T>&& from)
{
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

// Forgets what is said of the same minute, status and source.
void dropSame(std::vector<Anomaly>& from, const std::vector<Anomaly>& said)
{
    for (const Anomaly& a : said) {
        std::erase_if(from, [&](const Anomaly& other) {
            return other.time == a.time && other.status == a.status && other.source == a.source;
        });
    }
}

} // namespace

Pipeline::Pipeline(Options options)
    : m_options(std::move(options))
    , m_requests(m_options.queueRequests)
    , m_totals(m_options.engine.catalog->size())
{}

Pipeline::~Pipeline()
{
    stop();
}

Result<void> Pipeline::start()
{
    auto engine = MinuteEngine::create(m_options.engine);
    if (!engine)
        return fail(engine.error());
    m_engine = std::move(*engine);

    std::promise<Result<void>> opened;
    auto result = opened.get_future();
    m_writerThread = std::jthread([this, &opened] {
        runWriter([&opened](Result<void> outcome) { opened.set_value(std::move(outcome)); });
    });
    if (auto outcome = result.get(); !outcome) {
        m_writerThread.join();
        return outcome;
    }
    m_engineThread = std::jthread([this] { runEngine(); });
    return {};
}

void Pipeline::stop()
{
    m_requests.close();
    if (m_engineThread.joinable())
        m_engineThread.join();
    m_groups.close();
    if (m_writerThread.joinable())
        m_writerThread.join();
}

void Pipeline::submit(CountBatch batch, Arrival arrival, IngestSink::IngestDone done)
{
    Request request{std::move(batch), arrival, {}, {}, std::move(done), steady_clock::now()};
    if (!m_requests.tryPush(request))
        request.done(
            fail(ErrorCode::Full, "the queue of waiting requests is full, try again in a second"));
}

void Pipeline::editIncident(IncidentId id, Edit edit, std::function<void(Result<Incident>)> done)
{
    auto latest = std::make_shared<Incident>();
    Request request;
    request.incident = id;
    request.edit = [latest, edit = std::move(edit)](Incident& incident) -> Result<void> {
        auto edited = edit(incident);
        *latest = incident;
        return edited;
    };
    request.done = [latest, done](Result<IngestAnswer> answer) {
        if (answer)
            done(std::move(*latest));
        else
            done(fail(answer.error()));
    };
    request.since = steady_clock::now();
    if (!m_requests.tryPush(request))
        request.done(
            fail(ErrorCode::Full, "the queue of waiting requests is full, try again in a second"));
}

void Pipeline::withWriter(std::function<void(Store&)> task)
{
    Group group;
    group.task = std::move(task);
    m_groups.push(std::move(group));
}

std::optional<Error> Pipeline::trouble() const
{
    const std::scoped_lock lock(m_troubleMutex);
    return m_trouble;
}

void Pipeline::setTrouble(std::optional<Error> error)
{
    bool began = false;
    bool ended = false;
    {
        const std::scoped_lock lock(m_troubleMutex);
        began = error && !m_trouble;
        ended = !error && m_trouble;
        m_trouble = error;
    }
    if (began && m_options.troubled)
        m_options.troubled(*error);
    if (ended && m_options.recovered)
        m_options.recovered();
}

// ---- engine thread

void Pipeline::runEngine()
{
    if (auto built = rebuild(); !built) {
        setTrouble(built.error());
        ++m_engineEpoch; // differs from m_epoch: recover() is tried with the next request
    }
    m_learning = false;
    while (!m_requests.finished()) {
        auto requests = m_requests.drain(kPatience);
        if (m_engineEpoch != m_epoch && !recover(requests))
            continue;
        Group group;
        std::size_t rows = 0;
        for (Request& request : requests) {
            rows += request.batch.rows.size();
            judge(std::move(request), group);
            if (rows >= kRowsPerGroup) {
                handOver(group);
                rows = 0;
            }
        }
        tick(group);
        handOver(group);
        if (m_past)
            takeInPast();
    }
}

// After a failed commit: is the store well again? Then the engine is rebuilt from it. Else the
// requests are refused.
bool Pipeline::recover(std::deque<Request>& requests)
{
    if (requests.empty())
        return false;
    const std::uint64_t epoch = m_epoch;
    if (writerAccepts()) {
        auto built = rebuild();
        if (built) {
            m_engineEpoch = epoch;
            return true;
        }
        setTrouble(built.error());
    }
    std::vector<Request> all(std::make_move_iterator(requests.begin()),
                             std::make_move_iterator(requests.end()));
    refuse(all,
           trouble().value_or(Error{ErrorCode::Unavailable, "the database cannot be written"}));
    return false;
}

bool Pipeline::writerAccepts()
{
    const Result<void> outcome = waitForWriter([now = m_options.clock->now()](Store& store) {
        return store.putValue("write_probe", toRfc3339(now));
    });
    if (!outcome)
        setTrouble(outcome.error());
    return outcome.has_value();
}

Result<void> Pipeline::rebuild()
{
    auto store = m_options.openReader();
    if (!store)
        return fail(store.error());
    auto engine = MinuteEngine::create(m_options.engine);
    if (!engine)
        return fail(engine.error());
    m_totals.clear();
    LiveDelta delta;
    if (auto learned = learnHistory(**store, **engine, delta); !learned)
        return learned;
    m_engine = std::move(*engine);
    delta.minutes = m_totals.takeChanged();
    if (m_options.feed)
        m_options.feed->push(std::move(delta));
    return {};
}

// What was learned up to about the minutes that are shown is kept, so that a start need not learn
// all of it again. Returns the first minute to be learned: after the snapshot, or the whole history
// that is configured.
Result<Minute> Pipeline::loadSnapshot(Store& store, MinuteEngine& engine, Minute newest)
{
    const Minute whole = newest - m_options.engine.config.history;
    auto kept = store.value(kSnapshotKey);
    if (!kept)
        return fail(kept.error());
    if (m_learnAnew || !*kept)
        return whole;
    // A snapshot reaches into the shown minutes only after history was imported or rows were
    // removed: then learn anew.
    auto fresh = MinuteEngine::create(m_options.engine);
    if (!fresh)
        return fail(fresh.error());
    const auto next = (*fresh)->load(**kept);
    if (!next || *next < whole || *next > newest - kShown)
        return whole;
    return engine.load(**kept).value_or(whole);
}

Result<void> Pipeline::learnHistory(Store& store, MinuteEngine& engine, LiveDelta& delta)
{
    auto next = store.nextIncidentId();
    if (!next)
        return fail(next.error());
    IncidentQuery recent;
    recent.limit = kIncidentsShown;
    auto incidents = store.incidents(recent);
    if (!incidents)
        return fail(incidents.error());
    auto range = store.countRange();
    if (!range)
        return fail(range.error());

    if (*range) {
        const Minute newest = (*range)->to;
        const auto from = loadSnapshot(store, engine, newest);
        if (!from)
            return fail(from.error());
        std::string snapshot; // of the state before the minutes that are shown with their bands
        bool snapshotDue = true;
        auto read = forEachChunk(store, *from, std::nullopt, [&](const CountBatch& chunk) {
            const bool shown = chunk.rows.back().time >= newest - kShown;
            if (shown && snapshotDue) {
                snapshot = engine.save();
                snapshotDue = false;
            }
            m_totals.add(engine.learn(chunk, shown ? MinuteEngine::Bands::Report
                                                   : MinuteEngine::Bands::Skip));
            if (shown)
                m_totals.add(chunk);
            return !m_requests.finished(); // a stop need not wait for history
        });
        if (!read)
            return read;
        if (!snapshot.empty()) {
            withWriter([snapshot = std::move(snapshot)](Store& writer) {
                (void)writer.putValue(kSnapshotKey,
                                      snapshot); // without it the next start only takes longer
            });
        }
        AnomalyQuery shown;
        shown.from = newest - kShown;
        shown.limit = 0;
        auto anomalies = store.anomalies(shown);
        if (!anomalies)
            return fail(anomalies.error());
        delta.anomalies = std::move(*anomalies);
    }
    engine.restore(*incidents, *next);
    m_incidents.clear();
    for (const Incident& incident : *incidents)
        m_incidents.emplace(incident.id, incident);
    delta.incidents = std::move(*incidents);
    return {};
}

void Pipeline::judge(Request request, Group& group)
{
    if (request.edit) {
        change(request, group);
        return;
    }
    if (request.arrival == Arrival::Live)
        m_lag.arrived(request.batch, m_options.clock->now());
    if (request.arrival == Arrival::History && reachesBack(request.batch)) {
        group.unit.counts.push_back(std::move(request.batch));
        group.verdicts.emplace_back();
        group.requests.push_back(std::move(request));
        return;
    }
    EngineStep step = m_engine->apply(request.batch);
    m_totals.add(request.batch);
    group.unit.counts.push_back(std::move(request.batch));
    group.verdicts.push_back(step.anomalies);
    take(std::move(step), request.arrival, group);
    group.requests.push_back(std::move(request));
}

// Imported minutes that lie before decided ones would be judged by what came after them. They are
// stored first; then the engine learns all anew, and an engine that knows only what was before them
// judges them.
bool Pipeline::reachesBack(const CountBatch& batch)
{
    const auto known = m_engine->sources();
    std::optional<MinuteRange> range;
    bool back = false;
    for (const CountRow& row : batch.rows) {
        if (!range)
            range = MinuteRange{row.time, row.time + std::chrono::minutes{1}};
        range->from = std::min(range->from, row.time);
        range->to = std::max(range->to, row.time + std::chrono::minutes{1});
    }
    for (const MinuteEngine::SourceState& state : known) {
        const bool named = std::find(batch.sources.begin(), batch.sources.end(), state.source) !=
                           batch.sources.end();
        back = back || (named && range && range->from < state.newest);
    }
    if (back && m_past)
        m_past = MinuteRange{std::min(m_past->from, range->from), std::max(m_past->to, range->to)};
    else if (back)
        m_past = range;
    return back;
}

void Pipeline::takeInPast()
{
    const MinuteRange range = *std::exchange(m_past, std::nullopt);
    (void)waitForWriter([](Store&) { return Result<void>{}; }); // the rows themselves
    if (m_engineEpoch != m_epoch)
        return; // their commit failed; recover() rebuilds
    Result<void> done = [&]() -> Result<void> {
        auto reader = m_options.openReader();
        if (!reader)
            return fail(reader.error());
        auto found = judgePast(**reader, m_options.engine, range);
        if (!found)
            return fail(found.error());
        auto written = waitForWriter([&found](Store& store) -> Result<void> {
            WriteUnit unit;
            unit.anomalies = std::move(*found);
            if (auto stored = store.write(unit); !stored)
                return fail(stored.error());
            return {};
        });
        if (!written)
            return written;
        m_learnAnew = true; // a kept snapshot does not know these rows
        auto built = rebuild();
        m_learnAnew = false;
        return built;
    }();
    if (!done) {
        setTrouble(done.error());
        ++m_engineEpoch; // differs from m_epoch: recover() rebuilds with the next request
    }
}

// Runs `task` in the writer thread behind all that was handed over, and waits for it.
Result<void> Pipeline::waitForWriter(const std::function<Result<void>(Store&)>& task)
{
    auto answer = std::make_shared<std::promise<Result<void>>>();
    auto result = answer->get_future();
    withWriter([answer, &task](Store& store) { answer->set_value(task(store)); });
    return result.get();
}

void Pipeline::change(Request& request, Group& group)
{
    const auto known = m_incidents.find(request.incident);
    if (known == m_incidents.end()) {
        request.done(fail(ErrorCode::NotFound,
                          "there is no incident " +
                              std::to_string(static_cast<std::int64_t>(request.incident))));
        return;
    }
    Incident edited = known->second;
    if (auto allowed = request.edit(edited); !allowed) {
        request.done(fail(allowed.error()));
        return;
    }
    m_engine->annotate(edited);
    EngineStep step;
    step.incidents.push_back({IncidentChangeKind::Updated, std::move(edited)});
    group.unit.counts.emplace_back(); // keeps the order of requests and counts
    group.verdicts.emplace_back();
    take(std::move(step), Arrival::History, group); // an operator's own act is not announced
    group.requests.push_back(std::move(request));
}

void Pipeline::take(EngineStep step, Arrival arrival, Group& group)
{
    if (arrival == Arrival::Live && m_options.compose) {
        append(group.unit.outbox, m_options.compose(step, m_options.clock->now()));
    }
    m_totals.add(step.bands);
    for (const IncidentChange& change : step.incidents) {
        m_incidents.insert_or_assign(change.incident.id, change.incident);
        group.unit.incidents.push_back(change.incident);
        group.delta.incidents.push_back(change.incident);
    }
    // In a group the last word on a minute counts: what one step takes back, a later one may find.
    for (std::vector<Anomaly>* found : {&step.anomalies, &step.confirmed}) {
        dropSame(group.unit.withdrawn, *found);
        dropSame(group.delta.withdrawn, *found);
        append(group.delta.anomalies, *found);
        append(group.unit.anomalies, std::move(*found));
    }
    dropSame(group.unit.anomalies, step.withdrawn);
    dropSame(group.delta.anomalies, step.withdrawn);
    append(group.delta.withdrawn, step.withdrawn);
    append(group.unit.withdrawn, std::move(step.withdrawn));
}

// Once a second: minutes of live sources that the clock says are over.
void Pipeline::tick(Group& group)
{
    const Instant now = m_options.clock->now();
    if (now - m_lastTick < std::chrono::seconds{1} && now >= m_lastTick)
        return;
    m_lastTick = now;
    for (const MinuteEngine::SourceState& source : m_engine->sources()) {
        const auto until = m_lag.completeUntil(source.source, now);
        if (until && *until > source.newest)
            take(m_engine->advance(source.source, *until), Arrival::Live, group);
    }
}

void Pipeline::handOver(Group& group)
{
    const WriteUnit& unit = group.unit;
    group.delta.minutes = m_totals.takeChanged();
    const bool nothing = group.requests.empty() && unit.anomalies.empty() &&
                         unit.withdrawn.empty() && unit.incidents.empty() && unit.outbox.empty();
    if (nothing) {
        if (!group.delta.empty() &&
            m_options.feed) // bands and gaps that the clock closed: nothing to store
            m_options.feed->push(std::move(group.delta));
        group = {};
        return;
    }
    group.epoch = m_engineEpoch;
    m_groups.push(std::move(group));
    group = {};
}

// ---- writer thread

void Pipeline::runWriter(const std::function<void(Result<void>)>& opened)
{
    auto store = m_options.openWriter();
    if (!store) {
        opened(fail(store.error()));
        return;
    }
    opened({});
    while (!m_groups.finished()) {
        auto groups = m_groups.drain(kPatience);
        while (!groups.empty()) {
            if (groups.front().task) {
                groups.front().task(**store);
                groups.pop_front();
                continue;
            }
            // Everything up to the next task is one commit.
            const auto end = std::find_if(groups.begin(), groups.end(),
                                          [](const Group& g) { return bool(g.task); });
            std::deque<Group> together(std::make_move_iterator(groups.begin()),
                                       std::make_move_iterator(end));
            groups.erase(groups.begin(), end);
            commit(**store, together);
        }
    }
}

void Pipeline::commit(Store& store, std::deque<Group>& groups)
{
    // Groups judged by an engine that a failed commit has left behind are refused as that commit
    // was.
    std::erase_if(groups, [this](Group& group) {
        if (group.epoch == m_epoch)
            return false;
        refuse(group.requests,
               trouble().value_or(Error{ErrorCode::Unavailable, "the database cannot be written"}));
        return true;
    });
    if (groups.empty())
        return;
    WriteUnit unit;
    for (Group& group : groups) {
        append(unit.counts, std::move(group.unit.counts));
        append(unit.anomalies, std::move(group.unit.anomalies));
        append(unit.withdrawn, std::move(group.unit.withdrawn));
        append(unit.incidents, std::move(group.unit.incidents));
        append(unit.outbox, std::move(group.unit.outbox));
    }
    const auto written = store.write(unit);
    if (!written) {
        ++m_epoch;
        setTrouble(written.error());
        for (Group& group : groups)
            refuse(group.requests, written.error());
        return;
    }
    setTrouble(std::nullopt);
    std::size_t at = 0;
    for (Group& group : groups) {
        if (m_options.feed)
            m_options.feed->push(std::move(group.delta));
        for (std::size_t i = 0; i < group.requests.size(); ++i, ++at) {
            Request& request = group.requests[i];
            const WriteCounts& counts = (*written)[at];
            m_rowsStored += counts.accepted;
            m_meter.record(counts.accepted, steady_clock::now() - request.since);
            request.done(
                IngestAnswer{counts.accepted, counts.updated, std::move(group.verdicts[i])});
        }
    }
    if (!unit.outbox.empty() && m_options.outboxWritten)
        m_options.outboxWritten();
}

void Pipeline::refuse(std::vector<Request>& requests, const Error& error)
{
    for (Request& request : requests)
        request.done(fail(error));
    requests.clear();
}

} // namespace vigia
