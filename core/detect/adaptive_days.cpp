// How AdaptiveCountModel carries minutes into the time-of-day profile and levels over midnight.
#include "core/detect/adaptive_count_model.h"

#include <algorithm>

namespace vigia {

namespace {

constexpr std::size_t kApproved = index(StatusId::Approved);
constexpr double kDayVariance = 0.04; // relative, of one day's level against the next
constexpr std::int64_t kRebaseMinutes = 10;
constexpr double kFirstDayVariance = 0.1; // of today's level against the first day

} // namespace

// Minutes go to the profile once no window can call them abnormal any more, or at midnight.
void AdaptiveCountModel::learnProfile(std::int64_t until)
{
    const auto kept = static_cast<std::int64_t>(kRing) - 1;
    for (std::int64_t m = std::max(m_profiled + 1, m_last - kept); m <= until; ++m)
        learnProfileMinute(m);
    m_profiled = std::max(m_profiled, until);
}

// Where `next` begins a day, the day before becomes part of the base.
void AdaptiveCountModel::startDay(std::int64_t next)
{
    const LocalMinute local = m_context.zone->toLocal(fromEpochMinutes(next));
    if (!m_profile.startsNewDay(local))
        return;
    learnProfile(m_last);
    const int ofDay = minuteOfDay(local);
    std::vector<double> ratios;
    ratios.reserve(m_series.size());
    for (std::size_t s = 0; s < m_series.size(); ++s)
        ratios.push_back(m_profile.ratio(s, ofDay));
    const bool known = m_profile.known();
    m_profile.startDay(local);
    if (m_profile.known())
        rebase(ofDay, ratios, known);
}

void AdaptiveCountModel::learnProfileMinute(std::int64_t minute)
{
    const std::size_t slot = ringSlot(minute);
    const Series& approved = m_series[kApproved];
    const auto calm = [&](const Series& series) {
        return (series.abnormal >> slot & 1) == 0 && series.weight[slot] > 0;
    };
    if (minute < m_first || !calm(approved))
        return;
    const LocalMinute local = m_context.zone->toLocal(fromEpochMinutes(minute));
    m_profile.add(local, approved.weight[slot] * approved.count[slot], approved.weight[slot]);
    for (std::size_t s = 1; s < m_series.size(); ++s) {
        if (calm(m_series[s]))
            m_profile.addBad(s, local, m_series[s].count[slot], approved.count[slot]);
    }
}

// The base has changed: levels are relative to it and follow, so that nothing jumps.
void AdaptiveCountModel::rebase(int ofDay, const std::vector<double>& oldRatios, bool wasKnown)
{
    Series& approved = m_series[kApproved];
    double oldExposure = 0; // of the last minutes
    double newExposure = 0;
    for (std::int64_t m = m_last - static_cast<std::int64_t>(kRing) + 1; m <= m_last; ++m) {
        const int at = minuteOfDay(m_context.zone->toLocal(fromEpochMinutes(m)));
        const double exposure = approved.weight[ringSlot(m)] * m_profile.base(at);
        if (m > m_last - kRebaseMinutes) {
            oldExposure += m_exposure[ringSlot(m)];
            newExposure += exposure;
        }
        m_exposure[ringSlot(m)] = exposure;
    }
    const bool comparable = oldExposure > 0 && newExposure > 0;
    const double factor = comparable ? oldExposure / newExposure : 1;
    for (std::size_t s = 0; s < m_series.size(); ++s) {
        const double scale = s == kApproved ? factor : oldRatios[s] / m_profile.ratio(s, ofDay);
        m_series[s].level.mean *= scale;
        for (Level& level : m_series[s].before)
            level.mean *= scale;
    }
    // Whole days differ: today's level is less sure than yesterday's last minute. What a level
    // without a base said of another time of day is worth nothing now.
    if (!wasKnown && (approved.alerting || !comparable))
        approved.level = {1, kFirstDayVariance};
    else
        approved.level.drift(kDayVariance);
    if (!wasKnown && approved.alerting)
        approved.before.fill(approved.level);
    for (double& block : m_blocks)
        block *= factor;
    m_usual *= factor;
    m_blockExposure /= factor;
}

} // namespace vigia
