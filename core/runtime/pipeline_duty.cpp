// What a pipeline does because others write the same database: who decides, what others stored, and
// what operators do elsewhere; see pipeline.h.
//
// The writer thread asks for the lead every second, in the session that writes, so that a commit
// and the right to make it end together. The engine thread follows: a new term begins with an
// engine built from the database. Rows that others stored are noted in the database until they are
// judged (collector_log.h); what others tell (ChangeWatch) only says when to look.
#include "core/engine/recent_minutes.h"
#include "core/runtime/append.h"
#include "core/runtime/history.h"
#include "core/runtime/incident_edit.h"
#include "core/runtime/incident_request.h"
#include "core/runtime/pipeline.h"
#include "core/store/database.h"
#include "core/store/minute_ranges.h"

#include <algorithm>
#include <utility>

namespace vigia {

using std::chrono::steady_clock;
using namespace std::chrono_literals;

namespace {

constexpr auto kTermEvery = 1s;
constexpr auto kLookEvery = 1s;     // unasked
constexpr auto kLookAtMost = 200ms; // asked
constexpr auto kRebuildEvery = 1s;
constexpr auto kAnswerWait = 8s;
constexpr std::size_t kNotesAtOnce = 1'000;
constexpr std::size_t kNotesAtStart = 1'000'000;
constexpr std::size_t kStretches = 64;
constexpr std::size_t kIncidentsShown = 200;

void widen(std::optional<MinuteRange>& range, const MinuteRange& by)
{
    if (!range)
        range = by;
    range->from = std::min(range->from, by.from);
    range->to = std::max(range->to, by.to);
}

void note(std::vector<MinuteRange>& ranges, const MinuteRange& range)
{
    if (range.from >= range.to)
        return;
    ranges.push_back(range);
    if (ranges.size() > 2 * kStretches)
        ranges = joined(std::move(ranges), kStretches);
}

Result<void> readCounts(Store& store, const MinuteRange& range, CountBatch& into)
{
    CountQuery query;
    query.from = range.from;
    query.to = range.to;
    query.limit = 0;
    return store.forEachCount(query, [&](const StoredCount& row) {
        const auto known = std::find(into.sources.begin(), into.sources.end(), row.source);
        const auto source = static_cast<std::uint32_t>(known - into.sources.begin());
        if (known == into.sources.end())
            into.sources.push_back(row.source);
        into.rows.push_back({row.time, row.count, row.status, source});
        return true;
    });
}

Error nobodyDecides()
{
    return {ErrorCode::Unavailable,
            "no Vigia that shares this database decides at present; try again in some seconds"};
}

} // namespace

struct Pipeline::Look
{
    std::vector<UnjudgedMinutes> left;
    CountBatch counts;
    std::vector<IncidentRequest> requests;
    std::vector<Anomaly> anomalies;
    std::vector<Incident> incidents;
    std::vector<std::pair<std::shared_ptr<AskedOther>, Result<Incident>>> answered;
};

void Pipeline::noticed(const StoreChange& change)
{
    const std::scoped_lock lock(m_noticedMutex);
    switch (change.kind) {
    case StoreChange::Kind::Counts:
        note(m_noticed.counts, change.minutes);
        break;
    case StoreChange::Kind::Imported:
        m_noticed.imported = true;
        break;
    case StoreChange::Kind::Alerts:
        m_noticed.alertsChanged = true;
        note(m_noticed.alerts, change.minutes);
        break;
    case StoreChange::Kind::Rules:
        break; // whoever owns the pipeline brings them
    }
}

void Pipeline::missedChanges()
{
    const std::scoped_lock lock(m_noticedMutex);
    m_noticed.missed = true;
}

// Writer thread, every second.
void Pipeline::keepTerm(Store& store)
{
    const auto now = steady_clock::now();
    auto* database = m_options.shared ? dynamic_cast<Database*>(&store) : nullptr;
    if (!database || now - m_lastTerm < kTermEvery)
        return;
    m_lastTerm = now;
    int term = 0;
    std::optional<Error> away;
    if (m_options.mayDecide) {
        const auto leads = database->leadership().tryAcquire();
        if (leads && *leads)
            term = database->leadership().term();
        else if (!leads)
            away = leads.error();
    } else if (const auto alive = database->value("write_probe"); !alive) {
        away = alive.error();
    }
    const int before = m_term.exchange(term);
    if ((before != 0) != (term != 0) && m_options.dutyChanged)
        m_options.dutyChanged(term != 0);
    if (away)
        setTrouble(away);
    else if (const auto known = trouble(); known && known->code == ErrorCode::Unavailable)
        setTrouble(std::nullopt);
}

// The rows of a group stay, what was found in them goes: another one decides now.
void Pipeline::leaveToOthers(Group& group)
{
    group.term = 0;
    std::vector<CountBatch> counts = std::move(group.unit.counts);
    group.unit = {};
    group.unit.counts = std::move(counts);
    std::vector<LiveMinute> minutes = std::move(group.delta.minutes);
    group.delta = {};
    group.delta.minutes = std::move(minutes);
}

// Engine thread: whoever got the lead begins with what is stored.
void Pipeline::followTerm()
{
    const int term = m_term;
    const auto now = steady_clock::now();
    if (term == m_engineTerm)
        return;
    if (term == 0) {
        m_engineTerm = 0;
        return;
    }
    if (now < m_nextRebuild)
        return;
    m_nextRebuild = now + kRebuildEvery;
    m_learning = true;
    if (auto built = rebuild(); !built)
        setTrouble(built.error());
    m_learning = false;
}

// The first minute with rows that others left to be judged, so far as they can still be judged in
// their turn; older ones are judged as past. In the reader of rebuild().
Result<std::optional<Minute>> Pipeline::findLeft(Store& store)
{
    m_left.clear();
    m_pastLeft.clear();
    std::optional<Minute> from;
    auto* database = dynamic_cast<Database*>(&store);
    if (!database)
        return from;
    const auto noted = database->collectorLog().unjudged(kNotesAtStart);
    if (!noted)
        return fail(noted.error());
    const auto range = store.countRange();
    if (!range)
        return fail(range.error());
    if (!*range)
        return from;
    const Minute reach = (*range)->to - kLateWindow;
    for (const UnjudgedMinutes& one : *noted) {
        const MinuteRange& minutes = one.minutes;
        const bool past = one.imported || minutes.to <= reach;
        if (past || minutes.from < reach)
            widen(m_past, {minutes.from, past ? minutes.to : reach});
        if (!past)
            from = std::min(from.value_or(minutes.from), std::max(minutes.from, reach));
        (past ? m_pastLeft : m_left).push_back(one.id);
    }
    return from;
}

Result<void> Pipeline::judgeLeft(Store& store, Minute from)
{
    bool whole = true;
    auto read = forEachChunk(store, from, std::nullopt, [&](const CountBatch& chunk) {
        whole = !m_requests.finished();
        if (!whole)
            return false; // the next start begins with them
        Group group;
        applyStored(chunk, group);
        tellDue(group);
        handOver(group);
        return true;
    });
    if (!read) {
        m_engineTerm = 0; // followTerm() tries again
        return read;
    }
    if (!whole)
        return {};
    Group group;
    group.unit.judged = std::exchange(m_left, {});
    handOver(group);
    return {};
}

void Pipeline::rememberStored(const std::vector<Anomaly>& stored)
{
    m_shown.clear();
    if (!m_options.shared || m_engineTerm != 0)
        return;
    for (const Anomaly& a : stored)
        m_shown.emplace(a.time, a.status, a.source);
}

void Pipeline::applyStored(const CountBatch& counts, Group& group)
{
    if (counts.rows.empty())
        return;
    m_lag.arrived(counts, m_options.clock->now());
    for (const CountRow& row : counts.rows)
        m_newestLive = std::max(m_newestLive.value_or(row.time), row.time);
    EngineStep step = m_engine->apply(counts);
    m_totals.add(counts);
    tell(step, Arrival::Stored);
    take(std::move(step), group);
}

// Engine thread, between two groups.
void Pipeline::lookAround(Group& group)
{
    const auto now = steady_clock::now();
    const bool decides = m_engineTerm != 0;
    Noticed noticed;
    {
        const std::scoped_lock lock(m_noticedMutex);
        const bool asked = m_noticed.any() || !m_asked.empty();
        if (!m_options.shared && !asked)
            return;
        if (now - m_lastLook < (asked ? kLookAtMost : kLookEvery) || (!asked && !decides))
            return;
        noticed = std::exchange(m_noticed, {});
    }
    m_lastLook = now;
    if (!decides && noticed.missed) {
        if (auto built = rebuild(); !built) {
            missedChanges();
            setTrouble(built.error());
        }
        return;
    }
    m_learnAgain = m_learnAgain || (!decides && noticed.imported);
    if (m_learnAgain && now >= m_nextRebuild) {
        m_nextRebuild = now + 10 * kRebuildEvery;
        m_learnAgain = !learnAnew().has_value();
        return;
    }
    Look seen;
    const auto looked = waitForWriter([&](Store& store) { return look(store, noticed, seen); });
    for (auto& [asked, answer] : seen.answered) {
        std::erase(m_asked, asked);
        asked->done(std::move(answer));
    }
    if (!looked) {
        missedChanges();
        std::erase_if(m_asked, [&](const std::shared_ptr<AskedOther>& asked) {
            const bool late = now - asked->since > kAnswerWait;
            if (late)
                asked->done(fail(looked.error()));
            return late;
        });
        return;
    }
    takeSeen(seen, noticed, group);
}

// Writer thread, while the engine waits.
Result<void> Pipeline::look(Store& store, const Noticed& noticed, Look& seen)
{
    auto* database = dynamic_cast<Database*>(&store);
    if (!database)
        return {};
    CollectorLog& log = database->collectorLog();
    std::vector<MinuteRange> ranges = noticed.counts;
    if (m_engineTerm != 0) {
        auto left = log.unjudged(kNotesAtOnce);
        if (!left)
            return fail(left.error());
        seen.left = std::move(*left);
        ranges.clear();
        for (const UnjudgedMinutes& one : seen.left) {
            if (!one.imported)
                ranges.push_back(one.minutes);
        }
        auto requests = log.requests();
        if (!requests)
            return fail(requests.error());
        seen.requests = std::move(*requests);
    } else if (noticed.alertsChanged) {
        IncidentQuery recent;
        recent.limit = kIncidentsShown;
        auto incidents = store.incidents(recent);
        if (!incidents)
            return fail(incidents.error());
        seen.incidents = std::move(*incidents);
        for (const MinuteRange& range : joined(noticed.alerts, kStretches)) {
            AnomalyQuery query;
            query.from = range.from;
            query.to = range.to;
            query.limit = 0;
            auto anomalies = store.anomalies(query);
            if (!anomalies)
                return fail(anomalies.error());
            append(seen.anomalies, std::move(*anomalies));
        }
    }
    for (const MinuteRange& range : joined(std::move(ranges), kStretches)) {
        if (auto read = readCounts(store, range, seen.counts); !read)
            return read;
    }
    return collectAnswers(*database, seen);
}

Result<void> Pipeline::collectAnswers(Database& database, Look& seen)
{
    CollectorLog& log = database.collectorLog();
    for (const auto& asked : m_asked) {
        const auto answer = log.takeAnswer(asked->id);
        if (!answer)
            return fail(answer.error());
        if (!*answer) {
            if (steady_clock::now() - asked->since < kAnswerWait)
                continue;
            const auto taken = log.takeBack(asked->id);
            if (!taken)
                return fail(taken.error());
            if (*taken)
                seen.answered.emplace_back(asked, fail(nobodyDecides()));
            continue;
        }
        if (auto refusal = refusalOf(**answer)) {
            seen.answered.emplace_back(asked, fail(std::move(*refusal)));
            continue;
        }
        auto incident = database.incident(asked->incident);
        if (!incident)
            seen.answered.emplace_back(asked, fail(incident.error()));
        else if (!*incident)
            seen.answered.emplace_back(asked, fail(ErrorCode::NotFound, "the incident is gone"));
        else
            seen.answered.emplace_back(asked, std::move(**incident));
    }
    return {};
}

void Pipeline::takeSeen(Look& seen, const Noticed& noticed, Group& group)
{
    for (const UnjudgedMinutes& one : seen.left) {
        if (one.imported)
            widen(m_past, one.minutes);
        (one.imported ? m_pastLeft : group.unit.judged).push_back(one.id);
    }
    if (seen.left.size() == kNotesAtOnce)
        m_lastLook = {}; // there is more
    applyStored(seen.counts, group);
    for (const IncidentRequest& request : seen.requests)
        doRequest(request, group);
    if (m_engineTerm == 0)
        showOthers(seen, noticed, group);
}

// Anomalies and incidents of the one that decides, for the feed of one that follows.
void Pipeline::showOthers(Look& seen, const Noticed& noticed, Group& group)
{
    std::set<AnomalyKey> present;
    for (const Anomaly& a : seen.anomalies)
        present.emplace(a.time, a.status, a.source);
    for (const MinuteRange& range : joined(noticed.alerts, kStretches)) {
        auto at = m_shown.lower_bound({range.from, StatusId{}, std::string()});
        while (at != m_shown.end() && std::get<Minute>(*at) < range.to) {
            if (present.contains(*at)) {
                ++at;
                continue;
            }
            Anomaly gone;
            std::tie(gone.time, gone.status, gone.source) = *at;
            group.delta.withdrawn.push_back(std::move(gone));
            at = m_shown.erase(at);
        }
    }
    m_shown.merge(present);
    append(group.delta.anomalies, std::move(seen.anomalies));
    for (Incident& incident : seen.incidents) {
        const auto known = m_incidents.find(incident.id);
        if (known != m_incidents.end() && known->second == incident)
            continue;
        m_incidents.insert_or_assign(incident.id, incident);
        group.delta.incidents.push_back(std::move(incident));
    }
}

// What an operator did elsewhere; the answer is committed with it.
void Pipeline::doRequest(const IncidentRequest& request, Group& group)
{
    auto action = actionOf(request.body);
    auto refusal = std::make_shared<std::optional<Error>>();
    if (action) {
        Request edit;
        edit.incident = action->incident;
        edit.edit = editOf(std::move(*action));
        edit.since = steady_clock::now();
        edit.done = [refusal](const Result<IngestAnswer>& answer) {
            if (!answer)
                *refusal = answer.error();
        };
        change(edit, group);
    } else {
        *refusal = Error{ErrorCode::InvalidInput, "this version does not know that action"};
    }
    group.unit.answers.emplace_back(request.id, answerOf(*refusal));
}

void Pipeline::askDecider(const IncidentAction& action, IncidentDone done)
{
    auto asked = std::make_shared<AskedOther>();
    asked->body = requestOf(action);
    asked->incident = action.incident;
    asked->done = std::move(done);
    asked->since = steady_clock::now();
    Request request;
    request.asked = asked;
    request.done = [asked](const Result<IngestAnswer>& refused) {
        asked->done(fail(refused ? nobodyDecides() : refused.error()));
    };
    if (!m_requests.tryPush(request))
        asked->done(
            fail(ErrorCode::Full, "the queue of waiting requests is full, try again in a second"));
}

void Pipeline::passOn(Request& request)
{
    const auto written = waitForWriter([&](Store& store) -> Result<void> {
        auto* database = dynamic_cast<Database*>(&store);
        if (!database)
            return fail(nobodyDecides());
        auto id = database->collectorLog().ask(request.asked->body, m_options.clock->now());
        if (!id)
            return fail(id.error());
        request.asked->id = *id;
        return {};
    });
    if (written)
        m_asked.push_back(request.asked);
    else
        request.done(fail(written.error()));
}

void Pipeline::giveUpAsking()
{
    for (const auto& asked : m_asked)
        asked->done(fail(ErrorCode::Unavailable, "Vigia stops; whether the action was taken is "
                                                 "seen after the next start"));
    m_asked.clear();
}

} // namespace vigia
