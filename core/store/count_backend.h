// The hot paths of the counts, one implementation for each kind of database: bulk upsert and
// forward reading by (series, minute).
//
// Runs inside the caller's transaction, on the caller's connection and thread.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace vigia {

class SqlConnection;

struct KeyedCount
{
    std::int64_t series = 0;
    std::int64_t minute = 0; // since 1970
    std::int64_t count = 0;
    std::uint32_t batch = 0; // whose row it is: index into the results
};

class CountBackend
{
public:
    virtual ~CountBackend() = default;

    // Sets the counts. `rows` are sorted by (series, minute); of equal keys the last one wins and
    // each is compared with the one before it. Adds 1 to updated[row.batch] for each row that
    // changed a value that was there.
    [[nodiscard]] virtual Result<void> set(std::span<const KeyedCount> rows,
                                           std::span<std::int64_t> updated) = 0;

    // Appends the rows of one series with from <= minute < to, by minute. `batch` is not used.
    [[nodiscard]] virtual Result<void> read(std::int64_t series, std::int64_t from, std::int64_t to,
                                            std::vector<KeyedCount>& rows) = 0;
};

[[nodiscard]] std::unique_ptr<CountBackend> makeSqliteCounts(SqlConnection& connection);
[[nodiscard]] std::unique_ptr<CountBackend> makePostgresCounts(SqlConnection& connection);

} // namespace vigia
