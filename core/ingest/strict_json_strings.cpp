// Strings of StrictJson: escapes, surrogates, and nothing that is not UTF-8.
#include "core/ingest/strict_json.h"

#include "core/message/json_text.h"
#include "core/parse/text_check.h"

#include <algorithm>

namespace vigia {
namespace {

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

} // namespace

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

} // namespace vigia
