// Loads files into the pipeline, one after the other, in a thread of its own: transactions, counts
// by code (`auth_code`), raw logs (`created_at`); the header tells which.
//
// A file is read and checked whole before its first row is handed over, so a bad file changes
// nothing. It is one batch and one commit. cancel() stops between two steps: before the hand-over
// nothing is stored, after it the file is stored whole.
#pragma once

#include "core/base/clock.h"
#include "core/base/zone.h"
#include "core/ingest/ingest_sink.h"
#include "core/model/status.h"
#include "core/parse/csv_options.h"
#include "core/parse/input_issue.h"
#include "core/runtime/bounded_queue.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

namespace vigia {

class Importer
{
public:
    struct Progress
    {
        std::string file;
        std::int64_t bytesDone = 0;
        std::int64_t bytesTotal = 0;
    };
    struct Outcome
    {
        std::string file;
        std::int64_t read = 0; // rows
        std::int64_t stored = 0;
        std::int64_t updated = 0; // of the stored ones: replaced another count
        std::int64_t refused = 0; // rows with a fault
        std::optional<Error> error;
    };
    struct Options
    {
        std::shared_ptr<const StatusCatalog> catalog;
        std::shared_ptr<const Zone> zone;
        std::shared_ptr<const Clock> clock;
        std::function<void(CountBatch, IngestSink::IngestDone)> store;
        std::function<void(EventBatch, IngestSink::EventsDone)> storeEvents; // of raw logs
        std::function<void(std::vector<AuthCodeCount>, std::function<void(Result<void>)>)>
            storeCodes;                                  // counts by code of the authoriser
        std::function<void(const Progress&)> progressed; // from the importer's thread
        std::function<void(const Outcome&)> finished;    // from the importer's thread
    };

    explicit Importer(Options options);
    ~Importer(); // stop()
    Importer(const Importer&) = delete;
    Importer& operator=(const Importer&) = delete;

    // `date`: the day of files whose times have none. False when too many files wait.
    [[nodiscard]] bool enqueue(std::string file, std::optional<std::chrono::year_month_day> date);
    void cancel(); // the current file and those that wait
    void stop();   // cancel(), then joins

private:
    struct Job
    {
        std::string file;
        std::optional<std::chrono::year_month_day> date;
        std::uint64_t round = 0; // of cancel()
    };

    void run();
    [[nodiscard]] Outcome import(const Job& job);
    void importCounts(std::string_view bytes, const CsvOptions& options, Outcome& outcome);
    void importCodes(std::string_view bytes, const CsvOptions& options, Outcome& outcome);
    void importEvents(std::string_view bytes, const CsvOptions& options, Outcome& outcome);
    template <typename Value>
    bool accepted(const Parsed<std::vector<Value>>& parsed, Outcome& outcome) const;

    Options m_options;
    BoundedQueue<Job> m_jobs{1000};
    std::atomic<std::uint64_t> m_round{0};
    std::jthread m_thread;
};

} // namespace vigia
