// The rows of one source, minute by minute: which minutes are over, which were empty, which is
// still filling.
//
// A row of a later minute closes the filling one; statuses without a row are zero in it. Minutes
// without any row come out as gaps, at most kLongestGap of them in a run: the rest of a longer
// silence is skipped, so that a jump of years costs as much as one of hours. A row that is more
// than kLongestGap ahead waits beside the stream until a second minute confirms it: one row with a
// wrong clock must not make everything that follows late. The minutes that come out depend on the
// order of the rows alone, not on how they were split into batches.
//
// Use, for each row:  for (due = b.due(t); (closed = b.closeNext(due)) != nullptr;) …;  b.put(t, …)
// Thread: not shared. Cost: O(1) a row and a closed minute, no allocation after the first minutes.
#pragma once

#include "core/model/bucket.h"

#include <chrono>
#include <optional>

namespace vigia {

inline constexpr std::chrono::minutes kLongestGap = std::chrono::hours{3};

// A minute that is not closed yet.
struct FillingMinute
{
    Bucket bucket;             // Fill::Filling
    std::uint64_t touched = 0; // bit per status that had a row since the reader cleared it
    bool history = false;      // all its rows were given as Role::History
};

class MinuteBucketer
{
public:
    enum class Role { Live, History };
    enum class Placed {
        Filling, // now in filling() or ahead()
        Late,    // its minute is closed: not taken
    };

    // `statuses`: length of the catalog, 1..64.
    explicit MinuteBucketer(std::size_t statuses);

    // Closes minutes before the one this returns, and the row of `time` has its place.
    [[nodiscard]] Minute due(Minute time) const;
    // The next minute before `until`, Complete or Gap; null when none is left. It stays valid until
    // the next call of a non-const function.
    [[nodiscard]] const Bucket* closeNext(Minute until);
    // REQUIRES: closeNext(due(time)) has returned null; status is in the catalog. Sets the count:
    // the last row for a minute and status wins.
    Placed put(Minute time, StatusId status, std::uint64_t count, Role role = Role::Live);

    // Goes on where another bucketer stood: all minutes before `next` are closed, as history.
    // REQUIRES: no row has come yet.
    void resume(Minute next);
    // The first minute that is not closed.
    [[nodiscard]] Minute next() const { return boundary(); }

    // True when rows of `time` go straight into the filling minute: no need to ask due().
    [[nodiscard]] bool fills(Minute time) const { return m_open && m_filling.bucket.time == time; }
    // The minute that rows fill now; null before the first row and after an advance past it.
    [[nodiscard]] FillingMinute* filling() { return m_open ? &m_filling : nullptr; }
    // The minute that waits for confirmation, if any.
    [[nodiscard]] FillingMinute* ahead() { return m_ahead ? &*m_ahead : nullptr; }
    // True when the last closed minute had come by Role::History alone, and for the gaps after it.
    [[nodiscard]] bool closedWasHistory() const { return m_closedWasHistory; }
    // The newest minute that is filling or closed; kEarliestMinute before the first row.
    [[nodiscard]] Minute newest() const;
    [[nodiscard]] bool started() const { return m_started; }

private:
    [[nodiscard]] Minute boundary() const { return m_open ? m_filling.bucket.time : m_next; }
    [[nodiscard]] bool isFarAhead(Minute time) const { return time - boundary() > kLongestGap; }
    void open(FillingMinute minute);
    [[nodiscard]] FillingMinute fresh(Minute time) const;
    static void set(FillingMinute& minute, StatusId status, std::uint64_t count, Role role);

    std::size_t m_statuses;
    FillingMinute m_filling;
    std::optional<FillingMinute> m_ahead;
    Bucket m_closed;
    Minute m_next{}; // the first minute that is not closed, while none is filling
    std::chrono::minutes m_gapRun{0};
    bool m_started = false;
    bool m_open = false;
    bool m_anyClosed = false;
    bool m_closedWasHistory = false;
};

} // namespace vigia
