#include "core/parse/csv_table.h"

#include "core/parse/text_check.h"

#include <algorithm>

namespace vigia {
namespace {

constexpr std::size_t kRowsBetweenProgress = 65'536;
constexpr std::size_t kMaxColumns = 1'000;

std::string lowerCase(std::string_view text)
{
    std::string out{text};
    for (char& c : out)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

// `a, b or c`
std::string oneOf(std::initializer_list<std::string_view> names)
{
    std::string out;
    std::size_t left = names.size();
    for (const std::string_view name : names) {
        out += name;
        --left;
        out += left > 1 ? ", " : left == 1 ? " or " : "";
    }
    return out;
}

std::string fieldCount(std::size_t n)
{
    return std::to_string(n) + (n == 1 ? " field" : " fields");
}

} // namespace

CsvTable::CsvTable(std::string_view bytes, std::initializer_list<CsvColumn> columns,
                   CsvTableOptions options)
    : m_reader(bytes)
    , m_options(std::move(options))
    , m_where(columns.size(), kAbsent)
{
    for (const CsvColumn& column : columns)
        m_names.emplace_back(column.name);
    if (m_reader.next())
        readHeader(columns);
    else if (m_reader.fault())
        addIssue(*m_reader.fault());
    m_done = !m_report.ok();
}

void CsvTable::readHeader(std::initializer_list<CsvColumn> columns)
{
    m_fields = m_reader.fields();
    m_width = m_fields.size();
    if (m_width > kMaxColumns) {
        addIssue(headerIssue(0, fieldCount(m_width),
                             "at most " + std::to_string(kMaxColumns) + " columns"));
        return;
    }
    std::string header;
    for (std::size_t f = 0; f < m_width; ++f) {
        const std::string name = lowerCase(m_fields[f]);
        header += (f == 0 ? "" : ", ") + std::string{m_fields[f]};
        const auto known =
            std::find_if(columns.begin(), columns.end(), [&](const CsvColumn& column) {
                return std::find(column.any.begin(), column.any.end(), name) != column.any.end();
            });
        if (known == columns.end()) {
            m_unknown.emplace_back(m_fields[f]);
            continue;
        }
        std::size_t& where = m_where[static_cast<std::size_t>(known - columns.begin())];
        if (where != kAbsent) {
            addIssue(headerIssue(f, inQuotes(m_fields[f]) + " after " + inQuotes(m_fields[where]),
                                 "one " + std::string{known->name} + " column (" +
                                     oneOf(known->any) + ")"));
            continue;
        }
        where = f;
    }
    std::size_t c = 0;
    for (const CsvColumn& column : columns) {
        if (m_where[c++] == kAbsent && column.required)
            addIssue(headerIssue(0, "a header " + inQuotes(header) + " without one",
                                 "the " + std::string{column.name} + " column, named " +
                                     oneOf(column.any)));
    }
}

bool CsvTable::next()
{
    while (!m_done) {
        if (m_rows % kRowsBetweenProgress == kRowsBetweenProgress - 1 && m_options.progress &&
            !m_options.progress(m_reader.bytesRead())) {
            m_report.cancelled = true;
            break;
        }
        if (!m_reader.next()) {
            if (m_reader.fault()) {
                InputIssue issue = *m_reader.fault();
                issue.row = m_rows;
                addIssue(std::move(issue));
            }
            break;
        }
        ++m_rows;
        m_fields = m_reader.fields();
        if (m_fields.size() == m_width)
            return true;
        const bool isLong = m_fields.size() > m_width;
        const auto place = m_reader.place(isLong ? m_width : m_fields.size() - 1);
        addIssue({place.line, place.column, m_rows - 1, fieldCount(m_fields.size()),
                  std::to_string(m_width) + " as in the header"});
    }
    m_done = true;
    return false;
}

InputIssue CsvTable::headerIssue(std::size_t field, std::string found, std::string expected) const
{
    const auto place = m_reader.place(field);
    return {place.line, place.column, 0, std::move(found), std::move(expected)};
}

void CsvTable::addFieldIssue(std::size_t column, std::string expected)
{
    const auto place = m_reader.place(m_where[column]);
    m_report.issues.push_back({place.line, place.column, m_rows - 1, inQuotes(field(column)),
                               std::move(expected) + " in column " + m_names[column]});
}

void CsvTable::addIssue(InputIssue issue)
{
    const std::size_t row = issue.row + 1;
    if (m_report.issues.size() < m_options.maxIssues)
        m_report.issues.push_back(std::move(issue));
    countIssue(row);
}

} // namespace vigia
