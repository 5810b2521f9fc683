// What the engine's tests share: engines and batches, written short.
#pragma once

#include "core/engine/findings.h"
#include "core/engine/sample_generator.h"

namespace vigia::testing {

inline const Minute kTen =
    std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + std::chrono::minutes{600};

inline Minute at(int minute)
{
    return kTen + std::chrono::minutes{minute};
}

inline EngineContext context(std::vector<std::string> detectors)
{
    EngineContext out{std::make_shared<StatusCatalog>(), std::make_shared<Zone>(), {}};
    out.config.detectors = std::move(detectors);
    return out;
}

inline std::unique_ptr<MinuteEngine> engine(std::vector<std::string> detectors)
{
    return std::move(*MinuteEngine::create(context(std::move(detectors))));
}

inline CountBatch batch(std::vector<CountRow> rows, std::vector<std::string> sources = {""})
{
    return {std::move(sources), std::move(rows)};
}

inline CountRow row(int minute, StatusId status, std::uint64_t count, std::uint32_t source = 0)
{
    return {at(minute), count, status, source};
}

// Minutes [from, to): denied 5, reversed 1, approved 100, failed absent.
inline std::vector<CountRow> flat(int from, int to, std::uint32_t source = 0)
{
    std::vector<CountRow> out;
    for (int m = from; m < to; ++m) {
        out.push_back(row(m, StatusId::Approved, 100, source));
        out.push_back(row(m, StatusId::Denied, 5, source));
        out.push_back(row(m, StatusId::Reversed, 1, source));
    }
    return out;
}

// Generated days as rows, the wall clock taken as UTC.
inline std::vector<CountRow> sampleRows(const SampleOptions& options)
{
    std::vector<CountRow> out;
    for (const SampleRow& r : generateSample(options).rows)
        out.push_back({Minute{r.time.time_since_epoch()}, r.count, r.status, 0});
    return out;
}

} // namespace vigia::testing
