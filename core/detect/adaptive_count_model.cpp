#include "core/detect/adaptive_count_model.h"

#include "core/detect/count_tail.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace vigia {

namespace {

constexpr std::size_t kApproved = index(StatusId::Approved);
constexpr double kRising = 1.5;      // deviations of a slope that is called a trend
constexpr double kClosedBase = 1e-3; // approved a minute where it is always silent

double perHour(double deviation) // drift of relative variance a minute
{
    return deviation * deviation / 60;
}
// Relative deviation that a level picks up in an hour: of approved without and with a base, and of
// the share of a bad status.
const double kApprovedCold = perHour(0.12);
const double kApprovedWarm = perHour(0.03);
const double kShareCold = perHour(0.05);
const double kShareWarm = perHour(0.03);

} // namespace

Result<std::unique_ptr<Detector>> AdaptiveCountModel::create(const DetectorContext& context)
{
    if (!(context.config.falseAlarmsPerDay > 0))
        return fail(ErrorCode::InvalidConfig,
                    "detection.false_alarms_per_day must be above 0, for example 1.0");
    return std::unique_ptr<Detector>(new AdaptiveCountModel(context));
}

AdaptiveCountModel::AdaptiveCountModel(const DetectorContext& context)
    : m_context(context)
    , m_profile(context.catalog->size())
    , m_threshold(context.catalog->size(), context.config.falseAlarmsPerDay)
    , m_series(context.catalog->size())
{
    for (std::size_t s = 1; s < m_series.size(); ++s)
        m_series[s].level = {0.02, 1}; // of approved, until seen
}

std::unique_ptr<Detector> AdaptiveCountModel::clone() const
{
    return std::unique_ptr<Detector>(new AdaptiveCountModel(*this));
}

AdaptiveCountModel::Place AdaptiveCountModel::placeOf(Minute time) const
{
    Place place;
    place.minute = toEpochMinutes(time);
    place.local = m_context.zone->toLocal(time);
    place.ofDay = minuteOfDay(place.local);
    place.open = m_profile.base(place.ofDay);
    place.closed = !m_closing.empty() &&
                   m_closing.at(place.local, m_context.zone->toLocal(fromEpochMinutes(m_first)));
    place.base = place.closed ? std::min(kClosedBase, place.open) : place.open;
    place.follows = m_learned > 0 && place.minute == m_last + 1;
    return place;
}

double AdaptiveCountModel::driftOf(std::size_t status, const Place& place) const
{
    const double trust = 1 / (1 + 4 * m_profile.days(place.ofDay));
    const bool approved = status == kApproved;
    const double warm = approved ? kApprovedWarm : kShareWarm;
    const double cold = approved ? kApprovedCold : kShareCold;
    return warm + (cold - warm) * trust;
}

double AdaptiveCountModel::expectedNow(const Place& place, std::size_t status) const
{
    const double approved = m_series[kApproved].level.mean * place.base;
    if (status == kApproved)
        return approved;
    return std::max(approved * m_series[status].level.mean * m_profile.ratio(status, place.ofDay),
                    kLeastPerMinute);
}

Verdict AdaptiveCountModel::score(const Bucket& bucket, StatusId status) const
{
    Verdict verdict;
    const std::size_t s = index(status);
    const Place place = placeOf(bucket.time);
    verdict.ready = m_learned >= kWarmUpMinutes;
    verdict.threshold = m_threshold.of(s);
    verdict.expected = expectedNow(place, s);
    if (!verdict.ready)
        return verdict;
    const Evidence evidence = judge(bucket, place, s, static_cast<double>(bucket.counts[s]));
    verdict.score = evidence.score;
    verdict.fired = evidence.score > verdict.threshold;
    fillRange(bucket, place, s, verdict);
    if (verdict.fired) {
        verdict.kind = kindOf(bucket, place, s, evidence);
        const bool large = s == kApproved ? evidence.observed < 0.6 * evidence.expected
                                          : evidence.observed > 2 * evidence.expected;
        verdict.severity = large && evidence.score > 2 * verdict.threshold ? Severity::Critical
                                                                           : Severity::Warning;
    }
    return verdict;
}

// For a calm minute the one-minute range by Cornish and Fisher's expansion (1938), within one or
// two of the exact one; below, where counts scatter so much that this overshoots, by Wilson and
// Hilferty's (1931). For a minute that fired the exact bound, by bisection over whole counts.
void AdaptiveCountModel::fillRange(const Bucket& bucket, const Place& place, std::size_t status,
                                   Verdict& verdict) const
{
    const Series& series = m_series[status];
    const double mean = std::max(verdict.expected, 1e-3);
    const double variance = series.inflation.of(0) * (mean + mean * mean * series.level.variance);
    const double z = m_threshold.deviationsOf(status);
    const double skewed = mean + (z * z - 1) / 6 * (2 * variance / mean - 1);
    verdict.low = 0;
    if (status == kApproved) {
        const double shape = mean * mean / variance;
        const double root = std::max(1 - 1 / (9 * shape) - z / (3 * std::sqrt(shape)), 0.0);
        const double least = std::min(skewed - z * std::sqrt(variance), mean * root * root * root);
        verdict.low = std::ceil(std::max(least, 0.0));
    }
    verdict.high = std::floor(skewed + z * std::sqrt(variance));
    if (!verdict.fired)
        return;
    Bucket other = bucket;
    if (bucket.isGap())
        other.fill = Fill::Complete;
    const auto fires = [&](std::uint64_t count) {
        other.counts[status] = count;
        return judge(other, place, status, static_cast<double>(count)).score > verdict.threshold;
    };
    if (status != kApproved) {
        std::uint64_t calm = 0; // may fire even there: the window before it is abnormal
        std::uint64_t fired = bucket.counts[status];
        if (fires(0)) {
            verdict.high = -1;
            return;
        }
        while (fired - calm > 1) {
            const std::uint64_t middle = calm + (fired - calm) / 2;
            (fires(middle) ? fired : calm) = middle;
        }
        verdict.high = static_cast<double>(calm);
    } else {
        std::uint64_t fired = bucket.counts[status];
        std::uint64_t step = 1;
        while (step < (std::uint64_t{1} << 53) && fires(fired + step))
            step *= 2;
        std::uint64_t calm = fired + step;
        while (calm - fired > 1) {
            const std::uint64_t middle = fired + (calm - fired) / 2;
            (fires(middle) ? fired : calm) = middle;
        }
        verdict.low = static_cast<double>(calm);
        verdict.high = std::max(verdict.high, verdict.low);
    }
}

AnomalyKind AdaptiveCountModel::kindOf(const Bucket& bucket, const Place& place, std::size_t status,
                                       const Evidence& evidence) const
{
    if (status == kApproved)
        return bucket.isGap() ? AnomalyKind::Gap : AnomalyKind::Drop;
    // The same total, divided otherwise?
    const Series& approved = m_series[kApproved];
    double flow = static_cast<double>(bucket.count(StatusId::Approved));
    double usual = approved.level.mean * place.base;
    for (int i = 1; i < evidence.window; ++i) {
        const std::size_t slot = ringSlot(place.minute - i);
        flow += approved.weight[slot] * approved.count[slot];
        usual += approved.before[slot].mean * m_exposure[slot];
    }
    const double gained = evidence.observed - evidence.expected;
    const double lost = usual - flow;
    if (lost > 0.4 * gained && lost < 2.5 * gained && lost > 3 * std::sqrt(usual))
        return AnomalyKind::Shift;
    if (evidence.window < 10)
        return AnomalyKind::Spike;
    // Does the count rise within the window? Its slope in deviations of a level one.
    const double middle = (evidence.window - 1) / 2.0;
    double slope = middle * static_cast<double>(bucket.counts[status]);
    double spread = middle * middle;
    for (int i = 1; i < evidence.window; ++i) {
        const std::size_t slot = ringSlot(place.minute - i);
        slope += (middle - i) * m_series[status].weight[slot] * m_series[status].count[slot];
        spread += (middle - i) * (middle - i);
    }
    const bool rising = slope > kRising * std::sqrt(spread * evidence.observed / evidence.window);
    return rising ? AnomalyKind::Trend : AnomalyKind::Shift;
}

} // namespace vigia
