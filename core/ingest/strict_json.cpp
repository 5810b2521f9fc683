#include "core/ingest/strict_json.h"

#include "core/message/json_text.h"
#include "core/parse/text_check.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace vigia {
namespace {

constexpr std::size_t kFewNames = 16; // compared one by one; beyond it a hash set is quicker

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

void appendUtf8(std::string& out, std::uint32_t point)
{
    const auto byte = [&](std::uint32_t value) { out += static_cast<char>(value); };
    if (point < 0x80) {
        byte(point);
    } else if (point < 0x800) {
        byte(0xC0U | point >> 6U);
        byte(0x80U | (point & 0x3FU));
    } else if (point < 0x10000) {
        byte(0xE0U | point >> 12U);
        byte(0x80U | (point >> 6U & 0x3FU));
        byte(0x80U | (point & 0x3FU));
    } else {
        byte(0xF0U | point >> 18U);
        byte(0x80U | (point >> 12U & 0x3FU));
        byte(0x80U | (point >> 6U & 0x3FU));
        byte(0x80U | (point & 0x3FU));
    }
}

// Length of the number at the start of `text` by the grammar of RFC 8259 section 6; 0 = none.
std::size_t numberLength(std::string_view text)
{
    std::size_t i = 0;
    const auto at = [&](std::size_t k) { return k < text.size() ? text[k] : '\0'; };
    const auto digits = [&] {
        const std::size_t before = i;
        while (isDigit(at(i)))
            ++i;
        return i > before;
    };
    if (at(i) == '-')
        ++i;
    if (at(i) == '0')
        ++i;
    else if (!digits())
        return 0;
    if (at(i) == '.') {
        ++i;
        if (!digits())
            return 0;
    }
    if (at(i) == 'e' || at(i) == 'E') {
        ++i;
        if (at(i) == '+' || at(i) == '-')
            ++i;
        if (!digits())
            return 0;
    }
    return i;
}

} // namespace

std::string_view describe(StrictJson::Kind kind)
{
    switch (kind) {
    case StrictJson::Kind::None:
        return "nothing";
    case StrictJson::Kind::Null:
        return "null";
    case StrictJson::Kind::Boolean:
        return "a boolean";
    case StrictJson::Kind::Number:
        return "a number";
    case StrictJson::Kind::String:
        return "a string";
    case StrictJson::Kind::Object:
        return "an object";
    case StrictJson::Kind::Array:
        return "an array";
    }
    return "nothing";
}

StrictJson::StrictJson(std::string_view text, std::size_t firstLine)
    : m_text(text)
    , m_firstLine(firstLine)
{
    if (text.starts_with("\xEF\xBB\xBF"))
        fail("no byte order mark");
    else if (!isUtf8(text))
        fail("text in UTF-8");
}

void StrictJson::fail(std::string_view expected)
{
    failAt(m_at, expected);
}

void StrictJson::failAt(std::size_t at, std::string_view expected)
{
    if (!ok())
        return;
    const std::string_view before = m_text.substr(0, at);
    const auto breaks = std::count(before.begin(), before.end(), '\n');
    const std::size_t line = m_firstLine + static_cast<std::size_t>(breaks);
    const std::size_t lineStart = before.rfind('\n') + 1; // npos + 1 is 0
    m_fault = "line " + std::to_string(line) + ", column " +
              std::to_string(1 + countCharacters(before.substr(lineStart))) + ": expected ";
    m_fault += expected;
    m_at = m_text.size();
}

void StrictJson::skipBlanks()
{
    while (m_at < m_text.size()) {
        const char c = m_text[m_at];
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t')
            return;
        ++m_at;
    }
}

bool StrictJson::take(char c)
{
    skipBlanks();
    if (m_at >= m_text.size() || m_text[m_at] != c)
        return false;
    ++m_at;
    return true;
}

StrictJson::Kind StrictJson::peek()
{
    skipBlanks();
    if (ok() && m_at < m_text.size()) {
        const char c = m_text[m_at];
        if (c == '{')
            return Kind::Object;
        if (c == '[')
            return Kind::Array;
        if (c == '"')
            return Kind::String;
        if (c == '-' || isDigit(c))
            return Kind::Number;
        if (c == 't' || c == 'f')
            return Kind::Boolean;
        if (c == 'n')
            return Kind::Null;
    }
    fail("a JSON value");
    return Kind::None;
}

void StrictJson::enter()
{
    skipBlanks();
    if (!ok())
        return;
    if (m_levels.size() == kMaxDepth) {
        fail("at most 32 levels of nesting");
        return;
    }
    m_levels.push_back({.isObject = m_text[m_at] == '{', .names = {}, .manyNames = {}});
    ++m_at;
}

bool StrictJson::nextItem(char closing, std::string_view expected)
{
    if (!ok() || m_levels.empty())
        return false;
    Level& level = m_levels.back();
    if (take(closing)) {
        m_levels.pop_back();
        return false;
    }
    if (!level.isFirst && !take(',')) {
        fail(expected);
        return false;
    }
    level.isFirst = false;
    return true;
}

bool StrictJson::nextElement()
{
    return nextItem(']', "a comma or ]");
}

bool StrictJson::nextMember(std::string& name)
{
    if (!nextItem('}', "a comma or }"))
        return false;
    skipBlanks();
    if (m_at >= m_text.size() || m_text[m_at] != '"') {
        fail("the name of a member in quotes");
        return false;
    }
    const std::size_t start = m_at;
    name = readString();
    if (!ok())
        return false;
    if (isRepeated(m_levels.back(), name)) {
        failAt(start, "each member of an object once, " + inQuotes(name) + " comes again");
        return false;
    }
    if (!take(':')) {
        fail("a colon");
        return false;
    }
    return true;
}

bool StrictJson::isRepeated(Level& level, const std::string& name) const
{
    if (level.manyNames.empty()) {
        if (std::find(level.names.begin(), level.names.end(), name) != level.names.end())
            return true;
        level.names.push_back(name);
        if (level.names.size() > kFewNames)
            level.manyNames.insert(level.names.begin(), level.names.end());
        return false;
    }
    return !level.manyNames.insert(name).second;
}

std::string StrictJson::readString()
{
    std::string out;
    if (!take('"'))
        return out;
    while (m_at < m_text.size()) {
        const std::size_t start = m_at;
        while (m_at < m_text.size() && m_text[m_at] != '"' && m_text[m_at] != '\\' &&
               static_cast<unsigned char>(m_text[m_at]) >= 0x20)
            ++m_at;
        out.append(m_text.substr(start, m_at - start));
        if (m_at >= m_text.size())
            break;
        if (m_text[m_at] == '"') {
            ++m_at;
            return out;
        }
        if (m_text[m_at] != '\\') {
            fail("no control character in a string");
            return {};
        }
        readEscape(out);
        if (!ok())
            return {};
    }
    fail("the closing quote of a string");
    return {};
}

void StrictJson::readEscape(std::string& out)
{
    const std::size_t start = m_at;
    ++m_at; // the backslash
    const char c = m_at < m_text.size() ? m_text[m_at] : '\0';
    ++m_at;
    switch (c) {
    case '"':
    case '\\':
    case '/':
        out += c;
        return;
    case 'n':
        out += '\n';
        return;
    case 'r':
        out += '\r';
        return;
    case 't':
        out += '\t';
        return;
    case 'u':
        break;
    default: // \b and \f are control characters too
        failAt(start, "one of the escapes of JSON, and no control character");
        return;
    }
    int point = readHex4();
    if (point >= 0xD800 && point < 0xDC00 &&
        m_text.substr(std::min(m_at, m_text.size()), 2) == "\\u") {
        m_at += 2;
        const int low = readHex4();
        point = low >= 0xDC00 && low < 0xE000 ? 0x10000 + (point - 0xD800) * 0x400 + (low - 0xDC00)
                                              : -1;
    }
    if (point < 0 || (point >= 0xD800 && point < 0xE000)) {
        failAt(start, "four hexadecimal digits, and surrogates in pairs");
        return;
    }
    if (point < 0x20 && point != '\n' && point != '\r' && point != '\t') {
        failAt(start, "no control character in a string");
        return;
    }
    appendUtf8(out, static_cast<std::uint32_t>(point));
}

int StrictJson::readHex4()
{
    if (m_at + 4 > m_text.size())
        return -1;
    int value = 0;
    for (int i = 0; i < 4; ++i) {
        const char c = m_text[m_at++];
        int digit = -1;
        if (isDigit(c))
            digit = c - '0';
        else if (c >= 'a' && c <= 'f')
            digit = c - 'a' + 10;
        else if (c >= 'A' && c <= 'F')
            digit = c - 'A' + 10;
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

std::string_view StrictJson::readNumber()
{
    skipBlanks();
    const std::size_t length = numberLength(m_text.substr(m_at));
    const std::size_t end = m_at + length;
    const bool goesOn = end < m_text.size() && (isDigit(m_text[end]) || m_text[end] == '.');
    if (length == 0 || goesOn) {
        fail("a number as JSON writes them");
        return {};
    }
    const std::string_view number = m_text.substr(m_at, length);
    // I-JSON: what a double cannot hold is not exchanged. strtod, as from_chars does not tell too
    // large from too small.
    if (std::isinf(std::strtod(std::string(number).c_str(), nullptr))) {
        fail("a number that a double can hold");
        return {};
    }
    m_at = end;
    return number;
}

bool StrictJson::readBoolean()
{
    skipBlanks();
    const bool value = m_at < m_text.size() && m_text[m_at] == 't';
    skipWord(value ? "true" : "false");
    return value && ok();
}

void StrictJson::skipWord(std::string_view word)
{
    skipBlanks();
    if (m_text.substr(m_at, word.size()) != word) {
        fail("a JSON value");
        return;
    }
    m_at += word.size();
}

void StrictJson::skip()
{
    switch (peek()) {
    case Kind::None:
        return;
    case Kind::Null:
        skipWord("null");
        return;
    case Kind::Boolean:
        readBoolean();
        return;
    case Kind::Number:
        (void)readNumber();
        return;
    case Kind::String:
        (void)readString();
        return;
    case Kind::Object: {
        std::string name;
        enter();
        while (nextMember(name))
            skip();
        return;
    }
    case Kind::Array:
        enter();
        while (nextElement())
            skip();
        return;
    }
}

bool StrictJson::finish()
{
    skipBlanks();
    if (ok() && m_at < m_text.size())
        fail("nothing after the document");
    return ok();
}

} // namespace vigia
