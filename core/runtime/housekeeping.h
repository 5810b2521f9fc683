// Retention and compaction beside the stream, in a thread and with a database connection of their
// own.
//
// Age is counted from the newest stored row of a kind, or from now where that is earlier: a
// database that nobody feeds, and imported days of long ago, keep what they have, whatever the
// clock says. Where that instant leaps (a sender or a clock is wrong) it is followed by a day an
// hour only. Deleting goes in small transactions, so that commits of the stream hardly wait.
#pragma once

#include "core/base/clock.h"
#include "core/base/config.h"
#include "core/store/database.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace vigia {

// The instants from which ages were counted in the last run; kept in the database.
struct RetentionMemory
{
    std::optional<Minute> counts;
    std::optional<Minute> anomalies;
    std::optional<Minute> rawLog;
    std::optional<Minute> messages;

    friend bool operator==(const RetentionMemory&, const RetentionMemory&) = default;
};
[[nodiscard]] std::string toText(const RetentionMemory& memory);
[[nodiscard]] RetentionMemory retentionMemoryFrom(std::string_view text); // what it can read of it

// A leap up to here is believed at once.
inline constexpr std::chrono::days kBelievedLeap{35};

// What may go now. `elapsed` is the time since the last run on a monotonic clock. Pure.
[[nodiscard]] RetentionCut planRetention(const StoreConfig& config, const StoreNewest& newest,
                                         Instant now, std::chrono::milliseconds elapsed,
                                         RetentionMemory& memory);

class Housekeeping
{
public:
    struct Options
    {
        StoreConfig config;
        std::function<Result<std::unique_ptr<Database>>()> openStore; // called in the thread
        // Whether it is this one's turn: of several that share a database the one that decides.
        std::function<bool()> due = [] { return true; };
        std::shared_ptr<const Clock> clock;
        std::chrono::milliseconds first{10'000}; // from start to the first run
        std::chrono::milliseconds interval{60'000};
    };

    explicit Housekeeping(Options options);
    ~Housekeeping(); // stop()
    Housekeeping(const Housekeeping&) = delete;
    Housekeeping& operator=(const Housekeeping&) = delete;

    void start();
    void stop(); // within one small transaction; idempotent

    // Rows deleted since start. Any thread.
    [[nodiscard]] std::int64_t deleted() const { return m_deleted; }

private:
    void run();
    [[nodiscard]] Result<void> tidy(Database& store, std::chrono::milliseconds elapsed);
    [[nodiscard]] bool pause(std::chrono::milliseconds length); // false: stop

    Options m_options;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stop = false;
    std::atomic<std::int64_t> m_deleted{0};
    int m_runs = 0;
    std::jthread m_thread;
};

} // namespace vigia
