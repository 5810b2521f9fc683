#include "core/parse/transactions_csv.h"

#include "core/parse/row_validator.h"

#include <algorithm>
#include <unordered_map>

namespace vigia {
namespace {

enum Column : std::size_t { kTime, kStatus, kCount, kSource };

constexpr std::size_t kSampleRows = 1024; // before the number of rows is estimated
constexpr std::size_t kShortestRow = 12;  // bytes: "00h,failed,1"

// Index of each source in the order of first use.
class SourceTable
{
public:
    explicit SourceTable(std::vector<std::string>& names)
        : m_names(names)
    {}

    std::uint32_t indexOf(std::string_view name)
    {
        if (m_names.empty() || m_names[m_last] != name) {
            const auto [at, isNew] =
                m_index.try_emplace(std::string{name}, static_cast<std::uint32_t>(m_names.size()));
            if (isNew)
                m_names.emplace_back(name);
            m_last = at->second;
        }
        return m_last;
    }

private:
    std::vector<std::string>& m_names;
    std::unordered_map<std::string, std::uint32_t> m_index;
    std::uint32_t m_last = 0;
};

// Remembers what each minute, status and source had, to see whether a column that we do not know
// splits the counts.
class SplitCheck
{
public:
    // False when the key was there with another count.
    bool agrees(const CountRow& row)
    {
        return m_seen.try_emplace(Key{row.time, row.status, row.source}, row.count).first->second ==
               row.count;
    }

private:
    struct Key
    {
        Minute time;
        StatusId status;
        std::uint32_t source;
        bool operator==(const Key&) const = default;
    };
    struct Hash
    {
        std::size_t operator()(const Key& key) const
        {
            const auto place = static_cast<std::uint64_t>(key.time.time_since_epoch().count());
            return std::hash<std::uint64_t>{}((place << 28) ^ (std::uint64_t{key.source} << 8) ^
                                              index(key.status));
        }
    };
    std::unordered_map<Key, std::uint64_t, Hash> m_seen;
};

// One row as values; none when a field was refused.
std::optional<CountRow> readRow(CsvTable& table, RowValidator& validator)
{
    const auto time = validator.time(table.field(kTime));
    const auto status = validator.status(table.field(kStatus));
    const auto count = RowValidator::count(table.field(kCount));
    if (time && status && count) [[likely]]
        return CountRow{*time, *count, *status, 0};
    if (!time)
        table.refuse(kTime, [&] { return validator.expectedTime(table.field(kTime)); });
    if (!status)
        table.refuse(kStatus, [&] { return validator.expectedStatus(); });
    if (!count)
        table.refuse(kCount, [&] { return RowValidator::expectedCount(); });
    return std::nullopt;
}

} // namespace

Parsed<CountBatch> readTransactionsCsv(std::string_view bytes, const CsvOptions& options)
{
    CsvTable table(bytes,
                   {{"time", {"time", "timestamp"}},
                    {"status", {"status"}},
                    {"count", {"count", "f0_", "f1"}},
                    {"source", {"source"}, false}},
                   {options.maxIssues, options.progress});
    RowValidator validator(options.zone, options.catalog, options.date, options.now);
    Parsed<CountBatch> out;
    std::vector<CountRow>& rows = out.value.rows;
    SourceTable sources(out.value.sources);
    SplitCheck split;
    const bool checkSplit = !table.unknownColumns().empty();
    const bool keepGood = options.badRows == BadRows::LeaveOut;

    while (table.next()) {
        auto row = readRow(table, validator);
        if (!row)
            continue;
        const std::string_view source = table.field(kSource);
        if (!RowValidator::isSource(source)) {
            table.refuse(kSource, [] { return RowValidator::expectedSource(); });
            continue;
        }
        row->source = sources.indexOf(source);
        if (checkSplit && !split.agrees(*row)) {
            table.refuse(kCount, [&] { return splitCounts(table, "time and status"); });
            continue;
        }
        if (!table.ok() && !keepGood)
            continue;
        rows.push_back(*row);
        if (rows.size() == kSampleRows) {
            const std::size_t perRow = std::max(table.bytesRead() / kSampleRows, kShortestRow);
            rows.reserve(bytes.size() / perRow + bytes.size() / perRow / 64 + kSampleRows);
        }
    }
    out.report = table.takeReport();
    if (out.report.cancelled || (!out.report.ok() && !keepGood))
        out.value = {};
    return out;
}

} // namespace vigia
