#include "core/detect/rising_trend.h"

#include "core/base/byte_stream.h"
#include "core/base/number_text.h"
#include "core/model/observed.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vigia {
namespace {

constexpr std::string_view kMagic = "trend 1";
constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

} // namespace

Result<std::unique_ptr<Detector>> RisingTrend::create(const DetectorContext& context)
{
    return std::unique_ptr<Detector>(new RisingTrend(context.catalog));
}

RisingTrend::RisingTrend(std::shared_ptr<const StatusCatalog> catalog)
    : m_catalog(std::move(catalog))
    , m_past(m_catalog->size())
{
    for (Past& past : m_past)
        past.fill(kUnknown);
}

std::unique_ptr<Detector> RisingTrend::clone() const
{
    return std::make_unique<RisingTrend>(*this);
}

std::size_t RisingTrend::known() const
{
    const Past& any = m_past.front(); // a gap is one of all statuses
    return static_cast<std::size_t>(
        std::count_if(any.begin(), any.end(), [](double y) { return !std::isnan(y); }));
}

Verdict RisingTrend::score(const Bucket& bucket, StatusId status) const
{
    Verdict verdict;
    if (bucket.isGap() || known() < kNeeded)
        return verdict;
    const Past& past = m_past[index(status)];
    const auto count = static_cast<double>(bucket.count(status));
    double n = 0; // of the learned minutes
    double sumT = 0;
    double sumY = 0;
    for (std::size_t i = 0; i < kPast; ++i) {
        if (std::isnan(past[i]))
            continue;
        n += 1;
        sumT += static_cast<double>(i);
        sumY += past[i];
    }
    const double meanT = (sumT + kPast) / (n + 1);
    double covariance = 0; // dt sums to zero, so the mean of y need not be taken off
    double variance = 0;
    const double meanY = sumY / n;
    for (std::size_t i = 0; i < kPast; ++i) {
        if (std::isnan(past[i]))
            continue;
        const double dt = static_cast<double>(i) - meanT;
        covariance += dt * (past[i] - meanY);
        variance += dt * dt;
    }
    const double lastDt = kPast - meanT;
    variance += lastDt * lastDt;
    verdict.ready = true;
    verdict.score = (covariance + lastDt * (count - meanY)) / variance;
    verdict.threshold = std::max(kTrendStrong, kSigma * std::sqrt(meanY / variance));
    verdict.fired = isBad(status) && verdict.score > verdict.threshold;
    if (!isBad(status) && verdict.score > verdict.threshold)
        verdict.score = verdict.threshold;
    verdict.expected = meanY;
    // The slope is linear in the last count.
    verdict.high = std::max(0.0, meanY + (verdict.threshold * variance - covariance) / lastDt);
    verdict.severity = Severity::Warning;
    verdict.kind = AnomalyKind::Trend;
    return verdict;
}

void RisingTrend::learn(const Bucket& bucket)
{
    const auto skipped = known() == 0 ? 0 : (bucket.time - m_last).count() - 1;
    const auto shift = static_cast<std::size_t>(
        std::clamp<std::int64_t>(skipped + 1, 1, static_cast<std::int64_t>(kPast)));
    for (std::size_t i = 0; i < m_past.size(); ++i) {
        Past& past = m_past[i];
        std::shift_left(past.begin(), past.end(), static_cast<std::ptrdiff_t>(shift));
        std::fill(past.end() - static_cast<std::ptrdiff_t>(shift), past.end(), kUnknown);
        if (!bucket.isGap())
            past.back() = static_cast<double>(bucket.counts[i]);
    }
    m_last = bucket.time;
}

std::string RisingTrend::explain(const Bucket& bucket, StatusId status,
                                 const Verdict& verdict) const
{
    if (known() < kNeeded) {
        return "trend is warming up: " + std::to_string(known()) + " of " +
               std::to_string(kNeeded) + " minutes known in the last " + std::to_string(kPast);
    }
    if (bucket.isGap() || !verdict.ready)
        return "no data in this minute, no trend";
    const std::string slope = observedText(*m_catalog, bucket, status) + " is " +
                              std::string(toString(trendOfSlope(verdict.score))) + ": slope (" +
                              fixedText(verdict.score) + ") per minute over the last " +
                              std::to_string(kTrendWindow) + " minutes ";
    if (!isBad(status))
        return slope + "(a rise of this status is no alarm)";
    return slope + (verdict.fired ? "> " : "<= ") + fixedText(verdict.threshold);
}

std::string RisingTrend::save() const
{
    ByteWriter out;
    out.text(kMagic);
    out.u64(m_past.size());
    out.i64(toEpochMinutes(m_last));
    for (const Past& past : m_past) {
        for (const double y : past)
            out.i64(std::isnan(y) ? -1 : static_cast<std::int64_t>(y));
    }
    return out.take();
}

bool RisingTrend::load(std::string_view bytes)
{
    ByteReader in(bytes);
    if (in.text() != kMagic || in.u64() != m_past.size())
        return false;
    const Minute last = fromEpochMinutes(in.i64());
    std::vector<Past> loaded(m_past.size());
    for (Past& past : loaded) {
        for (double& y : past) {
            const std::int64_t count = in.i64();
            y = count < 0 ? kUnknown : static_cast<double>(count);
        }
    }
    if (!in.finished())
        return false;
    m_past = std::move(loaded);
    m_last = last;
    return true;
}

} // namespace vigia
