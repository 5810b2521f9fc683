#include "core/store/sql_event_store.h"

#include "core/store/minute_ranges.h"
#include "core/store/store_change.h"

#include <cmath>
#include <limits>
#include <map>
#include <tuple>

namespace vigia {
namespace {

constexpr std::size_t kMaxCodeBytes = 64;
constexpr std::size_t kMaxIdBytes = 128;
constexpr std::size_t kMostStretches = 16; // of what one commit tells

std::optional<std::string> noneIfEmpty(const std::string& text)
{
    return text.empty() ? std::nullopt : std::optional(text);
}

Error at(const RawEvent& event, const std::string& what)
{
    return {ErrorCode::InvalidInput, "the event at " + toRfc3339(event.created) + " has " + what};
}

Result<void> validate(const EventBatch& batch)
{
    for (const RawEvent& event : batch.events) {
        if (event.source >= batch.sources.size())
            return fail(ErrorCode::Internal, "an event at " + toRfc3339(event.created) +
                                                 " names a source that is not there");
        if (event.id.size() > kMaxIdBytes)
            return fail(at(event, "an id of more than 128 bytes"));
        if (event.authCode.size() > kMaxCodeBytes)
            return fail(at(event, "an auth_code of more than 64 bytes"));
        if (event.durationMs && !(std::isfinite(*event.durationMs) && *event.durationMs >= 0))
            return fail(at(event, "a duration that is not a number from 0"));
    }
    return {};
}

} // namespace

// What the events of one batch that were not there yet add up to.
struct SqlEventStore::Tally
{
    std::int64_t duplicates = 0;
    std::vector<std::string> sources;
    std::map<std::tuple<Minute, std::uint32_t, StatusId>, std::int64_t> counts;
    std::map<std::tuple<Minute, std::string, std::uint32_t>, std::int64_t> codes;
};

SqlEventStore::SqlEventStore(SqlConnection& connection, CountTable& counts, SqlCollectorLog& log)
    : m_connection(connection)
    , m_counts(counts)
    , m_collectorLog(log)
{}

Result<EventOutcome> SqlEventStore::addEvents(const EventBatch& batch)
{
    if (auto valid = validate(batch); !valid)
        return fail(valid.error());
    CountBatch shape; // sources and statuses are checked as those of counts
    shape.sources = batch.sources;
    for (const RawEvent& event : batch.events)
        shape.rows.push_back({floorToMinute(event.created), 1, event.status, event.source});
    if (auto valid = m_counts.validate(shape); !valid)
        return fail(valid.error());

    EventOutcome outcome;
    outcome.counts.sources = batch.sources;
    Tally tally;
    tally.sources = batch.sources;
    auto done = m_connection.transact([&]() -> Result<void> {
        if (auto logged = log(batch, tally); !logged)
            return logged;
        for (const auto& [key, added] : tally.counts) {
            const auto& [minute, source, status] = key;
            const auto now = m_counts.add(batch.sources[source], status, minute, added);
            if (!now)
                return fail(now.error());
            outcome.counts.rows.push_back(
                {minute, static_cast<std::uint64_t>(*now), status, source});
        }
        if (auto added = addCodes(tally); !added || tally.counts.empty())
            return added;
        // They are judged after this commit, and whoever is to do it may die in between.
        const auto minutes = stretches(outcome.counts, kMostStretches);
        auto left = m_collectorLog.leave(minutes, !batch.file.empty());
        if (!left)
            return fail(left.error());
        outcome.unjudged = std::move(*left);
        if (m_connection.dialect() != SqlDialect::Postgres)
            return {};
        for (const MinuteRange& some : minutes) {
            const auto kind =
                batch.file.empty() ? StoreChange::Kind::Counts : StoreChange::Kind::Imported;
            if (auto told = announce(m_connection, {kind, some, {}}); !told)
                return told;
        }
        return {};
    });
    if (!done)
        return fail(done.error());
    outcome.duplicates = tally.duplicates;
    outcome.accepted = static_cast<std::int64_t>(batch.events.size()) - tally.duplicates;
    return outcome;
}

Result<void> SqlEventStore::log(const EventBatch& batch, Tally& tally)
{
    auto insert = m_connection.prepare(
        QStringLiteral("INSERT INTO raw_event (id, created_ms, minute, series_id, duration_ms, "
                       "auth_code) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"));
    if (!insert)
        return fail(insert.error());
    for (const RawEvent& event : batch.events) {
        const Minute minute = floorToMinute(event.created);
        const auto series = m_counts.seriesOf(batch.sources[event.source], event.status);
        if (!series)
            return fail(series.error());
        if (auto done = (*insert)->run(
                noneIfEmpty(event.id),
                static_cast<std::int64_t>(event.created.time_since_epoch().count()),
                toEpochMinutes(minute), *series, event.durationMs, noneIfEmpty(event.authCode));
            !done)
            return done;
        if ((*insert)->affectedRows() == 0) {
            ++tally.duplicates;
            continue;
        }
        ++tally.counts[{minute, event.source, event.status}];
        if (!event.authCode.empty())
            ++tally.codes[{minute, event.authCode, event.source}];
    }
    return {};
}

Result<void> SqlEventStore::addCodes(const Tally& tally)
{
    for (const auto& [key, added] : tally.codes) {
        const auto& [minute, code, source] = key;
        const auto done = m_connection.run(
            QStringLiteral("INSERT INTO auth_code_count (minute, auth_code, source, count) "
                           "VALUES (?, ?, ?, ?) ON CONFLICT (minute, auth_code, source) DO UPDATE "
                           "SET count = auth_code_count.count + excluded.count"),
            toEpochMinutes(minute), code, tally.sources[source], added);
        if (!done)
            return fail(done.error());
    }
    return {};
}

Result<std::vector<RawMinute>> SqlEventStore::rawMinutes(const MinuteRange& range,
                                                         const std::optional<std::string>& source)
{
    std::vector<RawMinute> out;
    auto done = m_connection.forEach(
        QStringLiteral("SELECT e.minute, count(*), count(e.duration_ms), avg(e.duration_ms) "
                       "FROM raw_event e JOIN series s ON s.id = e.series_id "
                       "WHERE e.minute >= ? AND e.minute < ? AND (s.source = ? OR ? = 0) "
                       "GROUP BY e.minute ORDER BY e.minute"),
        [&](const SqlStatement& row) {
            out.push_back({fromEpochMinutes(row.integer(0)), row.integer(1), row.integer(2),
                           row.isNull(3) ? 0.0 : row.real(3)});
            return true;
        },
        toEpochMinutes(range.from), toEpochMinutes(range.to), source.value_or(std::string()),
        source ? 1 : 0);
    if (!done)
        return fail(done.error());
    return out;
}

Result<void> SqlEventStore::setAuthCodes(std::span<const AuthCodeCount> counts)
{
    for (const AuthCodeCount& count : counts) {
        if (count.authCode.size() > kMaxCodeBytes || count.count > kMaxCount)
            return fail(ErrorCode::InvalidInput, "the code count at " + toRfc3339(count.time) +
                                                     " has a code of more than 64 bytes or a "
                                                     "count over 2^53-1");
    }
    return m_connection.transact([&]() -> Result<void> {
        for (const AuthCodeCount& count : counts) {
            const auto done = m_connection.run(
                QStringLiteral("INSERT INTO auth_code_count (minute, auth_code, source, count) "
                               "VALUES (?, ?, ?, ?) ON CONFLICT (minute, auth_code, source) "
                               "DO UPDATE SET count = excluded.count"),
                toEpochMinutes(count.time), count.authCode, count.source,
                static_cast<std::int64_t>(count.count));
            if (!done)
                return fail(done.error());
        }
        return {};
    });
}

Result<std::vector<AuthCodeCount>> SqlEventStore::authCodes(const MinuteRange& range,
                                                            std::size_t limit)
{
    std::vector<AuthCodeCount> out;
    auto done = m_connection.forEach(
        QStringLiteral("SELECT minute, auth_code, CAST(sum(count) AS BIGINT) AS total "
                       "FROM auth_code_count WHERE minute >= ? AND minute < ? "
                       "GROUP BY minute, auth_code ORDER BY minute, total DESC, auth_code"),
        [&](const SqlStatement& row) {
            out.push_back({fromEpochMinutes(row.integer(0)),
                           row.text(1),
                           static_cast<std::uint64_t>(row.integer(2)),
                           {}});
            return limit == 0 || out.size() < limit;
        },
        toEpochMinutes(range.from), toEpochMinutes(range.to));
    if (!done)
        return fail(done.error());
    return out;
}

Result<std::optional<KeptAnswer>> SqlEventStore::keptAnswer(const std::string& key)
{
    std::optional<KeptAnswer> found;
    auto done = m_connection.forEach(
        QStringLiteral("SELECT fingerprint, created_ms, answer FROM kept_answer WHERE key = ?"),
        [&](const SqlStatement& row) {
            found = KeptAnswer{row.text(0), Instant{std::chrono::milliseconds{row.integer(1)}},
                               row.text(2)};
            return false;
        },
        key);
    if (!done)
        return fail(done.error());
    return found;
}

Result<void> SqlEventStore::keepAnswer(const std::string& key, const KeptAnswer& answer)
{
    return m_connection.transact([&]() -> Result<void> {
        const auto kept = m_connection.run(
            QStringLiteral("INSERT INTO kept_answer (key, fingerprint, created_ms, answer) "
                           "VALUES (?, ?, ?, ?) ON CONFLICT (key) DO NOTHING"),
            key, answer.fingerprint,
            static_cast<std::int64_t>(answer.created.time_since_epoch().count()), answer.answer);
        if (!kept)
            return fail(kept.error());
        if (*kept == 0)
            return fail(ErrorCode::Conflict, "this Idempotency-Key was answered already");
        return {};
    });
}

Result<void> SqlEventStore::changeAnswer(const std::string& key, const std::string& answer)
{
    return m_connection.transact([&]() -> Result<void> {
        const auto changed = m_connection.run(
            QStringLiteral("UPDATE kept_answer SET answer = ? WHERE key = ?"), answer, key);
        if (!changed)
            return fail(changed.error());
        return {};
    });
}

} // namespace vigia
