// What would these rules have said of that history? The live engine over stored counts, no I/O.
//
// Rows are given in order of time, in any number of batches; minutes before `reportFrom` are
// learned and not reported on. Live and backtest find the same, because it is the same engine.
// Thread: not shared. Cost: that of the engine; memory grows with what is found, not with history.
#pragma once

#include "core/engine/findings.h"

#include <memory>
#include <optional>
#include <vector>

namespace vigia {

struct StatusTally
{
    StatusId status = StatusId::Approved;
    std::int64_t minutes = 0; // abnormal (minute, source)
    std::int64_t alarms = 0;  // runs of abnormal minutes, pauses of up to 10 minutes joined
};

struct BacktestReport
{
    MinuteRange range; // of the rows that were reported on
    std::vector<Anomaly> anomalies;
    std::vector<Incident> incidents;
    std::vector<StatusTally> statuses; // in catalog order, also those without an alarm

    [[nodiscard]] double days() const;
    [[nodiscard]] double alarmsPerDay() const; // over all statuses
    [[nodiscard]] double incidentsPerDay() const;
};

class Backtest
{
public:
    // Errors of MinuteEngine::create().
    [[nodiscard]] static Result<Backtest> create(const EngineContext& context,
                                                 Minute reportFrom = kEarliestMinute);

    void add(const CountBatch& batch);
    // The end of the rows.
    [[nodiscard]] BacktestReport finish();

private:
    Backtest() = default;
    void apply(const CountBatch& chunk);

    std::unique_ptr<MinuteEngine> m_engine;
    std::size_t m_statuses = 0;
    Minute m_reportFrom = kEarliestMinute;
    std::optional<MinuteRange> m_range;
    Findings m_findings;
};

// An incident that both rule sets see, but not alike.
struct MovedIncident
{
    Incident current;
    Incident candidate;
};

struct BacktestDifference
{
    std::vector<Incident> appearing;  // only the candidate sees them
    std::vector<Incident> vanishing;  // only the current rules do
    std::vector<MovedIncident> moved; // other start, end, severity or statuses
    std::int64_t same = 0;
};

// Two incidents are the same one where they overlap in time; of several, the one that overlaps
// longest. Cost: O(incidents²).
[[nodiscard]] BacktestDifference compare(const BacktestReport& current,
                                         const BacktestReport& candidate);

} // namespace vigia
