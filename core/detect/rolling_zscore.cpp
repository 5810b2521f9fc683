#include "core/detect/rolling_zscore.h"

#include "core/base/byte_stream.h"
#include "core/base/number_text.h"
#include "core/model/count_batch.h"
#include "core/model/observed.h"

#include <cmath>

namespace vigia {
namespace {

constexpr std::string_view kMagic = "rolling_zscore 1";

} // namespace

Result<std::unique_ptr<Detector>> RollingZscore::create(const DetectorContext& context)
{
    const DetectionConfig& config = context.config;
    if (config.rollingWindow < std::chrono::minutes{2} || config.rollingWindow > kLongestWindow) {
        return fail(ErrorCode::InvalidConfig,
                    "detection.rolling_window: " + std::to_string(config.rollingWindow.count()) +
                        " minutes; allowed are 2 to 1440");
    }
    if (config.rollingWarmUp < std::chrono::minutes{1} ||
        config.rollingWarmUp > config.rollingWindow) {
        return fail(ErrorCode::InvalidConfig,
                    "detection.rolling_warm_up: " + std::to_string(config.rollingWarmUp.count()) +
                        " minutes; allowed are 1 to the window");
    }
    if (!(config.rollingSigma > 0) || !std::isfinite(config.rollingSigma))
        return fail(ErrorCode::InvalidConfig, "detection.rolling_sigma: must be above 0");
    if (!(config.rollingFlatStep > 0) || !std::isfinite(config.rollingFlatStep))
        return fail(ErrorCode::InvalidConfig, "detection.rolling_flat_step: must be above 0");
    const Parameters parameters{static_cast<std::size_t>(config.rollingWindow.count()),
                                static_cast<std::size_t>(config.rollingWarmUp.count()),
                                config.rollingSigma, config.rollingFlatStep};
    return std::unique_ptr<Detector>(new RollingZscore(parameters, context.catalog));
}

RollingZscore::RollingZscore(Parameters parameters, std::shared_ptr<const StatusCatalog> catalog)
    : m_parameters(parameters)
    , m_catalog(std::move(catalog))
    , m_windows(m_catalog->size(), RollingWindow(parameters.window))
{}

std::unique_ptr<Detector> RollingZscore::clone() const
{
    return std::make_unique<RollingZscore>(*this);
}

Verdict RollingZscore::score(const Bucket& bucket, StatusId status) const
{
    const RollingWindow& window = m_windows[index(status)];
    Verdict verdict;
    if (bucket.isGap() || window.size() < m_parameters.warmUp)
        return verdict;
    const double mean = window.mean();
    const double deviation = window.deviation();
    const double above = static_cast<double>(bucket.count(status)) - mean;
    const bool flat = deviation == 0;
    verdict.ready = true;
    verdict.score = flat ? m_parameters.sigma * (above / m_parameters.flatStep) : above / deviation;
    verdict.threshold = m_parameters.sigma;
    verdict.fired = verdict.score > verdict.threshold;
    verdict.expected = mean;
    verdict.high = mean + (flat ? m_parameters.flatStep : m_parameters.sigma * deviation);
    verdict.severity =
        verdict.score > 2 * verdict.threshold ? Severity::Critical : Severity::Warning;
    return verdict;
}

void RollingZscore::learn(const Bucket& bucket)
{
    if (bucket.isGap())
        return;
    for (std::size_t i = 0; i < m_windows.size(); ++i)
        m_windows[i].add(bucket.counts[i]);
}

std::string RollingZscore::explain(const Bucket& bucket, StatusId status,
                                   const Verdict& verdict) const
{
    const RollingWindow& window = m_windows[index(status)];
    if (window.size() < m_parameters.warmUp) {
        return "rolling z-score is warming up: " + std::to_string(window.size()) + " of " +
               std::to_string(m_parameters.warmUp) + " minutes learned";
    }
    if (bucket.isGap() || !verdict.ready)
        return "no data in this minute, no z-score";
    const std::string minutes = std::to_string(window.size()) + " minutes";
    const std::string count = observedText(*m_catalog, bucket, status);
    if (window.deviation() == 0) {
        return count + (verdict.fired ? " exceeds" : " does not exceed") + " the flat mean (" +
               fixedText(verdict.expected) + ") of the last " + minutes + " by more than " +
               fixedText(m_parameters.flatStep);
    }
    return count + ": z-score (" + fixedText(verdict.score) + ") " +
           (verdict.fired ? "> " : "<= ") + fixedText(m_parameters.sigma) + " against mean (" +
           fixedText(verdict.expected) + ") and deviation (" + fixedText(window.deviation()) +
           ") of the last " + minutes;
}

std::string RollingZscore::save() const
{
    ByteWriter out;
    out.text(kMagic);
    out.u64(m_windows.size());
    for (const RollingWindow& window : m_windows) {
        out.u64(window.size());
        for (std::size_t i = 0; i < window.size(); ++i)
            out.u64(window.at(i));
    }
    return out.take();
}

bool RollingZscore::load(std::string_view bytes)
{
    ByteReader in(bytes);
    if (in.text() != kMagic || in.u64() != m_windows.size())
        return false;
    std::vector<RollingWindow> windows(m_windows.size(), RollingWindow(m_parameters.window));
    for (RollingWindow& window : windows) {
        const std::size_t size = in.length(RollingWindow::kMaxCapacity, 8);
        for (std::size_t i = 0; i < size; ++i) {
            const std::uint64_t count = in.u64();
            if (count > kMaxCount)
                return false;
            window.add(count);
        }
    }
    if (!in.finished())
        return false;
    m_windows = std::move(windows);
    return true;
}

} // namespace vigia
