#include "core/store/count_roll_up.h"

#include <algorithm>

namespace vigia {
namespace {

Minute floorTo(Minute minute, std::chrono::minutes span)
{
    const std::int64_t m = toEpochMinutes(minute);
    const std::int64_t s = span.count();
    return fromEpochMinutes(m - ((m % s) + s) % s);
}

} // namespace

CountRollUp::CountRollUp(std::size_t statuses, std::chrono::minutes span)
    : m_span(std::max(span, std::chrono::minutes{1}))
    , m_sums(statuses)
    , m_seen(statuses)
    , m_open(statuses)
{}

void CountRollUp::add(const StoredCount& row)
{
    if (m_any && row.time != m_minute) {
        closeMinute();
        if (floorTo(row.time, m_span) != floorTo(m_minute, m_span))
            closeSpan();
    }
    m_any = true;
    m_minute = row.time;
    m_sums[index(row.status)] += row.count;
    m_seen[index(row.status)] = true;
}

void CountRollUp::closeMinute()
{
    for (std::size_t s = 0; s < m_sums.size(); ++s) {
        if (!m_seen[s])
            continue;
        CountSpan& span = m_open[s];
        span.smallest = span.minutes == 0 ? m_sums[s] : std::min(span.smallest, m_sums[s]);
        span.largest = std::max(span.largest, m_sums[s]);
        span.sum += m_sums[s];
        ++span.minutes;
        m_sums[s] = 0;
        m_seen[s] = false;
    }
}

void CountRollUp::closeSpan()
{
    for (std::size_t s = 0; s < m_open.size(); ++s) {
        if (m_open[s].minutes > 0) {
            m_open[s].from = floorTo(m_minute, m_span);
            m_open[s].status = static_cast<StatusId>(s);
            m_done.push_back(m_open[s]);
        }
        m_open[s] = {};
    }
}

std::vector<CountSpan> CountRollUp::finish()
{
    if (m_any) {
        closeMinute();
        closeSpan();
    }
    m_any = false;
    return std::move(m_done);
}

} // namespace vigia
