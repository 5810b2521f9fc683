// Writes JSON text (RFC 8259), compact, straight into a string.
//
// The one writer behind HTTP answers, `vigiactl --json` and webhook payloads. Commas are its
// business; nesting is the caller's: REQUIRES that begin and end pair up and that every member of
// an object is key() then one value. Strings are escaped; bytes that are not UTF-8 become U+FFFD,
// so the text is always valid. Numbers are the shortest that read back exactly; NaN and infinities,
// which JSON cannot say, become null. Not shared between threads. Cost: linear.
#pragma once

#include "core/base/minute.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace vigia {

class JsonWriter
{
public:
    JsonWriter& beginObject() { return open('{'); }
    JsonWriter& endObject() { return close('}'); }
    JsonWriter& beginArray() { return open('['); }
    JsonWriter& endArray() { return close(']'); }
    JsonWriter& key(std::string_view name);

    JsonWriter& string(std::string_view text);
    JsonWriter& number(int value) { return number(static_cast<std::int64_t>(value)); }
    JsonWriter& number(std::int64_t value);
    JsonWriter& number(std::uint64_t value);
    JsonWriter& number(double value);
    JsonWriter& boolean(bool value);
    JsonWriter& null();
    JsonWriter& time(Minute minute) { return string(toRfc3339(minute)); }
    // A finished JSON text, written as it is. REQUIRES: `json` is one valid value.
    JsonWriter& raw(std::string_view json);

    [[nodiscard]] const std::string& text() const { return m_text; }
    [[nodiscard]] std::string take() { return std::move(m_text); }

private:
    JsonWriter& open(char bracket);
    JsonWriter& close(char bracket);
    void separate(); // the comma, where one is due

    std::string m_text;
};

// Appends `text` as a quoted JSON string.
void appendJsonString(std::string& out, std::string_view text);

// Length of the well-formed UTF-8 sequence at the start of `bytes` (1..4); 0 where there is none:
// overlong forms, surrogates and code points beyond U+10FFFF are not well-formed (Unicode table
// 3-7).
[[nodiscard]] std::size_t utf8SequenceLength(std::string_view bytes);

} // namespace vigia
