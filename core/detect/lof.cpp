#include "core/detect/lof.h"

#include "core/base/byte_stream.h"
#include "core/base/number_text.h"
#include "core/model/count_batch.h"
#include "core/model/observed.h"

#include <algorithm>

namespace vigia {
namespace {

constexpr std::string_view kMagic = "lof 1";
constexpr LofWindow::Parameters kParameters{};

} // namespace

Result<std::unique_ptr<Detector>> Lof::create(const DetectorContext& context)
{
    return std::unique_ptr<Detector>(new Lof(context.catalog));
}

Lof::Lof(std::shared_ptr<const StatusCatalog> catalog)
    : m_catalog(std::move(catalog))
    , m_windows(m_catalog->size(), LofWindow(kParameters))
{}

std::unique_ptr<Detector> Lof::clone() const
{
    return std::make_unique<Lof>(*this);
}

Verdict Lof::score(const Bucket& bucket, StatusId status) const
{
    const LofWindow& window = m_windows[index(status)];
    Verdict verdict;
    if (bucket.isGap() || window.size() < kNeeded)
        return verdict;
    const std::uint64_t count = bucket.count(status);
    const double median = window.median();
    const bool upwards = isBad(status);
    const bool isThatWay =
        upwards ? static_cast<double>(count) > median
                : static_cast<double>(count) < median && bucket.fill == Fill::Complete;
    const double factor = window.novelty(count);
    verdict.ready = true;
    verdict.threshold = window.threshold();
    verdict.score = isThatWay ? factor : std::min(factor, verdict.threshold);
    verdict.fired = verdict.score > verdict.threshold;
    verdict.expected = median;
    verdict.low = upwards ? 0.0 : static_cast<double>(window.smallestInlier());
    verdict.high = static_cast<double>(window.largestInlier());
    verdict.severity = Severity::Warning;
    verdict.kind = upwards ? AnomalyKind::Spike : AnomalyKind::Drop;
    return verdict;
}

void Lof::learn(const Bucket& bucket)
{
    if (bucket.isGap())
        return;
    for (std::size_t i = 0; i < m_windows.size(); ++i)
        m_windows[i].add(bucket.counts[i]);
}

std::string Lof::explain(const Bucket& bucket, StatusId status, const Verdict& verdict) const
{
    const LofWindow& window = m_windows[index(status)];
    if (window.size() < kNeeded) {
        return "lof is warming up: " + std::to_string(window.size()) + " of " +
               std::to_string(kNeeded) + " minutes learned";
    }
    if (bucket.isGap() || !verdict.ready)
        return "no data in this minute, no local outlier factor";
    const double factor = window.novelty(bucket.count(status));
    std::string text = observedText(*m_catalog, bucket, status) + ": local outlier factor (" +
                       fixedText(factor) + ") " + (factor > verdict.threshold ? "> " : "<= ") +
                       fixedText(verdict.threshold) + " among the last " +
                       std::to_string(window.size()) + " minutes with median (" +
                       fixedText(window.median(), 0) + ")";
    if (factor > verdict.threshold && !verdict.fired)
        text += ", but not in the direction that matters";
    return text;
}

std::string Lof::save() const
{
    ByteWriter out;
    out.text(kMagic);
    out.u64(m_windows.size());
    for (const LofWindow& window : m_windows) {
        out.u64(window.size());
        for (std::size_t i = 0; i < window.size(); ++i)
            out.varint(window.at(i));
    }
    return out.take();
}

bool Lof::load(std::string_view bytes)
{
    ByteReader in(bytes);
    if (in.text() != kMagic || in.u64() != m_windows.size())
        return false;
    std::vector<LofWindow> loaded(m_windows.size(), LofWindow(kParameters));
    for (LofWindow& window : loaded) {
        const std::size_t size = in.length(kParameters.capacity, 1);
        for (std::size_t i = 0; i < size; ++i) {
            const std::uint64_t count = in.varint();
            if (count > kMaxCount)
                return false;
            window.add(count);
        }
    }
    if (!in.finished())
        return false;
    m_windows = std::move(loaded);
    return true;
}

} // namespace vigia
