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
