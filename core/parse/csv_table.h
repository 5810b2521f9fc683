// A CSV text with a header as a table of known columns: finds the columns, checks the length of
// each row, collects what is refused. The readers of the single file kinds stand on it.
//
//   CsvTable table(bytes, {{"time", {"time", "timestamp"}}, {"count", {"count", "f0_"}}}, options);
//   while (table.next())
//       if (!usable(table.field(0)))
//           table.refuse(0, [] { return "a time"; });
//   InputReport report = table.takeReport();
//
// Header names count in any order and case; a missing or repeated column ends the reading. Columns
// of other names are passed over, and unknownColumns() names them. Rows must be as long as the
// header. Thread: not shared. Cost: that of CsvReader.
#pragma once

#include "core/parse/csv_reader.h"

#include <functional>

namespace vigia {

struct CsvColumn
{
    std::string_view name;                       // in messages
    std::initializer_list<std::string_view> any; // header names, in lower case
    bool required = true;
};

// How far the reader is, in bytes; answers false to cancel.
using CsvProgress = std::function<bool(std::size_t bytesDone)>;

struct CsvTableOptions
{
    std::size_t maxIssues = 20; // kept with words; all are counted
    CsvProgress progress;       // asked every 65,536 rows
};

class CsvTable
{
public:
    // `bytes` must outlive the table.
    CsvTable(std::string_view bytes, std::initializer_list<CsvColumn> columns,
             CsvTableOptions options);

    // The next row that is as long as the header. False at the end, at a fault and when cancelled.
    [[nodiscard]] bool next();

    // Field of the n-th column given to the constructor; "" where an optional column is absent.
    [[nodiscard]] std::string_view field(std::size_t column) const
    {
        const std::size_t at = m_where[column];
        return at == kAbsent ? std::string_view{} : m_fields[at];
    }
    // Where that field of the current row begins. REQUIRES: has(column).
    [[nodiscard]] CsvReader::Place place(std::size_t column) const
    {
        return m_reader.place(m_where[column]);
    }
    [[nodiscard]] bool has(std::size_t column) const { return m_where[column] != kAbsent; }

    // Refuses the current row for one of its fields. `expected` gives the words, and is asked only
    // while words are still kept.
    template <typename Words>
    void refuse(std::size_t column, Words expected)
    {
        if (m_report.issues.size() < m_options.maxIssues)
            addFieldIssue(column, expected());
        countIssue(m_rows);
    }

    [[nodiscard]] std::size_t rows() const { return m_rows; } // read so far, good and bad
    [[nodiscard]] std::size_t bytesRead() const { return m_reader.bytesRead(); }
    [[nodiscard]] const std::vector<std::string>& unknownColumns() const { return m_unknown; }
    [[nodiscard]] bool ok() const { return m_report.ok(); } // so far
    [[nodiscard]] InputReport takeReport()
    {
        m_report.rows = m_rows;
        return std::move(m_report);
    }

private:
    static constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);

    void readHeader(std::initializer_list<CsvColumn> columns);
    void addFieldIssue(std::size_t column, std::string expected);
    void addIssue(InputIssue issue);
    void countIssue(std::size_t row)
    {
        ++m_report.total;
        m_report.badRows += m_lastBad == row ? 0 : 1;
        m_lastBad = row;
    }
    [[nodiscard]] InputIssue headerIssue(std::size_t field, std::string found,
                                         std::string expected) const;

    CsvReader m_reader;
    CsvTableOptions m_options;
    std::vector<std::size_t> m_where; // field of each column, or kAbsent
    std::vector<std::string> m_names; // of each column
    std::vector<std::string> m_unknown;
    std::span<const std::string_view> m_fields;
    std::size_t m_width = 0; // fields of the header
    std::size_t m_rows = 0;
    std::size_t m_lastBad = kAbsent; // row with the newest issue, counted from 1
    bool m_done = false;
    InputReport m_report;
};

} // namespace vigia
