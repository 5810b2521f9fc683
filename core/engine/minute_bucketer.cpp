#include "core/engine/minute_bucketer.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace vigia {

using std::chrono::minutes;

MinuteBucketer::MinuteBucketer(std::size_t statuses)
    : m_statuses(statuses)
{
    assert(statuses >= 1 && statuses <= 64);
    m_filling = fresh(Minute{});
    m_closed = m_filling.bucket;
}

FillingMinute MinuteBucketer::fresh(Minute time) const
{
    FillingMinute out;
    out.bucket.time = time;
    out.bucket.fill = Fill::Filling;
    out.bucket.counts.assign(m_statuses, 0);
    out.history = true; // until a live row comes
    return out;
}

void MinuteBucketer::set(FillingMinute& minute, StatusId status, std::uint64_t count, Role role)
{
    assert(index(status) < minute.bucket.counts.size());
    minute.bucket.counts[index(status)] = count;
    minute.touched |= std::uint64_t{1} << index(status);
    minute.history = minute.history && role == Role::History;
}

void MinuteBucketer::open(FillingMinute minute)
{
    m_filling = std::move(minute);
    m_open = true;
    m_started = true;
}

Minute MinuteBucketer::due(Minute time) const
{
    if (!m_started || time <= boundary())
        return boundary();
    if (isFarAhead(time) && (!m_ahead || m_ahead->bucket.time == time))
        return boundary(); // waits to be confirmed
    return time;
}

const Bucket* MinuteBucketer::closeNext(Minute until)
{
    if (!m_started)
        return nullptr;
    if (!m_open && m_ahead && m_ahead->bucket.time == m_next && m_next < until) {
        open(std::move(*m_ahead));
        m_ahead.reset();
    }
    if (m_open) {
        if (m_filling.bucket.time >= until)
            return nullptr;
        std::swap(m_closed, m_filling.bucket);
        m_closed.fill = Fill::Complete;
        m_closedWasHistory = m_filling.history;
        m_open = false;
        m_anyClosed = true;
        m_next = m_closed.time + minutes{1};
        m_gapRun = minutes{0};
        return &m_closed;
    }
    if (m_next >= until)
        return nullptr;
    if (m_gapRun == kLongestGap) {
        m_next = m_ahead ? std::min(until, m_ahead->bucket.time) : until;
        return closeNext(until);
    }
    m_closed.time = m_next;
    m_closed.fill = Fill::Gap;
    std::fill(m_closed.counts.begin(), m_closed.counts.end(), 0);
    m_next += minutes{1};
    m_gapRun += minutes{1};
    return &m_closed;
}

void MinuteBucketer::resume(Minute next)
{
    assert(!m_started);
    m_next = next;
    m_started = true;
    m_anyClosed = true;
    m_closedWasHistory = true;
}

MinuteBucketer::Placed MinuteBucketer::put(Minute time, StatusId status, std::uint64_t count,
                                           Role role)
{
    if (fills(time)) {
        set(m_filling, status, count, role);
        return Placed::Filling;
    }
    if (m_started && time < boundary()) {
        // The first minutes of a source may come in any order: nothing has been decided yet.
        if (m_anyClosed || m_ahead)
            return Placed::Late;
        m_ahead = std::move(m_filling);
        open(fresh(time));
    } else if (m_started && isFarAhead(time)) {
        assert(!m_ahead || m_ahead->bucket.time == time);
        if (!m_ahead)
            m_ahead = fresh(time);
        set(*m_ahead, status, count, role);
        return Placed::Filling;
    } else if (m_ahead && m_ahead->bucket.time == time) {
        open(std::move(*m_ahead));
        m_ahead.reset();
    } else {
        // The vectors of the minute before are used again.
        m_filling.bucket.time = time;
        m_filling.bucket.fill = Fill::Filling;
        m_filling.bucket.counts.assign(m_statuses, 0);
        m_filling.touched = 0;
        m_filling.history = true;
        m_open = true;
        m_started = true;
    }
    set(m_filling, status, count, role);
    return Placed::Filling;
}

Minute MinuteBucketer::newest() const
{
    if (!m_started)
        return kEarliestMinute;
    return m_open ? m_filling.bucket.time : m_next - minutes{1};
}

} // namespace vigia
