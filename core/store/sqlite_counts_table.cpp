#include "core/store/sqlite_counts_table.h"

#include <sqlite3.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>

namespace vigia {
namespace {

enum Column { kTime, kSource, kStatus, kCount };

// What an argument of the filter narrows; a letter each in idxStr.
constexpr char kFrom = 'f';
constexpr char kUntil = 'u';
constexpr char kWithin = 'w';
constexpr char kOfStatus = 's';
constexpr char kOfSource = 'o';

struct Table
{
    sqlite3_vtab base{}; // first: SQLite knows the table by it
    sqlite3* handle = nullptr;
};

struct Cursor
{
    sqlite3_vtab_cursor base{}; // first
    sqlite3_stmt* statement = nullptr;
    sqlite3_int64 row = 0;
    bool end = true;
};

int connect(sqlite3* handle, void*, int, const char* const*, sqlite3_vtab** out, char**)
{
    const int code = sqlite3_declare_vtab(
        handle, "CREATE TABLE x (time, source TEXT, status TEXT, count INTEGER)");
    if (code != SQLITE_OK)
        return code;
    sqlite3_vtab_config(handle, SQLITE_VTAB_INNOCUOUS);
    auto* table = new Table;
    table->handle = handle;
    *out = &table->base;
    return SQLITE_OK;
}

int disconnect(sqlite3_vtab* table)
{
    delete reinterpret_cast<Table*>(table);
    return SQLITE_OK;
}

// The letter of a constraint; 0: it narrows nothing.
char letterOf(sqlite3_index_info* info, int i)
{
    const auto& constraint = info->aConstraint[i];
    if (!constraint.usable)
        return 0;
    const bool equal = constraint.op == SQLITE_INDEX_CONSTRAINT_EQ;
    if (equal || constraint.iColumn != kTime) { // bytes must decide, as they do below
        if (sqlite3_stricmp(sqlite3_vtab_collation(info, i), "BINARY") != 0)
            return 0;
    }
    if (constraint.iColumn == kStatus)
        return equal ? kOfStatus : char{0};
    if (constraint.iColumn == kSource)
        return equal ? kOfSource : char{0};
    if (constraint.iColumn != kTime)
        return 0;
    switch (constraint.op) {
    case SQLITE_INDEX_CONSTRAINT_GE:
    case SQLITE_INDEX_CONSTRAINT_GT:
        return kFrom;
    case SQLITE_INDEX_CONSTRAINT_LE:
    case SQLITE_INDEX_CONSTRAINT_LT:
        return kUntil;
    case SQLITE_INDEX_CONSTRAINT_EQ:
    case SQLITE_INDEX_CONSTRAINT_LIKE:
    case SQLITE_INDEX_CONSTRAINT_GLOB:
        return kWithin;
    default:
        return 0;
    }
}

int bestIndex(sqlite3_vtab*, sqlite3_index_info* info)
{
    std::string letters;
    double rows = 4e6; // a year of seven statuses
    for (int i = 0; i < info->nConstraint; ++i) {
        const char letter = letterOf(info, i);
        if (letter == 0)
            continue;
        letters += letter;
        info->aConstraintUsage[i].argvIndex = static_cast<int>(letters.size());
        rows /= letter == kWithin ? 1000 : letter == kOfStatus ? 7 : 10;
    }
    info->idxStr = sqlite3_mprintf("%s", letters.c_str());
    info->needToFreeIdxStr = 1;
    info->estimatedCost = rows;
    info->estimatedRows = static_cast<sqlite3_int64>(rows);
    return info->idxStr ? SQLITE_OK : SQLITE_NOMEM;
}

int open(sqlite3_vtab*, sqlite3_vtab_cursor** out)
{
    auto* cursor = new Cursor;
    *out = &cursor->base;
    return SQLITE_OK;
}

int close(sqlite3_vtab_cursor* base)
{
    auto* cursor = reinterpret_cast<Cursor*>(base);
    sqlite3_finalize(cursor->statement);
    delete cursor;
    return SQLITE_OK;
}

int next(sqlite3_vtab_cursor* base)
{
    auto* cursor = reinterpret_cast<Cursor*>(base);
    const int code = sqlite3_step(cursor->statement);
    ++cursor->row;
    cursor->end = code != SQLITE_ROW;
    return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
}

std::string_view textOf(sqlite3_value* value)
{
    if (sqlite3_value_type(value) != SQLITE_TEXT)
        return {};
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_value_text(value));
    return {bytes, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

int filter(sqlite3_vtab_cursor* base, int, const char* letters, int arguments,
           sqlite3_value** values)
{
    auto* cursor = reinterpret_cast<Cursor*>(base);
    sqlite3_finalize(std::exchange(cursor->statement, nullptr));
    std::int64_t from = std::numeric_limits<std::int64_t>::min();
    std::int64_t until = std::numeric_limits<std::int64_t>::max();
    sqlite3_value* status = nullptr;
    sqlite3_value* source = nullptr;
    for (int i = 0; i < arguments; ++i) {
        if (letters[i] == kOfStatus) {
            status = values[i];
        } else if (letters[i] == kOfSource) {
            source = values[i];
        } else if (const auto range = minutesOfText(textOf(values[i]))) {
            if (letters[i] != kUntil)
                from = std::max(from, toEpochMinutes(range->from));
            if (letters[i] != kFrom)
                until = std::min(until, toEpochMinutes(range->to));
        }
    }
    std::string sql = "SELECT s.source, s.status, c.minute, c.count FROM main.series s "
                      "CROSS JOIN main.minute_count c ON c.series_id = s.id "
                      "WHERE c.minute >= ?1 AND c.minute < ?2";
    if (status)
        sql += " AND s.status = ?3";
    if (source)
        sql += " AND s.source = ?4";
    sqlite3* handle = reinterpret_cast<Table*>(base->pVtab)->handle;
    const int code = sqlite3_prepare_v2(handle, sql.c_str(), -1, &cursor->statement, nullptr);
    if (code != SQLITE_OK)
        return code;
    sqlite3_bind_int64(cursor->statement, 1, from);
    sqlite3_bind_int64(cursor->statement, 2, until);
    if (status)
        sqlite3_bind_value(cursor->statement, 3, status);
    if (source)
        sqlite3_bind_value(cursor->statement, 4, source);
    return next(base);
}

int atEnd(sqlite3_vtab_cursor* base)
{
    return reinterpret_cast<Cursor*>(base)->end ? 1 : 0;
}

int column(sqlite3_vtab_cursor* base, sqlite3_context* context, int which)
{
    sqlite3_stmt* statement = reinterpret_cast<Cursor*>(base)->statement;
    if (which == kTime) {
        const std::string time = toRfc3339(fromEpochMinutes(sqlite3_column_int64(statement, 2)));
        sqlite3_result_text(context, time.data(), static_cast<int>(time.size()), SQLITE_TRANSIENT);
    } else {
        sqlite3_result_value(context, sqlite3_column_value(statement, which == kSource   ? 0
                                                                      : which == kStatus ? 1
                                                                                         : 3));
    }
    return SQLITE_OK;
}

int rowId(sqlite3_vtab_cursor* base, sqlite3_int64* out)
{
    *out = reinterpret_cast<Cursor*>(base)->row;
    return SQLITE_OK;
}

// The number of so many digits at a place; none where something else is there.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t length)
{
    if (text.size() < at + length)
        return std::nullopt;
    int out = 0;
    const char* end = text.data() + at + length;
    const auto [stop, error] = std::from_chars(text.data() + at, end, out);
    if (error != std::errc{} || stop != end || text[at] == '-')
        return std::nullopt;
    return out;
}

} // namespace

std::optional<MinuteRange> minutesOfText(std::string_view text)
{
    using namespace std::chrono;
    const auto y = digits(text, 0, 4);
    if (!y)
        return std::nullopt;
    const auto upTo = [](year_month_day first, year_month_day after) {
        return MinuteRange{sys_days{first}, sys_days{after}};
    };
    const auto is = [&](std::size_t at, char c) { return text.size() > at && text[at] == c; };
    const auto m = is(4, '-') ? digits(text, 5, 2) : std::nullopt;
    if (!m || *m < 1 || *m > 12)
        return upTo(year{*y} / 1 / 1, year{*y + 1} / 1 / 1);
    const year_month ym = year{*y} / *m;
    const auto d = is(7, '-') ? digits(text, 8, 2) : std::nullopt;
    if (!d || !(ym / *d).ok())
        return upTo(ym / 1, (ym + months{1}) / 1);
    MinuteRange range{sys_days{ym / *d}, sys_days{ym / *d} + days{1}};
    const auto h = is(10, 'T') ? digits(text, 11, 2) : std::nullopt;
    if (!h || *h > 23)
        return range;
    range.from += hours{*h};
    range.to = range.from + hours{1};
    const auto minute = is(13, ':') ? digits(text, 14, 2) : std::nullopt;
    if (!minute || *minute > 59)
        return range;
    range.from += minutes{*minute};
    range.to = range.from + minutes{1};
    return range;
}

Result<void> shadowCounts(sqlite3* handle)
{
    static const sqlite3_module module = [] {
        sqlite3_module m{};
        m.xCreate = connect;
        m.xConnect = connect;
        m.xBestIndex = bestIndex;
        m.xDisconnect = disconnect;
        m.xDestroy = disconnect;
        m.xOpen = open;
        m.xClose = close;
        m.xFilter = filter;
        m.xNext = next;
        m.xEof = atEnd;
        m.xColumn = column;
        m.xRowid = rowId;
        return m;
    }();
    if (sqlite3_table_column_metadata(handle, "temp", "counts", nullptr, nullptr, nullptr, nullptr,
                                      nullptr, nullptr) == SQLITE_OK)
        return {};
    if (sqlite3_create_module_v2(handle, "vigia_counts", &module, nullptr, nullptr) != SQLITE_OK ||
        sqlite3_exec(handle, "CREATE VIRTUAL TABLE temp.counts USING vigia_counts", nullptr,
                     nullptr, nullptr) != SQLITE_OK)
        return fail(ErrorCode::Unavailable,
                    std::string("counts cannot be looked up: ") + sqlite3_errmsg(handle));
    return {};
}

} // namespace vigia
