#include "core/detect/detector_panel.h"

#include "core/base/byte_stream.h"

#include <algorithm>

namespace vigia {
namespace {

constexpr std::string_view kMagic = "panel 1";

// A fit that runs out of memory leaves the model as it is; the detector asks again.
std::shared_ptr<const void> fitOrNothing(const TrainingJob& job) noexcept
{
    try {
        return job.fit();
    } catch (...) {
        return nullptr;
    }
}

// The detectors of each status by name, checked.
Result<std::vector<std::vector<std::string>>> namesByStatus(const DetectorContext& context)
{
    const DetectionConfig& config = context.config;
    std::vector<std::vector<std::string>> names(context.catalog->size(), config.detectors);
    const auto check = [](const std::string& key,
                          const std::vector<std::string>& list) -> Result<void> {
        if (list.empty())
            return fail(ErrorCode::InvalidConfig, key + ": names no detector");
        for (auto i = list.begin(); i != list.end(); ++i) {
            if (std::find(list.begin(), i, *i) != i)
                return fail(ErrorCode::InvalidConfig, key + ": names \"" + *i + "\" twice");
        }
        return {};
    };
    if (auto checked = check("detection.detectors", config.detectors); !checked)
        return fail(checked.error());
    for (const auto& [status, list] : config.detectorsByStatus) {
        const std::string key = "detection.status." + status;
        const auto id = context.catalog->find(status);
        if (!id) {
            return fail(ErrorCode::InvalidConfig,
                        key + ": unknown status; known are " + context.catalog->list());
        }
        if (auto checked = check(key + ".detectors", list); !checked)
            return fail(checked.error());
        names[index(*id)] = list;
    }
    return names;
}

} // namespace

Result<DetectorPanel> DetectorPanel::create(const DetectorContext& context, Training training)
{
    auto names = namesByStatus(context);
    if (!names)
        return fail(names.error());
    DetectorPanel panel;
    panel.m_training = training;
    std::vector<std::size_t> firstVote;
    for (const std::vector<std::string>& list : *names) {
        firstVote.push_back(panel.m_voters.size());
        for (const std::string& name : list) {
            const auto known =
                std::find_if(panel.m_detectors.begin(), panel.m_detectors.end(),
                             [&](const auto& detector) { return detector->name() == name; });
            panel.m_voters.push_back(static_cast<std::size_t>(known - panel.m_detectors.begin()));
            if (known != panel.m_detectors.end())
                continue;
            auto made = makeDetector(name, context);
            if (!made)
                return fail(made.error());
            panel.m_detectors.push_back(std::move(*made));
        }
    }
    for (const std::size_t voter : panel.m_voters)
        panel.m_votes.push_back({panel.m_detectors[voter].get(), {}});
    for (std::size_t i = 0; i < names->size(); ++i) {
        const std::span<const PanelVote> votes(panel.m_votes);
        panel.m_verdicts.push_back(
            {static_cast<StatusId>(i), votes.subspan(firstVote[i], (*names)[i].size())});
    }
    return panel;
}

std::span<const PanelVerdict> DetectorPanel::score(const Bucket& bucket)
{
    for (std::size_t i = 0; i < m_verdicts.size(); ++i)
        (void)score(bucket, static_cast<StatusId>(i));
    return m_verdicts;
}

const PanelVerdict& DetectorPanel::score(const Bucket& bucket, StatusId status)
{
    adoptDue();
    m_live = true;
    const PanelVerdict& verdict = m_verdicts[index(status)];
    const auto first = static_cast<std::size_t>(verdict.votes.data() - m_votes.data());
    for (std::size_t i = first; i < first + verdict.votes.size(); ++i)
        m_votes[i].verdict = m_votes[i].detector->score(bucket, status);
    return verdict;
}

void DetectorPanel::learn(const Bucket& bucket)
{
    for (const auto& detector : m_detectors)
        detector->learn(bucket);
    m_now = bucket.time;
    collect(bucket.time);
    m_live = false;
}

void DetectorPanel::collect(Minute now)
{
    // Of the fits of one detector that are due, only the last is ever adopted.
    for (auto i = m_pending.begin(); i != m_pending.end();) {
        const bool overtaken = std::any_of(i + 1, m_pending.end(), [&](const Pending& later) {
            return later.detector == i->detector && later.due <= now;
        });
        i = overtaken ? m_pending.erase(i) : i + 1;
    }
    for (std::size_t i = 0; i < m_detectors.size(); ++i) {
        auto job = m_detectors[i]->trainingDue();
        if (!job)
            continue;
        Pending pending{i, now + kAdoptAfter, std::move(*job), {}};
        if (m_training == Training::Background && m_live) {
            pending.running =
                std::async(std::launch::async, [job = pending.job] { return fitOrNothing(job); });
        }
        m_pending.push_back(std::move(pending));
    }
}

void DetectorPanel::adoptDue()
{
    for (auto i = m_pending.begin(); i != m_pending.end();) {
        if (i->due > m_now) {
            ++i;
            continue;
        }
        const Fitted fitted = i->running.valid() ? i->running.get() : fitOrNothing(i->job);
        if (fitted)
            m_detectors[i->detector]->adopt(fitted);
        i = m_pending.erase(i);
    }
}

std::string DetectorPanel::save()
{
    adoptDue();
    ByteWriter out;
    out.text(kMagic);
    out.u64(m_verdicts.size());
    out.i64(toEpochMinutes(m_now));
    out.u64(m_detectors.size());
    for (const auto& detector : m_detectors) {
        out.text(detector->name());
        out.text(detector->save());
    }
    return out.take();
}

bool DetectorPanel::load(std::string_view bytes)
{
    ByteReader in(bytes);
    if (in.text() != kMagic || in.u64() != m_verdicts.size())
        return false;
    const Minute now = fromEpochMinutes(in.i64());
    if (in.u64() != m_detectors.size())
        return false;
    std::vector<std::unique_ptr<Detector>> loaded;
    for (const auto& detector : m_detectors) {
        if (in.text() != detector->name())
            return false;
        const std::string_view state = in.text();
        loaded.push_back(detector->clone());
        if (!in.ok() || (!state.empty() && !loaded.back()->load(state)))
            return false;
    }
    if (!in.finished())
        return false;
    m_detectors = std::move(loaded);
    for (std::size_t i = 0; i < m_votes.size(); ++i)
        m_votes[i].detector = m_detectors[m_voters[i]].get();
    m_pending.clear();
    m_now = now;
    return true;
}

} // namespace vigia
