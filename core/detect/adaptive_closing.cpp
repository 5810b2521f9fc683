#include "core/detect/adaptive_closing.h"

#include "core/base/zone.h"

#include <algorithm>

namespace vigia {

namespace {

constexpr std::int64_t kLastDays = 6;
constexpr std::int64_t kSameWeekdays = 4;
constexpr std::int64_t kLeastDays = 2;

std::int64_t dayOf(LocalMinute time)
{
    return std::chrono::floor<std::chrono::days>(time).time_since_epoch().count();
}

} // namespace

void AdaptiveClosing::remember(LocalMinute silent)
{
    const std::int64_t date = dayOf(silent);
    if (m_days.empty() || m_days.back().date < date) {
        std::erase_if(m_days, [&](const Day& day) { return day.date < date - kDaysBack; });
        m_days.push_back({.date = date});
    }
    if (m_days.back().date != date)
        return;
    const auto minute = static_cast<std::size_t>(minuteOfDay(silent));
    m_days.back().bits[minute / 64] |= std::uint64_t{1} << minute % 64;
}

bool AdaptiveClosing::wasSilent(std::int64_t date, int minuteOfDay) const
{
    const auto day = std::ranges::lower_bound(m_days, date, {}, &Day::date);
    const auto minute = static_cast<std::size_t>(minuteOfDay);
    return day != m_days.end() && day->date == date && (day->bits[minute / 64] >> minute % 64 & 1);
}

bool AdaptiveClosing::at(LocalMinute time, LocalMinute first) const
{
    if (m_days.empty())
        return false;
    const std::int64_t date = dayOf(time);
    const std::int64_t known = date - dayOf(first);
    const int minute = minuteOfDay(time);
    const auto silentDays = [&](std::int64_t days, std::int64_t step) {
        std::int64_t silent = 0;
        for (std::int64_t i = 1; i <= days; ++i)
            silent += wasSilent(date - i * step, minute) ? 1 : 0;
        return silent;
    };
    const std::int64_t days = std::min(kLastDays, known);
    const std::int64_t lately = silentDays(days, 1);
    if (lately >= kLeastDays && 2 * lately > days)
        return true;
    const std::int64_t weeks = std::min(kSameWeekdays, known / 7);
    const std::int64_t weekly = silentDays(weeks, 7);
    return weekly >= kLeastDays && 2 * weekly >= weeks;
}

void AdaptiveClosing::save(ByteWriter& writer) const
{
    writer.u64(m_days.size());
    for (const Day& day : m_days) {
        writer.i64(day.date);
        for (const std::uint64_t bits : day.bits)
            writer.u64(bits);
    }
}

bool AdaptiveClosing::load(ByteReader& reader)
{
    m_days.resize(reader.length(kDaysBack + 1, 8 * (kWords + 1)));
    std::int64_t before = -(std::int64_t{1} << 32);
    for (Day& day : m_days) {
        day.date = reader.i64();
        if (day.date <= before || day.date > std::int64_t{1} << 32)
            return false;
        before = day.date;
        for (std::uint64_t& bits : day.bits)
            bits = reader.u64();
    }
    return reader.ok();
}

} // namespace vigia
