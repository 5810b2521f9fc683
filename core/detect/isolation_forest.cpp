#include "core/detect/isolation_forest.h"

#include "core/base/number_text.h"
#include "core/base/random.h"
#include "core/model/count_batch.h"
#include "core/model/observed.h"

#include <algorithm>
#include <cmath>

namespace vigia {
namespace {

constexpr std::string_view kMagic = "isolation_forest 1";
constexpr std::int64_t kMaxDays = 35;
constexpr double kMinutesADay = 1440;
constexpr std::size_t kThresholdSample = 4096; // rows that the threshold is taken from
constexpr double kRange = 3;                   // standard deviations of a day

} // namespace

Result<IsolationForest> IsolationForest::make(const DetectorContext& context)
{
    const std::int64_t days = std::min<std::int64_t>(context.config.history.count(), kMaxDays);
    if (days < 1)
        return fail(ErrorCode::InvalidConfig, "detection.history: must be 1 day or more");
    if (!(context.config.falseAlarmsPerDay > 0)) {
        return fail(ErrorCode::InvalidConfig,
                    "detection.false_alarms_per_day: must be a number above 0");
    }
    return IsolationForest(context, static_cast<std::size_t>(days) * kDay);
}

Result<std::unique_ptr<Detector>> IsolationForest::create(const DetectorContext& context)
{
    auto made = make(context);
    if (!made)
        return fail(made.error());
    return std::unique_ptr<Detector>(new IsolationForest(std::move(*made)));
}

IsolationForest::IsolationForest(const DetectorContext& context, std::size_t capacity)
    : m_catalog(context.catalog)
    , m_share(std::min(context.config.falseAlarmsPerDay / kMinutesADay, 1.0))
    , m_capacity(capacity)
    , m_days(context.catalog->size(), RollingWindow(kDay))
{}

std::unique_ptr<Detector> IsolationForest::clone() const
{
    return std::make_unique<IsolationForest>(*this);
}

IsolationForest::Level IsolationForest::levelOf(const Bucket& bucket)
{
    double total = 0;
    for (const std::uint64_t count : bucket.counts)
        total += static_cast<double>(count);
    const double bad = total - static_cast<double>(bucket.count(StatusId::Approved));
    return {total, bad, total > 0 ? bad / total : 0.0};
}

FeatureRow IsolationForest::features(const Bucket& bucket) const
{
    const Level level = levelOf(bucket);
    FeatureRow row{};
    for (std::size_t i = 0; i < level.size(); ++i) {
        double mean = level[i]; // nothing learned yet: no difference
        if (m_recentCount > 0) {
            mean = 0;
            for (std::size_t k = 0; k < m_recentCount; ++k)
                mean += m_recent[k][i];
            mean /= static_cast<double>(m_recentCount);
        }
        row[i] = static_cast<float>(level[i]);
        row[i + level.size()] = static_cast<float>(level[i] - mean);
    }
    return row;
}

std::optional<IsolationForest::MinuteScore> IsolationForest::scoreMinute(const Bucket& bucket) const
{
    if (!m_fitted || bucket.isGap())
        return std::nullopt;
    const FeatureRow row = features(bucket);
    if (!m_cache.valid || m_cache.row != row)
        m_cache = {row, m_fitted->model->score(row), true};
    return MinuteScore{m_cache.score, m_fitted->threshold};
}

double IsolationForest::moved(const Bucket& bucket, StatusId status) const
{
    const double mean = m_days[index(status)].mean();
    const double moved =
        (static_cast<double>(bucket.count(status)) - mean) / std::sqrt(std::max(mean, 1.0));
    return isBad(status) ? moved : -moved;
}

bool IsolationForest::carries(const Bucket& bucket, StatusId status) const
{
    const double own = moved(bucket, status);
    double most = 0;
    for (std::size_t i = 0; i < m_days.size(); ++i)
        most = std::max(most, moved(bucket, static_cast<StatusId>(i)));
    return own > 0 && own >= most / 2;
}

Verdict IsolationForest::score(const Bucket& bucket, StatusId status) const
{
    Verdict verdict;
    const auto minute = scoreMinute(bucket);
    if (!minute)
        return verdict;
    const RollingWindow& day = m_days[index(status)];
    const double reach = kRange * std::max(day.deviation(), std::sqrt(std::max(day.mean(), 1.0)));
    const bool judged = isBad(status) || bucket.fill == Fill::Complete;
    verdict.ready = true;
    verdict.threshold = minute->threshold;
    verdict.fired = judged && minute->isAnomaly() && carries(bucket, status);
    verdict.score = verdict.fired ? minute->score : std::min(minute->score, minute->threshold);
    verdict.expected = day.mean();
    verdict.low = isBad(status) ? 0.0 : std::max(0.0, day.mean() - reach);
    verdict.high = day.mean() + reach;
    verdict.severity = Severity::Warning;
    verdict.kind = isBad(status) ? AnomalyKind::Spike : AnomalyKind::Drop;
    return verdict;
}

void IsolationForest::learn(const Bucket& bucket)
{
    if (bucket.isGap())
        return;
    const FeatureRow row = features(bucket);
    if (m_rows.size() < m_capacity) {
        m_rows.push_back(row);
    } else {
        m_rows[m_next] = row;
        m_next = (m_next + 1) % m_capacity;
    }
    ++m_sinceRequest;
    m_recent[m_recentNext] = levelOf(bucket);
    m_recentNext = (m_recentNext + 1) % kDeltaWindow;
    m_recentCount = std::min(m_recentCount + 1, kDeltaWindow);
    for (std::size_t i = 0; i < m_days.size(); ++i)
        m_days[i].add(bucket.counts[i]);
}

std::optional<TrainingJob> IsolationForest::trainingDue()
{
    static_assert(kNeeded == kRefitAfter, "one counter serves both");
    if (m_sinceRequest < kRefitAfter)
        return std::nullopt;
    m_sinceRequest = 0;
    m_isFitting = true;
    const auto rows = std::make_shared<const std::vector<FeatureRow>>(m_rows);
    const std::uint64_t seed = ++m_requests;
    return TrainingJob{[rows, seed, share = m_share]() -> std::shared_ptr<const void> {
        auto fitted = std::make_shared<Fitted>();
        fitted->model =
            std::make_shared<const ForestModel>(ForestModel::fit(*rows, {.seed = seed}));
        // A minute of the history that its own trees have seen is a little easier to them than a
        // new one; with 256 of tens of thousands that does not matter.
        Random random(seed);
        std::vector<double> scores(std::min(rows->size(), kThresholdSample));
        for (double& score : scores)
            score = fitted->model->score((*rows)[random.below(rows->size())]);
        const auto above = static_cast<std::size_t>(share * static_cast<double>(scores.size()));
        const auto place =
            scores.end() - 1 - static_cast<std::ptrdiff_t>(std::min(above, scores.size() - 1));
        std::nth_element(scores.begin(), place, scores.end());
        fitted->threshold = std::max(*place, kLowestThreshold);
        return fitted;
    }};
}

void IsolationForest::adopt(std::shared_ptr<const void> fitted)
{
    m_fitted = std::static_pointer_cast<const Fitted>(std::move(fitted));
    m_cache.valid = false;
    m_isFitting = false;
}

std::string IsolationForest::explain(const Bucket& bucket, StatusId status,
                                     const Verdict& verdict) const
{
    if (!m_fitted) {
        return "isolation forest is off: history too short, " + std::to_string(m_rows.size()) +
               " of " + std::to_string(kNeeded) + " minutes learned" +
               (m_rows.size() < kNeeded ? "" : ", the first fit is adopted within 30 minutes");
    }
    const auto minute = scoreMinute(bucket);
    if (!minute || !verdict.ready)
        return "no data in this minute, no isolation score";
    const Level level = levelOf(bucket);
    std::string text =
        observedText(*m_catalog, bucket, status) + ": isolation score of the minute (" +
        fixedText(minute->score) + ") " + (minute->isAnomaly() ? "> " : "<= ") +
        fixedText(minute->threshold) + " with total (" + fixedText(level[0], 0) + "), bad (" +
        fixedText(level[1], 0) + ") and bad rate (" + fixedText(100 * level[2]) + "%)";
    if (minute->isAnomaly() && !verdict.fired)
        text += ", but this status is not what moved";
    return text;
}

std::string IsolationForest::save() const
{
    ByteWriter out;
    out.text(kMagic);
    out.u64(m_days.size());
    out.u64(m_rows.size());
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const std::size_t place = m_next + i;
        for (const float x : m_rows[place < m_rows.size() ? place : place - m_rows.size()])
            out.f32(x);
    }
    // A fit under way is not saved: it will be asked for again at once.
    out.u64(m_isFitting ? kRefitAfter : m_sinceRequest);
    out.u64(m_isFitting ? m_requests - 1 : m_requests);
    out.u64(m_recentCount);
    for (std::size_t i = 0; i < m_recentCount; ++i) {
        const std::size_t oldest = m_recentCount < kDeltaWindow ? 0 : m_recentNext;
        for (const double x : m_recent[(oldest + i) % kDeltaWindow])
            out.f64(x);
    }
    for (const RollingWindow& day : m_days) {
        out.u64(day.size());
        for (std::size_t i = 0; i < day.size(); ++i)
            out.varint(day.at(i));
    }
    out.u64(m_fitted ? 1 : 0);
    if (m_fitted) {
        out.f64(m_fitted->threshold);
        m_fitted->model->save(out);
    }
    return out.take();
}

bool IsolationForest::load(std::string_view bytes)
{
    ByteReader in(bytes);
    if (in.text() != kMagic || in.u64() != m_days.size())
        return false;
    IsolationForest loaded(*this);
    loaded.m_cache.valid = false;
    loaded.m_rows.clear();
    loaded.m_next = 0;
    loaded.m_rows.resize(in.length(m_capacity, sizeof(FeatureRow)));
    for (FeatureRow& row : loaded.m_rows) {
        for (float& x : row)
            x = in.f32();
    }
    loaded.m_sinceRequest = static_cast<std::size_t>(in.u64());
    loaded.m_requests = in.u64();
    loaded.m_isFitting = false;
    loaded.m_recentCount = in.length(kDeltaWindow, sizeof(Level));
    loaded.m_recentNext = loaded.m_recentCount % kDeltaWindow;
    for (std::size_t i = 0; i < loaded.m_recentCount; ++i) {
        for (double& x : loaded.m_recent[i])
            x = in.f64();
    }
    for (RollingWindow& day : loaded.m_days) {
        day.clear();
        const std::size_t size = in.length(kDay, 1);
        for (std::size_t i = 0; i < size; ++i) {
            const std::uint64_t count = in.varint();
            if (count > kMaxCount)
                return false;
            day.add(count);
        }
    }
    loaded.m_fitted.reset();
    const std::uint64_t isFitted = in.u64();
    if (isFitted == 1) {
        auto fitted = std::make_shared<Fitted>();
        fitted->threshold = in.f64();
        fitted->model = ForestModel::load(in);
        if (!fitted->model)
            return false;
        loaded.m_fitted = std::move(fitted);
    }
    if (!in.finished() || isFitted > 1)
        return false;
    *this = std::move(loaded);
    return true;
}

} // namespace vigia
