#include "core/runtime/alerts.h"

#include "core/message/chart.h"
#include "core/message/incident_message.h"
#include "core/runtime/incident_edit.h"
#include "core/runtime/logging.h"
#include "core/store/database.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vigia {
namespace {

using std::chrono::minutes;

constexpr minutes kTrendLearned{40}; // before the first minute that is judged
constexpr minutes kChartLength{120}; // of a mail's picture
constexpr minutes kMatchWritten{1};  // lastMatch of a silence is written that often
constexpr int kSummedMinutes = 5;

PolicyRules policyRulesOf(const Config& config, std::shared_ptr<const StatusCatalog> catalog,
                          std::shared_ptr<const Zone> zone)
{
    PolicyRules out;
    out.alerts = config.alerts;
    if (auto receivers = makeReceivers(config))
        out.receivers = std::move(*receivers);
    if (auto routing = makeRouting(config, *catalog))
        out.routing = std::move(*routing);
    useKnownReceivers(out.routing, config);
    out.catalog = std::move(catalog);
    out.zone = std::move(zone);
    return out;
}

bool isWorse(const Anomaly& a, const Anomaly& b)
{
    return a.severity != b.severity ? a.severity == Severity::Critical : a.score > b.score;
}

void takeWorst(std::vector<Anomaly>& worst, const Anomaly& anomaly)
{
    const auto known = std::find_if(worst.begin(), worst.end(),
                                    [&](const Anomaly& a) { return a.status == anomaly.status; });
    if (known == worst.end())
        worst.push_back(anomaly);
    else if (isWorse(anomaly, *known) ||
             (known->time == anomaly.time && known->source == anomaly.source))
        *known = anomaly; // of the same minute the later word counts
}

std::optional<std::uint64_t> lastMinutes(const MinuteTotals& totals, const DataEdge& edge)
{
    if (!edge.newest)
        return std::nullopt;
    std::uint64_t sum = 0;
    for (int back = 0; back < kSummedMinutes; ++back) {
        if (const auto minute = totals.minute(*edge.newest - minutes{back})) {
            for (const std::uint64_t count : minute->counts)
                sum += count;
        }
    }
    return sum;
}

MessageChart chartOf(const Incident& incident, const std::vector<Anomaly>& worst,
                     const MinuteTotals& totals, Minute newest)
{
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    MessageChart out;
    const Minute last = std::min(newest, incident.lastAbnormal + minutes{30});
    out.from = std::min(last - kChartLength, incident.start - minutes{30}) + minutes{1};
    out.from = std::max(out.from, last - minutes{kMostChartMinutes} + minutes{1});
    out.incidentStart = incident.start;
    out.incidentEnd = incident.end;
    for (const Anomaly& anomaly : worst) {
        ChartSeries series;
        series.status = anomaly.status;
        const std::size_t at = index(anomaly.status);
        for (Minute m = out.from; m <= last; m += minutes{1}) {
            const auto minute = totals.minute(m);
            const bool known = minute && !minute->gap;
            series.counts.push_back(known ? static_cast<double>(minute->counts[at]) : kNone);
            const bool band = minute && at < minute->low.size();
            series.low.push_back(band ? static_cast<double>(minute->low[at]) : kNone);
            series.high.push_back(band ? static_cast<double>(minute->high[at]) : kNone);
            if (m == anomaly.time)
                series.marks.push_back({series.counts.size() - 1, anomaly.severity});
        }
        out.series.push_back(std::move(series));
    }
    return out;
}

} // namespace

Alerts::Alerts(const Config& config, std::shared_ptr<const StatusCatalog> catalog,
               std::shared_ptr<const Zone> zone, std::shared_ptr<SilenceBoard> board,
               std::function<void(Instant from, Instant to)> slept)
    : m_consoleUrl(config.alerts.consoleUrl)
    , m_trendRule(config.alerts.trendRule)
    , m_catalog(std::move(catalog))
    , m_zone(std::move(zone))
    , m_board(std::move(board))
    , m_slept(std::move(slept))
    , m_policy(policyRulesOf(config, m_catalog, m_zone))
    , m_trend(m_catalog, m_zone)
{}

Result<void> Alerts::restore(Store& store)
{
    const auto bytes = store.value(kPolicyStateKey);
    if (!bytes)
        return fail(bytes.error());
    PolicyState state;
    if (*bytes) {
        if (auto kept = policyStateFrom(**bytes))
            state = std::move(*kept);
        else
            qCWarning(lcApp, "what was told before is not known: the stored state of the alerts "
                             "is of another version");
    }
    m_worst.clear();
    std::vector<Incident> known;
    for (const Ticket& ticket : state.tickets) {
        auto incident = store.incident(ticket.incident);
        if (!incident)
            return fail(incident.error());
        if (!*incident)
            continue;
        if ((*incident)->state != IncidentState::Resolved || !ticket.resolvedTold)
            learnWorst(store, **incident);
        known.push_back(std::move(**incident));
    }
    m_policy.restore(std::move(state), known);
    m_trend.clear();
    m_trendFrom.reset();
    m_matched.clear();
    if (auto* database = dynamic_cast<Database*>(&store)) {
        if (auto loaded = m_board->reload(database->incidentLog(), Instant{}); !loaded)
            return loaded;
    }
    return {};
}

void Alerts::changeRules(const Config& config, Instant now)
{
    if (config.alerts.trendRule && !m_trendRule) { // what rose meanwhile is not told of late
        m_trend.clear();
        m_trendFrom.reset();
    }
    m_trendRule = config.alerts.trendRule;
    m_policy.changeRules(policyRulesOf(config, m_catalog, m_zone), now);
}

void Alerts::learnWorst(Store& store, const Incident& incident)
{
    AnomalyQuery query;
    query.from = incident.start;
    query.to = incident.lastAbnormal + minutes{1};
    query.limit = 0;
    if (const auto found = store.anomalies(query)) {
        for (const Anomaly& anomaly : *found)
            takeWorst(m_worst[incident.id], anomaly);
    }
}

void Alerts::keepWorst(const EngineStep& step)
{
    for (const IncidentChange& change : step.incidents) {
        const Incident& incident = change.incident;
        std::vector<Anomaly>& worst = m_worst[incident.id];
        takeWorst(worst, incident.peak);
        for (const auto* found : {&step.anomalies, &step.confirmed}) {
            for (const Anomaly& a : *found) {
                if (!a.late && a.time >= incident.start && a.time <= incident.lastAbnormal)
                    takeWorst(worst, a);
            }
        }
    }
    std::erase_if(m_worst, [this](const auto& kept) { return !m_policy.incident(kept.first); });
}

void Alerts::changed(const EngineStep& step, Arrival arrival, const DataEdge& edge, Instant now)
{
    for (const IncidentChange& change : step.incidents)
        m_policy.changed(change, arrival == Arrival::Live ? NewsOf::Now : NewsOf::Past, edge.newest,
                         now);
    keepWorst(step);
}

void Alerts::edited(const Incident& incident, const std::vector<IncidentTimer>& timers, Instant now)
{
    NotificationPolicy::Timers set;
    for (const IncidentTimer& timer : timers) {
        if (timer.incident != incident.id)
            continue;
        if (timer.kind == kSnoozeTimer)
            set.snooze = timer.until;
        else if (timer.kind == kAcknowledgementTimer)
            set.acknowledgement = timer.until;
    }
    m_policy.edited(incident, set, now);
}

std::vector<Incident> Alerts::due(const MinuteTotals& totals, const DataEdge& edge, Instant now,
                                  WriteUnit& unit)
{
    const auto silences = m_board->get();
    if (m_trendRule)
        followTrend(totals, edge, now, *silences, unit);
    PolicyStep step = m_policy.tick(*silences, edge.newest, now);
    for (TrailLine& line : step.trail)
        unit.steps.push_back(
            {0, line.incident, now, "vigia", std::move(line.action), std::move(line.detail)});
    for (const Outgoing& outgoing : step.messages)
        unit.outbox.push_back(entryOf(outgoing, totals, edge, now));
    for (const IncidentId id : step.acknowledgementsEnded)
        unit.timers.push_back({id, kAcknowledgementTimer, Instant{}});
    for (const IncidentId id : step.snoozesEnded)
        unit.timers.push_back({id, kSnoozeTimer, Instant{}});
    noteMatches(step, now, unit);
    if (step.slept) {
        const auto gap =
            std::chrono::duration_cast<minutes>(step.slept->second - step.slept->first);
        qCWarning(lcApp,
                  "the machine slept from %s to %s, %lld minutes, or its clock was set; what fell "
                  "due meanwhile is told together",
                  toRfc3339(step.slept->first).c_str(), toRfc3339(step.slept->second).c_str(),
                  static_cast<long long>(gap.count()));
        if (m_slept)
            m_slept(step.slept->first, step.slept->second);
    }
    if (step.changed)
        unit.values.emplace_back(kPolicyStateKey, toBytes(m_policy.state()));
    return std::move(step.openAgain);
}

void Alerts::noteMatches(const PolicyStep& step, Instant now, WriteUnit& unit)
{
    for (const std::int64_t id : step.silencesMatched) {
        const auto known = m_matched.find(id);
        if (known != m_matched.end() && now - known->second < kMatchWritten)
            continue;
        m_matched.insert_or_assign(id, now);
        unit.silenceMatches.emplace_back(id, now);
    }
}

// Minutes are taken once a later one has begun, so that a source that lags a little is in them.
void Alerts::followTrend(const MinuteTotals& totals, const DataEdge& edge, Instant now,
                         const std::vector<Silence>& silences, WriteUnit& unit)
{
    if (!edge.newest)
        return;
    if (!m_trendFrom)
        m_trendFrom = *edge.newest - minutes{1};
    const Minute last = *edge.newest - minutes{1};
    Minute next = std::max(m_trend.newest().value_or(*m_trendFrom - kTrendLearned) + minutes{1},
                           last - kTrendLearned);
    for (; next < last; next += minutes{1}) {
        const auto sums = totals.minute(next);
        Bucket bucket{next, sums && !sums->gap ? Fill::Complete : Fill::Gap,
                      std::vector<std::uint64_t>(m_catalog->size(), 0)};
        if (sums && !sums->gap)
            bucket.counts = sums->counts;
        for (const TrendWatch::Rise& rise : m_trend.take(bucket)) {
            if (next < *m_trendFrom || !edge.newestLive || next > *edge.newestLive)
                continue;
            for (const auto& [receiver, target] :
                 m_policy.rose(rise.status, rise.slope, next, silences, now)) {
                OutboxEntry entry;
                entry.channel = target.channel;
                entry.recipient = target.recipient;
                entry.message =
                    risingMessage({rise.status, rise.slope, next, lastMinutes(totals, edge)},
                                  target.channel, contextOf(target.language), now);
                entry.created = entry.nextAttempt = now;
                unit.outbox.push_back(std::move(entry));
            }
        }
    }
}

MessageContext Alerts::contextOf(Language language) const
{
    return {*m_catalog, *m_zone, language, m_consoleUrl};
}

IncidentNote Alerts::noteOf(const Notice& notice, const MinuteTotals& totals, const DataEdge& edge,
                            const MessageContext& context) const
{
    IncidentNote note;
    note.kind = notice.kind;
    if (const Incident* incident = m_policy.incident(notice.incident))
        note.incident = *incident;
    // Thread and subject stay as they were, whatever the incident grew into.
    Incident first = note.incident;
    first.start = notice.toldStart;
    first.peak.status = notice.toldStatus;
    first.peak.kind = notice.toldKind;
    note.thread = incidentThread(first);
    note.subject = incidentSubject(first, context);
    note.number = notice.number;
    if (const auto worst = m_worst.find(notice.incident); worst != m_worst.end())
        note.worst = worst->second;
    note.receiver = notice.receiver;
    note.lastFiveMinutes = lastMinutes(totals, edge);
    return note;
}

OutboxEntry Alerts::entryOf(const Outgoing& outgoing, const MinuteTotals& totals,
                            const DataEdge& edge, Instant now) const
{
    const Target& target = outgoing.notices.front().target;
    const MessageContext context = contextOf(target.language);
    std::vector<IncidentNote> notes;
    for (const Notice& notice : outgoing.notices)
        notes.push_back(noteOf(notice, totals, edge, context));
    OutboxEntry entry;
    entry.channel = target.channel;
    entry.recipient = target.recipient;
    if (outgoing.digest) {
        entry.message = digestMessage(notes, target.channel, context, now);
    } else {
        IncidentNote& note = notes.front();
        if (target.channel == "mail" && edge.newest) {
            const std::vector<Anomaly> peak = {note.incident.peak};
            note.chart = chartOf(note.incident, note.worst.empty() ? peak : note.worst, totals,
                                 *edge.newest);
        }
        entry.message = incidentMessage(note, target.channel, context, now);
    }
    entry.created = now;
    entry.nextAttempt = now;
    return entry;
}

} // namespace vigia
