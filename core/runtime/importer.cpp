#include "core/runtime/importer.h"

#include "core/ingest/event_rows.h"
#include "core/parse/code_counts_csv.h"
#include "core/parse/raw_log_csv.h"
#include "core/parse/transactions_csv.h"
#include "core/runtime/input_file.h"

#include <QCryptographicHash>

#include <algorithm>
#include <future>

namespace vigia {
namespace {

enum class FileKind { Counts, Codes, RawLog };

// By the names in the header; what is none of the others is judged as transactions.
FileKind kindOf(std::string_view bytes)
{
    std::string header(bytes.substr(0, std::min(bytes.find_first_of("\r\n"), bytes.size())));
    for (char& c : header)
        c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    if (header.find("created_at") != std::string::npos)
        return FileKind::RawLog;
    return header.find("auth_code") != std::string::npos ? FileKind::Codes : FileKind::Counts;
}

std::string digestOf(std::string_view bytes)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
    return hash.result().toHex().toStdString();
}

Error notStored(const std::string& file, const Error& why)
{
    return {why.code, file + ": nothing of it was stored: " + why.message};
}

// Hands over and waits for the answer, which comes from another thread.
template <typename T, typename HandOver>
Result<T> waitFor(const HandOver& handOver)
{
    auto answer = std::make_shared<std::promise<Result<T>>>();
    auto result = answer->get_future();
    handOver([answer](Result<T> a) { answer->set_value(std::move(a)); });
    return result.get();
}

} // namespace

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
    const std::string_view text(bytes->constData(), static_cast<std::size_t>(bytes->size()));
    switch (kindOf(text)) {
    case FileKind::Counts:
        importCounts(text, options, outcome);
        break;
    case FileKind::Codes:
        importCodes(text, options, outcome);
        break;
    case FileKind::RawLog:
        importEvents(text, options, outcome);
        break;
    }
    return outcome;
}

// Did the file pass whole? Else nothing of it is stored.
template <typename Value>
bool Importer::accepted(const Parsed<std::vector<Value>>& parsed, Outcome& outcome) const
{
    outcome.read = static_cast<std::int64_t>(parsed.report.rows);
    if (parsed.ok())
        return true;
    outcome.refused = static_cast<std::int64_t>(parsed.report.badRows);
    outcome.error = toError(outcome.file, parsed.report);
    return false;
}

void Importer::importCounts(std::string_view bytes, const CsvOptions& options, Outcome& outcome)
{
    auto parsed = readTransactionsCsv(bytes, options);
    outcome.read = static_cast<std::int64_t>(parsed.report.rows);
    if (!parsed.ok()) {
        outcome.refused = static_cast<std::int64_t>(parsed.report.badRows);
        outcome.error = toError(outcome.file, parsed.report);
        return;
    }
    const auto stored = waitFor<IngestAnswer>(
        [&](auto done) { m_options.store(std::move(parsed.value), std::move(done)); });
    if (!stored) {
        outcome.error = notStored(outcome.file, stored.error());
        return;
    }
    outcome.stored = stored->accepted;
    outcome.updated = stored->updated;
}

void Importer::importCodes(std::string_view bytes, const CsvOptions& options, Outcome& outcome)
{
    auto parsed = readCodeCountsCsv(bytes, options);
    if (!accepted(parsed, outcome))
        return;
    std::vector<AuthCodeCount> counts;
    counts.reserve(parsed.value.size());
    for (CodeCount& row : parsed.value)
        counts.push_back({row.time, std::move(row.authCode), row.count, {}});
    const auto stored =
        waitFor<void>([&](auto done) { m_options.storeCodes(std::move(counts), std::move(done)); });
    if (stored)
        outcome.stored = outcome.read;
    else
        outcome.error = notStored(outcome.file, stored.error());
}

void Importer::importEvents(std::string_view bytes, const CsvOptions& options, Outcome& outcome)
{
    auto parsed = readRawLogCsv(bytes, options);
    if (!accepted(parsed, outcome))
        return;
    EventBatch batch = toEventBatch(std::move(parsed.value));
    batch.file = digestOf(bytes);
    const auto stored = waitFor<EventAnswer>(
        [&](auto done) { m_options.storeEvents(std::move(batch), std::move(done)); });
    if (stored)
        outcome.stored = stored->accepted;
    else
        outcome.error = notStored(outcome.file, stored.error());
}

} // namespace vigia
