// Every time shape that Vigia accepts, in one place: text in, UTC minute (or instant) out.
//
//   2025-07-12T13:45:00Z, …-03:00    RFC 3339; `t`, `z` and a blank for the T as the RFC allows;
//                                    seconds may be left out; " UTC" as BigQuery writes it
//   2025-07-12 13:45[:00], …T13:45   wall clock of the zone
//   13h 45, 13h                      wall clock of the zone on the date given
//
// Seconds may have a fraction of 1 to 9 digits. A minute is floored, an instant cut to
// milliseconds. A wall clock reading that the zone repeats is its first occurrence; one that it
// skips is refused. Refused too, never bent: 24:00, second 60, offsets outside -12:00 to +14:00,
// times before 2000-01-01, times more than a day ahead of `now`, blanks around the text.
//
// Cost: about 10 ns and no allocation for a time that is good; the date and the offset of the last
// call are remembered. Thread: not shared. Core asks no clock: `now` comes from the caller.
// Sources: RFC 3339 section 5.6; days from civil of <chrono>.
#pragma once

#include "core/base/minute.h"
#include "core/base/result.h"
#include "core/base/zone.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace vigia {

class TimeParser
{
public:
    TimeParser(Zone zone, std::optional<std::chrono::year_month_day> date, Instant now);

    // What "a day ahead" counts from, from now on.
    void setNow(Instant now);

    // None for a refused text; explain() says why.
    [[nodiscard]] std::optional<Minute> minute(std::string_view text);
    [[nodiscard]] std::optional<Instant> instant(std::string_view text);

    // What was expected in place of a refused text, in words: `a date that exists`.
    [[nodiscard]] std::string explain(std::string_view text) const;

    // minute() with the words as an InvalidInput error: `found "…", expected …`.
    [[nodiscard]] Result<Minute> parse(std::string_view text);

    [[nodiscard]] const Zone& zone() const { return m_zone; }

private:
    enum class Fault {
        None,
        Shape,
        Year,
        Date,
        Hour24,
        Clock,
        LeapSecond,
        Offset,
        NeedsDate,
        Skipped,
        TooEarly,
        TooLate,
    };
    enum class Base { Local, Utc };
    // A text that has been read but not yet placed on the UTC line.
    struct Reading
    {
        std::chrono::minutes sinceEpoch{0}; // of the wall clock, or of UTC
        int milliseconds = 0;               // within the minute
        Base base = Base::Local;
    };

    [[nodiscard]] Fault read(std::string_view text, Reading& out);
    [[nodiscard]] Fault readDated(std::string_view text, Reading& out);
    [[nodiscard]] Fault readClock(std::string_view text, Reading& out) const;
    [[nodiscard]] Fault place(const Reading& reading, Minute& out);
    [[nodiscard]] Fault parseInto(std::string_view text, Reading& reading, Minute& out);

    Zone m_zone;
    std::optional<std::chrono::sys_days> m_date;
    Instant m_now{};
    Minute m_latest{}; // inclusive

    std::array<char, 10> m_dayText{}; // the last date that was read, and its day
    std::chrono::minutes m_day{0};
    std::chrono::minutes m_offset{0}; // holds and is unambiguous in [m_sureFrom, m_sureTo)
    Minute m_sureFrom{};
    Minute m_sureTo{};
};

} // namespace vigia
