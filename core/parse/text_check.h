// Is this text fit to be kept and shown? And how it is shown inside a message.
//
// Pure functions, any thread. Cost: one pass over the text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace vigia {

// Well-formed UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
[[nodiscard]] bool isUtf8(std::string_view text);

// 1 to `maxBytes` bytes of UTF-8 without control characters (C0, DEL, C1): names, codes, ids.
[[nodiscard]] bool isPlainText(std::string_view text, std::size_t maxBytes);

// The text in quotes as messages carry it: one line, at most about 60 characters (then "…"),
// control and direction-changing characters as \u{202e}, bytes that are not UTF-8 as \xff.
[[nodiscard]] std::string inQuotes(std::string_view text);

// Number of code points; a byte that is not UTF-8 counts as one.
[[nodiscard]] std::size_t countCharacters(std::string_view text);

} // namespace vigia
