#include "core/runtime/live_feed.h"

#include <iterator>
#include <utility>

namespace vigia {
namespace {

template <typename T>
void append(std::vector<T>& to, std::vector<T>&& from)
{
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

} // namespace

void LiveFeed::push(LiveDelta delta)
{
    const std::scoped_lock lock(m_mutex);
    for (LiveMinute& minute : delta.minutes) {
        LiveMinute& slot = m_minutes[minute.time];
        if (minute.expected.empty() &&
            !slot.expected.empty()) { // a later count does not lose the band
            minute.expected = std::move(slot.expected);
            minute.low = std::move(slot.low);
            minute.high = std::move(slot.high);
        }
        slot = std::move(minute);
    }
    append(m_rest.anomalies, std::move(delta.anomalies));
    append(m_rest.withdrawn, std::move(delta.withdrawn));
    append(m_rest.incidents, std::move(delta.incidents));
}

LiveDelta LiveFeed::take()
{
    LiveDelta out;
    std::map<Minute, LiveMinute> minutes;
    {
        const std::scoped_lock lock(m_mutex);
        minutes.swap(m_minutes);
        std::swap(out, m_rest);
    }
    out.minutes.reserve(minutes.size());
    for (auto& [time, minute] : minutes)
        out.minutes.push_back(std::move(minute));
    return out;
}

} // namespace vigia
