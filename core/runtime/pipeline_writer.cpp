// The writer thread of the pipeline: judged groups in, one commit, then the answers; see
// pipeline.h.
#include "core/runtime/append.h"
#include "core/runtime/pipeline.h"

#include <algorithm>
#include <iterator>

namespace vigia {
namespace {

constexpr std::chrono::milliseconds kPatience{250};

} // namespace

void Pipeline::runWriter(const std::function<void(Result<void>)>& opened)
{
    auto store = m_options.openWriter();
    if (!store) {
        opened(fail(store.error()));
        return;
    }
    opened({});
    while (!m_groups.finished()) {
        auto groups = m_groups.drain(kPatience);
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
        append(unit.counts, std::move(group.unit.counts));
        append(unit.anomalies, std::move(group.unit.anomalies));
        append(unit.withdrawn, std::move(group.unit.withdrawn));
        append(unit.incidents, std::move(group.unit.incidents));
        append(unit.outbox, std::move(group.unit.outbox));
        append(unit.steps, std::move(group.unit.steps));
        append(unit.timers, std::move(group.unit.timers));
        append(unit.values, std::move(group.unit.values));
    }
    const auto written = store.write(unit);
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
        if (m_options.feed)
            m_options.feed->push(std::move(group.delta));
        for (std::size_t i = 0; i < group.requests.size(); ++i, ++at) {
            Request& request = group.requests[i];
            const WriteCounts& counts = (*written)[at];
            m_rowsStored += counts.accepted;
            m_meter.record(counts.accepted, std::chrono::steady_clock::now() - request.since);
            request.done(
                IngestAnswer{counts.accepted, counts.updated, std::move(group.verdicts[i])});
        }
    }
    if (!unit.outbox.empty() && m_options.outboxWritten)
        m_options.outboxWritten();
}

} // namespace vigia
