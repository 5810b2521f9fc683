// Sums counts up to spans of time: rows in time order come in, one CountSpan for each span and
// status comes out.
//
// Memory: the spans. Cost: O(1) a row. Thread: not shared.
#pragma once

#include "core/store/database.h"

#include <chrono>
#include <vector>

namespace vigia {

class CountRollUp
{
public:
    // REQUIRES: span >= 1 minute.
    CountRollUp(std::size_t statuses, std::chrono::minutes span);

    // REQUIRES: rows come by time.
    void add(const StoredCount& row);
    [[nodiscard]] std::vector<CountSpan> finish();

private:
    void closeMinute();
    void closeSpan();

    std::chrono::minutes m_span;
    Minute m_minute{};
    bool m_any = false;
    std::vector<std::uint64_t> m_sums; // of the present minute, over sources, by status
    std::vector<bool> m_seen;          // statuses with a row in the present minute
    std::vector<CountSpan> m_open;     // of the present span, by status
    std::vector<CountSpan> m_done;
};

} // namespace vigia
