// The tests of AdaptiveCountModel: what a minute says against what was known before it.
#include "core/detect/adaptive_count_model.h"
#include "core/detect/count_tail.h"

#include <algorithm>
#include <cmath>

namespace vigia {

namespace {

constexpr double kCertain = 1.5;     // deviations; nearer the mean no exact tail is worth its time
constexpr double kNearSlope = 0.3;   // score per deviation there
constexpr double kSharedDip = 0.62;  // approved falling to this with the bad ones is traffic
constexpr double kBeyondDip = 3;     // -log10 p that it fell further than that
constexpr double kOwnDrop = 5;       // log likelihood ratio that the bad ones did not fall
constexpr double kTemper = 1.15;     // bad statuses scatter more than Poisson
constexpr double kUndecided = 5;     // score of a drop that is worth weighing
constexpr double kUnexplained = 2;   // score of a drop that is traffic, at most
constexpr double kRecentShare = 0.4; // an old excess does not keep a window abnormal
constexpr double kStillAbnormal = 2; // score of ten minutes, without which longer windows are past
constexpr int kSilenceForgotten = 1440;        // minutes
constexpr double kWindowsDriftShare = 1.0 / 3; // of the drift over a window falls into its mean

// The part of each window that must still be abnormal, in minutes.
constexpr std::array<int, kWindows.size()> kRecent{1, 1, 1, 2, 3, 5, 10};

// -log10 p of the upper or lower tail. Cheap near the mean: by Cantelli's inequality the value
// there is below every exact one beyond, so the score stays monotone in the count.
double tailScore(bool upper, double count, double mean, double variance)
{
    const double deviation = std::sqrt(variance);
    const double z = (upper ? count - mean : mean - count) / deviation;
    if (z < kCertain)
        return kNearSlope * std::max(z, 0.0);
    const double relative = std::max(variance - mean, 0.0) / (mean * mean);
    return upper ? upperTail(count, mean, relative) : lowerTail(count, mean, relative);
}

} // namespace

AdaptiveCountModel::Evidence AdaptiveCountModel::judge(const Bucket& bucket, const Place& place,
                                                       std::size_t status, double count) const
{
    if (status != index(StatusId::Approved))
        return bucket.isGap() ? Evidence{} : judgeBad(bucket, place, status, count);
    if (bucket.isGap())
        return judgeSilence(place);
    return bucket.fill == Fill::Filling ? Evidence{} : judgeApproved(bucket, place, count);
}

AdaptiveCountModel::Evidence AdaptiveCountModel::judgeBad(const Bucket& bucket, const Place& place,
                                                          std::size_t status, double count) const
{
    const auto job =
        m_series[status].jobs.at(m_context.zone->toLocal(fromEpochMinutes(place.minute)));
    if (!job)
        return judgeBadWith(bucket, place, status, count, 1);
    Evidence covered = judgeBadWith(bucket, place, status, 0, 0);
    covered.job = true;
    if (count <= expectedNow(place, status) + job->most)
        return covered;
    Evidence beyond = judgeBadWith(bucket, place, status, std::max(count - job->usual, 0.0), 1);
    return beyond.score > covered.score ? beyond : covered;
}

AdaptiveCountModel::Evidence AdaptiveCountModel::judgeBadWith(const Bucket& bucket,
                                                              const Place& place,
                                                              std::size_t status, double count,
                                                              double weight) const
{
    const Series& series = m_series[status];
    const Series& approved = m_series[index(StatusId::Approved)];
    const double ratio = m_profile.ratio(status, place.ofDay);
    const double drift = driftOf(status, place);
    double seen = count;
    double volume = weight * static_cast<double>(bucket.count(StatusId::Approved));
    double exposure = weight * place.base;
    double minutes = weight;
    std::array<double, kWindows.back() + 1> excess; // over expected, of the last n minutes
    Evidence best;
    double lately = 0; // score of the last ten minutes
    std::size_t window = 0;
    for (int length = 1;; ++length) {
        const std::int64_t start = place.minute - length + 1;
        const Level& before = length == 1 ? series.level : series.before[ringSlot(start)];
        const Level& flow = length == 1 ? approved.level : approved.before[ringSlot(start)];
        if (length == kWindows[window] || length <= 10) {
            const double usual = flow.mean * exposure;
            const double base = before.mean * ratio * std::max(usual, volume);
            const double expected = std::max(base, kLeastPerMinute * std::max(minutes, weight));
            excess[static_cast<std::size_t>(length)] = seen - expected;
            if (length == kWindows[window]) {
                const double relative = before.variance + drift * length * kWindowsDriftShare +
                                        1 / (std::max(usual, volume) + 1);
                const double variance =
                    series.inflation.of(window) * (expected + expected * expected * relative);
                const int recent = kRecent[window];
                const double all = excess[static_cast<std::size_t>(length)];
                const bool still = excess[static_cast<std::size_t>(recent)] * length >=
                                   kRecentShare * all * recent;
                const bool asked = !series.alerting || length < 20 || lately >= kStillAbnormal;
                if (minutes > 0 && still && asked) {
                    const double score = tailScore(true, seen, expected, variance);
                    lately = length == 10 ? score : lately;
                    if (score > best.score || window == 0)
                        best = {score, length, seen, expected,
                                excess[static_cast<std::size_t>(recent)]};
                }
                if (++window == kWindows.size())
                    break;
            }
        }
        const std::int64_t earlier = start - 1;
        if (!place.follows || earlier < series.from || earlier < m_first)
            break;
        const std::size_t slot = ringSlot(earlier);
        const double known = series.weight[slot];
        seen += known * series.count[slot];
        volume += known * approved.count[slot];
        exposure += known * m_exposure[slot];
        minutes += known;
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

AdaptiveCountModel::Evidence
AdaptiveCountModel::judgeApproved(const Bucket& bucket, const Place& place, double count) const
{
    const Series& series = m_series[index(StatusId::Approved)];
    const double drift = driftOf(index(StatusId::Approved), place);
    double seen = count;
    double exposure = place.base;
    std::array<double, kWindows.back() + 1> lack;
    bool undecided = false;
    Evidence best;
    double lately = 0; // score of the last ten minutes
    std::size_t window = 0;
    for (int length = 1;; ++length) {
        const std::int64_t start = place.minute - length + 1;
        const Level& before = length == 1 ? series.level : series.before[ringSlot(start)];
        if (length == kWindows[window] || length <= 10) {
            const double expected = approvedLow(before.mean) * exposure;
            lack[static_cast<std::size_t>(length)] = expected - seen;
            if (length == kWindows[window]) {
                const double relative = before.variance + drift * length * kWindowsDriftShare;
                const double variance =
                    series.inflation.of(window) * (expected + expected * expected * relative);
                const int recent = kRecent[window];
                const double all = lack[static_cast<std::size_t>(length)];
                const bool still =
                    lack[static_cast<std::size_t>(recent)] * length >= kRecentShare * all * recent;
                const bool asked = !series.alerting || length < 20 || lately >= kStillAbnormal;
                if (expected > 0 && still && asked) {
                    double score = tailScore(false, seen, expected, variance);
                    if (score > kUnexplained && isTraffic(bucket, place, length, seen / expected,
                                                          expected, seen, variance)) {
                        undecided = undecided || score >= kUndecided;
                        score = kUnexplained;
                    }
                    lately = length == 10 ? score : lately;
                    if (score > best.score || window == 0)
                        best = {score, length, seen, expected,
                                lack[static_cast<std::size_t>(recent)]};
                }
                if (++window == kWindows.size())
                    break;
            }
        }
        const std::int64_t earlier = start - 1;
        if (!place.follows || earlier < series.from || earlier < m_first)
            break;
        const std::size_t slot = ringSlot(earlier);
        seen += series.weight[slot] * series.count[slot];
        exposure += m_exposure[slot];
    }
    best.undecided = undecided;
    return best;
}

// A drop to `left` of approved that the bad statuses may share: neither deeper than a common dip
// nor contradicted by them.
bool AdaptiveCountModel::isTraffic(const Bucket& bucket, const Place& place, int window,
                                   double left, double fullApproved, double observed,
                                   double variance) const
{
    const double dip = kSharedDip * fullApproved;
    if (observed < dip && tailScore(false, observed, dip, kSharedDip * variance) >= kBeyondDip)
        return false;
    double seen = 0;
    for (std::size_t s = 1; s < m_series.size(); ++s) {
        seen += static_cast<double>(bucket.counts[s]);
        for (int i = 1; i < window; ++i) {
            const std::size_t slot = ringSlot(place.minute - i);
            seen += m_series[s].weight[slot] * m_series[s].count[slot];
        }
    }
    const double usual = badShare(place) * fullApproved;
    const double remaining = std::max(left, 1e-3);
    const double ratio = -seen * std::log(remaining) - usual * (1 - remaining);
    return ratio < kOwnDrop * kTemper;
}

AdaptiveCountModel::Silence AdaptiveCountModel::silenceWith(const Place& place) const
{
    const Series& approved = m_series[index(StatusId::Approved)];
    Silence silence = place.follows ? m_silence : Silence{};
    if (silence.minutes == 0)
        silence.variance = approved.level.variance;
    const double rate = approvedLow(approved.level.mean) * place.base * (1 + badShare(place));
    ++silence.minutes;
    silence.expected += rate;
    return silence;
}

AdaptiveCountModel::Evidence AdaptiveCountModel::judgeSilence(const Place& place) const
{
    const Silence silence = silenceWith(place);
    if (silence.minutes > kSilenceForgotten || !(silence.expected > 0))
        return {};
    const double relative = silence.variance + driftOf(index(StatusId::Approved), place) *
                                                   silence.minutes * kWindowsDriftShare;
    return {lowerTail(0, silence.expected, relative), silence.minutes, 0, silence.expected, 0};
}

} // namespace vigia
