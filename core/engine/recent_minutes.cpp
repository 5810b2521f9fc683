#include "core/engine/recent_minutes.h"

#include <algorithm>
#include <cassert>

namespace vigia {
namespace {

constexpr std::size_t kSlots = kLateWindow.count();

} // namespace

std::size_t RecentMinutes::place(Minute time)
{
    return static_cast<std::size_t>(toEpochMinutes(time)) % kSlots;
}

void RecentMinutes::add(const Bucket& closed, std::uint64_t reported)
{
    if (m_slots.empty()) {
        m_slots.resize(kSlots);
        m_counts.resize(kSlots * m_statuses);
    }
    const std::size_t at = place(closed.time);
    m_slots[at] = {closed.time, reported, closed.fill, true};
    std::copy(closed.counts.begin(), closed.counts.end(), m_counts.begin() + at * m_statuses);
}

RecentMinutes::Correction RecentMinutes::correct(Minute time, StatusId status, std::uint64_t count)
{
    if (m_slots.empty())
        return Correction::Forgotten;
    const std::size_t at = place(time);
    Slot& slot = m_slots[at];
    if (!slot.used || slot.time != time)
        return Correction::Forgotten;
    std::uint64_t& known = m_counts[at * m_statuses + index(status)];
    if (slot.fill != Fill::Gap && known == count)
        return Correction::Unchanged;
    known = count;
    if (slot.fill == Fill::Gap)
        slot.fill = Fill::Filling;
    return Correction::Changed;
}

Bucket RecentMinutes::bucket(Minute time) const
{
    const std::size_t at = place(time);
    assert(m_slots[at].used && m_slots[at].time == time);
    Bucket out;
    out.time = time;
    out.fill = m_slots[at].fill;
    const auto from = m_counts.begin() + at * m_statuses;
    out.counts.assign(from, from + m_statuses);
    return out;
}

std::uint64_t RecentMinutes::reported(Minute time) const
{
    return m_slots[place(time)].reported;
}

void RecentMinutes::setReported(Minute time, std::uint64_t statuses)
{
    m_slots[place(time)].reported = statuses;
}

} // namespace vigia
