#include "core/runtime/history.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace vigia {
namespace {

constexpr std::size_t kRowsPerChunk = 50'000;

} // namespace

Result<void> forEachChunk(Store& store, Minute from, std::optional<Minute> to,
                          const std::function<bool(const CountBatch&)>& each)
{
    CountQuery query;
    query.from = from;
    query.to = to;
    query.limit = 0;
    CountBatch chunk;
    std::size_t source = 0;
    bool goOn = true;
    auto read = store.forEachCount(query, [&](const StoredCount& row) {
        if (chunk.rows.size() >= kRowsPerChunk && row.time != chunk.rows.back().time) {
            goOn = each(chunk);
            chunk.rows.clear();
        }
        if (chunk.sources.empty() || chunk.sources[source] != row.source) {
            const auto known = std::find(chunk.sources.begin(), chunk.sources.end(), row.source);
            source = static_cast<std::size_t>(known - chunk.sources.begin());
            if (known == chunk.sources.end())
                chunk.sources.push_back(row.source);
        }
        chunk.rows.push_back({row.time, row.count, row.status, static_cast<std::uint32_t>(source)});
        return goOn;
    });
    if (!read)
        return read;
    if (goOn && !chunk.rows.empty())
        each(chunk);
    return {};
}

Result<std::vector<Anomaly>> judgePast(Store& store, const EngineContext& context,
                                       MinuteRange range)
{
    auto engine = MinuteEngine::create(context);
    if (!engine)
        return fail(engine.error());
    auto learned = forEachChunk(store, range.from - context.config.history, range.from,
                                [&](const CountBatch& batch) {
                                    (void)(*engine)->learn(batch, MinuteEngine::Bands::Skip);
                                    return true;
                                });
    if (!learned)
        return fail(learned.error());
    std::map<std::tuple<Minute, StatusId, std::string>, Anomaly> found;
    const auto take = [&](EngineStep step) {
        for (const Anomaly& a : step.withdrawn)
            found.erase({a.time, a.status, a.source});
        for (std::vector<Anomaly>* list : {&step.anomalies, &step.confirmed}) {
            for (Anomaly& a : *list)
                found.insert_or_assign({a.time, a.status, a.source}, std::move(a));
        }
    };
    auto judged = forEachChunk(store, range.from, range.to, [&](const CountBatch& batch) {
        take((*engine)->apply(batch));
        return true;
    });
    if (!judged)
        return fail(judged.error());
    take((*engine)->finish());
    std::vector<Anomaly> out;
    for (auto& [key, anomaly] : found) {
        if (!range.contains(anomaly.time)) // learned history that finish() closed
            continue;
        anomaly.late = true;
        out.push_back(std::move(anomaly));
    }
    return out;
}

} // namespace vigia
