// One read-only statement of a user, with limits on time, rows and memory.
#pragma once

#include "core/base/result.h"
#include "core/store/store.h"

#include <chrono>
#include <string>

namespace vigia {

class SqlConnection;

struct SelectLimits
{
    std::size_t rows = 10'000;
    std::chrono::milliseconds time{5000};
    std::size_t bytes = std::size_t{64} << 20; // of all cells together; beyond it truncated
};

// Takes one SELECT, WITH, VALUES or EXPLAIN of these; what would write, attach, or change a setting
// is refused before it runs. InvalidInput with SQLite's words, Cancelled after the time limit.
[[nodiscard]] Result<Store::Table> selectSqlite(SqlConnection& connection, const std::string& sql,
                                                const SelectLimits& limits);

} // namespace vigia
