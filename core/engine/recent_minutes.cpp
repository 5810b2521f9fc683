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

void RecentMinutes::save(ByteWriter& out) const
{
    const auto used =
        std::count_if(m_slots.begin(), m_slots.end(), [](const Slot& slot) { return slot.used; });
    out.u64(static_cast<std::uint64_t>(used));
    for (std::size_t at = 0; at < m_slots.size(); ++at) {
        const Slot& slot = m_slots[at];
        if (!slot.used)
            continue;
        out.i64(toEpochMinutes(slot.time));
        out.u64(slot.reported);
        out.varint(static_cast<std::uint64_t>(slot.fill));
        for (std::size_t i = 0; i < m_statuses; ++i)
            out.varint(m_counts[at * m_statuses + i]);
    }
}

void RecentMinutes::load(ByteReader& in)
{
    const std::size_t used = in.length(kSlots, 17 + m_statuses);
    for (std::size_t i = 0; i < used && in.ok(); ++i) {
        Bucket bucket;
        bucket.time = fromEpochMinutes(in.i64());
        const std::uint64_t reported = in.u64();
        const std::uint64_t fill = in.varint();
        for (std::size_t s = 0; s < m_statuses; ++s)
            bucket.counts.push_back(in.varint());
        if (fill > static_cast<std::uint64_t>(Fill::Gap) || bucket.time < kEarliestMinute ||
            bucket.time >= kLatestMinute) {
            in.refuse();
            return;
        }
        bucket.fill = static_cast<Fill>(fill);
        add(bucket, reported);
    }
}

} // namespace vigia
