#include "core/engine/minute_engine.h"

#include "core/engine/source_stream.h"
#include "core/incident/incident_announcer.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace vigia {
namespace {

using std::chrono::minutes;
using Role = MinuteBucketer::Role;
using Say = StreamReport::Say;

constexpr std::string_view kMagic = "engine 1";

class Engine final : public MinuteEngine
{
public:
    explicit Engine(const EngineContext& context)
        : m_context(context)
        , m_tracker(context.catalog, context.zone)
    {}

    EngineStep apply(const CountBatch& batch) override;
    EngineStep advance(const std::string& source, Minute until) override;
    EngineStep finish() override;
    std::vector<BandPoint> learn(const CountBatch& batch, Bands bands) override;
    void restore(std::span<const Incident> open, IncidentId next) override
    {
        m_tracker.restore(open, next);
    }
    void annotate(const Incident& edited) override { m_tracker.annotate(edited); }
    [[nodiscard]] std::string save() override;
    [[nodiscard]] std::optional<Minute> load(std::string_view bytes) override;
    [[nodiscard]] std::vector<SourceState> sources() const override;
    void explainMinute(Minute time) override;
    [[nodiscard]] std::string explained(const std::string& source, StatusId status) const override;

private:
    void take(const CountBatch& batch, Role role, StreamReport& report);
    [[nodiscard]] SourceStream* stream(const std::string& name);
    void sayIncidents(std::vector<IncidentChange> decided, EngineStep& step);

    EngineContext m_context;
    IncidentTracker m_tracker;
    IncidentAnnouncer m_announcer;
    std::vector<std::unique_ptr<SourceStream>> m_streams; // in order of appearance
    std::unordered_map<std::string, SourceStream*> m_byName;
    std::optional<Minute> m_explain;

    // Of the batch at hand; kept for their memory.
    std::vector<SourceStream*> m_ofBatch;
    std::vector<SourceStream*> m_touched;
    std::vector<std::uint32_t> m_order;
};

Result<DetectorPanel> makePanel(const EngineContext& context)
{
    return DetectorPanel::create({context.catalog, context.zone, context.config},
                                 context.fits == EngineContext::Fits::Background
                                     ? DetectorPanel::Training::Background
                                     : DetectorPanel::Training::Inline);
}

SourceStream* Engine::stream(const std::string& name)
{
    if (const auto known = m_byName.find(name); known != m_byName.end())
        return known->second;
    if (m_streams.size() == kMaxSources)
        return nullptr;
    auto panel = makePanel(m_context);
    if (!panel) // create() has made one of this context
        return nullptr;
    m_streams.push_back(
        std::make_unique<SourceStream>(name, m_context.catalog->size(), std::move(*panel)));
    m_byName.emplace(name, m_streams.back().get());
    if (m_explain)
        m_streams.back()->explainMinute(*m_explain);
    return m_streams.back().get();
}

void Engine::take(const CountBatch& batch, Role role, StreamReport& report)
{
    m_ofBatch.clear();
    for (const std::string& name : batch.sources)
        m_ofBatch.push_back(stream(name));
    m_touched.clear();
    const auto put = [&](const CountRow& row) {
        SourceStream* const s = m_ofBatch[row.source];
        if (!s)
            return;
        if (!std::exchange(s->touched, true))
            m_touched.push_back(s);
        s->put(row, role, report);
    };
    const auto earlier = [](const CountRow& a, const CountRow& b) { return a.time < b.time; };
    if (std::is_sorted(batch.rows.begin(), batch.rows.end(), earlier)) {
        for (const CountRow& row : batch.rows)
            put(row);
    } else {
        m_order.resize(batch.rows.size());
        std::iota(m_order.begin(), m_order.end(), 0u);
        std::stable_sort(m_order.begin(), m_order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return batch.rows[a].time < batch.rows[b].time;
        });
        for (const std::uint32_t i : m_order)
            put(batch.rows[i]);
    }
    for (SourceStream* s : m_touched) {
        s->touched = false;
        if (report.say == Say::Everything)
            s->settle(report);
        else
            s->skip();
    }
}

EngineStep Engine::apply(const CountBatch& batch)
{
    EngineStep step;
    std::vector<IncidentChange> decided;
    StreamReport report{.step = step, .tracker = m_tracker, .decided = decided};
    take(batch, Role::Live, report);
    sayIncidents(std::move(decided), step);
    return step;
}

EngineStep Engine::advance(const std::string& source, Minute until)
{
    EngineStep step;
    const auto known = m_byName.find(source);
    if (known == m_byName.end())
        return step;
    SourceStream& s = *known->second;
    Minute newest = s.minutes().newest();
    if (const FillingMinute* ahead = s.minutes().ahead(); ahead && ahead->bucket.time < until)
        newest = ahead->bucket.time;
    if (until - newest > kLongestGap)
        return step;
    std::vector<IncidentChange> decided;
    StreamReport report{
        .sayHistoryGaps = true, .step = step, .tracker = m_tracker, .decided = decided};
    s.closeUntil(until, report);
    sayIncidents(std::move(decided), step);
    return step;
}

EngineStep Engine::finish()
{
    EngineStep step;
    std::vector<IncidentChange> decided;
    StreamReport report{
        .sayHistory = false, .step = step, .tracker = m_tracker, .decided = decided};
    for (const auto& s : m_streams) {
        for (const FillingMinute* minute : {s->minutes().filling(), s->minutes().ahead()}) {
            if (minute)
                s->closeUntil(minute->bucket.time + minutes{1}, report);
        }
    }
    sayIncidents(std::move(decided), step);
    return step;
}

std::vector<BandPoint> Engine::learn(const CountBatch& batch, Bands bands)
{
    EngineStep step;
    std::vector<IncidentChange> decided;
    StreamReport report{.say = bands == Bands::Report ? Say::Bands : Say::Nothing,
                        .step = step,
                        .tracker = m_tracker,
                        .decided = decided};
    take(batch, Role::History, report);
    return std::move(step.bands);
}

void Engine::sayIncidents(std::vector<IncidentChange> decided, EngineStep& step)
{
    const bool filling = std::any_of(m_streams.begin(), m_streams.end(),
                                     [](const auto& s) { return !s->provisional().empty(); });
    if (!filling && decided.empty() && !m_announcer.pending())
        return;
    if (!filling) {
        step.incidents = m_announcer.merge(std::move(decided), {}, m_tracker, m_tracker);
        return;
    }
    IncidentTracker trial = m_tracker;
    std::vector<IncidentChange> tried;
    for (const auto& s : m_streams) {
        std::span<const Anomaly> rest = s->provisional();
        while (!rest.empty()) {
            const auto next = std::find_if(rest.begin(), rest.end(), [&](const Anomaly& a) {
                return a.time != rest.front().time;
            });
            const auto size = static_cast<std::size_t>(next - rest.begin());
            trial.minute(s->name(), rest.front().time, Fill::Filling, rest.first(size), tried);
            rest = rest.subspan(size);
        }
    }
    step.incidents = m_announcer.merge(std::move(decided), std::move(tried), m_tracker, trial);
}

std::string Engine::save()
{
    ByteWriter out;
    out.text(kMagic);
    out.u64(m_context.catalog->size());
    const auto started = [](const auto& s) { return s->minutes().started(); };
    out.u64(static_cast<std::uint64_t>(std::count_if(m_streams.begin(), m_streams.end(), started)));
    for (const auto& s : m_streams) {
        if (!started(s))
            continue;
        out.text(s->name());
        s->save(out);
    }
    return out.take();
}

std::optional<Minute> Engine::load(std::string_view bytes)
{
    ByteReader in(bytes);
    if (in.text() != kMagic || in.u64() != m_context.catalog->size())
        return std::nullopt;
    const std::size_t count = in.length(kMaxSources, 1);
    std::vector<std::unique_ptr<SourceStream>> streams;
    std::unordered_map<std::string, SourceStream*> byName;
    Minute from = kLatestMinute;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string name(in.text());
        auto panel = makePanel(m_context);
        if (!panel || !in.ok())
            return std::nullopt;
        auto s = std::make_unique<SourceStream>(name, m_context.catalog->size(), std::move(*panel));
        if (!s->load(in) || !byName.emplace(name, s.get()).second)
            return std::nullopt;
        from = std::min(from, s->minutes().next());
        streams.push_back(std::move(s));
    }
    if (!in.finished())
        return std::nullopt;
    m_streams = std::move(streams);
    m_byName = std::move(byName);
    return m_streams.empty() ? kEarliestMinute : from;
}

std::vector<MinuteEngine::SourceState> Engine::sources() const
{
    std::vector<SourceState> out;
    for (const auto& s : m_streams)
        out.push_back({s->name(), s->minutes().newest()});
    return out;
}

void Engine::explainMinute(Minute time)
{
    m_explain = time;
    for (const auto& s : m_streams)
        s->explainMinute(time);
}

std::string Engine::explained(const std::string& source, StatusId status) const
{
    const auto known = m_byName.find(source);
    if (known == m_byName.end() || index(status) >= m_context.catalog->size())
        return {};
    return known->second->explained(status);
}

} // namespace

Result<std::unique_ptr<MinuteEngine>> MinuteEngine::create(const EngineContext& context)
{
    if (auto panel = makePanel(context); !panel)
        return fail(panel.error());
    return std::make_unique<Engine>(context);
}

} // namespace vigia
