// The writer thread of the pipeline: judged groups in, one commit, then the answers; see
// pipeline.h.
#include "core/runtime/append.h"
#include "core/runtime/pipeline.h"
#include "core/store/database.h"

#include <algorithm>
#include <iterator>
#include <thread>

namespace vigia {
namespace {

constexpr std::chrono::milliseconds kPatience{250};
constexpr std::chrono::seconds kHold{3}; // for a shared database that went away
constexpr std::chrono::milliseconds kHoldStep{250};

} // namespace

void Pipeline::runWriter(const std::function<void(Result<void>)>& opened)
{
    auto store = m_options.openWriter();
    if (!store) {
        opened(fail(store.error()));
        return;
    }
    keepTerm(**store);
    opened({});
    while (!m_groups.finished()) {
        auto groups = m_groups.drain(kPatience);
        keepTerm(**store);
        while (!groups.empty()) {
            if (groups.front().task) {
                groups.front().task(**store);
                groups.pop_front();
                continue;
            }
            // Everything up to the next task is one commit.
            const auto end = std::find_if(groups.begin(), groups.end(),
                                          [](const Group& g) { return bool(g.task); });
            std::deque<Group> together(std::make_move_iterator(groups.begin()),
                                       std::make_move_iterator(end));
            groups.erase(groups.begin(), end);
            commit(**store, together);
        }
    }
}

void Pipeline::commit(Store& store, std::deque<Group>& groups)
{
    // Groups judged by an engine that a failed commit has left behind are refused as that commit
    // was.
    std::erase_if(groups, [this](Group& group) {
        if (group.epoch == m_epoch)
            return false;
        refuse(group.requests,
               trouble().value_or(Error{ErrorCode::Unavailable, "the database cannot be written"}));
        return true;
    });
    if (groups.empty())
        return;
    WriteUnit unit;
    for (Group& group : groups) {
        if (group.term != 0 && group.term != m_term) // judged before another one took over
            leaveToOthers(group);
        if (group.term == 0)
            unit.counted = WriteUnit::Judged::Elsewhere;
        append(unit.counts, std::move(group.unit.counts));
        append(unit.anomalies, std::move(group.unit.anomalies));
        append(unit.withdrawn, std::move(group.unit.withdrawn));
        append(unit.incidents, std::move(group.unit.incidents));
        append(unit.outbox, std::move(group.unit.outbox));
        append(unit.steps, std::move(group.unit.steps));
        append(unit.timers, std::move(group.unit.timers));
        append(unit.values, std::move(group.unit.values));
        append(unit.judged, std::move(group.unit.judged));
        append(unit.answers, std::move(group.unit.answers));
        append(unit.silenceMatches, std::move(group.unit.silenceMatches));
    }
    std::vector<std::string> texts; // by request, where one has a key
    const auto began = std::chrono::steady_clock::now();
    const auto written = writePatiently(store, unit, groups, texts);
    m_stats.committed(std::chrono::steady_clock::now() - began, written.has_value());
    if (!written) {
        ++m_epoch;
        setTrouble(written.error());
        for (Group& group : groups)
            refuse(group.requests, written.error());
        return;
    }
    setTrouble(std::nullopt);
    std::size_t at = 0;
    for (Group& group : groups) {
        publish(std::move(group.delta));
        for (std::size_t i = 0; i < group.requests.size(); ++i, ++at) {
            Request& request = group.requests[i];
            const WriteCounts& counts = (*written)[at];
            m_rowsStored += counts.accepted;
            m_meter.record(counts.accepted, std::chrono::steady_clock::now() - request.since);
            IngestAnswer answer{counts.accepted, counts.updated, std::move(group.verdicts[i]), {}};
            if (!texts.empty())
                answer.kept.text = std::move(texts[at]);
            if (request.edit && group.term == 0)
                request.done(fail(ErrorCode::Unavailable,
                                  "another collector decides now, try again in a second"));
            else
                request.done(std::move(answer));
        }
    }
    if (!unit.outbox.empty() && m_options.outboxWritten)
        m_options.outboxWritten();
}

// A shared database that goes away is waited for: its server may only have been started again. The
// rows can be written again, as they set counts; what was found in them only while nobody else can
// have decided meanwhile.
Result<std::vector<WriteCounts>> Pipeline::writePatiently(Store& store, WriteUnit& unit,
                                                          std::deque<Group>& groups,
                                                          std::vector<std::string>& texts)
{
    auto written = writeAndKeep(store, unit, groups, texts);
    const auto mayPass = [](const Error& error) {
        return error.code == ErrorCode::Unavailable || error.code == ErrorCode::Locked;
    };
    const auto deadline = std::chrono::steady_clock::now() + kHold;
    while (!written && m_options.shared && mayPass(written.error()) &&
           std::chrono::steady_clock::now() < deadline) {
        std::this_thread::sleep_for(kHoldStep);
        m_lastTerm = {};
        keepTerm(store);
        for (Group& group : groups) {
            if (group.term == 0 || group.term == m_term)
                continue;
            leaveToOthers(group);
            std::vector<CountBatch> counts = std::move(unit.counts);
            unit = {};
            unit.counts = std::move(counts);
            unit.counted = WriteUnit::Judged::Elsewhere;
        }
        written = writeAndKeep(store, unit, groups, texts);
    }
    return written;
}

// One transaction for the rows and for the answers to requests with a key.
Result<std::vector<WriteCounts>> Pipeline::writeAndKeep(Store& store, const WriteUnit& unit,
                                                        std::deque<Group>& groups,
                                                        std::vector<std::string>& texts)
{
    const bool keyed = std::any_of(groups.begin(), groups.end(), [](const Group& group) {
        return std::any_of(group.requests.begin(), group.requests.end(),
                           [](const Request& request) {
                               return request.beside && !request.beside->keep.key.empty();
                           });
    });
    auto* database = keyed ? dynamic_cast<Database*>(&store) : nullptr;
    if (!database)
        return store.write(unit);
    texts.resize(unit.counts.size());
    Result<std::vector<WriteCounts>> written;
    auto done = database->transact([&]() -> Result<void> {
        written = store.write(unit);
        if (!written)
            return fail(written.error());
        std::size_t at = 0;
        for (const Group& group : groups) {
            for (std::size_t i = 0; i < group.requests.size(); ++i, ++at) {
                const Beside* keep = group.requests[i].beside.get();
                if (!keep || keep->keep.key.empty())
                    continue;
                texts[at] = keep->keep.text(IngestAnswer{
                    (*written)[at].accepted, (*written)[at].updated, group.verdicts[i], {}});
                auto kept = keep->change
                                ? database->events().changeAnswer(keep->keep.key, texts[at])
                                : database->events().keepAnswer(
                                      keep->keep.key,
                                      {keep->keep.fingerprint, m_options.clock->now(), texts[at]});
                if (!kept)
                    return kept;
            }
        }
        return {};
    });
    if (!done)
        return fail(done.error());
    return written;
}

} // namespace vigia
