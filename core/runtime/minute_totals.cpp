#include "core/runtime/minute_totals.h"

#include <algorithm>

namespace vigia {
namespace {

constexpr std::chrono::days kKept{8};

} // namespace

std::uint32_t MinuteTotals::sourceIndex(const std::string& name)
{
    const auto known = std::find(m_sources.begin(), m_sources.end(), name);
    const auto index = static_cast<std::uint32_t>(known - m_sources.begin());
    if (known == m_sources.end())
        m_sources.push_back(name);
    return index;
}

MinuteTotals::Part& MinuteTotals::part(Minute time, std::uint32_t source)
{
    Slot& slot = m_slots[time];
    for (Part& existing : slot.parts) {
        if (existing.source == source)
            return existing;
    }
    slot.parts.push_back({source, false, std::vector<std::uint64_t>(m_statuses), {}});
    return slot.parts.back();
}

void MinuteTotals::add(const CountBatch& batch)
{
    if (batch.rows.empty())
        return;
    std::vector<std::uint32_t> sources;
    for (const std::string& name : batch.sources)
        sources.push_back(sourceIndex(name));
    Minute newest = m_slots.empty() ? Minute::min() : m_slots.rbegin()->first;
    for (const CountRow& row : batch.rows)
        newest = std::max(newest, row.time);
    for (const CountRow& row : batch.rows) {
        if (row.time < newest - kKept)
            continue;
        Part& p = part(row.time, sources[row.source]);
        p.counted = true;
        p.counts[index(row.status)] = row.count;
        m_changed.insert(row.time);
    }
    prune();
}

void MinuteTotals::add(const std::vector<BandPoint>& bands)
{
    if (bands.empty())
        return;
    const Minute oldest =
        m_slots.empty() ? bands.back().time - kKept : m_slots.rbegin()->first - kKept;
    for (const BandPoint& band : bands) {
        if (band.time < oldest)
            continue;
        Part& p = part(band.time, sourceIndex(band.source));
        if (p.band.empty())
            p.band.resize(3 * m_statuses);
        const std::size_t at = 3 * index(band.status);
        p.band[at] = band.expected;
        p.band[at + 1] = band.low;
        p.band[at + 2] = band.high;
        m_changed.insert(band.time);
    }
    prune();
}

LiveMinute MinuteTotals::sum(Minute time, const Slot& slot) const
{
    LiveMinute out{time, true, std::vector<std::uint64_t>(m_statuses), {}, {}, {}};
    for (const Part& p : slot.parts) {
        out.gap = out.gap && !p.counted;
        for (std::size_t i = 0; i < m_statuses; ++i)
            out.counts[i] += p.counts[i];
        if (p.band.empty())
            continue;
        out.expected.resize(m_statuses);
        out.low.resize(m_statuses);
        out.high.resize(m_statuses);
        for (std::size_t i = 0; i < m_statuses; ++i) {
            out.expected[i] += p.band[3 * i];
            out.low[i] += p.band[3 * i + 1];
            out.high[i] += p.band[3 * i + 2];
        }
    }
    return out;
}

std::vector<LiveMinute> MinuteTotals::takeChanged()
{
    std::vector<LiveMinute> out;
    out.reserve(m_changed.size());
    for (const Minute time : m_changed) {
        if (const auto slot = m_slots.find(time); slot != m_slots.end())
            out.push_back(sum(time, slot->second));
    }
    m_changed.clear();
    return out;
}

std::optional<LiveMinute> MinuteTotals::minute(Minute time) const
{
    const auto slot = m_slots.find(time);
    return slot == m_slots.end() ? std::nullopt : std::optional(sum(time, slot->second));
}

void MinuteTotals::clear()
{
    m_slots.clear();
    m_changed.clear();
}

void MinuteTotals::prune()
{
    const Minute oldest = m_slots.rbegin()->first - kKept;
    m_slots.erase(m_slots.begin(), m_slots.lower_bound(oldest));
    m_changed.erase(m_changed.begin(), m_changed.lower_bound(oldest));
}

} // namespace vigia
