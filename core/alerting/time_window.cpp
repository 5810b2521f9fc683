#include "core/alerting/time_window.h"

#include "core/base/zone.h"

#include <algorithm>
#include <array>

namespace vigia {
namespace {

constexpr std::array<std::string_view, 7> kDays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

} // namespace

bool TimeWindow::contains(LocalMinute local) const
{
    const auto onDay = [this](int day) { return days == 0 || (days >> day & 1) != 0; };
    const int minute = minuteOfDay(local);
    const int today = dayOfWeek(local);
    if (from == to)
        return onDay(today);
    if (from < to)
        return onDay(today) && minute >= from && minute < to;
    const int yesterday = (today + 6) % 7;
    return (minute >= from && onDay(today)) || (minute < to && onDay(yesterday));
}

Result<int> readClock(std::string_view text)
{
    const bool shaped = text.size() == 5 && text[2] == ':' && isDigit(text[0]) &&
                        isDigit(text[1]) && isDigit(text[3]) && isDigit(text[4]);
    const int hours = shaped ? (text[0] - '0') * 10 + text[1] - '0' : 24;
    const int minutes = shaped ? (text[3] - '0') * 10 + text[4] - '0' : 60;
    if (hours > 23 || minutes > 59)
        return fail(ErrorCode::InvalidInput, "found \"" + std::string(text.substr(0, 32)) +
                                                 "\", expected a time from 00:00 to 23:59");
    return hours * 60 + minutes;
}

std::string clockOf(int minutes)
{
    const auto two = [](int n) { return std::to_string(n / 10) + std::to_string(n % 10); };
    return two(minutes / 60) + ':' + two(minutes % 60);
}

Result<TimeWindow> makeTimeWindow(const std::vector<std::string>& days, std::string_view from,
                                  std::string_view to)
{
    TimeWindow out;
    for (const std::string& day : days) {
        const auto known = std::find(kDays.begin(), kDays.end(), day);
        if (known == kDays.end())
            return fail(ErrorCode::InvalidInput,
                        "found \"" + day.substr(0, 32) +
                            "\", expected mon, tue, wed, thu, fri, sat or sun");
        out.days = static_cast<std::uint8_t>(out.days | 1u << (known - kDays.begin()));
    }
    if (from.empty() && to.empty())
        return out;
    const auto first = readClock(from);
    if (!first)
        return fail(first.error());
    const auto last = readClock(to);
    if (!last)
        return fail(last.error());
    out.from = *first;
    out.to = *last;
    return out;
}

std::vector<std::string> daysOf(const TimeWindow& window)
{
    std::vector<std::string> out;
    for (std::size_t i = 0; i < kDays.size(); ++i) {
        if ((window.days >> i & 1) != 0)
            out.emplace_back(kDays[i]);
    }
    return out;
}

} // namespace vigia
