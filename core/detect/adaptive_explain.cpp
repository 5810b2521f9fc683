// What AdaptiveCountModel says in words.
#include "core/base/number_text.h"
#include "core/detect/adaptive_count_model.h"
#include "core/model/observed.h"

#include <cmath>

namespace vigia {

namespace {

std::string numberText(double value, std::string_view unit = "")
{
    return fixedText(value, value < 100 && value != std::floor(value) ? 1 : 0).append(unit);
}

// "1 in 40 thousand", for a score of 4.6.
std::string oddsText(double score)
{
    if (score >= 15)
        return "1 in 10^" + fixedText(std::floor(score), 0);
    struct Unit
    {
        double power;
        const char* name;
    };
    for (const auto& [power, name] :
         {Unit{12, " trillion"}, Unit{9, " billion"}, Unit{6, " million"}, Unit{3, " thousand"}}) {
        if (score >= power)
            return "1 in " + fixedText(std::pow(10, score - power), 0) + name;
    }
    return "1 in " + fixedText(std::pow(10, score), 0);
}

std::string minutesText(int minutes)
{
    return minutes == 1 ? "in this minute" : "in the last " + fixedText(minutes, 0) + " minutes";
}

} // namespace

std::string AdaptiveCountModel::explain(const Bucket& bucket, StatusId status,
                                        const Verdict& verdict) const
{
    const std::string name = spokenStatus(*m_context.catalog, status);
    const std::string_view unit = unitText(*m_context.catalog, status);
    const double count = static_cast<double>(bucket.counts[index(status)]);
    if (!verdict.ready)
        return "adaptive waits for " + fixedText(static_cast<double>(kWarmUpMinutes), 0) +
               " minutes with data; it has learned " + fixedText(static_cast<double>(m_learned), 0);
    if (verdict.fired)
        return explainFired(bucket, status, verdict);
    const std::string margin = "score " + fixedText(verdict.score) + ", threshold " +
                               fixedText(verdict.threshold) + ", margin " +
                               fixedText(verdict.threshold - verdict.score);
    if (bucket.isGap()) {
        if (status != StatusId::Approved)
            return name + ": no data in this minute; silence is judged once, under approved";
        const Place place = placeOf(bucket.time);
        const Silence silence = silenceWith(place);
        return "silent for " + fixedText(silence.minutes, 0) + " min where " +
               numberText(silence.expected) + " transactions were expected" +
               (place.closed ? ", as at this time of most days; " : "; ") + margin;
    }
    const Place place = placeOf(bucket.time);
    const Evidence evidence = judge(bucket, place, index(status), count);
    if (evidence.job)
        return name + ": " + numberText(count, unit) + " against " +
               numberText(verdict.expected, unit) +
               " expected; a job that recurs at this minute explains it; " + margin;
    const std::string bound = status == StatusId::Approved
                                  ? "would fire below about " + numberText(verdict.low, unit)
                                  : "would fire above about " + numberText(verdict.high, unit);
    return name + ": " + numberText(count, unit) + " against " +
           numberText(verdict.expected, unit) + " expected; " + margin + "; " + bound;
}

std::string AdaptiveCountModel::explainFired(const Bucket& bucket, StatusId status,
                                             const Verdict& verdict) const
{
    const std::string name = spokenStatus(*m_context.catalog, status);
    const std::string_view unit = unitText(*m_context.catalog, status);
    const double count = static_cast<double>(bucket.counts[index(status)]);
    const std::string chance = "; by chance that happens in " + oddsText(verdict.score) +
                               " such minutes, the alarm stands at " + oddsText(verdict.threshold);
    const Place place = placeOf(bucket.time);
    if (bucket.isGap()) {
        const Silence silence = silenceWith(place);
        return "no transaction of any status for " + fixedText(silence.minutes, 0) + " min where " +
               numberText(silence.expected) + " were expected" + chance +
               "; would not have fired with " + numberText(verdict.low) +
               " approved or more in this minute";
    }
    const Evidence evidence = judge(bucket, place, index(status), count);
    const bool drop = status == StatusId::Approved;
    std::string text = name + (drop ? " is too low: " : " is too high: ") +
                       numberText(evidence.observed, unit) + " " + minutesText(evidence.window) +
                       " against " + numberText(evidence.expected, unit) + " expected";
    if (evidence.expected > 0 && !drop && evidence.observed > 1.05 * evidence.expected)
        text += " (" + fixedText(evidence.observed / evidence.expected, 1) + " times)";
    if (evidence.expected > 0 && drop)
        text +=
            " (" + fixedText(100 * (1 - evidence.observed / evidence.expected), 0) + " % missing)";
    if (verdict.kind == AnomalyKind::Shift)
        text += "; the share of " + name + " has shifted";
    if (verdict.kind == AnomalyKind::Trend)
        text += "; it is rising";
    text += chance;
    if (evidence.window > 1)
        text += "; this minute has " + numberText(count, unit) + " against " +
                numberText(verdict.expected, unit);
    if (drop)
        return text + "; would not have fired at or above " + numberText(verdict.low, unit);
    if (verdict.high < 0)
        return text + "; would have fired at any count, because of the minutes before";
    return text + "; would not have fired at or below " + numberText(verdict.high, unit);
}

} // namespace vigia
