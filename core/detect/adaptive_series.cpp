#include "core/detect/adaptive_series.h"

#include <algorithm>
#include <cmath>

namespace vigia {

namespace {

constexpr double kLeastVariance = 1e-7;
constexpr double kMostVariance = 1; // beyond, a level says nothing
constexpr double kLeastMean = 1e-9;
constexpr double kMostMean = 1e16;
constexpr double kTrustedMinutes = 700; // that the prediction is believed to be right before any
constexpr double kMemoryMinutes = 4320;
constexpr double kMostDeviations = 4;
constexpr double kMostInflation = 9;

} // namespace

void Level::drift(double variancePerMinute, double minutes)
{
    variance = std::min(variance + variancePerMinute * minutes, kMostVariance);
}

void Level::learn(double count, double exposure, double dispersion)
{
    const double shape = 1 / variance + count / dispersion;
    const double rate = 1 / (variance * mean) + exposure / dispersion;
    mean = std::clamp(shape / rate, kLeastMean, kMostMean);
    variance = std::clamp(1 / shape, kLeastVariance, kMostVariance);
}

void Inflation::learn(const std::array<double, kWindows.size()>& deviations)
{
    m_minutes = std::min(m_minutes + 1, kMemoryMinutes);
    const double gain = 1 / (kTrustedMinutes + m_minutes);
    for (std::size_t i = 0; i < kWindows.size(); ++i) {
        if (deviations[i] < 0)
            continue;
        const double clipped = std::min(deviations[i], kMostDeviations);
        m_square[i] += (clipped * clipped - m_square[i]) * gain;
        m_value[i] = std::clamp(2 * m_square[i], 1.0, kMostInflation);
    }
}

void Inflation::save(ByteWriter& writer) const
{
    for (const double square : m_square)
        writer.f64(square);
    writer.f64(m_minutes);
}

bool Inflation::load(ByteReader& reader)
{
    bool good = true;
    for (std::size_t i = 0; i < kWindows.size(); ++i) {
        m_square[i] = reader.f64();
        good = good && m_square[i] >= 0 && m_square[i] <= kMostDeviations * kMostDeviations;
        m_value[i] = std::clamp(2 * m_square[i], 1.0, kMostInflation);
    }
    m_minutes = reader.f64();
    return good && m_minutes >= 0 && m_minutes <= kMemoryMinutes && reader.ok();
}

namespace {

bool loadLevel(ByteReader& reader, Level& level)
{
    level.mean = reader.f64();
    level.variance = reader.f64();
    return level.mean >= kLeastMean && level.mean <= kMostMean &&
           level.variance >= kLeastVariance && level.variance <= kMostVariance;
}

} // namespace

void Series::save(ByteWriter& writer) const
{
    writer.f64(level.mean);
    writer.f64(level.variance);
    inflation.save(writer);
    jobs.save(writer);
    for (std::size_t i = 0; i < kRing; ++i) {
        writer.f64(count[i]);
        writer.f64(weight[i]);
        writer.f64(before[i].mean);
        writer.f64(before[i].variance);
        writer.f32(excess[i]);
    }
    writer.u64(abnormal);
    writer.i64(from);
    writer.u64(alerting ? 1 : 0);
    writer.i64(calmMinutes);
    writer.i64(undecided);
}

bool Series::load(ByteReader& reader)
{
    bool good = loadLevel(reader, level) && inflation.load(reader) && jobs.load(reader);
    for (std::size_t i = 0; good && i < kRing; ++i) {
        count[i] = reader.f64();
        weight[i] = reader.f64();
        good = loadLevel(reader, before[i]) && count[i] >= 0 && weight[i] >= 0 && weight[i] <= 1;
        excess[i] = reader.f32();
    }
    abnormal = reader.u64();
    from = reader.i64();
    alerting = reader.u64() == 1;
    calmMinutes = static_cast<int>(std::clamp<std::int64_t>(reader.i64(), 0, 1 << 20));
    undecided = static_cast<int>(std::clamp<std::int64_t>(reader.i64(), 0, 1 << 20));
    return good && reader.ok();
}

} // namespace vigia
