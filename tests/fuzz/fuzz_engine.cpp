// Drives the minute engine with random batches, clocks and histories through any detectors, and
// holds what it says against what it promises.
//
// Byte 0 picks the detectors (255: all together, else one); then operations of six bytes:
// kind, minutes forward or back, status and source, and three of the count.
#include "core/detect/detector_factory.h"
#include "core/engine/minute_engine.h"
#include "core/model/count_batch.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>

using namespace vigia;
using std::chrono::minutes;

namespace {

void require(bool holds, const char* promise)
{
    if (!holds) {
        std::fprintf(stderr, "broken: %s\n", promise);
        std::abort();
    }
}

class Watcher
{
public:
    void take(const EngineStep& step)
    {
        for (const auto* list : {&step.anomalies, &step.confirmed}) {
            for (const Anomaly& a : *list)
                check(a);
        }
        for (const BandPoint& band : step.bands) {
            require(std::isfinite(band.expected) && std::isfinite(band.low) &&
                        std::isfinite(band.high),
                    "bands are finite");
        }
        for (const IncidentChange& change : step.incidents)
            check(change.incident);
    }

private:
    static void check(const Anomaly& a)
    {
        require(std::isfinite(a.score) && std::isfinite(a.expected), "numbers are finite");
        require(std::isfinite(a.low) && std::isfinite(a.high), "ranges are finite");
        require(index(a.status) < kKnownStatuses, "the status is known");
        require(!a.reason.empty(), "an anomaly has a reason");
        bool fired = false;
        for (const DetectorVote& vote : a.detectors) {
            require(std::isfinite(vote.score), "votes are finite");
            fired = fired || vote.fired;
        }
        require(fired, "somebody voted for it");
    }

    void check(const Incident& incident)
    {
        require(incident.start <= incident.lastAbnormal, "it starts before it ends");
        require(!incident.statuses.empty() && !incident.sources.empty(), "it is about something");
        require(incident.anomalies > 0 && !incident.reason.empty(), "it has evidence and a reason");
        const bool resolved = incident.state == IncidentState::Resolved;
        require(resolved == incident.end.has_value(), "only what is resolved has an end");
        const auto known = m_last.find(incident.id);
        if (known != m_last.end() && known->second.state != IncidentState::Resolved)
            require(incident.severity >= known->second.severity, "severity does not fall");
        m_last[incident.id] = incident;
        int open = 0;
        for (const auto& [id, i] : m_last)
            open += i.state == IncidentState::Resolved ? 0 : 1;
        require(open <= 1, "one storm is one incident");
    }

    std::map<IncidentId, Incident> m_last;
};

std::uint64_t countOf(const std::uint8_t* op)
{
    const std::uint64_t low = op[4] + 256u * (op[3] % 8u);
    switch (op[5] % 16) {
    case 0:
        return kMaxCount - low;
    case 1:
        return low << 40;
    default:
        return low;
    }
}

std::unique_ptr<MinuteEngine> makeEngine(std::uint8_t choice)
{
    const auto names = detectorNames();
    EngineContext context{std::make_shared<StatusCatalog>(), std::make_shared<Zone>(), {}};
    context.config.detectors.clear();
    const std::size_t which = choice == 255 ? names.size() : choice % names.size();
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (which == names.size() || which == i)
            context.config.detectors.emplace_back(names[i]);
    }
    return std::move(*MinuteEngine::create(context));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 7)
        return 0;
    auto engine = makeEngine(data[0]);
    (void)makeEngine(data[0])->load({reinterpret_cast<const char*>(data) + 1, size - 1});
    const std::vector<std::string> sources = {"", "a", "acquirer with a long name"};
    Watcher watcher;
    Minute now = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12};
    CountBatch batch{sources, {}};
    constexpr std::size_t kOpBytes = 6;
    for (std::size_t i = 1; i + kOpBytes <= size; i += kOpBytes) {
        const std::uint8_t* op = data + i;
        const int step = static_cast<std::int8_t>(op[1]);
        const std::uint32_t source = (op[2] / 8u) % 3u;
        switch (op[0] % 16) {
        case 0: // what was gathered goes in
            watcher.take(engine->apply(batch));
            batch.rows.clear();
            break;
        case 1:
            watcher.take(engine->advance(sources[source], now + minutes{step}));
            break;
        case 2:
            watcher.take(engine->finish());
            break;
        case 3:
            (void)engine->learn(batch, MinuteEngine::Bands::Report);
            batch.rows.clear();
            break;
        case 4:
            (void)engine->explained(sources[source], static_cast<StatusId>(op[2] % 8));
            engine->explainMinute(now);
            break;
        case 5: { // a restart; sometimes the state was damaged meanwhile
            std::string state = engine->save();
            if (op[1] % 2 != 0 && !state.empty())
                state[(op[2] * 256u + op[3]) % state.size()] ^= static_cast<char>(op[4]);
            auto again = makeEngine(data[0]);
            if (again->load(state))
                engine = std::move(again);
            watcher = Watcher();
            break;
        }
        case 6: // clocks jump
            now += std::chrono::hours{step * step * step / 64};
            if (now < kEarliestMinute || now > kLatestMinute - std::chrono::days{400})
                now = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12};
            break;
        default: {
            if (step > 0 && step < 8)
                now += minutes{step};
            const Minute at = step < 0 ? now + minutes{step} : now;
            batch.rows.push_back(
                {at, countOf(op), static_cast<StatusId>(op[2] % kKnownStatuses), source});
            break;
        }
        }
    }
    watcher.take(engine->apply(batch));
    watcher.take(engine->finish());
    return 0;
}
