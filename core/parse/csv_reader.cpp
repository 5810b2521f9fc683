#include "core/parse/csv_reader.h"

#include "core/parse/csv_sniff.h"
#include "core/parse/text_check.h"

#include <algorithm>
#include <cstring>

namespace vigia {
namespace {

const std::string kCsvText =
    "CSV text in UTF-8 with a header line, separated by comma, semicolon or tab";

std::string sizeText(std::size_t bytes)
{
    return std::to_string(bytes / 1024) + " KiB";
}

} // namespace

CsvReader::CsvReader(std::string_view bytes)
{
    const std::string_view text = withoutByteOrderMark(bytes);
    m_begin = bytes.data();
    m_end = bytes.data() + bytes.size();
    m_next = m_record = text.data();
    if (auto what = notCsv(bytes)) {
        failAt(m_record, *std::move(what), kCsvText);
        return;
    }
    for (std::size_t c = 0; c < m_kinds.size(); ++c) {
        const bool control = (c < 0x20 && c != '\t' && c != '\r') || c == 0x7f;
        m_kinds[c] = c >= 0x80 ? Kind::HighBit : control ? Kind::Forbidden : Kind::Plain;
    }
    chooseSeparator();
    m_kinds[static_cast<unsigned char>(m_separator)] = Kind::Separator;
    m_kinds['\n'] = Kind::LineEnd;
    m_kinds['"'] = Kind::Quote;
    m_unescaped.reserve(kMaxRecordBytes);
}

// By the first record, as far as it is outside quotes.
void CsvReader::chooseSeparator()
{
    constexpr std::string_view kCandidates = ",;\t";
    std::array<std::size_t, 3> counts{};
    const char* p = m_next;
    while (p != m_end && (*p == '\n' || *p == '\r'))
        ++p;
    const char* const limit = p + std::min<std::ptrdiff_t>(m_end - p, kMaxRecordBytes);
    bool insideQuotes = false;
    for (; p != limit && (insideQuotes || *p != '\n'); ++p) {
        if (*p == '"')
            insideQuotes = !insideQuotes;
        else if (const auto i = kCandidates.find(*p); !insideQuotes && i != kCandidates.npos)
            ++counts[i];
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    m_separator = kCandidates[static_cast<std::size_t>(most - counts.begin())];
}

bool CsvReader::failAt(const char* at, std::string found, std::string expected)
{
    const Place where = placeOf(at);
    m_fault = InputIssue{where.line, where.column, 0, std::move(found), std::move(expected)};
    m_fields.clear();
    m_starts.clear();
    return false;
}

CsvReader::Place CsvReader::placeOf(const char* at) const
{
    std::size_t line = m_line;
    const char* lineStart = m_record;
    for (const char* p = m_record; p != at; ++p) {
        if (*p == '\n') {
            ++line;
            lineStart = p + 1;
        }
    }
    const std::string_view before(lineStart, static_cast<std::size_t>(at - lineStart));
    return {line, countCharacters(before) + 1};
}

CsvReader::Place CsvReader::place(std::size_t field) const
{
    return field < m_starts.size() ? placeOf(m_starts[field]) : placeOf(m_record);
}

bool CsvReader::next()
{
    m_fields.clear();
    m_starts.clear();
    if (m_fault)
        return false;
    m_line += m_linesInRecord;
    m_linesInRecord = 0;
    m_unescaped.clear();

    const char* p = m_next;
    for (; p != m_end; ++p) { // blank lines
        if (*p == '\n')
            ++m_line;
        else if (*p != '\r' || (p + 1 != m_end && p[1] != '\n'))
            break;
    }
    m_record = m_next = p;
    if (p == m_end)
        return false;

    const char* const limit =
        p + std::min<std::ptrdiff_t>(m_end - p, static_cast<std::ptrdiff_t>(kMaxRecordBytes));
    const char* start = p;
    bool highBits = false;
    const auto addField = [&](const char* end) {
        m_fields.emplace_back(start, static_cast<std::size_t>(end - start));
        m_starts.push_back(start);
    };
    for (;; ++p) {
        while (p != limit && m_kinds[static_cast<unsigned char>(*p)] == Kind::Plain)
            ++p;
        if (p == limit) {
            if (limit != m_end)
                return failAt(m_record, "a record of more than " + sizeText(kMaxRecordBytes),
                              "a line end within " + sizeText(kMaxRecordBytes));
            addField(p);
            m_next = p;
            return endRecord(highBits);
        }
        switch (m_kinds[static_cast<unsigned char>(*p)]) {
        case Kind::Plain:
            break;
        case Kind::HighBit:
            highBits = true;
            break;
        case Kind::Separator:
            addField(p);
            start = p + 1;
            break;
        case Kind::LineEnd:
            addField(p != m_record && p[-1] == '\r' ? p - 1 : p);
            m_next = p + 1;
            ++m_linesInRecord;
            return endRecord(highBits);
        case Kind::Quote:
            if (p != start)
                return failAt(p, "a quote inside an unquoted field",
                              "quotes around the whole field and doubled inside it");
            highBits = true; // not looked at one by one inside quotes
            p = readQuoted(p);
            if (p == nullptr)
                return false;
            // p is behind the closing quote: at a separator, a line end or the end
            if (p != m_end && *p == m_separator) {
                start = p + 1;
                break;
            }
            if (p != m_end) {
                p += *p == '\r' ? 2 : 1;
                ++m_linesInRecord;
            }
            m_next = p;
            return endRecord(highBits);
        case Kind::Forbidden:
            return failAt(p, "the byte " + inQuotes(std::string_view(p, 1)),
                          "text without control characters");
        }
    }
}

// Reads the quoted field that begins at `quote`; returns the place behind it, null after a fault.
const char* CsvReader::readQuoted(const char* quote)
{
    const char* const limit =
        m_record +
        std::min<std::ptrdiff_t>(m_end - m_record, static_cast<std::ptrdiff_t>(kMaxRecordBytes));
    const std::size_t unescapedFrom = m_unescaped.size();
    const char* from = quote + 1; // of the part not yet copied
    bool doubled = false;
    const char* p = from;
    for (;; ++p) {
        while (p != limit && m_kinds[static_cast<unsigned char>(*p)] == Kind::Plain)
            ++p;
        if (p == limit)
            break;
        const Kind kind = m_kinds[static_cast<unsigned char>(*p)];
        if (kind == Kind::Quote) {
            if (p + 1 == m_end || p[1] != '"')
                break;
            if (p + 1 == limit)
                continue; // the limit cuts the pair, the next turn ends here
            doubled = true;
            m_unescaped.append(from, ++p);
            from = p + 1;
        } else if (kind == Kind::LineEnd) {
            ++m_linesInRecord;
        } else if (kind == Kind::Forbidden) {
            failAt(p, "the byte " + inQuotes(std::string_view(p, 1)),
                   "text without control characters");
            return nullptr;
        }
    }
    if (p == limit) {
        failAt(quote, "a quote that is not closed",
               "the closing quote of the field within " + sizeText(kMaxRecordBytes));
        return nullptr;
    }
    if (doubled) {
        m_unescaped.append(from, p);
        m_fields.push_back(std::string_view(m_unescaped).substr(unescapedFrom));
    } else {
        m_fields.emplace_back(from, static_cast<std::size_t>(p - from));
    }
    m_starts.push_back(quote);
    const char* const behind = p + 1;
    const bool crlf = m_end - behind >= 2 && behind[0] == '\r' && behind[1] == '\n';
    if (behind != m_end && *behind != m_separator && *behind != '\n' && !crlf) {
        failAt(behind, "text after a closing quote", "a separator or a line end");
        return nullptr;
    }
    return behind;
}

bool CsvReader::endRecord(bool highBits)
{
    if (!highBits)
        return true;
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        if (!isUtf8(m_fields[i]))
            return failAt(m_starts[i], inQuotes(m_fields[i]), "text in UTF-8");
    }
    return true;
}

} // namespace vigia
