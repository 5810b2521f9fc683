// Bytes to records of fields, with line and column: RFC 4180 plus `;` and tab, BOM and LF. No file
// access: the caller maps or holds the bytes, which must outlive the reader and every field.
//
// The separator is the one of `,` `;` tab that the first record has most of. A quoted field may
// hold separators, line ends and doubled quotes. Blank lines are skipped. Blanks around a field
// belong to it. Refused with the place, and final: what is not text (UTF-16, NUL and other control
// bytes, Excel, HTML, …), bytes that are not UTF-8, quotes inside an unquoted field or not closed,
// a record over kMaxRecordBytes.
//
// Memory: bounded by kMaxRecordBytes, whatever comes. Cost: one pass, about 1 ns a byte.
// Thread: not shared.
#pragma once

#include "core/parse/input_issue.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vigia {

inline constexpr std::size_t kMaxRecordBytes = 64 * 1024;

class CsvReader
{
public:
    struct Place
    {
        std::size_t line = 1;   // from 1
        std::size_t column = 1; // character of the line, from 1
    };

    explicit CsvReader(std::string_view bytes);

    // The next record that is not blank. False at the end and at a fault. The fields of the record
    // before are gone.
    [[nodiscard]] bool next();

    // Unquoted fields point into the bytes, quoted ones with doubled quotes into the reader.
    [[nodiscard]] std::span<const std::string_view> fields() const { return m_fields; }
    // Where a field of the current record begins (its quote, if it has one). Cost: a look back
    // over the record.
    [[nodiscard]] Place place(std::size_t field) const;

    // Set when the bytes cannot be read on.
    [[nodiscard]] const std::optional<InputIssue>& fault() const { return m_fault; }
    [[nodiscard]] std::size_t bytesRead() const
    {
        return static_cast<std::size_t>(m_next - m_begin);
    }
    [[nodiscard]] char separator() const { return m_separator; }

private:
    enum class Kind : std::uint8_t { Plain, HighBit, Separator, LineEnd, Quote, Forbidden };

    [[nodiscard]] const char* readQuoted(const char* p);
    [[nodiscard]] bool endRecord(bool highBits);
    [[nodiscard]] Place placeOf(const char* at) const;
    bool failAt(const char* at, std::string found, std::string expected);
    void chooseSeparator();

    const char* m_begin = nullptr;
    const char* m_end = nullptr;
    const char* m_next = nullptr;   // first byte after the current record
    const char* m_record = nullptr; // first byte of the current record
    std::size_t m_line = 1;         // of m_record
    std::size_t m_linesInRecord = 0;
    char m_separator = ',';
    std::array<Kind, 256> m_kinds{};
    std::vector<std::string_view> m_fields;
    std::vector<const char*> m_starts;
    std::string m_unescaped; // never grows beyond its reserve, so views into it stay
    std::optional<InputIssue> m_fault;
};

} // namespace vigia
