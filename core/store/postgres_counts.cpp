// The counts of a PostgreSQL database: one statement for many rows, given as arrays of numbers.
//
// What is there is read first. So each row can be compared with the one before it, as in the other
// databases, and rows that change nothing are not written.
#include "core/store/count_backend.h"
#include "core/store/sql_connection.h"

#include <algorithm>
#include <map>

namespace vigia {
namespace {

constexpr std::size_t kRowsAStatement = 5000;

// '{1,2,3}': numbers only, so nothing needs quoting.
class NumberArray
{
public:
    void add(std::int64_t number)
    {
        m_text += m_text.size() == 1 ? "" : ",";
        m_text += std::to_string(number);
    }
    [[nodiscard]] std::string text() const { return m_text + "}"; }

private:
    std::string m_text = "{";
};

class PostgresCounts final : public CountBackend
{
public:
    explicit PostgresCounts(SqlConnection& connection)
        : m_connection(connection)
    {}

    Result<void> set(std::span<const KeyedCount> rows, std::span<std::int64_t> updated) override
    {
        while (!rows.empty()) {
            std::size_t size = std::min(kRowsAStatement, rows.size());
            while (size < rows.size() && sameKey(rows[size - 1], rows[size]))
                ++size; // equal keys stay together
            if (auto done = setSome(rows.first(size), updated); !done)
                return done;
            rows = rows.subspan(size);
        }
        return {};
    }

    Result<void> read(std::int64_t series, std::int64_t from, std::int64_t to,
                      std::vector<KeyedCount>& rows) override
    {
        return m_connection.forEach(
            QStringLiteral("SELECT minute, count FROM minute_count "
                           "WHERE series_id = ? AND minute >= ? AND minute < ? ORDER BY minute"),
            [&](const SqlStatement& row) {
                rows.push_back({series, row.integer(0), row.integer(1), 0});
                return true;
            },
            series, from, to);
    }

private:
    static bool sameKey(const KeyedCount& a, const KeyedCount& b)
    {
        return a.series == b.series && a.minute == b.minute;
    }

    Result<void> setSome(std::span<const KeyedCount> rows, std::span<std::int64_t> updated)
    {
        NumberArray keySeries;
        NumberArray keyMinutes;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (i > 0 && sameKey(rows[i - 1], rows[i]))
                continue;
            keySeries.add(rows[i].series);
            keyMinutes.add(rows[i].minute);
        }
        std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> stored;
        auto known = m_connection.forEach(
            QStringLiteral("SELECT c.series_id, c.minute, c.count FROM minute_count c "
                           "JOIN unnest(?::bigint[], ?::bigint[]) AS k (series_id, minute) "
                           "ON c.series_id = k.series_id AND c.minute = k.minute"),
            [&](const SqlStatement& row) {
                stored[{row.integer(0), row.integer(1)}] = row.integer(2);
                return true;
            },
            keySeries.text(), keyMinutes.text());
        if (!known)
            return known;

        NumberArray series;
        NumberArray minutes;
        NumberArray counts;
        bool any = false;
        for (std::size_t i = 0; i < rows.size();) {
            const auto old = stored.find({rows[i].series, rows[i].minute});
            bool there = old != stored.end();
            const std::int64_t before = there ? old->second : 0;
            std::int64_t value = before;
            const bool wasThere = there;
            std::size_t next = i;
            for (; next < rows.size() && sameKey(rows[i], rows[next]); ++next) {
                if (there && rows[next].count != value)
                    ++updated[rows[next].batch];
                there = true;
                value = rows[next].count;
            }
            if (!wasThere || value != before) {
                series.add(rows[i].series);
                minutes.add(rows[i].minute);
                counts.add(value);
                any = true;
            }
            i = next;
        }
        if (!any)
            return {};
        const auto written = m_connection.run(
            QStringLiteral("INSERT INTO minute_count (series_id, minute, count) "
                           "SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::bigint[]) "
                           "ON CONFLICT (series_id, minute) DO UPDATE SET count = excluded.count"),
            series.text(), minutes.text(), counts.text());
        if (!written)
            return fail(written.error());
        return {};
    }

    SqlConnection& m_connection;
};

} // namespace

std::unique_ptr<CountBackend> makePostgresCounts(SqlConnection& connection)
{
    return std::make_unique<PostgresCounts>(connection);
}

} // namespace vigia
