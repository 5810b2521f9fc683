// What AdaptiveCountModel makes of a closed minute, and when it refuses to.
#include "core/detect/adaptive_count_model.h"
#include "core/detect/count_tail.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace vigia {

namespace {

constexpr std::size_t kApproved = index(StatusId::Approved);
constexpr double kAbnormal = 5;       // score that stops learning; not the alarm threshold
constexpr int kCalmToResume = 5;      // minutes without evidence before learning resumes
constexpr double kCalmBound = 2;      // and the score of those minutes together
constexpr int kUndecidedMinutes = 20; // that a drop may be weighed against a common dip
constexpr int kStormOnset = 2;        // minutes that a storm may have gone unseen
constexpr int kStormMinutes = 5;      // that an abnormal minute holds the other series back
constexpr double kHot = 2.5;          // score of a single minute that may be a job
constexpr double kLeastHot = 2;       // deviations; below, no tail is that short
constexpr double kLeastJob = 3;       // transactions over expected
constexpr double kClip = 3;           // deviations that a surge may teach the level
constexpr double kLost = 1e-3;        // probability that a minute's rows are lost
constexpr int kBlockMinutes = 5;
constexpr std::size_t kLeastBlocks = 6;
constexpr double kLeastPerBlock = 5; // transactions; sparser medians are biased

double perHour(double deviation) // drift of relative variance a minute
{
    return deviation * deviation / 60;
}
// Relative deviation that a level picks up in an hour while it is not followed.
const double kApprovedFrozen = perHour(0.15);
const double kShareFrozen = perHour(0.25);

} // namespace

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
    if (place.closed) {
        weight = 0; // what comes at such a time says nothing of any other
    } else if (bucket.isGap()) {
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
    else
        rememberSilence(minute);
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

// A silence that would be abnormal at another time, from its first minute on.
void AdaptiveCountModel::rememberSilence(std::int64_t minute)
{
    const double relative = m_silence.variance + kApprovedFrozen * m_silence.minutes;
    if (m_silence.remembered == 0 && lowerTail(0, m_silence.open, relative) < kAbnormal)
        return;
    const std::int64_t first = minute - m_silence.minutes + 1;
    for (; m_silence.remembered < m_silence.minutes; ++m_silence.remembered) {
        const Minute silent = fromEpochMinutes(first + m_silence.remembered);
        m_closing.remember(m_context.zone->toLocal(silent));
    }
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
        const std::size_t end = (m_blockCount - 1) % kBlocks + 1; // after the newest
        const std::size_t straight = std::min(last, end);
        const auto rest = std::copy_n(m_blocks.begin() + std::ptrdiff_t(end - straight), straight,
                                      sorted.begin());
        std::copy_n(m_blocks.end() - std::ptrdiff_t(last - straight), last - straight, rest);
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
    const double excess = count - expected;
    const double variance = expected + expected * expected * series.level.variance;
    if (excess >= kLeastJob && excess * excess >= kLeastHot * kLeastHot * variance &&
        upperTail(count, expected, series.level.variance) >= kHot)
        series.excess[ringSlot(place.minute)] = static_cast<float>(excess);
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

} // namespace vigia
