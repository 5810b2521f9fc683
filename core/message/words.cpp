#include "core/message/words.h"

#include "core/message/json_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace vigia {
namespace {

std::string padded(std::int64_t value, std::size_t digits)
{
    std::string text = std::to_string(value);
    if (text.size() < digits)
        text.insert(0, digits - text.size(), '0');
    return text;
}

std::string hexText(std::uint32_t value)
{
    std::array<char, 8> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, 16).ptr;
    return upperText({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

std::uint32_t codePoint(std::string_view sequence)
{
    const auto lead = static_cast<unsigned char>(sequence.front());
    std::uint32_t point = sequence.size() == 1 ? lead : lead & (0x7Fu >> sequence.size());
    for (const char c : sequence.substr(1))
        point = point << 6 | (static_cast<unsigned char>(c) & 0x3Fu);
    return point;
}

bool isTreacherous(std::uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

std::string escaped(std::string_view foreign, bool keepLineFeed)
{
    std::string out;
    out.reserve(foreign.size());
    while (!foreign.empty()) {
        const std::size_t length = utf8SequenceLength(foreign);
        if (length == 0) {
            out += "\\x{" + hexText(static_cast<unsigned char>(foreign.front())) + '}';
            foreign.remove_prefix(1);
            continue;
        }
        const std::string_view sequence = foreign.substr(0, length);
        const std::uint32_t point = codePoint(sequence);
        if (isTreacherous(point) && !(keepLineFeed && point == '\n'))
            out += "\\u{" + hexText(point) + '}';
        else
            out += sequence;
        foreign.remove_prefix(length);
    }
    return out;
}

} // namespace

std::string clockText(LocalMinute local)
{
    const int minute = minuteOfDay(local);
    return padded(minute / 60, 2) + "h " + padded(minute % 60, 2);
}

std::string dateText(LocalMinute local)
{
    const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(local)};
    return padded(int{date.year()}, 4) + '-' + padded(unsigned{date.month()}, 2) + '-' +
           padded(unsigned{date.day()}, 2);
}

std::string offsetText(std::chrono::minutes offset)
{
    if (offset.count() == 0)
        return "UTC";
    const std::int64_t size = std::abs(offset.count());
    return (offset.count() < 0 ? "-" : "+") + padded(size / 60, 2) + ':' + padded(size % 60, 2);
}

std::string stampText(Instant t, const Zone& zone)
{
    const Minute minute = floorToMinute(t);
    const LocalMinute local = zone.toLocal(minute);
    const int ofDay = minuteOfDay(local);
    return dateText(local) + ' ' + padded(ofDay / 60, 2) + ':' + padded(ofDay % 60, 2) + ' ' +
           offsetText(zone.offsetAt(minute)) + " (" + toRfc3339(t) + ')';
}

std::string durationText(std::chrono::minutes length)
{
    const std::int64_t total = std::max<std::int64_t>(length.count(), 0);
    if (total < 60)
        return std::to_string(total) + " min";
    if (total < 24 * 60)
        return std::to_string(total / 60) + " h " + padded(total % 60, 2) + " min";
    return std::to_string(total / (24 * 60)) + " d " + padded(total / 60 % 24, 2) + " h";
}

std::string plainLine(std::string_view foreign)
{
    return escaped(foreign, false);
}

std::string plainText(std::string_view foreign)
{
    return escaped(foreign, true);
}

std::string cutText(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes)
        return std::string(text);
    std::size_t end = bytes - 3;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return std::string(text.substr(0, end)) + "…";
}

std::string upperText(std::string_view text)
{
    std::string out(text);
    for (char& c : out) {
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
    }
    return out;
}

} // namespace vigia
