#include "core/detect/adaptive_count_model.h"

#include "core/detect/count_tail.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace vigia {

namespace {

constexpr std::size_t kApproved = index(StatusId::Approved);
constexpr std::int64_t kWarmUpMinutes = 15; // with rows
constexpr double kAbnormal = 5;             // score that stops learning; not the alarm threshold
constexpr int kCalmToResume = 5;            // minutes without evidence before learning resumes
constexpr double kCalmBound = 2;            // and the score of those minutes together
constexpr int kUndecidedMinutes = 20;       // that a drop may be weighed against a common dip
constexpr double kRising = 1.5;             // deviations of a slope that is called a trend
constexpr int kStormOnset = 2;              // minutes that a storm may have gone unseen
constexpr int kStormMinutes = 5;            // that an abnormal minute holds the other series back
constexpr double kHot = 2.5;                // score of a single minute that may be a job
constexpr double kLeastJob = 3;             // transactions over expected
constexpr double kClip = 3;                 // deviations that a surge may teach the level
constexpr double kLost = 1e-3;              // probability that a minute's rows are lost
constexpr double kDayVariance = 0.04;       // relative, of one day's level against the next
constexpr std::int64_t kRebaseMinutes = 10;
constexpr double kFirstDayVariance = 0.1; // of today's level against the first day
constexpr int kBlockMinutes = 5;
constexpr std::size_t kLeastBlocks = 6;
constexpr double kLeastPerBlock = 5; // transactions; sparser medians are biased

double perHour(double deviation) // drift of relative variance a minute
{
    return deviation * deviation / 60;
}
// Relative deviation that a level picks up in an hour: of approved without and with a base, of the
// share of a bad status, and of either while it is not followed because it is abnormal.
const double kApprovedCold = perHour(0.12);
const double kApprovedWarm = perHour(0.03);
const double kShareCold = perHour(0.05);
const double kShareWarm = perHour(0.03);
const double kApprovedFrozen = perHour(0.15);
const double kShareFrozen = perHour(0.25);

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
    place.base = m_profile.base(place.ofDay);
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

// For a calm minute the gamma approximation of the one-minute range (Wilson and Hilferty 1931); for
// one that fired the exact bound, by bisection over whole counts.
void AdaptiveCountModel::fillRange(const Bucket& bucket, const Place& place, std::size_t status,
                                   Verdict& verdict) const
{
    const Series& series = m_series[status];
    const double mean = std::max(verdict.expected, 1e-3);
    const double variance = series.inflation.of(0) * (mean + mean * mean * series.level.variance);
    const double shape = mean * mean / variance;
    const double z = m_threshold.deviationsOf(status);
    const auto quantile = [&](double deviations) {
        const double root = 1 - 1 / (9 * shape) + deviations / (3 * std::sqrt(shape));
        return root > 0 ? mean * root * root * root : 0.0;
    };
    verdict.low = status == kApproved ? std::floor(quantile(-z)) : 0;
    verdict.high = std::ceil(quantile(z));
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

void AdaptiveCountModel::learn(const Bucket& bucket)
{
    const std::int64_t minute = toEpochMinutes(bucket.time);
    if (m_learned == 0 && bucket.isGap())
        return; // nothing is known before the first row
    if (m_learned > 0 && minute <= m_last)
        return; // the clock went back: the past was learned
    if (m_learned == 0)
        m_first = minute;
    else if (minute > m_last + 1)
        skipTo(minute);
    m_last = minute - 1;
    startDay(minute);
    const Place place = placeOf(bucket.time);
    const std::size_t slot = ringSlot(minute);

    const Silence silence = bucket.isGap() ? silenceWith(place) : Silence{};
    double weight = 1;
    if (bucket.isGap()) {
        // Was it an empty minute, or a lost one? Bayes, from how probable an empty one is.
        const double rate = m_series[kApproved].level.mean * place.base * (1 + badShare(place));
        weight = std::exp(-rate) / (std::exp(-rate) + kLost);
    }
    m_exposure[slot] = weight * place.base;

    const bool judged = m_learned >= kWarmUpMinutes;
    m_evidence.assign(m_series.size(), {});
    int abnormal = 0;
    for (std::size_t s = 0; s < m_series.size() && judged; ++s) {
        Deviations deviations;
        deviations.fill(-1);
        m_evidence[s] = judge(bucket, place, s, static_cast<double>(bucket.counts[s]), &deviations);
        if (m_evidence[s].score >= kAbnormal)
            abnormal += s == kApproved ? 2 : 1;
        else if (!m_series[s].alerting && minute >= m_stormUntil)
            m_series[s].inflation.learn(deviations);
    }
    if (abnormal >= 2) {
        // It began before it was seen: the others forget the last minutes too.
        for (Series& series : m_series) {
            const bool reaches = minute - kStormOnset >= std::max(series.from, m_first);
            if (minute >= m_stormUntil && !series.alerting && reaches)
                series.level = series.before[ringSlot(minute - kStormOnset)];
        }
        m_stormUntil = minute + kStormMinutes;
    }
    for (std::size_t s = 0; s < m_series.size(); ++s) {
        Series& series = m_series[s];
        series.count[slot] = static_cast<double>(bucket.counts[s]);
        series.weight[slot] = m_evidence[s].job ? 0 : weight;
        series.before[slot] = series.level;
        series.excess[slot] = 0;
        series.abnormal &= ~(std::uint64_t{1} << slot);
    }
    for (std::size_t s = 1; s < m_series.size() && judged && !bucket.isGap(); ++s)
        learnExcess(bucket, place, s);
    for (std::size_t s = 0; s < m_series.size(); ++s)
        learnStatus(bucket, place, s, m_evidence[s]);
    m_silence = silence;
    if (!bucket.isGap())
        ++m_learned;
    m_last = minute;
    for (std::size_t s = 1; s < m_series.size(); ++s)
        learnJobs(minute - 3, s);
    learnProfile(minute - kWindows.back());
    startDay(minute + 1);
}

// Minutes that nobody told of: as gaps, as far as windows reach.
void AdaptiveCountModel::skipTo(std::int64_t minute)
{
    const std::int64_t missing = minute - m_last - 1;
    const std::int64_t kept = std::min<std::int64_t>(missing, kRing);
    const Place place = placeOf(fromEpochMinutes(minute));
    for (std::size_t s = 0; s < m_series.size(); ++s) {
        Series& series = m_series[s];
        series.level.drift(driftOf(s, place), static_cast<double>(missing));
        for (std::int64_t m = minute - kept; m < minute; ++m) {
            const std::size_t slot = ringSlot(m);
            series.count[slot] = 0;
            series.weight[slot] = 0;
            series.before[slot] = series.level;
            series.excess[slot] = 0;
            series.abnormal |= std::uint64_t{1} << slot;
        }
    }
    for (std::int64_t m = minute - kept; m < minute; ++m)
        m_exposure[ringSlot(m)] = 0;
    m_silence = {};
}

void AdaptiveCountModel::learnStatus(const Bucket& bucket, const Place& place, std::size_t status,
                                     const Evidence& evidence)
{
    Series& series = m_series[status];
    const std::size_t slot = ringSlot(place.minute);
    const double frozen = status == kApproved ? kApprovedFrozen : kShareFrozen;
    if (evidence.score >= kAbnormal) {
        // What this window taught is taken back.
        const int length = bucket.isGap() ? 1 : evidence.window;
        if (!series.alerting)
            series.level = series.before[ringSlot(place.minute - length + 1)];
        for (int i = 0; i < length; ++i)
            series.abnormal |= std::uint64_t{1} << ringSlot(place.minute - i);
        series.alerting = true;
        series.calmMinutes = 0;
        series.level.drift(frozen);
        return;
    }
    const bool held = place.minute < m_stormUntil;
    if (series.alerting) {
        series.abnormal |= std::uint64_t{1} << slot;
        series.level.drift(frozen);
        if (bucket.isGap())
            return;
        ++series.calmMinutes;
        if (held || series.calmMinutes < kCalmToResume)
            return;
        // Windows that stop short of the abnormal minutes must be calm too.
        const std::int64_t from = std::exchange(series.from, place.minute - kCalmToResume + 1);
        Bucket same = bucket;
        const Evidence calm =
            judge(same, place, status, static_cast<double>(bucket.counts[status]));
        if (calm.score > kCalmBound) {
            series.from = from;
            return;
        }
        series.alerting = false;
        for (int i = kCalmToResume - 1; i >= 0; --i)
            learnCalm(place, status, place.minute - i);
        return;
    }
    if (held) {
        series.level.drift(frozen);
        series.abnormal |= std::uint64_t{1} << slot;
        return;
    }
    series.level.drift(driftOf(status, place));
    if (evidence.undecided && series.undecided < kUndecidedMinutes) {
        ++series.undecided; // a drop or a common dip? Until that is known it teaches nothing.
        return;
    }
    if (!evidence.undecided)
        series.undecided = 0;
    if (m_learned >= kWarmUpMinutes && !bucket.isGap())
        m_threshold.learn(status, place.minute, evidence.score);
    // While approved surges it is not known yet whether the bad statuses ought to follow.
    if (status != kApproved && surges(place.minute))
        return;
    learnCalm(place, status, place.minute);
}

bool AdaptiveCountModel::surges(std::int64_t minute) const
{
    const Series& approved = m_series[kApproved];
    const std::size_t slot = ringSlot(minute);
    const Level& before = approved.before[slot];
    const double expected = before.mean * m_exposure[slot];
    const double variance =
        approved.inflation.of(0) * (expected + expected * expected * before.variance);
    return approved.count[slot] > expected + kClip * std::sqrt(variance) + 1;
}

void AdaptiveCountModel::learnCalm(const Place& place, std::size_t status, std::int64_t minute)
{
    Series& series = m_series[status];
    const std::size_t slot = ringSlot(minute);
    const double weight = series.weight[slot];
    const double dispersion = series.inflation.of(0);
    if (status == kApproved) {
        const double exposure = m_exposure[slot];
        double count = weight * series.count[slot];
        if (m_learned == 0) {
            series.level = {std::max(count, 0.5) / exposure, 1 / (count + 1) + 0.05};
        } else {
            const double expected = series.level.mean * exposure;
            const double variance =
                dispersion * (expected + expected * expected * series.level.variance);
            if (m_learned >= kWarmUpMinutes)
                count = std::min(count, expected + kClip * std::sqrt(variance) + 1);
            series.level.learn(count, exposure, dispersion);
        }
        learnBlock(count, exposure);
        return;
    }
    const Series& approved = m_series[kApproved];
    const double usual = approved.level.mean * m_exposure[slot];
    const double seen = weight * approved.count[slot];
    // Sparse volume says little of itself: lean on what is usual.
    const double trust = std::min(1.0, usual / 10);
    const double exposure = trust * seen + (1 - trust) * usual;
    series.level.learn(weight * series.count[slot],
                       weight > 0 ? exposure * m_profile.ratio(status, place.ofDay) : 0,
                       dispersion);
}

void AdaptiveCountModel::learnBlock(double count, double exposure)
{
    m_blockSum += count;
    m_blockExposure += exposure;
    if (++m_blockMinutes < kBlockMinutes)
        return;
    if (m_blockExposure > 0)
        m_blocks[m_blockCount++ % m_blocks.size()] = m_blockSum / m_blockExposure;
    const bool dense = m_blockSum >= kLeastPerBlock;
    m_blockSum = m_blockExposure = 0;
    m_blockMinutes = 0;
    m_usual = dense ? usualOfBlocks() : 0;
}

double AdaptiveCountModel::usualOfBlocks() const
{
    const std::size_t n = std::min(m_blockCount, m_blocks.size());
    if (n < kLeastBlocks)
        return 0;
    const auto quantile = [&](std::size_t last, double part) {
        last = std::min(last, n);
        std::array<double, kBlocks> sorted{};
        for (std::size_t i = 0; i < last; ++i)
            sorted[i] = m_blocks[(m_blockCount - 1 - i) % kBlocks];
        const auto at = sorted.begin() + static_cast<std::ptrdiff_t>(part * double(last));
        std::nth_element(sorted.begin(), at, sorted.begin() + static_cast<std::ptrdiff_t>(last));
        return *at;
    };
    if (m_profile.known())
        return std::min(quantile(36, 0.5), quantile(kBlocks, 0.5));
    return quantile(48, 0.3);
}

// A minute that is hot by itself may be a job.
void AdaptiveCountModel::learnExcess(const Bucket& bucket, const Place& place, std::size_t status)
{
    Series& series = m_series[status];
    const double expected = expectedNow(place, status);
    const double count = static_cast<double>(bucket.counts[status]);
    if (count - expected >= kLeastJob && upperTail(count, expected, series.level.variance) >= kHot)
        series.excess[ringSlot(place.minute)] = static_cast<float>(count - expected);
}

// Three minutes later it is known whether the excess stood alone.
void AdaptiveCountModel::learnJobs(std::int64_t minute, std::size_t status)
{
    Series& series = m_series[status];
    const float excess = series.excess[ringSlot(minute)];
    if (minute < m_first || excess <= 0)
        return;
    int hot = 0;
    for (std::int64_t m = minute - 3; m <= minute + 3; ++m)
        hot += m >= m_first && series.excess[ringSlot(m)] > 0 ? 1 : 0;
    if (hot <= 2)
        series.jobs.remember(m_context.zone->toLocal(fromEpochMinutes(minute)), excess);
}

// Minutes go to the profile once no window can call them abnormal any more, or at midnight.
void AdaptiveCountModel::learnProfile(std::int64_t until)
{
    const auto kept = static_cast<std::int64_t>(kRing) - 1;
    for (std::int64_t m = std::max(m_profiled + 1, m_last - kept); m <= until; ++m)
        learnProfileMinute(m);
    m_profiled = std::max(m_profiled, until);
}

// Where `next` begins a day, the day before becomes part of the base.
void AdaptiveCountModel::startDay(std::int64_t next)
{
    const LocalMinute local = m_context.zone->toLocal(fromEpochMinutes(next));
    if (!m_profile.startsNewDay(local))
        return;
    learnProfile(m_last);
    const int ofDay = minuteOfDay(local);
    std::vector<double> ratios;
    ratios.reserve(m_series.size());
    for (std::size_t s = 0; s < m_series.size(); ++s)
        ratios.push_back(m_profile.ratio(s, ofDay));
    const bool known = m_profile.known();
    m_profile.startDay(local);
    if (m_profile.known())
        rebase(ofDay, ratios, known);
}

void AdaptiveCountModel::learnProfileMinute(std::int64_t minute)
{
    const std::size_t slot = ringSlot(minute);
    const Series& approved = m_series[kApproved];
    const auto calm = [&](const Series& series) {
        return (series.abnormal >> slot & 1) == 0 && series.weight[slot] > 0;
    };
    if (minute < m_first || !calm(approved))
        return;
    const LocalMinute local = m_context.zone->toLocal(fromEpochMinutes(minute));
    m_profile.add(local, approved.weight[slot] * approved.count[slot], approved.weight[slot]);
    for (std::size_t s = 1; s < m_series.size(); ++s) {
        if (calm(m_series[s]))
            m_profile.addBad(s, local, m_series[s].count[slot], approved.count[slot]);
    }
}

// The base has changed: levels are relative to it and follow, so that nothing jumps.
void AdaptiveCountModel::rebase(int ofDay, const std::vector<double>& oldRatios, bool wasKnown)
{
    Series& approved = m_series[kApproved];
    double oldExposure = 0; // of the last minutes
    double newExposure = 0;
    for (std::int64_t m = m_last - static_cast<std::int64_t>(kRing) + 1; m <= m_last; ++m) {
        const int at = minuteOfDay(m_context.zone->toLocal(fromEpochMinutes(m)));
        const double exposure = approved.weight[ringSlot(m)] * m_profile.base(at);
        if (m > m_last - kRebaseMinutes) {
            oldExposure += m_exposure[ringSlot(m)];
            newExposure += exposure;
        }
        m_exposure[ringSlot(m)] = exposure;
    }
    const double factor = oldExposure > 0 && newExposure > 0 ? oldExposure / newExposure : 1;
    for (std::size_t s = 0; s < m_series.size(); ++s) {
        const double scale = s == kApproved ? factor : oldRatios[s] / m_profile.ratio(s, ofDay);
        m_series[s].level.mean *= scale;
        for (Level& level : m_series[s].before)
            level.mean *= scale;
    }
    // Whole days differ: today's level is less sure than yesterday's last minute. What a level
    // without a base said of another time of day is worth nothing now.
    if (!wasKnown && (approved.alerting || factor == 1))
        approved.level = {1, kFirstDayVariance};
    else
        approved.level.drift(kDayVariance);
    if (!wasKnown && approved.alerting)
        approved.before.fill(approved.level);
    for (double& block : m_blocks)
        block *= factor;
    m_usual *= factor;
    m_blockExposure /= factor;
}

} // namespace vigia
