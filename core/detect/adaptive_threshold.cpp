#include "core/detect/adaptive_threshold.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vigia {

namespace {

constexpr double kMinutesPerDay = 1440;
constexpr double kWindowsWorth = 3; // independent tests that seven overlapping windows amount to
constexpr double kSafety = 4;       // the budget is a promise: aim at a quarter of it
constexpr double kTailFrom = 2.5;
constexpr std::int64_t kBlockMinutes = 30;
constexpr double kExactMean = std::numbers::log10e; // excess of exact p-values
constexpr double kTrustedPeaks = 12; // that exact p-values are worth before any were seen
constexpr double kMemoryMinutes = 14 * kMinutesPerDay;
constexpr double kMostAbovePlain = 6;

// Normal deviate with upper tail 10^-score. Newton from the asymptotic tail; REQUIRES: score > 0.5.
double deviate(double score)
{
    const double square = 2 * score * std::numbers::ln10;
    const double nearer = square - std::log(2 * std::numbers::pi * square);
    double z = std::sqrt(nearer > 1 ? nearer : square);
    for (int i = 0; i < 6; ++i) {
        const double tail = -std::log10(std::erfc(z / std::numbers::sqrt2) / 2);
        const double step = (score - tail) * std::numbers::ln10 / std::max(z, 1.0);
        if (!std::isfinite(step))
            break;
        z += step;
        if (std::abs(step) < 1e-9)
            break;
    }
    return z;
}

} // namespace

AdaptiveThreshold::AdaptiveThreshold(std::size_t statuses, double falseAlarmsPerDay)
    : m_budget(falseAlarmsPerDay / kSafety / static_cast<double>(statuses))
    , m_plain(std::max(1.0, std::log10(kMinutesPerDay * kWindowsWorth / m_budget)))
    , m_tails(statuses)
{
    for (Tail& tail : m_tails)
        derive(tail);
}

void AdaptiveThreshold::learn(std::size_t status, std::int64_t minute, double score)
{
    Tail& tail = m_tails[status];
    const std::int64_t block = minute / kBlockMinutes;
    if (block != tail.block) {
        if (tail.peak > kTailFrom) {
            tail.peaks += 1;
            tail.excessSum += tail.peak - kTailFrom;
        }
        tail.block = block;
        tail.peak = 0;
        if (tail.minutes > kMemoryMinutes) {
            const double fade = 1 - kBlockMinutes / kMemoryMinutes;
            tail.minutes *= fade;
            tail.peaks *= fade;
            tail.excessSum *= fade;
        }
        derive(tail);
    }
    tail.minutes += 1;
    tail.peak = std::max(tail.peak, score);
}

void AdaptiveThreshold::derive(Tail& tail) const
{
    tail.threshold = m_plain;
    if (tail.minutes >= kMinutesPerDay) {
        const double mean = std::max(kExactMean, (tail.excessSum + kTrustedPeaks * kExactMean) /
                                                     (tail.peaks + kTrustedPeaks));
        static const double exactPerDay = kMinutesPerDay * kWindowsWorth * std::pow(10, -kTailFrom);
        const double perDay = (tail.peaks + exactPerDay) / (tail.minutes / kMinutesPerDay + 1);
        const double fitted = kTailFrom + mean * std::log(std::max(perDay / m_budget, 1.0));
        const double single = std::log10(kMinutesPerDay / m_budget);
        tail.threshold = std::clamp(fitted, std::max(1.0, single), m_plain + kMostAbovePlain);
    }
    tail.deviations = deviate(tail.threshold);
}

void AdaptiveThreshold::save(ByteWriter& writer) const
{
    for (const Tail& tail : m_tails) {
        writer.f64(tail.minutes);
        writer.f64(tail.peaks);
        writer.f64(tail.excessSum);
        writer.f64(tail.peak);
        writer.i64(tail.block);
        writer.f64(tail.threshold); // derived at the last half hour, not now
        writer.f64(tail.deviations);
    }
}

bool AdaptiveThreshold::load(ByteReader& reader)
{
    for (Tail& tail : m_tails) {
        tail.minutes = reader.f64();
        tail.peaks = reader.f64();
        tail.excessSum = reader.f64();
        tail.peak = reader.f64();
        tail.block = reader.i64();
        tail.threshold = reader.f64();
        tail.deviations = reader.f64();
        if (!(tail.minutes >= 0) || !(tail.peaks >= 0) || !(tail.excessSum >= 0) ||
            !(tail.peak >= 0) || !(tail.threshold >= 1) || !(tail.deviations >= 0))
            return false;
    }
    return reader.ok();
}

} // namespace vigia
