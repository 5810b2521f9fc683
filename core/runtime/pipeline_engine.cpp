// The engine thread of the pipeline: requests in, judged groups out; see pipeline.h.
#include "core/runtime/append.h"
#include "core/runtime/history.h"
#include "core/runtime/pipeline.h"
#include "core/store/database.h"

#include <algorithm>
#include <future>
#include <iterator>

namespace vigia {
namespace {

constexpr std::size_t kRowsPerGroup =
    20'000; // then the writer may begin, so that judging and syncing overlap
constexpr std::chrono::milliseconds kPatience{250};
constexpr std::chrono::seconds kRecoverEvery{5};
constexpr std::chrono::days kShown{8}; // bands and anomalies that the window gets at start
constexpr std::size_t kIncidentsShown = 200;
const std::string kSnapshotKey = "engine_snapshot";

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

void Pipeline::runEngine()
{
    takeRules();
    m_judges = true;
    if (auto built = rebuild(); !built) {
        setTrouble(built.error());
        ++m_engineEpoch; // differs from m_epoch: recover() is tried with the next request
    }
    m_learning = false;
    while (!m_requests.finished()) {
        auto requests = m_requests.drain(kPatience);
        takeRules();
        followTerm();
        if (m_engineEpoch != m_epoch && !recover(requests))
            continue;
        Group group;
        lookAround(group);
        std::size_t rows = 0;
        for (Request& request : requests) {
            rows += request.batch.rows.size();
            judge(std::move(request), group);
            if (rows >= kRowsPerGroup) {
                tellDue(group);
                handOver(group);
                rows = 0;
            }
        }
        tick(group);
        tellDue(group);
        handOver(group);
        if (m_past)
            takeInPast();
    }
    m_judges = false;
    takeRules(); // nobody is left waiting
    giveUpAsking();
}

// After a failed commit: is the store well again? Then the engine is rebuilt from it. Else the
// requests are refused.
bool Pipeline::recover(std::deque<Request>& requests)
{
    // Without requests it is tried now and then, for what is to be told.
    const Instant now = m_options.clock->now();
    const bool again = now - m_lastRecovery >= kRecoverEvery || now < m_lastRecovery;
    if (requests.empty() && (!m_options.teller || !again))
        return false;
    m_lastRecovery = now;
    if (writerAccepts()) {
        auto built = rebuild();
        if (built)
            return true;
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
    const std::uint64_t epoch = m_epoch;
    const int term = m_term;
    auto store = m_options.openReader();
    if (!store)
        return fail(store.error());
    auto engine = MinuteEngine::create(m_options.engine);
    if (!engine)
        return fail(engine.error());
    m_totals.clear();
    LiveDelta delta;
    std::optional<Minute> left; // from here on others left rows to be judged
    const auto learn = [&]() -> Result<void> {
        if (term != 0) {
            auto found = findLeft(**store);
            if (!found)
                return fail(found.error());
            left = *found;
        }
        return learnHistory(**store, **engine, delta, left);
    };
    auto* shared = m_options.shared ? dynamic_cast<Database*>(store->get()) : nullptr;
    if (auto learned = shared ? shared->readTogether(learn) : learn(); !learned)
        return learned;
    if (m_options.teller && term != 0) {
        if (auto restored = m_options.teller->restore(**store); !restored)
            return restored;
    }
    m_engine = std::move(*engine);
    m_engineTerm = term;
    m_engineEpoch = epoch;
    rememberStored(delta.anomalies);
    delta.minutes = m_totals.takeChanged();
    publish(std::move(delta));
    return left ? judgeLeft(**store, *left) : Result<void>();
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

// `until`: rows from there on are not learned, for they are to be judged.
Result<void> Pipeline::learnHistory(Store& store, MinuteEngine& engine, LiveDelta& delta,
                                    std::optional<Minute> until)
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
        auto read = forEachChunk(store, *from, until, [&](const CountBatch& chunk) {
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
        if (!snapshot.empty() && m_term != 0) {
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
    m_stats.setOpenIncidents(std::count_if(m_incidents.begin(), m_incidents.end(), [](auto& i) {
        return i.second.state != IncidentState::Resolved;
    }));
    delta.incidents = std::move(*incidents);
    return {};
}

void Pipeline::judge(Request request, Group& group)
{
    if (request.asked) {
        passOn(request);
        return;
    }
    if (request.edit) {
        change(request, group);
        return;
    }
    if (request.arrival != Arrival::History) {
        m_lag.arrived(request.batch, m_options.clock->now());
        for (const CountRow& row : request.batch.rows)
            m_newestLive = std::max(m_newestLive.value_or(row.time), row.time);
    }
    const bool back = request.arrival == Arrival::History && reachesBack(request.batch);
    if (request.beside && m_engineTerm != 0) {
        auto& notes = back ? m_pastLeft : group.unit.judged;
        notes.insert(notes.end(), request.beside->unjudged.begin(), request.beside->unjudged.end());
    }
    if (back) {
        group.unit.counts.push_back(std::move(request.batch));
        group.verdicts.emplace_back();
        group.requests.push_back(std::move(request));
        return;
    }
    EngineStep step = m_engine->apply(request.batch);
    m_totals.add(request.batch);
    // What is stored may have been changed meanwhile by another collector.
    group.unit.counts.push_back(request.arrival == Arrival::Stored ? CountBatch{}
                                                                   : std::move(request.batch));
    group.verdicts.push_back(step.anomalies);
    tell(step, request.arrival);
    take(std::move(step), group);
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
        if (m_engineTerm == 0)
            return learnAnew();
        auto reader = m_options.openReader();
        if (!reader)
            return fail(reader.error());
        auto found = judgePast(**reader, m_options.engine, range);
        if (!found)
            return fail(found.error());
        auto written = waitForWriter([this, &found](Store& store) -> Result<void> {
            WriteUnit unit;
            unit.anomalies = std::move(*found);
            unit.judged = std::exchange(m_pastLeft, {});
            if (auto stored = store.write(unit); !stored)
                return fail(stored.error());
            return {};
        });
        if (!written)
            return written;
        return learnAnew();
    }();
    if (!done) {
        setTrouble(done.error());
        ++m_engineEpoch; // differs from m_epoch: recover() rebuilds with the next request
    }
}

// A kept snapshot does not know the rows that were imported.
Result<void> Pipeline::learnAnew()
{
    m_learnAnew = true;
    auto built = rebuild();
    m_learnAnew = false;
    return built;
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
    if (m_engineTerm == 0) {
        request.done(
            fail(ErrorCode::Unavailable, "another Vigia decides now, try again in a second"));
        return;
    }
    auto found = latest(request.incident);
    if (!found) {
        request.done(fail(found.error()));
        return;
    }
    Incident edited = std::move(*found);
    if (auto allowed = request.edit(edited, group.unit); !allowed) {
        request.done(fail(allowed.error()));
        return;
    }
    m_engine->annotate(edited);
    if (m_options.teller)
        m_options.teller->edited(edited, group.unit.timers, m_options.clock->now());
    EngineStep step;
    step.incidents.push_back({IncidentChangeKind::Updated, std::move(edited)});
    group.unit.counts.emplace_back(); // keeps the order of requests and counts
    group.verdicts.emplace_back();
    take(std::move(step), group);
    group.requests.push_back(std::move(request));
}

// The recent ones are at hand; older ones are read, to be annotated too.
Result<Incident> Pipeline::latest(IncidentId id)
{
    if (const auto known = m_incidents.find(id); known != m_incidents.end())
        return known->second;
    auto store = m_options.openReader();
    if (!store)
        return fail(store.error());
    auto stored = (*store)->incident(id);
    if (!stored)
        return fail(stored.error());
    if (!*stored)
        return fail(ErrorCode::NotFound,
                    "there is no incident " + std::to_string(static_cast<std::int64_t>(id)));
    return std::move(**stored);
}

DataEdge Pipeline::edge() const
{
    DataEdge out{std::nullopt, m_newestLive};
    for (const MinuteEngine::SourceState& source : m_engine->sources())
        out.newest = std::max(out.newest.value_or(source.newest), source.newest);
    return out;
}

void Pipeline::tell(const EngineStep& step, Arrival arrival)
{
    if (!m_options.teller || m_engineTerm == 0 || step.incidents.empty())
        return;
    m_options.teller->changed(
        step, arrival == Arrival::History ? Teller::Arrival::Imported : Teller::Arrival::Live,
        edge(), m_options.clock->now());
}

// What is to be told goes into the commit of what it tells of.
void Pipeline::tellDue(Group& group)
{
    if (!m_options.teller || m_engineTerm == 0)
        return;
    for (Incident& incident :
         m_options.teller->due(m_totals, edge(), m_options.clock->now(), group.unit)) {
        m_engine->annotate(incident);
        EngineStep step;
        step.incidents.push_back({IncidentChangeKind::Updated, std::move(incident)});
        take(std::move(step), group);
    }
}

void Pipeline::take(EngineStep step, Group& group)
{
    m_totals.add(step.bands);
    if (m_engineTerm == 0)
        return; // what is found is the other one's to write
    for (const IncidentChange& change : step.incidents) {
        m_incidents.insert_or_assign(change.incident.id, change.incident);
        group.unit.incidents.push_back(change.incident);
        group.delta.incidents.push_back(change.incident);
    }
    count(step);
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

void Pipeline::count(const EngineStep& step)
{
    std::int64_t minutes = 0;
    const BandPoint* last = nullptr;
    for (const BandPoint& band : step.bands) { // one after the other for all statuses of a minute
        minutes += !last || last->time != band.time || last->source != band.source ? 1 : 0;
        last = &band;
    }
    const auto criticals =
        std::count_if(step.anomalies.begin(), step.anomalies.end(),
                      [](const Anomaly& a) { return a.severity == Severity::Critical; });
    m_stats.judged(minutes, static_cast<std::int64_t>(step.anomalies.size()) - criticals,
                   criticals);
    if (step.incidents.empty())
        return;
    m_stats.setOpenIncidents(std::count_if(m_incidents.begin(), m_incidents.end(), [](auto& i) {
        return i.second.state != IncidentState::Resolved;
    }));
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
        if (!until || *until <= source.newest)
            continue;
        EngineStep step = m_engine->advance(source.source, *until);
        tell(step, Arrival::Live);
        take(std::move(step), group);
    }
}

void Pipeline::handOver(Group& group)
{
    const WriteUnit& unit = group.unit;
    group.delta.minutes = m_totals.takeChanged();
    const bool nothing = group.requests.empty() && unit.anomalies.empty() &&
                         unit.withdrawn.empty() && unit.incidents.empty() && unit.outbox.empty() &&
                         unit.steps.empty() && unit.timers.empty() && unit.values.empty() &&
                         unit.judged.empty() && unit.answers.empty() && unit.silenceMatches.empty();
    if (nothing) {
        if (!group.delta.empty()) // bands and gaps that the clock closed: nothing to store
            publish(std::move(group.delta));
        group = {};
        return;
    }
    group.epoch = m_engineEpoch;
    group.term = m_engineTerm;
    m_groups.push(std::move(group));
    group = {};
}

} // namespace vigia
