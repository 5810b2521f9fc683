// The last hours of closed minutes of one source, so that a late row can be seen in its minute.
//
// Thread: not shared. Cost: O(1) a look-up; 8 bytes per status and minute, allocated at the first
// minute.
#pragma once

#include "core/base/byte_stream.h"
#include "core/engine/minute_bucketer.h"
#include "core/model/bucket.h"

#include <vector>

namespace vigia {

inline constexpr std::chrono::minutes kLateWindow = kLongestGap; // older rows are not scored again

class RecentMinutes
{
public:
    enum class Correction {
        Forgotten, // older than the window, or skipped in a long gap
        Unchanged, // the count was known
        Changed,
    };

    explicit RecentMinutes(std::size_t statuses)
        : m_statuses(statuses)
    {}

    // `reported`: bit per status that came out as an anomaly.
    void add(const Bucket& closed, std::uint64_t reported);
    // A gap that gets a row is no gap any more, and stays Filling: its other rows may be late too.
    [[nodiscard]] Correction correct(Minute time, StatusId status, std::uint64_t count);
    // REQUIRES: correct(time, …) was not Forgotten.
    [[nodiscard]] Bucket bucket(Minute time) const;
    [[nodiscard]] std::uint64_t reported(Minute time) const;
    void setReported(Minute time, std::uint64_t statuses);

    void save(ByteWriter& out) const;
    // Makes `in` bad where the bytes are not those of save().
    void load(ByteReader& in);

private:
    struct Slot
    {
        Minute time{};
        std::uint64_t reported = 0;
        Fill fill = Fill::Gap;
        bool used = false;
    };
    [[nodiscard]] static std::size_t place(Minute time);

    std::size_t m_statuses;
    std::vector<Slot> m_slots;
    std::vector<std::uint64_t> m_counts; // slot by slot
};

} // namespace vigia
