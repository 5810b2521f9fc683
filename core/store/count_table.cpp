#include "core/store/count_table.h"

#include "core/store/count_days.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace vigia {
namespace {

constexpr std::size_t kMaxSourceBytes = 128;
constexpr std::size_t kRowsAtOnce = 20'000;             // aimed at, for a chunk of reading
constexpr std::size_t kKeptRows = std::size_t{1} << 16; // of m_rows between two writes

std::int64_t chunkMinutes(std::size_t series)
{
    const auto minutes = static_cast<std::int64_t>(kRowsAtOnce / std::max<std::size_t>(series, 1));
    return std::clamp<std::int64_t>(minutes, 60, 7 * 24 * 60);
}

} // namespace

CountTable::CountTable(SqlConnection& connection, std::unique_ptr<CountBackend> backend,
                       std::shared_ptr<const StatusCatalog> catalog,
                       std::shared_ptr<const Zone> zone)
    : m_connection(connection)
    , m_backend(std::move(backend))
    , m_catalog(catalog)
    , m_zone(std::move(zone))
    , m_series(connection, std::move(catalog))
{}

Result<void> CountTable::validate(const CountBatch& batch) const
{
    for (const std::string& source : batch.sources) {
        if (source.size() > kMaxSourceBytes)
            return fail(ErrorCode::InvalidInput,
                        "a source has " + std::to_string(source.size()) + " bytes; at most " +
                            std::to_string(kMaxSourceBytes) + " are allowed");
    }
    for (const CountRow& row : batch.rows) {
        if (row.count > kMaxCount)
            return fail(ErrorCode::InvalidInput, "the count " + std::to_string(row.count) + " at " +
                                                     toRfc3339(row.time) + " is over 2^53-1");
        if (row.source >= batch.sources.size() || index(row.status) >= m_catalog->size())
            return fail(ErrorCode::Internal, "a row at " + toRfc3339(row.time) +
                                                 " names a source or status that is not there");
    }
    return {};
}

Result<std::vector<WriteCounts>> CountTable::write(std::span<const CountBatch> batches)
{
    std::vector<WriteCounts> results(batches.size());
    std::vector<std::int64_t> updated(batches.size());
    if (auto ready = createSeries(batches); !ready)
        return fail(ready.error());
    m_rows.clear();
    for (std::size_t b = 0; b < batches.size(); ++b) {
        const CountBatch& batch = batches[b];
        results[b].accepted = static_cast<std::int64_t>(batch.rows.size());
        std::vector<const SeriesTable::Ids*> ids(batch.sources.size());
        for (std::size_t i = 0; i < ids.size(); ++i)
            ids[i] = &m_series.idsOf(batch.sources[i]);
        for (const CountRow& row : batch.rows)
            m_rows.push_back({(*ids[row.source])[index(row.status)], toEpochMinutes(row.time),
                              static_cast<std::int64_t>(row.count), static_cast<std::uint32_t>(b)});
    }
    // Neighbours in the tree one after the other, and equal keys in the order they came.
    std::ranges::stable_sort(m_rows, [](const KeyedCount& a, const KeyedCount& b) {
        return std::tie(a.series, a.minute) < std::tie(b.series, b.minute);
    });
    std::vector<std::int64_t> days;
    for (const KeyedCount& row : m_rows) {
        if (const std::int64_t day = dayOfMinute(row.minute); days.empty() || days.back() != day)
            days.push_back(day);
    }
    std::ranges::sort(days);
    days.erase(std::unique(days.begin(), days.end()), days.end());
    if (auto forgotten = forgetDays(m_connection, days); !forgotten)
        return fail(forgotten.error());
    auto stored = m_backend->set(m_rows, updated);
    if (m_rows.capacity() > kKeptRows)
        m_rows = {};
    if (!stored)
        return fail(stored.error());
    for (std::size_t b = 0; b < batches.size(); ++b)
        results[b].updated = updated[b];
    return results;
}

// Looks up the series that were not seen yet, in one order for all writers: two that create the
// same ones in different orders would wait for each other.
Result<void> CountTable::createSeries(std::span<const CountBatch> batches)
{
    std::set<std::pair<std::string, StatusId>> missing;
    for (const CountBatch& batch : batches) {
        std::vector<const SeriesTable::Ids*> ids(batch.sources.size());
        for (std::size_t i = 0; i < ids.size(); ++i)
            ids[i] = &m_series.idsOf(batch.sources[i]);
        for (const CountRow& row : batch.rows) {
            if ((*ids[row.source])[index(row.status)] == 0)
                missing.emplace(batch.sources[row.source], row.status);
        }
    }
    for (const auto& [source, status] : missing) {
        const auto id = seriesOf(source, status);
        if (!id)
            return fail(id.error());
    }
    return {};
}

Result<std::int64_t> CountTable::seriesOf(const std::string& source, StatusId status)
{
    std::int64_t& series = m_series.idsOf(source)[index(status)];
    if (series == 0) {
        const auto id = m_series.lookUp(source, status);
        if (!id)
            return fail(id.error());
        series = *id;
    }
    return series;
}

Result<std::int64_t> CountTable::add(const std::string& source, StatusId status, Minute minute,
                                     std::int64_t count)
{
    const auto series = seriesOf(source, status);
    if (!series)
        return fail(series.error());
    const std::int64_t day = dayOfMinute(toEpochMinutes(minute));
    if (auto forgotten = forgetDays(m_connection, {&day, 1}); !forgotten)
        return fail(forgotten.error());
    const auto sum = m_connection.integer(
        QStringLiteral("INSERT INTO minute_count (series_id, minute, count) VALUES (?, ?, ?) "
                       "ON CONFLICT (series_id, minute) DO UPDATE "
                       "SET count = minute_count.count + excluded.count RETURNING count"),
        *series, toEpochMinutes(minute), count);
    if (!sum)
        return fail(sum.error());
    if (!*sum || **sum > static_cast<std::int64_t>(kMaxCount))
        return fail(ErrorCode::InvalidInput, "the sum of " + std::string(m_catalog->name(status)) +
                                                 " at " + toRfc3339(minute) + " would pass 2^53-1");
    return **sum;
}

// The first minute >= from of any of these series, or `to`: jumps over stretches without data.
Result<std::int64_t> CountTable::nextMinute(std::span<const Series> series, std::int64_t from,
                                            std::int64_t to)
{
    std::int64_t first = to;
    for (const Series& one : series) {
        const auto found = m_connection.integer(
            QStringLiteral(
                "SELECT min(minute) FROM minute_count WHERE series_id = ? AND minute >= ?"),
            one.id, from);
        if (!found)
            return fail(found.error());
        if (*found)
            first = std::min(first, **found);
    }
    return first;
}

Result<void> CountTable::read(const CountQuery& query, Order order,
                              const std::function<bool(const StoredCount&)>& each)
{
    auto series = m_series.find(query.status, query.source);
    if (!series)
        return fail(series.error());
    if (order == Order::TimeStatusSource) {
        std::ranges::sort(*series, [](const Series& a, const Series& b) {
            return std::tie(a.status, a.source) < std::tie(b.status, b.source);
        });
    }
    const std::int64_t from = toEpochMinutes(query.from.value_or(Minute::min()));
    const std::int64_t to = toEpochMinutes(query.to.value_or(Minute::max()));
    const std::int64_t step = chunkMinutes(series->size());
    std::vector<KeyedCount> rows;
    StoredCount out;
    std::int64_t at = from;
    while (true) {
        const auto first = nextMinute(*series, at, to);
        if (!first)
            return fail(first.error());
        if (*first >= to)
            return {};
        const std::int64_t end = to - *first > step ? *first + step : to;
        rows.clear();
        for (std::size_t i = 0; i < series->size(); ++i) {
            const std::size_t start = rows.size();
            if (auto done = m_backend->read((*series)[i].id, *first, end, rows); !done)
                return done;
            for (std::size_t r = start; r < rows.size(); ++r)
                rows[r].series = static_cast<std::int64_t>(i); // its rank in the order asked for
        }
        std::ranges::sort(rows, [](const KeyedCount& a, const KeyedCount& b) {
            return std::tie(a.minute, a.series) < std::tie(b.minute, b.series);
        });
        for (const KeyedCount& row : rows) {
            out.time = fromEpochMinutes(row.minute);
            if (query.hour && minuteOfDay(m_zone->toLocal(out.time)) / 60 != *query.hour)
                continue;
            const Series& one = (*series)[static_cast<std::size_t>(row.series)];
            out.status = one.status;
            out.source = one.source;
            out.count = static_cast<std::uint64_t>(row.count);
            if (!each(out))
                return {};
        }
        at = end;
    }
}

Result<std::optional<MinuteRange>> CountTable::range()
{
    auto series = m_series.find(std::nullopt, std::nullopt);
    if (!series)
        return fail(series.error());
    std::optional<MinuteRange> range;
    for (const Series& one : *series) {
        for (const auto& sql :
             {QStringLiteral("SELECT min(minute) FROM minute_count WHERE series_id = ?"),
              QStringLiteral("SELECT max(minute) FROM minute_count WHERE series_id = ?")}) {
            const auto found = m_connection.integer(sql, one.id);
            if (!found)
                return fail(found.error());
            if (!*found)
                continue;
            const Minute minute = fromEpochMinutes(**found);
            if (!range)
                range = MinuteRange{minute, minute + std::chrono::minutes{1}};
            range->from = std::min(range->from, minute);
            range->to = std::max(range->to, minute + std::chrono::minutes{1});
        }
    }
    return range;
}

} // namespace vigia
