#include "core/store/count_days.h"

#include "core/store/count_roll_up.h"
#include "core/store/hour_bytes.h"

#include <map>
#include <set>
#include <utility>

namespace vigia {
namespace {

constexpr std::int64_t kDay = 24 * 60;
constexpr std::chrono::minutes kHour{60};
constexpr std::size_t kMostSources = 16; // with more, one of them is read from its minutes

Minute startOf(std::int64_t day)
{
    return fromEpochMinutes(day * kDay);
}

std::string scopeOf(const std::optional<std::string>& source)
{
    std::string scope;
    if (source)
        scope.append("=").append(*source);
    return scope;
}

} // namespace

std::int64_t dayOfMinute(std::int64_t minute)
{
    return minute >= 0 ? minute / kDay : -((-minute + kDay - 1) / kDay);
}

Result<void> forgetDays(SqlConnection& connection, std::span<const std::int64_t> days)
{
    for (const std::int64_t day : days) {
        const auto gone =
            connection.run(QStringLiteral("DELETE FROM count_day WHERE day = ?"), day);
        if (!gone)
            return fail(gone.error());
    }
    return {};
}

CountDays::CountDays(SqlConnection& connection, CountTable& counts,
                     std::shared_ptr<const StatusCatalog> catalog)
    : m_connection(connection)
    , m_counts(counts)
    , m_catalog(std::move(catalog))
{}

Result<std::vector<CountSpan>> CountDays::hours(MinuteRange range,
                                                const std::optional<std::string>& source)
{
    std::vector<CountSpan> out;
    if (range.empty())
        return out;
    const std::int64_t first = dayOfMinute(toEpochMinutes(range.from));
    const std::int64_t end = dayOfMinute(toEpochMinutes(range.to) - 1) + 1;
    const std::string scope = scopeOf(source);
    std::map<std::int64_t, DayHours> kept;
    auto read = m_connection.forEach(
        QStringLiteral("SELECT day, scope, hours FROM count_day "
                       "WHERE day >= ? AND day < ? AND (scope = '' OR scope = ?) "
                       "ORDER BY day, scope"),
        [&](const SqlStatement& row) {
            const std::int64_t day = row.integer(0);
            const QByteArray bytes = row.bytes(2);
            auto hours = decodeHours({bytes.constData(), static_cast<std::size_t>(bytes.size())},
                                     startOf(day), *m_catalog);
            if (!hours)
                return true;
            const bool mine = row.text(1) == scope;
            if (!mine) {
                if (hours->sources == SourcesKept::No)
                    return true;      // says nothing of one source
                hours->hours.clear(); // the source has no row: it had no data
            }
            kept[day] = std::move(*hours);
            return true;
        },
        first, end, scope);
    if (!read)
        return fail(read.error());

    std::int64_t missing = first; // from here to the next kept day
    for (auto& [day, hours] : kept) {
        if (auto done = compute(missing, day, source, out); !done)
            return fail(done.error());
        out.insert(out.end(), hours.hours.begin(), hours.hours.end());
        missing = day + 1;
    }
    if (auto done = compute(missing, end, source, out); !done)
        return fail(done.error());
    return out;
}

Result<void> CountDays::compute(std::int64_t fromDay, std::int64_t toDay,
                                const std::optional<std::string>& source,
                                std::vector<CountSpan>& out)
{
    if (fromDay >= toDay)
        return {};
    CountQuery query;
    query.from = startOf(fromDay);
    query.to = startOf(toDay);
    query.source = source;
    CountRollUp rollUp(m_catalog->size(), kHour);
    auto done =
        m_counts.read(query, CountTable::Order::TimeStatusSource, [&](const StoredCount& row) {
            rollUp.add(row);
            return true;
        });
    if (!done)
        return done;
    const std::vector<CountSpan> hours = rollUp.finish();
    out.insert(out.end(), hours.begin(), hours.end());
    return {};
}

Result<std::int64_t> CountDays::rollUp(std::int64_t most)
{
    std::int64_t left = 0;
    auto done = m_connection.transact([&]() -> Result<void> {
        // PostgreSQL has other writers: this waits for those that delete days of their own, and
        // shuts out the next ones until the days are kept. SQLite has one writer at a time anyway.
        if (m_connection.dialect() == SqlDialect::Postgres) {
            auto locked = m_connection.execute(
                QStringLiteral("LOCK TABLE count_day IN SHARE ROW EXCLUSIVE MODE"));
            if (!locked)
                return locked;
        }
        const auto range = m_counts.range();
        if (!range)
            return fail(range.error());
        if (!*range)
            return {};
        std::set<std::int64_t> kept;
        auto read =
            m_connection.forEach(QStringLiteral("SELECT day FROM count_day WHERE scope = ''"),
                                 [&](const SqlStatement& row) {
                                     kept.insert(row.integer(0));
                                     return true;
                                 });
        if (!read)
            return read;
        // The newest day changes with every minute; it is worth keeping once it is over.
        const std::int64_t newest = dayOfMinute(toEpochMinutes((*range)->to) - 1);
        const std::int64_t oldest = dayOfMinute(toEpochMinutes((*range)->from));
        for (std::int64_t day = newest - 1; day >= oldest; --day) {
            if (kept.contains(day))
                continue;
            if (most-- > 0) {
                if (auto one = keepDay(day); !one)
                    return one;
            } else {
                ++left;
            }
        }
        return {};
    });
    if (!done)
        return fail(done.error());
    return left;
}

Result<void> CountDays::keepDay(std::int64_t day)
{
    CountQuery query;
    query.from = startOf(day);
    query.to = startOf(day + 1);
    CountRollUp all(m_catalog->size(), kHour);
    std::map<std::string, CountRollUp> bySource;
    auto done =
        m_counts.read(query, CountTable::Order::TimeStatusSource, [&](const StoredCount& row) {
            all.add(row);
            if (bySource.size() <= kMostSources)
                bySource.try_emplace(row.source, m_catalog->size(), kHour).first->second.add(row);
            return true;
        });
    if (!done)
        return done;
    const SourcesKept sources =
        bySource.size() <= kMostSources ? SourcesKept::Yes : SourcesKept::No;
    if (auto one = put(day, scopeOf(std::nullopt), all.finish(), sources); !one)
        return one;
    if (sources == SourcesKept::No)
        return {};
    for (auto& [name, rollUp] : bySource) {
        if (auto one = put(day, scopeOf(name), rollUp.finish(), sources); !one)
            return one;
    }
    return {};
}

Result<void> CountDays::put(std::int64_t day, const std::string& scope,
                            std::span<const CountSpan> hours, SourcesKept sources)
{
    const std::string bytes = encodeHours(hours, *m_catalog, sources);
    const auto put = m_connection.run(
        QStringLiteral("INSERT INTO count_day (day, scope, hours) VALUES (?, ?, ?) "
                       "ON CONFLICT (day, scope) DO UPDATE SET hours = excluded.hours"),
        day, scope, QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())));
    if (!put)
        return fail(put.error());
    return {};
}

} // namespace vigia
