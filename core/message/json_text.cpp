#include "core/message/json_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace vigia {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// Characters that go out as they are.
constexpr bool isPlain(unsigned char c)
{
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

void appendEscaped(std::string& out, unsigned char c)
{
    switch (c) {
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        out += "\\u00";
        out += kHex[c >> 4U];
        out += kHex[c & 0x0FU];
        return;
    }
}

template <typename T>
void appendNumber(std::string& out, T value)
{
    std::array<char, 32> digits{}; // the longest double is 24 characters
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end);
}

} // namespace

std::size_t utf8SequenceLength(std::string_view bytes)
{
    if (bytes.empty())
        return 0;
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const unsigned char lead = at(0);
    if (lead < 0x80)
        return 1;
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || bytes.size() < length)
        return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if (!isContinuation(bytes[i]))
            return 0;
    }
    const bool overlong = (lead == 0xE0 && at(1) < 0xA0) || (lead == 0xF0 && at(1) < 0x90);
    const bool surrogate = lead == 0xED && at(1) > 0x9F;
    const bool beyond = lead == 0xF4 && at(1) > 0x8F;
    return overlong || surrogate || beyond ? 0 : length;
}

void appendJsonString(std::string& out, std::string_view text)
{
    out += '"';
    while (!text.empty()) {
        std::size_t plain = 0;
        while (plain < text.size() && isPlain(static_cast<unsigned char>(text[plain])))
            ++plain;
        out.append(text.substr(0, plain));
        text.remove_prefix(plain);
        if (text.empty())
            break;
        const auto c = static_cast<unsigned char>(text.front());
        if (c < 0x80) {
            appendEscaped(out, c);
            text.remove_prefix(1);
        } else if (const std::size_t length = utf8SequenceLength(text); length > 0) {
            out.append(text.substr(0, length));
            text.remove_prefix(length);
        } else {
            out += "\xEF\xBF\xBD"; // U+FFFD
            text.remove_prefix(1);
        }
    }
    out += '"';
}

void JsonWriter::separate()
{
    if (m_text.empty())
        return;
    const char last = m_text.back();
    if (last != '{' && last != '[' && last != ':')
        m_text += ',';
}

JsonWriter& JsonWriter::open(char bracket)
{
    separate();
    m_text += bracket;
    return *this;
}

JsonWriter& JsonWriter::close(char bracket)
{
    m_text += bracket;
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name)
{
    separate();
    appendJsonString(m_text, name);
    m_text += ':';
    return *this;
}

JsonWriter& JsonWriter::string(std::string_view text)
{
    separate();
    appendJsonString(m_text, text);
    return *this;
}

JsonWriter& JsonWriter::number(std::int64_t value)
{
    separate();
    appendNumber(m_text, value);
    return *this;
}

JsonWriter& JsonWriter::number(std::uint64_t value)
{
    separate();
    appendNumber(m_text, value);
    return *this;
}

JsonWriter& JsonWriter::number(double value)
{
    if (!std::isfinite(value))
        return null();
    separate();
    appendNumber(m_text, value);
    return *this;
}

JsonWriter& JsonWriter::boolean(bool value)
{
    return raw(value ? "true" : "false");
}

JsonWriter& JsonWriter::null()
{
    return raw("null");
}

JsonWriter& JsonWriter::raw(std::string_view json)
{
    separate();
    m_text.append(json);
    return *this;
}

} // namespace vigia
