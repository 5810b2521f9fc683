#include "core/runtime/housekeeping.h"

#include "core/runtime/logging.h"

#include <algorithm>
#include <charconv>

namespace vigia {
namespace {

using std::chrono::steady_clock;

constexpr std::int64_t kRowsAtOnce = 2'000; // about 10 ms of the writer's lock
constexpr int kStepsPerRun = 50;
constexpr std::chrono::milliseconds kBetweenSteps{100};
constexpr int kRunsPerCompaction = 60;             // an hour
constexpr int kFollow = 24;                        // times as fast as time goes: a day an hour
constexpr std::chrono::hours kAnswersKept{2 * 24}; // promised are 24 hours
const std::string kMemoryKey = "retention";

// The instant from which ages are counted now.
std::optional<Minute> reference(std::optional<Minute> newest, Instant now,
                                std::chrono::milliseconds elapsed, std::optional<Minute>& last)
{
    if (!newest)
        return std::nullopt;
    Minute at = std::min(*newest, floorToMinute(now));
    if (last && at > *last + kBelievedLeap)
        at = *last + std::chrono::ceil<std::chrono::minutes>(kFollow * elapsed);
    last = at;
    return at;
}

std::optional<Minute> before(std::optional<Minute> at, int days)
{
    if (!at || days == 0)
        return std::nullopt;
    return *at - std::chrono::days{days};
}

} // namespace

std::string toText(const RetentionMemory& memory)
{
    std::string out;
    for (const auto& [name, at] :
         {std::pair{"counts", memory.counts}, std::pair{"anomalies", memory.anomalies},
          std::pair{"raw_log", memory.rawLog}, std::pair{"messages", memory.messages}}) {
        if (at)
            out += std::string(name) + " " + std::to_string(toEpochMinutes(*at)) + "\n";
    }
    return out;
}

RetentionMemory retentionMemoryFrom(std::string_view text)
{
    RetentionMemory out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t blank = line.find(' ');
        if (blank == std::string_view::npos)
            continue;
        std::int64_t minute = 0;
        const char* last = line.data() + line.size();
        const auto [stop, error] = std::from_chars(line.data() + blank + 1, last, minute);
        if (error != std::errc{} || stop != last)
            continue;
        for (const auto& [name, at] :
             {std::pair{"counts", &out.counts}, std::pair{"anomalies", &out.anomalies},
              std::pair{"raw_log", &out.rawLog}, std::pair{"messages", &out.messages}}) {
            if (line.substr(0, blank) == name)
                *at = fromEpochMinutes(minute);
        }
    }
    return out;
}

RetentionCut planRetention(const StoreConfig& config, const StoreNewest& newest, Instant now,
                           std::chrono::milliseconds elapsed, RetentionMemory& memory)
{
    RetentionCut cut;
    cut.counts = before(reference(newest.counts, now, elapsed, memory.counts), config.countsDays);
    cut.anomalies =
        before(reference(newest.anomalies, now, elapsed, memory.anomalies), config.anomaliesDays);
    cut.rawLog = before(reference(newest.rawLog, now, elapsed, memory.rawLog), config.rawLogDays);
    if (const auto messages =
            before(reference(newest.messages, now, elapsed, memory.messages), config.messagesDays))
        cut.messages = Instant{*messages};
    cut.answers = now - kAnswersKept;
    return cut;
}

Housekeeping::Housekeeping(Options options)
    : m_options(std::move(options))
{}

Housekeeping::~Housekeeping()
{
    stop();
}

void Housekeeping::start()
{
    m_thread = std::jthread([this] { run(); });
}

void Housekeeping::stop()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

bool Housekeeping::pause(std::chrono::milliseconds length)
{
    std::unique_lock lock(m_mutex);
    return !m_wake.wait_for(lock, length, [this] { return m_stop; });
}

void Housekeeping::run()
{
    std::unique_ptr<Database> store;
    auto last = steady_clock::now();
    for (bool on = pause(m_options.first); on; on = pause(m_options.interval)) {
        const auto now = steady_clock::now();
        const auto elapsed =
            std::chrono::duration_cast<std::chrono::milliseconds>(now - std::exchange(last, now));
        if (!m_options.due())
            continue;
        Result<void> done{};
        if (!store) {
            auto opened = m_options.openStore();
            if (opened)
                store = std::move(*opened);
            else
                done = fail(opened.error());
        }
        if (store)
            done = tidy(*store, elapsed);
        if (!done) { // the stream says it too; here it is only later
            qCInfo(lcStore, "retention waits: %s", done.error().message.c_str());
            store.reset();
        }
    }
}

Result<void> Housekeeping::tidy(Database& store, std::chrono::milliseconds elapsed)
{
    const auto newest = store.upkeep().newest();
    if (!newest)
        return fail(newest.error());
    const auto kept = store.value(kMemoryKey);
    if (!kept)
        return fail(kept.error());
    const RetentionMemory known = retentionMemoryFrom(kept->value_or(""));
    RetentionMemory memory = known;
    const RetentionCut cut =
        planRetention(m_options.config, *newest, m_options.clock->now(), elapsed, memory);
    std::int64_t deleted = 0;
    for (int step = 0; step < kStepsPerRun; ++step) {
        const auto report = store.upkeep().deleteBefore(cut, kRowsAtOnce);
        if (!report)
            return fail(report.error());
        deleted += report->deleted;
        m_deleted += report->deleted;
        if (!report->more || !pause(kBetweenSteps))
            break;
    }
    if (memory != known && m_options.config.retains()) {
        if (auto put = store.putValue(kMemoryKey, toText(memory)); !put)
            return put;
    }
    if (deleted > 0)
        qCInfo(lcStore, "retention: %lld rows were older than configured",
               static_cast<long long>(deleted));
    if (++m_runs % kRunsPerCompaction == 1 || deleted > kRowsAtOnce)
        return store.upkeep().compact();
    return {};
}

} // namespace vigia
