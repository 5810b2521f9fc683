#include "core/detect/seasonal_baseline.h"

#include "core/base/byte_stream.h"
#include "core/base/number_text.h"
#include "core/base/stats.h"
#include "core/model/count_batch.h"
#include "core/model/observed.h"

#include <algorithm>
#include <cmath>

namespace vigia {
namespace {

constexpr std::string_view kMagic = "seasonal_baseline 1";
constexpr double kSigma = SeasonalBaseline::kSigma;

double orPoisson(double deviation, double level)
{
    return deviation > 0 ? deviation : std::sqrt(std::max(level, 1.0));
}

// The scores of a count, positive in the direction that matters.
struct Scores
{
    double deviation;
    double robustDeviation;
    double z;
    double robustZ;
    bool passed95; // or below the 5th
    bool passed99; // or below the 1st
};

Scores scoresOf(const SeasonalBaseline::Summary& hour, double count, bool upwards)
{
    Scores s{};
    s.deviation = orPoisson(hour.deviation, hour.mean);
    s.robustDeviation = orPoisson(kMadToDeviation * hour.mad, hour.median);
    const double sign = upwards ? 1 : -1;
    s.z = sign * (count - hour.mean) / s.deviation;
    s.robustZ = sign * (count - hour.median) / s.robustDeviation;
    s.passed95 = upwards ? count > hour.p95 : count < hour.p5;
    s.passed99 = upwards ? count > hour.p99 : count < hour.p1;
    return s;
}

std::string zText(std::string_view name, double z, bool upwards)
{
    const bool beyond = z > kSigma;
    const std::string relation =
        upwards ? (beyond ? " > 3" : " <= 3") : (beyond ? " < -3" : " >= -3");
    return std::string(name) + " (" + fixedText(upwards ? z : -z) + ")" + relation;
}

} // namespace

Result<SeasonalBaseline> SeasonalBaseline::make(const DetectorContext& context)
{
    const auto days = std::min<std::int64_t>(context.config.history.count(), HourHistory::kDays);
    if (days < 1)
        return fail(ErrorCode::InvalidConfig, "detection.history: must be 1 day or more");
    return SeasonalBaseline(context, static_cast<std::size_t>(days) * 60);
}

Result<std::unique_ptr<Detector>> SeasonalBaseline::create(const DetectorContext& context)
{
    auto made = make(context);
    if (!made)
        return fail(made.error());
    return std::unique_ptr<Detector>(new SeasonalBaseline(std::move(*made)));
}

SeasonalBaseline::SeasonalBaseline(const DetectorContext& context, std::size_t minutesAnHour)
    : m_catalog(context.catalog)
    , m_zone(context.zone)
    , m_statuses(context.catalog->size(), Hours(kHours, HourHistory(minutesAnHour)))
{}

std::unique_ptr<Detector> SeasonalBaseline::clone() const
{
    return std::make_unique<SeasonalBaseline>(*this);
}

std::size_t SeasonalBaseline::hourOf(Minute time) const
{
    return static_cast<std::size_t>(minuteOfDay(m_zone->toLocal(time)) / 60);
}

std::optional<SeasonalBaseline::Summary> SeasonalBaseline::summary(Minute time,
                                                                   StatusId status) const
{
    const HourHistory& hour = m_statuses[index(status)][hourOf(time)];
    if (hour.size() == 0)
        return std::nullopt;
    return Summary{hour.size(),         hour.mean(),         hour.deviation(),
                   hour.median(),       hour.mad(),          hour.quantile(0.01),
                   hour.quantile(0.05), hour.quantile(0.95), hour.quantile(0.99)};
}

Verdict SeasonalBaseline::score(const Bucket& bucket, StatusId status) const
{
    Verdict verdict;
    if (bucket.isGap())
        return verdict;
    const auto hour = summary(bucket.time, status);
    if (!hour || hour->minutes < kNeeded)
        return verdict;
    const bool upwards = isBad(status);
    const Scores s = scoresOf(*hour, static_cast<double>(bucket.count(status)), upwards);
    const bool judged = upwards || bucket.fill == Fill::Complete; // a filling minute can still grow
    const bool agreed = judged && s.robustZ > kSigma && s.passed95;
    verdict.ready = true;
    verdict.threshold = kSigma;
    verdict.score = agreed ? s.z : std::min(s.z, kSigma);
    verdict.fired = verdict.score > kSigma;
    verdict.expected = hour->mean;
    const double reach = kSigma * s.deviation;
    const double robustReach = kSigma * s.robustDeviation;
    if (upwards) {
        verdict.high = std::max({hour->p95, hour->mean + reach, hour->median + robustReach});
    } else {
        verdict.low = std::min({hour->p5, hour->mean - reach, hour->median - robustReach});
        verdict.low = std::max(verdict.low, 0.0);
        verdict.high = std::max({hour->p99, hour->mean + reach});
    }
    const bool strong = s.passed99 && std::min(s.z, s.robustZ) > 2 * kSigma;
    verdict.severity = strong ? Severity::Critical : Severity::Warning;
    verdict.kind = upwards ? AnomalyKind::Spike : AnomalyKind::Drop;
    return verdict;
}

void SeasonalBaseline::learn(const Bucket& bucket)
{
    if (bucket.isGap())
        return;
    const std::size_t hour = hourOf(bucket.time);
    for (std::size_t i = 0; i < m_statuses.size(); ++i)
        m_statuses[i][hour].add(bucket.counts[i]);
}

std::string SeasonalBaseline::comparison(const Bucket& bucket, StatusId status) const
{
    const auto hour = summary(bucket.time, status);
    if (!hour || hour->minutes < kNeeded || bucket.isGap())
        return {};
    const bool upwards = isBad(status);
    const Scores s = scoresOf(*hour, static_cast<double>(bucket.count(status)), upwards);
    const auto passed = [&](std::string_view words, double percentile) {
        return std::string(words) + " percentile (" + fixedText(percentile) + ")";
    };
    std::string text = observedText(*m_catalog, bucket, status) + " ";
    if (upwards) {
        text += s.passed99   ? passed("exceeds 99th", hour->p99)
                : s.passed95 ? passed("exceeds 95th", hour->p95)
                             : passed("does not exceed 95th", hour->p95);
    } else {
        text += s.passed99   ? passed("is below 1st", hour->p1)
                : s.passed95 ? passed("is below 5th", hour->p5)
                             : passed("is not below 5th", hour->p5);
    }
    return text + " and " + zText("z-score", s.z, upwards);
}

std::string SeasonalBaseline::explain(const Bucket& bucket, StatusId status,
                                      const Verdict& verdict) const
{
    const auto hour = summary(bucket.time, status);
    const std::string hourName = "hour " + std::to_string(hourOf(bucket.time));
    if (!hour || hour->minutes < kNeeded) {
        return "seasonal baseline is warming up: " + std::to_string(hour ? hour->minutes : 0) +
               " of " + std::to_string(kNeeded) + " minutes learned for " + hourName;
    }
    if (bucket.isGap() || !verdict.ready)
        return "no data in this minute, nothing to compare with " + hourName;
    const bool upwards = isBad(status);
    const Scores s = scoresOf(*hour, static_cast<double>(bucket.count(status)), upwards);
    return comparison(bucket, status) + ", " + zText("robust z-score", s.robustZ, upwards) +
           ", for " + hourName + " with mean (" + fixedText(hour->mean) + ") of " +
           std::to_string(hour->minutes) + " minutes";
}

std::string SeasonalBaseline::save() const
{
    ByteWriter out;
    out.text(kMagic);
    out.u64(m_statuses.size());
    for (const Hours& hours : m_statuses) {
        for (const HourHistory& hour : hours) {
            out.u64(hour.size());
            for (std::size_t i = 0; i < hour.size(); ++i)
                out.varint(hour.window().at(i));
        }
    }
    return out.take();
}

bool SeasonalBaseline::load(std::string_view bytes)
{
    ByteReader in(bytes);
    if (in.text() != kMagic || in.u64() != m_statuses.size())
        return false;
    const HourHistory empty(m_statuses.front().front().window().capacity());
    std::vector<Hours> loaded(m_statuses.size(), Hours(kHours, empty));
    for (Hours& hours : loaded) {
        for (HourHistory& hour : hours) {
            const std::size_t size = in.length(HourHistory::kMinutes, 1);
            for (std::size_t i = 0; i < size; ++i) {
                const std::uint64_t count = in.varint();
                if (count > kMaxCount)
                    return false;
                hour.add(count);
            }
        }
    }
    if (!in.finished())
        return false;
    m_statuses = std::move(loaded);
    return true;
}

} // namespace vigia
