// Counts on their way in: what one file, one HTTP body or one replay step brings.
#pragma once

#include "core/base/minute.h"
#include "core/model/status.h"

#include <cstdint>
#include <string>
#include <vector>

namespace vigia {

inline constexpr std::uint64_t kMaxCount =
    (std::uint64_t{1} << 53) - 1; // what JSON numbers carry exactly

// The count of one status in one minute from one source. It replaces what was known (set
// semantics).
struct CountRow
{
    Minute time{};
    std::uint64_t count = 0; // transactions in that minute, 0..kMaxCount
    StatusId status = StatusId::Approved;
    std::uint32_t source = 0; // index into CountBatch::sources

    friend bool operator==(const CountRow&, const CountRow&) = default;
};

// Rows with the names of their sources. "" is the source of rows that name none.
struct CountBatch
{
    std::vector<std::string> sources; // distinct; at most 128 bytes each, UTF-8
    std::vector<CountRow> rows;       // in the order given; a later row for the same key wins
    bool imported = false;            // of a file: what is found in it is not announced

    [[nodiscard]] bool empty() const { return rows.empty(); }
};

// A row as it is read back.
struct StoredCount
{
    Minute time{};
    StatusId status = StatusId::Approved;
    std::string source;
    std::uint64_t count = 0;

    friend bool operator==(const StoredCount&, const StoredCount&) = default;
};

} // namespace vigia
