#include "core/detect/adaptive_jobs.h"

#include <algorithm>
#include <cmath>

namespace vigia {

namespace {

constexpr std::int64_t kHour = 60; // minutes
constexpr std::int64_t kDay = 1440;
constexpr std::int64_t kDaysBack = 10;
constexpr std::int64_t kDayHours = 26;
constexpr std::int64_t kLastHours = 3;

std::size_t slotOf(std::int64_t time)
{
    return static_cast<std::size_t>(((time % kHour) + kHour) % kHour);
}

std::optional<AdaptiveJobs::Job> jobOf(std::vector<double> excesses, bool daily)
{
    const auto middle = excesses.begin() + static_cast<std::ptrdiff_t>(excesses.size() / 2);
    std::nth_element(excesses.begin(), middle, excesses.end());
    const double usual = *middle;
    const double most = std::max(1.5 * usual, usual + 5 * std::sqrt(usual) + 3);
    return AdaptiveJobs::Job{usual, most, static_cast<int>(excesses.size()), daily};
}

} // namespace

void AdaptiveJobs::remember(LocalMinute time, double excess)
{
    const std::int64_t now = time.time_since_epoch().count();
    auto& events = m_events[slotOf(now)];
    if (!events.empty() && events.back().time >= now)
        return; // an hour that the clock repeats
    if (events.size() == kPerMinute)
        events.erase(events.begin());
    events.push_back({now, excess});
}

std::optional<AdaptiveJobs::Job> AdaptiveJobs::at(LocalMinute time) const
{
    const std::int64_t now = time.time_since_epoch().count();
    const auto& events = m_events[slotOf(now)];
    if (events.size() < 2)
        return std::nullopt;
    std::vector<double> byDay;
    std::vector<double> byHour;
    int lately = 0;
    for (const Event& event : events) {
        const std::int64_t ago = now - event.time;
        if (ago <= 0)
            continue;
        if (ago % kDay == 0 && ago <= kDaysBack * kDay)
            byDay.push_back(event.excess);
        if (ago <= kDayHours * kHour)
            byHour.push_back(event.excess);
        if (ago <= kLastHours * kHour)
            ++lately;
    }
    if (byDay.size() >= 2)
        return jobOf(std::move(byDay), true);
    if (byHour.size() >= 3 || lately >= 2)
        return jobOf(std::move(byHour), false);
    return std::nullopt;
}

void AdaptiveJobs::save(ByteWriter& writer) const
{
    for (const auto& events : m_events) {
        writer.u64(events.size());
        for (const Event& event : events) {
            writer.i64(event.time);
            writer.f64(event.excess);
        }
    }
}

bool AdaptiveJobs::load(ByteReader& reader)
{
    for (auto& events : m_events) {
        events.resize(reader.length(kPerMinute, 16));
        for (Event& event : events) {
            event.time = reader.i64();
            event.excess = reader.f64();
            if (!(event.excess >= 0) || std::abs(event.time) > std::int64_t{1} << 40)
                return false;
        }
    }
    return reader.ok();
}

} // namespace vigia
