// The tests of AdaptiveCountModel: what a minute says against what was known before it.
#include "core/detect/adaptive_count_model.h"
#include "core/detect/count_tail.h"

#include <algorithm>
#include <cmath>

namespace vigia {

namespace {

constexpr double kCertain = 2.5;     // deviations; nearer the mean no exact tail is worth its time
constexpr double kNearSlope = 0.34;  // score per deviation there
constexpr double kSharedDip = 0.5;   // approved falling to this with the bad ones is traffic
constexpr double kBeyondDip = 3;     // -log10 p that it fell further than that
constexpr double kOwnDrop = 4;       // log likelihood ratio that the bad ones did not fall
constexpr double kTemper = 1.15;     // bad statuses scatter more than Poisson
constexpr double kUndecided = 5;     // score of a drop that is worth weighing
constexpr double kUnexplained = 2;   // score of a drop that is traffic, at most
constexpr double kRecentShare = 0.4; // an old excess does not keep a window abnormal
constexpr double kStillAbnormal = 2; // score of ten minutes, without which longer windows are past
constexpr int kSilenceForgotten = 1440;        // minutes
constexpr double kWindowsDriftShare = 1.0 / 3; // of the drift over a window falls into its mean

// The part of each window that must still be abnormal, as the index of the shorter window.
constexpr std::array<std::size_t, kWindows.size()> kRecent{0, 0, 0, 1, 2, 3, 4};
constexpr std::size_t kTenMinutes = 4; // index of that window

// -log10 p of the upper or lower tail, `deviations` from the mean on that side. Cheap near the
// mean: by Cantelli's inequality the value there is below every exact one beyond, so the score
// stays monotone in the count.
double tailScore(bool upper, double deviations, double count, double mean, double variance)
{
    if (deviations < kCertain)
        return kNearSlope * deviations;
    const double relative = std::max(variance - mean, 0.0) / (mean * mean);
    return upper ? upperTail(count, mean, relative) : lowerTail(count, mean, relative);
}

// Whether an excess in a window is still going on, by its last part.
bool lasts(const std::array<double, kWindows.size()>& excess, std::size_t window)
{
    const std::size_t recent = kRecent[window];
    return excess[recent] * kWindows[window] >= kRecentShare * excess[window] * kWindows[recent];
}

} // namespace

AdaptiveCountModel::Evidence AdaptiveCountModel::judge(const Bucket& bucket, const Place& place,
                                                       std::size_t status, double count,
                                                       Deviations* deviations) const
{
    if (status != index(StatusId::Approved))
        return bucket.isGap() ? Evidence{} : judgeBad(bucket, place, status, count, deviations);
    if (bucket.isGap())
        return judgeSilence(place);
    return bucket.fill == Fill::Filling ? Evidence{}
                                        : judgeApproved(bucket, place, count, deviations);
}

AdaptiveCountModel::Evidence AdaptiveCountModel::judgeBad(const Bucket& bucket, const Place& place,
                                                          std::size_t status, double count,
                                                          Deviations* deviations) const
{
    const auto job = m_series[status].jobs.at(place.local);
    if (!job)
        return judgeBadWith(bucket, place, status, count, 1, deviations);
    Evidence covered = judgeBadWith(bucket, place, status, 0, 0, deviations);
    covered.job = true;
    if (count <= expectedNow(place, status) + job->most)
        return covered;
    const Evidence beyond =
        judgeBadWith(bucket, place, status, std::max(count - job->usual, 0.0), 1, deviations);
    return beyond.score > covered.score ? beyond : covered;
}

AdaptiveCountModel::Evidence
AdaptiveCountModel::judgeBadWith(const Bucket& bucket, const Place& place, std::size_t status,
                                 double count, double weight, Deviations* deviations) const
{
    const Series& series = m_series[status];
    const Series& approved = m_series[index(StatusId::Approved)];
    const double ratio = m_profile.ratio(status, place.ofDay);
    const double drift = driftOf(status, place) * kWindowsDriftShare;
    const std::int64_t reach = place.follows ? std::max(series.from, m_first) : place.minute;
    double seen = count;
    double volume = weight * static_cast<double>(bucket.count(StatusId::Approved));
    double exposure = weight * place.base;
    double minutes = weight;
    const Level* before = &series.level;
    const Level* flow = &approved.level;
    std::array<double, kWindows.size()> excess;
    Evidence best;
    double lately = 0; // score of the last ten minutes
    int length = 1;
    for (std::size_t window = 0; window < kWindows.size(); ++window) {
        if (place.minute - kWindows[window] + 1 < reach)
            break;
        for (; length < kWindows[window]; ++length) {
            const std::size_t slot = ringSlot(place.minute - length);
            const double known = series.weight[slot];
            seen += known * series.count[slot];
            volume += known * approved.count[slot];
            exposure += known * m_exposure[slot];
            minutes += known;
            before = &series.before[slot];
            flow = &approved.before[slot];
        }
        const double most = std::max(flow->mean * exposure, volume);
        const double expected = std::max(before->mean * ratio * most, kLeastPerMinute * minutes);
        excess[window] = seen - expected;
        double score = 0;
        if (excess[window] > 0 && minutes > 0) {
            const double relative = before->variance + drift * length + 1 / (most + 1);
            const double variance = expected + expected * expected * relative;
            const double inflation = series.inflation.of(window);
            const double plain = excess[window] / std::sqrt(variance);
            if (deviations != nullptr)
                (*deviations)[window] = plain;
            const bool asked = !series.alerting || length < 20 || lately >= kStillAbnormal;
            if (asked && lasts(excess, window))
                score = tailScore(true, plain / std::sqrt(inflation), seen, expected,
                                  inflation * variance);
        } else if (deviations != nullptr) {
            (*deviations)[window] = 0;
        }
        if (window == kTenMinutes)
            lately = score;
        if (score > best.score || window == 0)
            best = {score, length, seen, expected};
    }
    return best;
}

double AdaptiveCountModel::approvedLow(double mean) const
{
    return m_usual > 0 ? std::min(mean, m_usual) : mean;
}

double AdaptiveCountModel::badShare(const Place& place) const
{
    double share = 0;
    for (std::size_t s = 1; s < m_series.size(); ++s)
        share += m_series[s].level.mean * m_profile.ratio(s, place.ofDay);
    return share;
}

AdaptiveCountModel::Evidence AdaptiveCountModel::judgeApproved(const Bucket& bucket,
                                                               const Place& place, double count,
                                                               Deviations* deviations) const
{
    const Series& series = m_series[index(StatusId::Approved)];
    const double drift = driftOf(index(StatusId::Approved), place) * kWindowsDriftShare;
    const std::int64_t reach = place.follows ? std::max(series.from, m_first) : place.minute;
    double seen = count;
    double exposure = place.base;
    const Level* before = &series.level;
    std::array<double, kWindows.size()> lack;
    bool undecided = false;
    Evidence best;
    double lately = 0; // score of the last ten minutes
    int length = 1;
    for (std::size_t window = 0; window < kWindows.size(); ++window) {
        if (place.minute - kWindows[window] + 1 < reach)
            break;
        for (; length < kWindows[window]; ++length) {
            const std::size_t slot = ringSlot(place.minute - length);
            seen += series.weight[slot] * series.count[slot];
            exposure += m_exposure[slot];
            before = &series.before[slot];
        }
        const double expected = approvedLow(before->mean) * exposure;
        lack[window] = expected - seen;
        double score = 0;
        if (lack[window] > 0) {
            const double relative = before->variance + drift * length;
            const double variance = expected + expected * expected * relative;
            const double inflation = series.inflation.of(window);
            const double plain = lack[window] / std::sqrt(variance);
            if (deviations != nullptr)
                (*deviations)[window] = plain;
            const bool asked = !series.alerting || length < 20 || lately >= kStillAbnormal;
            if (asked && lasts(lack, window))
                score = tailScore(false, plain / std::sqrt(inflation), seen, expected,
                                  inflation * variance);
            if (score > kUnexplained &&
                isTraffic(bucket, place, length, expected, seen, inflation * variance)) {
                undecided = undecided || score >= kUndecided;
                score = kUnexplained;
            }
        } else if (deviations != nullptr) {
            (*deviations)[window] = 0;
        }
        if (window == kTenMinutes)
            lately = score;
        if (score > best.score || window == 0)
            best = {score, length, seen, expected};
    }
    best.undecided = undecided;
    return best;
}

// A drop of approved that the bad statuses may share: neither deeper than a common dip nor
// contradicted by them.
bool AdaptiveCountModel::isTraffic(const Bucket& bucket, const Place& place, int window,
                                   double expected, double observed, double variance) const
{
    const double dip = kSharedDip * expected;
    if (observed < dip) {
        const double dipVariance = kSharedDip * variance;
        const double deviations = (dip - observed) / std::sqrt(dipVariance);
        if (tailScore(false, deviations, observed, dip, dipVariance) >= kBeyondDip)
            return false;
    }
    double seen = 0;
    for (std::size_t s = 1; s < m_series.size(); ++s) {
        seen += static_cast<double>(bucket.counts[s]);
        for (int i = 1; i < window; ++i) {
            const std::size_t slot = ringSlot(place.minute - i);
            seen += m_series[s].weight[slot] * m_series[s].count[slot];
        }
    }
    const double usual = badShare(place) * expected;
    const double remaining = std::max(observed / expected, 1e-3);
    const double ratio = -seen * std::log(remaining) - usual * (1 - remaining);
    return ratio < kOwnDrop * kTemper;
}

AdaptiveCountModel::Silence AdaptiveCountModel::silenceWith(const Place& place) const
{
    const Series& approved = m_series[index(StatusId::Approved)];
    Silence silence = place.follows ? m_silence : Silence{};
    if (silence.minutes == 0)
        silence.variance = approved.level.variance;
    const double rate = approvedLow(approved.level.mean) * (1 + badShare(place));
    ++silence.minutes;
    silence.expected += rate * place.base;
    silence.open += rate * place.open;
    return silence;
}

AdaptiveCountModel::Evidence AdaptiveCountModel::judgeSilence(const Place& place) const
{
    const Silence silence = silenceWith(place);
    if (silence.minutes > kSilenceForgotten || !(silence.expected > 0))
        return {};
    const double relative = silence.variance + driftOf(index(StatusId::Approved), place) *
                                                   silence.minutes * kWindowsDriftShare;
    return {lowerTail(0, silence.expected, relative), silence.minutes, 0, silence.expected};
}

} // namespace vigia
