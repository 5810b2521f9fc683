#include "core/parse/time_parser.h"

#include "core/parse/text_check.h"

#include <algorithm>
#include <cstring>

namespace vigia {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr minutes kWestmost{-12 * 60};
constexpr minutes kEastmost{14 * 60};

bool isDigit(char c)
{
    return static_cast<unsigned char>(c - '0') < 10;
}

// Two digits as 0..99, or more than 99 where one is not a digit.
unsigned twoDigits(const char* p)
{
    const unsigned tens = static_cast<unsigned char>(p[0] - '0');
    const unsigned ones = static_cast<unsigned char>(p[1] - '0');
    return tens < 10 && ones < 10 ? tens * 10 + ones : 100;
}

// "13:45" of a wall clock reading, "2025-03-09".
std::string clockText(minutes sinceMidnight)
{
    return toRfc3339(Minute{sinceMidnight}).substr(11, 5);
}

std::string dateText(minutes sinceEpoch)
{
    return toRfc3339(Minute{sinceEpoch}).substr(0, 10);
}

} // namespace

TimeParser::TimeParser(Zone zone, std::optional<std::chrono::year_month_day> date, Instant now)
    : m_zone(std::move(zone))
{
    if (date && date->ok())
        m_date = std::chrono::sys_days{*date};
    setNow(now);
}

void TimeParser::setNow(Instant now)
{
    m_now = now;
    m_latest = std::min(floorToMinute(now) + days{1}, kLatestMinute - minutes{1});
}

std::optional<Minute> TimeParser::minute(std::string_view text)
{
    Reading reading;
    Minute out{};
    if (parseInto(text, reading, out) != Fault::None)
        return std::nullopt;
    return out;
}

std::optional<Instant> TimeParser::instant(std::string_view text)
{
    Reading reading;
    Minute out{};
    if (parseInto(text, reading, out) != Fault::None)
        return std::nullopt;
    return Instant{out} + std::chrono::milliseconds{reading.milliseconds};
}

Result<Minute> TimeParser::parse(std::string_view text)
{
    Reading reading;
    Minute out{};
    if (parseInto(text, reading, out) != Fault::None)
        return fail(ErrorCode::InvalidInput,
                    "found " + inQuotes(text) + ", expected " + explain(text));
    return out;
}

TimeParser::Fault TimeParser::parseInto(std::string_view text, Reading& reading, Minute& out)
{
    const Fault fault = read(text, reading);
    return fault == Fault::None ? place(reading, out) : fault;
}

TimeParser::Fault TimeParser::read(std::string_view text, Reading& out)
{
    if (text.size() >= 16 && text[4] == '-')
        return readDated(text, out);
    return readClock(text, out);
}

// YYYY-MM-DD?HH:MM, then optional seconds and fraction, then the base.
TimeParser::Fault TimeParser::readDated(std::string_view text, Reading& out)
{
    const char* p = text.data();
    const char* const end = p + text.size();
    if (p[7] != '-' || p[13] != ':' || (p[10] != ' ' && p[10] != 'T' && p[10] != 't'))
        return Fault::Shape;

    if (std::memcmp(p, m_dayText.data(), m_dayText.size()) != 0) {
        const unsigned century = twoDigits(p);
        const unsigned year = twoDigits(p + 2);
        const unsigned month = twoDigits(p + 5);
        const unsigned day = twoDigits(p + 8);
        if (century > 99 || year > 99 || month > 99 || day > 99)
            return Fault::Shape;
        const std::chrono::year_month_day date{
            std::chrono::year{static_cast<int>(century * 100 + year)}, std::chrono::month{month},
            std::chrono::day{day}};
        if (!date.ok())
            return Fault::Date;
        m_day = std::chrono::sys_days{date}.time_since_epoch();
        std::memcpy(m_dayText.data(), p, m_dayText.size());
    }

    const unsigned hour = twoDigits(p + 11);
    const unsigned minute = twoDigits(p + 14);
    if (hour > 99 || minute > 99)
        return Fault::Shape;
    if (hour == 24)
        return Fault::Hour24;
    if (hour > 23 || minute > 59)
        return Fault::Clock;
    out.sinceEpoch = m_day + minutes{hour * 60 + minute};
    out.milliseconds = 0;
    out.base = Base::Local;
    p += 16;
    if (p == end)
        return Fault::None;

    if (*p == ':') {
        if (end - p < 3)
            return Fault::Shape;
        const unsigned second = twoDigits(p + 1);
        if (second > 99)
            return Fault::Shape;
        if (second == 60)
            return Fault::LeapSecond;
        if (second > 59)
            return Fault::Clock;
        out.milliseconds = static_cast<int>(second) * 1000;
        p += 3;
        if (p != end && *p == '.') {
            const char* const fraction = ++p;
            for (int weight = 100; p != end && isDigit(*p); ++p, weight /= 10)
                out.milliseconds += weight * (*p - '0');
            if (p == fraction || p - fraction > 9)
                return Fault::Shape;
        }
        if (p == end)
            return Fault::None;
    }

    out.base = Base::Utc;
    const std::string_view rest(p, static_cast<std::size_t>(end - p));
    if (rest == "Z" || rest == "z" || rest == " UTC")
        return Fault::None;
    if (*p != '+' && *p != '-')
        return Fault::Shape;
    if (rest.size() != 6 || p[3] != ':')
        return Fault::Offset;
    const unsigned offsetHours = twoDigits(p + 1);
    const unsigned offsetMinutes = twoDigits(p + 4);
    if (offsetHours > 99 || offsetMinutes > 59)
        return Fault::Offset;
    const minutes east = (*p == '-' ? -1 : 1) * minutes{offsetHours * 60 + offsetMinutes};
    if (east < kWestmost || east > kEastmost)
        return Fault::Offset;
    out.sinceEpoch -= east;
    return Fault::None;
}

// "13h 45" and "13h".
TimeParser::Fault TimeParser::readClock(std::string_view text, Reading& out) const
{
    const bool hourOnly = text.size() == 3;
    if ((!hourOnly && (text.size() != 6 || text[3] != ' ')) || text[2] != 'h') {
        const std::size_t digits = text.find_first_not_of("0123456789");
        const bool longYear = digits != std::string_view::npos && digits > 4 && text[digits] == '-';
        return longYear ? Fault::Year : Fault::Shape;
    }
    const unsigned hour = twoDigits(text.data());
    const unsigned minute = hourOnly ? 0 : twoDigits(text.data() + 4);
    if (hour > 99 || minute > 99)
        return Fault::Shape;
    if (hour == 24)
        return Fault::Hour24;
    if (hour > 23 || minute > 59)
        return Fault::Clock;
    if (!m_date)
        return Fault::NeedsDate;
    out.sinceEpoch = m_date->time_since_epoch() + minutes{hour * 60 + minute};
    out.milliseconds = 0;
    out.base = Base::Local;
    return Fault::None;
}

TimeParser::Fault TimeParser::place(const Reading& reading, Minute& out)
{
    if (reading.base == Base::Utc) {
        out = Minute{reading.sinceEpoch};
    } else if (const Minute usual{reading.sinceEpoch - m_offset};
               m_sureFrom <= usual && usual < m_sureTo) {
        out = usual;
    } else {
        const Zone::Resolution found = m_zone.resolve(LocalMinute{reading.sinceEpoch});
        if (found.mapping == Zone::Mapping::Skipped)
            return Fault::Skipped;
        out = found.minute;
        // Two days from either end of a stretch no other offset is in sight of resolve().
        const Zone::Stretch stretch = m_zone.stretchAt(out);
        m_offset = stretch.offset;
        m_sureFrom = stretch.from == Minute::min() ? Minute::min() : stretch.from + days{2};
        m_sureTo = stretch.to == Minute::max() ? Minute::max() : stretch.to - days{2};
    }
    if (out < kEarliestMinute)
        return Fault::TooEarly;
    return out > m_latest ? Fault::TooLate : Fault::None;
}

std::string TimeParser::explain(std::string_view text) const
{
    TimeParser probe = *this;
    Reading reading;
    Minute at{};
    switch (probe.parseInto(text, reading, at)) {
    case Fault::None: // not refused; falls back on the shapes
    case Fault::Shape:
        break;
    case Fault::Year:
        return "a year from 2000 to 9999";
    case Fault::Date:
        return "a date that exists";
    case Fault::Hour24:
        return "an hour from 00 to 23 (midnight is 00 of the next day)";
    case Fault::Clock:
        return "a time from 00:00:00 to 23:59:59";
    case Fault::LeapSecond:
        return "a second from 00 to 59 (leap seconds are not taken)";
    case Fault::Offset:
        return "an offset from -12:00 to +14:00, as in 2025-07-12T13:45:00-03:00";
    case Fault::NeedsDate:
        return "a time with its date, or the day of these times given as --date YYYY-MM-DD";
    case Fault::Skipped: {
        const minutes midnight = std::chrono::floor<days>(reading.sinceEpoch);
        return "a time that exists: the clocks of " + m_zone.id() + " skip " +
               clockText(reading.sinceEpoch - midnight) + " on " + dateText(reading.sinceEpoch);
    }
    case Fault::TooEarly:
        return "a time from " + toRfc3339(kEarliestMinute) + " on";
    case Fault::TooLate:
        return "a time at most a day ahead of now, " + toRfc3339(m_now);
    }
    return "a time as 2025-07-12T13:45:00Z, 2025-07-12T13:45:00-03:00, 2025-07-12 13:45:00 or "
           "13h 45";
}

} // namespace vigia
