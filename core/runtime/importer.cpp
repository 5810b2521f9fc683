#include "core/runtime/importer.h"

#include "core/parse/transactions_csv.h"
#include "core/runtime/input_file.h"

#include <future>

namespace vigia {

Importer::Importer(Options options)
    : m_options(std::move(options))
    , m_thread([this] { run(); })
{}

Importer::~Importer()
{
    stop();
}

bool Importer::enqueue(std::string file, std::optional<std::chrono::year_month_day> date)
{
    Job job{std::move(file), date, m_round};
    return m_jobs.tryPush(job);
}

void Importer::cancel()
{
    ++m_round;
}

void Importer::stop()
{
    cancel();
    m_jobs.close();
    if (m_thread.joinable())
        m_thread.join();
}

void Importer::run()
{
    while (!m_jobs.finished()) {
        for (const Job& job : m_jobs.drain(std::chrono::milliseconds{250})) {
            const Outcome outcome = import(job);
            if (m_options.finished)
                m_options.finished(outcome);
        }
    }
}

Importer::Outcome Importer::import(const Job& job)
{
    Outcome outcome;
    outcome.file = job.file;
    const auto cancelled = [&] { return job.round != m_round; };
    const auto stopHere = [&] {
        outcome.error =
            Error{ErrorCode::Cancelled, job.file + ": cancelled, nothing of it was stored"};
        return outcome;
    };
    if (cancelled())
        return stopHere();
    auto bytes = readInputFile(job.file);
    if (!bytes) {
        outcome.error = bytes.error();
        return outcome;
    }
    const auto total = static_cast<std::int64_t>(bytes->size());
    const auto progress = [&](std::size_t done) {
        if (m_options.progressed)
            m_options.progressed({job.file, static_cast<std::int64_t>(done), total});
        return !cancelled();
    };
    CsvOptions options;
    options.zone = *m_options.zone;
    options.catalog = *m_options.catalog;
    options.date = job.date;
    options.now = m_options.clock->now();
    options.progress = progress;
    auto parsed =
        readTransactionsCsv({bytes->constData(), static_cast<std::size_t>(bytes->size())}, options);
    bytes->clear();
    if (!parsed.ok()) {
        outcome.refused = static_cast<std::int64_t>(parsed.report.total);
        outcome.error = toError(job.file, parsed.report);
        return outcome;
    }
    outcome.read = static_cast<std::int64_t>(parsed.value.rows.size());
    if (cancelled())
        return stopHere();
    auto answer = std::make_shared<std::promise<Result<IngestAnswer>>>();
    auto result = answer->get_future();
    m_options.store(std::move(parsed.value),
                    [answer](Result<IngestAnswer> a) { answer->set_value(std::move(a)); });
    const auto stored = result.get();
    if (!stored) {
        outcome.error = Error{stored.error().code,
                              job.file + ": nothing of it was stored: " + stored.error().message};
        return outcome;
    }
    outcome.stored = stored->accepted;
    outcome.updated = stored->updated;
    return outcome;
}

} // namespace vigia
