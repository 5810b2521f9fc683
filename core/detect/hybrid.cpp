#include "core/detect/hybrid.h"

#include "core/model/observed.h"

#include <algorithm>

namespace vigia {
namespace {

constexpr std::string_view kMagic = "hybrid 1";
constexpr double kSigma = SeasonalBaseline::kSigma;

} // namespace

Result<std::unique_ptr<Detector>> Hybrid::create(const DetectorContext& context)
{
    auto baseline = SeasonalBaseline::make(context);
    if (!baseline)
        return fail(baseline.error());
    auto forest = IsolationForest::make(context);
    if (!forest)
        return fail(forest.error());
    return std::unique_ptr<Detector>(
        new Hybrid(context.catalog, std::move(*baseline), std::move(*forest)));
}

Hybrid::Hybrid(std::shared_ptr<const StatusCatalog> catalog, SeasonalBaseline baseline,
               IsolationForest forest)
    : m_catalog(std::move(catalog))
    , m_baseline(std::move(baseline))
    , m_forest(std::move(forest))
{}

std::unique_ptr<Detector> Hybrid::clone() const
{
    return std::make_unique<Hybrid>(*this);
}

Verdict Hybrid::score(const Bucket& bucket, StatusId status) const
{
    const Verdict statistical = m_baseline.score(bucket, status);
    const Verdict learned = m_forest.score(bucket, status);
    if (!statistical.ready && !learned.ready)
        return {};
    Verdict verdict = statistical.ready ? statistical : learned;
    verdict.threshold = kSigma;
    const double forestScore =
        learned.ready ? kSigma * std::min(learned.score / learned.threshold, 2.0) : 0.0;
    if (!statistical.ready)
        verdict.score = forestScore;
    else if (!statistical.fired)
        verdict.score = std::max(statistical.score, forestScore);
    verdict.fired = verdict.score > kSigma;
    const auto minute = m_forest.scoreMinute(bucket);
    const bool agreed = statistical.fired && minute && minute->isAnomaly();
    verdict.severity = agreed ? Severity::Critical : Severity::Warning;
    return verdict;
}

void Hybrid::learn(const Bucket& bucket)
{
    m_baseline.learn(bucket);
    m_forest.learn(bucket);
}

std::string Hybrid::explain(const Bucket& bucket, StatusId status, const Verdict& verdict) const
{
    const auto minute = m_forest.scoreMinute(bucket);
    const std::string comparison = m_baseline.comparison(bucket, status);
    if (!verdict.ready || (comparison.empty() && !minute)) {
        return m_baseline.explain(bucket, status, {}) + "; " + m_forest.explain(bucket, status, {});
    }
    const std::string forest = !minute               ? "off, history too short"
                               : minute->isAnomaly() ? "anomaly"
                                                     : "normal";
    if (comparison.empty()) {
        return observedText(*m_catalog, bucket, status) + ", isolation forest: " + forest + "; " +
               m_baseline.explain(bucket, status, {});
    }
    return comparison + ", isolation forest: " + forest;
}

std::optional<TrainingJob> Hybrid::trainingDue()
{
    return m_forest.trainingDue();
}

void Hybrid::adopt(std::shared_ptr<const void> fitted)
{
    m_forest.adopt(std::move(fitted));
}

std::string Hybrid::save() const
{
    ByteWriter out;
    out.text(kMagic);
    out.text(m_baseline.save());
    out.text(m_forest.save());
    return out.take();
}

bool Hybrid::load(std::string_view bytes)
{
    ByteReader in(bytes);
    if (in.text() != kMagic)
        return false;
    const std::string_view baselineBytes = in.text();
    const std::string_view forestBytes = in.text();
    if (!in.finished())
        return false;
    SeasonalBaseline baseline = m_baseline;
    IsolationForest forest = m_forest;
    if (!baseline.load(baselineBytes) || !forest.load(forestBytes))
        return false;
    m_baseline = std::move(baseline);
    m_forest = std::move(forest);
    return true;
}

} // namespace vigia
