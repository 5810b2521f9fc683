#include "core/base/minute.h"

#include <array>

namespace vigia {
namespace {

void appendPadded(std::string& out, unsigned value, int digits)
{
    std::array<char, 4> text{};
    for (int i = digits - 1; i >= 0; --i) {
        text[static_cast<std::size_t>(i)] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
    out.append(text.data(), static_cast<std::size_t>(digits));
}

std::string format(std::chrono::sys_seconds t)
{
    const auto day = std::chrono::floor<std::chrono::days>(t);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{t - day};
    std::string out;
    out.reserve(20);
    appendPadded(out, static_cast<unsigned>(int{date.year()}), 4);
    out += '-';
    appendPadded(out, unsigned{date.month()}, 2);
    out += '-';
    appendPadded(out, unsigned{date.day()}, 2);
    out += 'T';
    appendPadded(out, static_cast<unsigned>(clock.hours().count()), 2);
    out += ':';
    appendPadded(out, static_cast<unsigned>(clock.minutes().count()), 2);
    out += ':';
    appendPadded(out, static_cast<unsigned>(clock.seconds().count()), 2);
    out += 'Z';
    return out;
}

} // namespace

std::string toRfc3339(Minute m)
{
    return format(m);
}

std::string toRfc3339(Instant t)
{
    return format(std::chrono::floor<std::chrono::seconds>(t));
}

} // namespace vigia
