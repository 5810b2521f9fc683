#include "core/parse/text_check.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace vigia {
namespace {

constexpr std::size_t kShownCharacters = 60;

struct CodePoint
{
    char32_t value = 0;
    std::size_t bytes = 0; // 0: not UTF-8
};

// RFC 3629, section 4, as ranges: the smallest value of each length rules out overlong forms.
CodePoint decode(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80)
        return {lead, 1};
    std::size_t length = 0;
    char32_t value = 0;
    char32_t smallest = 0;
    if ((lead & 0xe0) == 0xc0) {
        length = 2;
        value = lead & 0x1fu;
        smallest = 0x80;
    } else if ((lead & 0xf0) == 0xe0) {
        length = 3;
        value = lead & 0x0fu;
        smallest = 0x800;
    } else if ((lead & 0xf8) == 0xf0) {
        length = 4;
        value = lead & 0x07u;
        smallest = 0x10000;
    }
    if (length == 0 || text.size() < length)
        return {};
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0) != 0x80)
            return {};
        value = (value << 6) | (byte(i) & 0x3fu);
    }
    const bool surrogate = value >= 0xd800 && value <= 0xdfff;
    if (value < smallest || surrogate || value > 0x10ffff)
        return {};
    return {value, length};
}

bool isControl(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

// Characters that change how their neighbours are laid out, or are not seen at all: bidirectional
// controls, line and paragraph separators, zero width ones, the byte order mark.
bool changesLayout(char32_t c)
{
    return (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0x061c || c == 0xfeff;
}

void appendHex(std::string& out, std::string_view before, unsigned value, std::string_view after)
{
    std::array<char, 8> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, 16).ptr;
    out += before;
    if (end - digits.data() < 2)
        out += '0';
    out.append(digits.data(), end);
    out += after;
}

} // namespace

bool isUtf8(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t bytes = decode(text).bytes;
        if (bytes == 0)
            return false;
        text.remove_prefix(bytes);
    }
    return true;
}

bool isPlainText(std::string_view text, std::size_t maxBytes)
{
    if (text.empty() || text.size() > maxBytes)
        return false;
    while (!text.empty()) {
        const CodePoint c = decode(text);
        if (c.bytes == 0 || isControl(c.value))
            return false;
        text.remove_prefix(c.bytes);
    }
    return true;
}

std::string inQuotes(std::string_view text)
{
    std::string out = "\"";
    for (std::size_t shown = 0; !text.empty(); ++shown) {
        if (shown == kShownCharacters) {
            out += "…";
            break;
        }
        const CodePoint c = decode(text);
        if (c.bytes == 0)
            appendHex(out, "\\x", static_cast<unsigned char>(text.front()), "");
        else if (c.value == '\n')
            out += "\\n";
        else if (c.value == '\r')
            out += "\\r";
        else if (c.value == '\t')
            out += "\\t";
        else if (isControl(c.value) || changesLayout(c.value))
            appendHex(out, "\\u{", static_cast<unsigned>(c.value), "}");
        else
            out.append(text.substr(0, c.bytes));
        text.remove_prefix(std::max<std::size_t>(c.bytes, 1));
    }
    out += '"';
    return out;
}

std::size_t countCharacters(std::string_view text)
{
    std::size_t count = 0;
    for (; !text.empty(); ++count)
        text.remove_prefix(std::max<std::size_t>(decode(text).bytes, 1));
    return count;
}

} // namespace vigia
