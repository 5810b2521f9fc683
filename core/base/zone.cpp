#include "core/base/zone.h"

#include <algorithm>
#include <cassert>

namespace vigia {

using std::chrono::minutes;

Zone::Zone()
    : Zone("UTC", {Period{Minute{}, minutes{0}}})
{}

Zone::Zone(std::string id, std::vector<Period> periods)
    : m_id(std::move(id))
    , m_periods(std::move(periods))
{
    assert(!m_periods.empty());
}

Zone Zone::fixed(std::string id, minutes offset)
{
    return Zone{std::move(id), {Period{Minute{}, offset}}};
}

minutes Zone::offsetAt(Minute m) const
{
    const auto next = std::upper_bound(m_periods.begin(), m_periods.end(), m,
                                       [](Minute t, const Period& p) { return t < p.from; });
    return next == m_periods.begin() ? m_periods.front().offset : std::prev(next)->offset;
}

Zone::Stretch Zone::stretchAt(Minute m) const
{
    auto next = std::upper_bound(m_periods.begin(), m_periods.end(), m,
                                 [](Minute t, const Period& p) { return t < p.from; });
    if (next == m_periods.begin()) // the first period also holds for all earlier times
        ++next;
    const auto period = std::prev(next);
    return {period == m_periods.begin() ? Minute::min() : period->from,
            next == m_periods.end() ? Minute::max() : next->from, period->offset};
}

LocalMinute Zone::toLocal(Minute m) const
{
    return LocalMinute{m.time_since_epoch() + offsetAt(m)};
}

Zone::Resolution Zone::resolve(LocalMinute local) const
{
    // Every offset in force within a day around the reading is a candidate; those that lead back to
    // the reading are real.
    const Minute about{local.time_since_epoch()};
    const minutes before = offsetAt(about - std::chrono::days{1});
    const minutes after = offsetAt(about + std::chrono::days{1});
    const Minute early{local.time_since_epoch() - before};
    const Minute late{local.time_since_epoch() - after};
    const bool earlyFits = toLocal(early) == local;
    const bool lateFits = toLocal(late) == local;
    if (earlyFits && lateFits && early != late)
        return {Mapping::Repeated, std::min(early, late)};
    if (earlyFits)
        return {Mapping::Unique, early};
    if (lateFits)
        return {Mapping::Unique, late};
    return {Mapping::Skipped, early};
}

int minuteOfDay(LocalMinute local)
{
    const auto day = std::chrono::floor<std::chrono::days>(local);
    return static_cast<int>((local - day).count());
}

int dayOfWeek(LocalMinute local)
{
    const std::chrono::weekday day{std::chrono::floor<std::chrono::days>(local)};
    return static_cast<int>(day.iso_encoding()) - 1;
}

} // namespace vigia
