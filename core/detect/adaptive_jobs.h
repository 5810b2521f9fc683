// Jobs that recur: a batch of refunds at every full hour, a settlement at 03:00. One status of one
// source.
//
// Remembers short excesses (at most two hot minutes in a row) by their minute. An excess is a job
// once it has been seen at the same minute of the day on two earlier days of the last ten, or at
// the same minute of the hour in two of the last three hours or three of the last 26. Then as much
// as was usual, and half as much again, is normal at that minute, and only there.
// Thread: not shared. Cost: O(1) for minutes without history, else at most kPerMinute look-backs.
#pragma once

#include "core/base/byte_stream.h"
#include "core/base/minute.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace vigia {

class AdaptiveJobs
{
public:
    struct Job
    {
        double usual = 0; // median excess of its earlier runs, transactions
        double most = 0;  // up to this excess it is the job and nothing else
        int seen = 0;
        bool daily = false; // at this minute of the day, otherwise of the hour
    };

    void remember(LocalMinute time, double excess);
    [[nodiscard]] std::optional<Job> at(LocalMinute time) const;

    void save(ByteWriter& writer) const;
    [[nodiscard]] bool load(ByteReader& reader);

private:
    static constexpr std::size_t kPerMinute = 64; // 24 hours and the days before

    struct Event
    {
        std::int64_t time = 0; // minutes since 1970, local
        double excess = 0;
    };

    std::array<std::vector<Event>, 60> m_events; // by minute of the hour, oldest first
};

} // namespace vigia
