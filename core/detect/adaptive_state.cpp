// How AdaptiveCountModel keeps its state. Version 2: all numbers as written here, in order.
#include "core/detect/adaptive_count_model.h"

#include <algorithm>

namespace vigia {

namespace {

constexpr std::uint64_t kMagic = 0x32'74'70'61'64'61'67'76; // "vgadapt2", little-endian

} // namespace

std::string AdaptiveCountModel::save() const
{
    ByteWriter writer;
    writer.u64(kMagic);
    writer.u64(m_series.size());
    m_profile.save(writer);
    m_threshold.save(writer);
    for (const Series& series : m_series)
        series.save(writer);
    for (const double exposure : m_exposure)
        writer.f64(exposure);
    writer.i64(m_first);
    writer.i64(m_last);
    writer.i64(m_learned);
    writer.i64(m_profiled);
    writer.i64(m_stormUntil);
    writer.i64(m_silence.minutes);
    writer.f64(m_silence.expected);
    writer.f64(m_silence.open);
    writer.f64(m_silence.variance);
    writer.i64(m_silence.remembered);
    m_closing.save(writer);
    for (const double block : m_blocks)
        writer.f64(block);
    writer.u64(m_blockCount);
    writer.f64(m_blockSum);
    writer.f64(m_blockExposure);
    writer.i64(m_blockMinutes);
    writer.f64(m_usual);
    return writer.take();
}

bool AdaptiveCountModel::load(std::string_view bytes)
{
    ByteReader reader(bytes);
    if (reader.u64() != kMagic || reader.u64() != m_series.size())
        return false;
    AdaptiveCountModel loaded(m_context);
    bool good = loaded.m_profile.load(reader) && loaded.m_threshold.load(reader);
    for (Series& series : loaded.m_series)
        good = good && series.load(reader);
    if (!good)
        return false;
    const auto count = [&](double& value) {
        value = reader.f64();
        good = good && value >= 0;
    };
    for (double& exposure : loaded.m_exposure)
        count(exposure);
    loaded.m_first = reader.i64();
    loaded.m_last = reader.i64();
    loaded.m_learned = reader.i64();
    loaded.m_profiled = reader.i64();
    loaded.m_stormUntil = reader.i64();
    loaded.m_silence.minutes = static_cast<int>(std::clamp<std::int64_t>(reader.i64(), 0, 1 << 30));
    count(loaded.m_silence.expected);
    count(loaded.m_silence.open);
    count(loaded.m_silence.variance);
    loaded.m_silence.remembered =
        static_cast<int>(std::clamp<std::int64_t>(reader.i64(), 0, loaded.m_silence.minutes));
    good = good && loaded.m_closing.load(reader);
    for (double& block : loaded.m_blocks)
        count(block);
    loaded.m_blockCount = reader.u64();
    count(loaded.m_blockSum);
    count(loaded.m_blockExposure);
    loaded.m_blockMinutes = static_cast<int>(std::clamp<std::int64_t>(reader.i64(), 0, 60));
    count(loaded.m_usual);
    constexpr std::int64_t kFarthest = std::int64_t{1} << 40; // minutes; beyond any calendar
    good = good && std::abs(loaded.m_first) < kFarthest && std::abs(loaded.m_last) < kFarthest &&
           loaded.m_first <= loaded.m_last && loaded.m_learned >= 0 &&
           loaded.m_learned < kFarthest && std::abs(loaded.m_profiled) < kFarthest &&
           std::abs(loaded.m_stormUntil) < kFarthest;
    if (!good || !reader.finished())
        return false;
    *this = std::move(loaded);
    return true;
}

} // namespace vigia
