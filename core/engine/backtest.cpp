#include "core/engine/backtest.h"

#include <algorithm>
#include <utility>

namespace vigia {
namespace {

using std::chrono::minutes;

constexpr std::size_t kRowsPerStep = 10'000; // bounds the bands that a step carries
constexpr minutes kJoined{10};

Minute endOf(const Incident& incident)
{
    return incident.end.value_or(incident.lastAbnormal + minutes{1});
}

minutes overlap(const Incident& a, const Incident& b)
{
    return std::min(endOf(a), endOf(b)) - std::max(a.start, b.start);
}

bool looksTheSame(const Incident& a, const Incident& b)
{
    return a.start == b.start && endOf(a) == endOf(b) && a.severity == b.severity &&
           a.statuses == b.statuses;
}

} // namespace

double BacktestReport::days() const
{
    return static_cast<double>((range.to - range.from).count()) / 1440;
}

double BacktestReport::alarmsPerDay() const
{
    std::int64_t alarms = 0;
    for (const StatusTally& tally : statuses)
        alarms += tally.alarms;
    return range.empty() ? 0 : static_cast<double>(alarms) / days();
}

double BacktestReport::incidentsPerDay() const
{
    return range.empty() ? 0 : static_cast<double>(incidents.size()) / days();
}

Result<Backtest> Backtest::create(const EngineContext& context, Minute reportFrom)
{
    auto engine = MinuteEngine::create(context);
    if (!engine)
        return fail(engine.error());
    Backtest out;
    out.m_engine = std::move(*engine);
    out.m_statuses = context.catalog->size();
    out.m_reportFrom = reportFrom;
    return out;
}

void Backtest::add(const CountBatch& batch)
{
    const auto earlier = [](const CountRow& a, const CountRow& b) { return a.time < b.time; };
    CountBatch chunk;
    chunk.sources = batch.sources;
    std::vector<CountRow> sorted;
    std::span<const CountRow> rows = batch.rows;
    if (!std::is_sorted(rows.begin(), rows.end(), earlier)) {
        sorted = batch.rows;
        std::stable_sort(sorted.begin(), sorted.end(), earlier);
        rows = sorted;
    }
    const auto reported = std::partition_point(
        rows.begin(), rows.end(), [&](const CountRow& r) { return r.time < m_reportFrom; });
    chunk.rows.assign(rows.begin(), reported);
    if (!chunk.rows.empty())
        (void)m_engine->learn(chunk, MinuteEngine::Bands::Skip);
    rows = {reported, rows.end()};
    if (!rows.empty() && !m_range) {
        (void)m_engine->finish(); // what was learned stays unreported to its last minute
        m_range = MinuteRange{rows.front().time, rows.front().time};
    }
    while (!rows.empty()) {
        const auto size = std::min(rows.size(), kRowsPerStep);
        chunk.rows.assign(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(size));
        m_range->to = std::max(m_range->to, chunk.rows.back().time + minutes{1});
        m_findings.take(m_engine->apply(chunk));
        rows = rows.subspan(size);
    }
}

BacktestReport Backtest::finish()
{
    m_findings.take(m_engine->finish());
    BacktestReport out;
    out.range = m_range.value_or(MinuteRange{});
    out.anomalies = m_findings.anomalyList();
    out.incidents = m_findings.incidentList();
    std::vector<std::optional<Minute>> last(m_statuses);
    for (std::size_t i = 0; i < m_statuses; ++i)
        out.statuses.push_back({static_cast<StatusId>(i), 0, 0});
    for (const Anomaly& a : out.anomalies) {
        StatusTally& tally = out.statuses[index(a.status)];
        std::optional<Minute>& before = last[index(a.status)];
        ++tally.minutes;
        if (!before || a.time - *before > kJoined)
            ++tally.alarms;
        before = a.time;
    }
    return out;
}

BacktestDifference compare(const BacktestReport& current, const BacktestReport& candidate)
{
    BacktestDifference out;
    std::vector<const Incident*> left;
    for (const Incident& incident : candidate.incidents)
        left.push_back(&incident);
    for (const Incident& incident : current.incidents) {
        const auto best =
            std::max_element(left.begin(), left.end(), [&](const Incident* a, const Incident* b) {
                return overlap(incident, *a) < overlap(incident, *b);
            });
        if (best == left.end() || overlap(incident, **best) <= minutes{0}) {
            out.vanishing.push_back(incident);
            continue;
        }
        if (looksTheSame(incident, **best))
            ++out.same;
        else
            out.moved.push_back({incident, **best});
        left.erase(best);
    }
    for (const Incident* incident : left)
        out.appearing.push_back(*incident);
    return out;
}

} // namespace vigia
