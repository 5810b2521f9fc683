// Every number, time and span on screen: through QLocale, in the chosen zone, with the units that
// people say.
//
// Pure functions of their arguments and QLocale(). A non-breaking space stands between number and
// unit.
#pragma once

#include "core/base/minute.h"
#include "core/base/zone.h"

#include <QString>

#include <chrono>
#include <cstdint>

namespace vigia::format {

[[nodiscard]] QString count(double transactions);    // "19,204"; "–" for NaN
[[nodiscard]] QString expected(double transactions); // "300", "0.4", "<0.1": one decimal below 10
[[nodiscard]] QString axis(double transactions);     // short: "1,200", "12 k", "1.5 M"
[[nodiscard]] QString percent(double ratio);         // 0.57 -> "57 %"; "–" for NaN
[[nodiscard]] QString signedCount(double n);         // "+3", "−88"
// Counts that are not unusual: "28 – 46"; edges are rounded inwards to whole counts.
[[nodiscard]] QString range(double low, double high);
// How far a count is from what was expected: "×130", "−57 %", "+40 %"; "" where nothing was
// expected.
[[nodiscard]] QString deviation(double observed, double expected);

[[nodiscard]] QString clock(Minute m, const Zone& zone);         // "14:57"
[[nodiscard]] QString clockSeconds(Instant t, const Zone& zone); // "14:58:12"
[[nodiscard]] QString date(Minute m, const Zone& zone);          // "12 Jul"
[[nodiscard]] QString month(Minute m, const Zone& zone);         // "Jul", "Jan 2026"
[[nodiscard]] QString fullDate(Minute m, const Zone& zone);      // "Sat 12 Jul 2025"
[[nodiscard]] QString dateClock(Minute m, const Zone& zone);     // "Sat 12 Jul 14:57"
[[nodiscard]] QString utcClock(Minute m);                        // "17:57 UTC"
// The zone at that time, as an offset that cannot be misread: "UTC−3", "UTC+12:45", "UTC".
[[nodiscard]] QString zoneOffset(Minute m, const Zone& zone);

[[nodiscard]] QString duration(std::chrono::seconds s); // "8 s", "27 min", "2 h 5 min", "3 d 4 h"
[[nodiscard]] QString bytes(std::int64_t n);            // "55 MB"

// Control and bidirectional characters of foreign text made visible, as "\u202e"; line breaks
// become spaces. For texts that came from outside: sources, owners, files, messages of servers.
[[nodiscard]] QString foreign(const QString& text);
[[nodiscard]] QString foreign(const std::string& utf8);

} // namespace vigia::format
