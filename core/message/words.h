// Times and foreign text as messages show them, the same on every machine and locale.
//
// Pure functions, any thread, O(length).
#pragma once

#include "core/base/minute.h"
#include "core/base/zone.h"

#include <string>
#include <string_view>

namespace vigia {

// "16h 30"
[[nodiscard]] std::string clockText(LocalMinute local);
// "2025-07-12"
[[nodiscard]] std::string dateText(LocalMinute local);
// "-03:00"; "UTC" for no offset.
[[nodiscard]] std::string offsetText(std::chrono::minutes offset);
// Local time with UTC beside it: "2025-07-12 13:45 -03:00 (2025-07-12T16:45:00Z)".
[[nodiscard]] std::string stampText(Instant t, const Zone& zone);
// "45 min", "2 h 05 min", "3 d 02 h"
[[nodiscard]] std::string durationText(std::chrono::minutes length);

// Text from outside as one harmless line: control and bidi characters and bytes that are not UTF-8
// appear escaped, as \u{202E} and \x{FF}.
[[nodiscard]] std::string plainLine(std::string_view foreign);
// The same for text of several lines: LF stays.
[[nodiscard]] std::string plainText(std::string_view foreign);
// At most `bytes` (3 or more), cut between characters, with an ellipsis.
[[nodiscard]] std::string cutText(std::string_view text, std::size_t bytes);
// ASCII letters to upper case: "DENIED".
[[nodiscard]] std::string upperText(std::string_view text);

} // namespace vigia
