#include "core/store/postgres_select.h"

#include "core/store/libpq.h"
#include "core/store/select_errors.h"
#include "core/store/sql_connection.h"

#include <algorithm>
#include <cctype>

namespace vigia {
namespace {

constexpr std::size_t kMaxSqlBytes = std::size_t{1} << 20;
constexpr std::size_t kRowsAFetch = 1000;

// The first word in lower case, after blanks and comments.
std::string firstWord(std::string_view sql)
{
    while (true) {
        const std::size_t start = sql.find_first_not_of(" \t\r\n\f(");
        if (start == std::string_view::npos)
            return {};
        sql.remove_prefix(start);
        if (sql.starts_with("--")) {
            const std::size_t end = sql.find('\n');
            sql.remove_prefix(end == std::string_view::npos ? sql.size() : end);
        } else if (sql.starts_with("/*")) {
            const std::size_t end = sql.find("*/", 2);
            sql.remove_prefix(end == std::string_view::npos ? sql.size() : end + 2);
        } else {
            break;
        }
    }
    std::string word;
    for (const char c : sql) {
        if (std::isalpha(static_cast<unsigned char>(c)) == 0)
            break;
        word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return word;
}

Error refused(const Error& error, const SelectLimits& limits)
{
    if (error.code == ErrorCode::Cancelled)
        return stoppedStatement(limits);
    if (error.code == ErrorCode::ReadOnly)
        return {ErrorCode::InvalidInput,
                "only a statement that reads can run here: " + error.message};
    return error;
}

Result<Store::Table> fetchAll(SqlConnection& connection, const SelectLimits& limits)
{
    const auto end = std::chrono::steady_clock::now() + limits.time;
    Store::Table all;
    std::size_t bytes = 0;
    while (true) {
        const std::size_t wanted = limits.rows == 0
                                       ? kRowsAFetch
                                       : std::min(kRowsAFetch, limits.rows + 1 - all.rows.size());
        auto some = runSingleStatement(
            connection, {}, "FETCH FORWARD " + std::to_string(wanted) + " FROM vigia_select",
            limits);
        if (!some)
            return fail(some.error());
        if (limits.stopped() ||
            std::chrono::steady_clock::now() > end) // the server's limit is for each fetch
            return fail(stoppedStatement(limits));
        all.columns = std::move(some->columns);
        const std::size_t got = some->rows.size();
        for (auto& row : some->rows) {
            if ((limits.rows != 0 && all.rows.size() == limits.rows) || bytes > limits.bytes) {
                all.truncated = true;
                return all;
            }
            for (const auto& cell : row)
                bytes += sizeof(cell) + (cell ? cell->size() : 0);
            all.rows.push_back(std::move(row));
        }
        if (got < wanted)
            return all;
    }
}

} // namespace

Result<Store::Table> selectPostgres(SqlConnection& connection, const std::string& sql,
                                    const SelectLimits& limits)
{
    if (sql.size() > kMaxSqlBytes)
        return fail(ErrorCode::InvalidInput, "the statement is longer than 1 MiB");
    if (sql.find('\0') != std::string::npos)
        return fail(ErrorCode::InvalidInput, "the statement has a NUL character");
    const std::string word = firstWord(sql);
    if (word != "select" && word != "with" && word != "values" && word != "explain")
        return fail(ErrorCode::InvalidInput,
                    "only one SELECT, WITH, VALUES or EXPLAIN of these can run here");

    if (connection.inTransaction())
        return fail(ErrorCode::Internal, "a query cannot run inside of a transaction");
    if (auto begun = connection.execute(QStringLiteral("BEGIN READ ONLY")); !begun)
        return fail(begun.error());
    struct Rollback
    {
        SqlConnection& connection;
        ~Rollback()
        {
            if (connection.lost())
                return;
            [[maybe_unused]] const auto ignored = connection.execute(QStringLiteral("ROLLBACK"));
        }
    } const rollback{connection};
    const auto limited = connection.execute(
        QStringLiteral("SET LOCAL statement_timeout = %1").arg(limits.time.count()));
    if (!limited)
        return fail(limited.error());

    if (word == "explain") {
        auto plan = runSingleStatement(connection, {}, sql, limits);
        if (!plan)
            return fail(refused(plan.error(), limits));
        return plan;
    }
    const auto declared =
        runSingleStatement(connection, "DECLARE vigia_select NO SCROLL CURSOR FOR ", sql, limits);
    if (!declared)
        return fail(refused(declared.error(), limits));
    auto table = fetchAll(connection, limits);
    if (!table)
        return fail(refused(table.error(), limits));
    return table;
}

} // namespace vigia
