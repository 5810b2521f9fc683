// Start, stop and the doors of the pipeline; its two threads are in pipeline_engine.cpp and
// pipeline_writer.cpp.
#include "core/runtime/pipeline.h"

#include <future>

namespace vigia {

using std::chrono::steady_clock;

Pipeline::Pipeline(Options options)
    : m_options(std::move(options))
    , m_requests(m_options.queueRequests)
    , m_term(m_options.shared ? 0 : 1)
    , m_totals(m_options.engine.catalog->size())
    , m_engineTerm(m_term)
{}

Pipeline::~Pipeline()
{
    stop();
}

Result<void> Pipeline::start()
{
    auto engine = MinuteEngine::create(m_options.engine);
    if (!engine)
        return fail(engine.error());
    m_engine = std::move(*engine);

    std::promise<Result<void>> opened;
    auto result = opened.get_future();
    m_writerThread = std::jthread([this, &opened] {
        runWriter([&opened](Result<void> outcome) { opened.set_value(std::move(outcome)); });
    });
    if (auto outcome = result.get(); !outcome) {
        m_writerThread.join();
        return outcome;
    }
    m_engineThread = std::jthread([this] { runEngine(); });
    return {};
}

void Pipeline::stop()
{
    m_requests.close();
    if (m_engineThread.joinable())
        m_engineThread.join();
    m_groups.close();
    if (m_writerThread.joinable())
        m_writerThread.join();
}

void Pipeline::submit(CountBatch batch, Arrival arrival, IngestSink::IngestDone done, Beside beside)
{
    Request request{std::move(batch), arrival, {}, {}, std::move(done), steady_clock::now()};
    request.batch.imported = arrival == Arrival::History;
    if (!beside.keep.key.empty() || !beside.unjudged.empty())
        request.beside = std::make_shared<const Beside>(std::move(beside));
    if (!m_requests.tryPush(request))
        request.done(
            fail(ErrorCode::Full, "the queue of waiting requests is full, try again in a second"));
}

void Pipeline::editIncident(IncidentId id, Edit edit, std::function<void(Result<Incident>)> done)
{
    auto latest = std::make_shared<Incident>();
    Request request;
    request.incident = id;
    request.edit = [latest, edit = std::move(edit)](Incident& incident,
                                                    WriteUnit& beside) -> Result<void> {
        auto edited = edit(incident, beside);
        *latest = incident;
        return edited;
    };
    request.done = [latest, done](Result<IngestAnswer> answer) {
        if (answer)
            done(std::move(*latest));
        else
            done(fail(answer.error()));
    };
    request.since = steady_clock::now();
    if (!m_requests.tryPush(request))
        request.done(
            fail(ErrorCode::Full, "the queue of waiting requests is full, try again in a second"));
}

void Pipeline::withWriter(std::function<void(Store&)> task)
{
    Group group;
    group.task = std::move(task);
    m_groups.push(std::move(group));
}

std::optional<Error> Pipeline::trouble() const
{
    const std::scoped_lock lock(m_troubleMutex);
    return m_trouble;
}

void Pipeline::setTrouble(std::optional<Error> error)
{
    bool began = false;
    bool ended = false;
    {
        const std::scoped_lock lock(m_troubleMutex);
        began = error && !m_trouble;
        ended = !error && m_trouble;
        m_trouble = error;
    }
    if (began && m_options.troubled)
        m_options.troubled(*error);
    if (ended && m_options.recovered)
        m_options.recovered();
}

// To the window, and to those who ask for bands.
void Pipeline::publish(LiveDelta delta)
{
    constexpr std::chrono::hours kKept{6};
    {
        const std::scoped_lock lock(m_bandsMutex);
        for (const LiveMinute& minute : delta.minutes) {
            if (!minute.expected.empty())
                m_bands[minute.time] = {minute.time, minute.expected, minute.low, minute.high};
        }
        if (!m_bands.empty())
            m_bands.erase(m_bands.begin(), m_bands.lower_bound(m_bands.rbegin()->first - kKept));
    }
    if (m_options.feed)
        m_options.feed->push(std::move(delta));
}

std::vector<BandMinute> Pipeline::recentBands(std::optional<Minute> from,
                                              std::optional<Minute> to) const
{
    const std::scoped_lock lock(m_bandsMutex);
    std::vector<BandMinute> out;
    for (auto at = from ? m_bands.lower_bound(*from) : m_bands.begin();
         at != m_bands.end() && (!to || at->first < *to); ++at)
        out.push_back(at->second);
    return out;
}

void Pipeline::refuse(std::vector<Request>& requests, const Error& error)
{
    for (Request& request : requests)
        request.done(fail(error));
    requests.clear();
}

} // namespace vigia
