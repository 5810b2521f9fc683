// The one engine: committed counts in, anomalies and incident changes out. Live, files and backtest
// all use it.
//
// Per source it keeps the minute that is still filling. A later row closes it: absent statuses
// become zero, minutes without any row become gaps, the closed minute is scored, then learned. A
// filling minute is scored for spikes only. Rows for minutes already closed are late: they are
// re-scored against the present state, marked late, and change no incident; the same count again
// is no change. Rows older than kLateWindow (recent_minutes.h) are not scored. What comes out of
// the closed minutes depends on the order of the rows, not on how they were split into batches;
// rows within one batch are taken in order of time. Thread: not shared. Cost: O(rows + closed
// minutes × statuses × detectors), independent of history length; memory is bounded by kMaxSources.
#pragma once

#include "core/base/config.h"
#include "core/base/result.h"
#include "core/base/zone.h"
#include "core/model/anomaly.h"
#include "core/model/count_batch.h"
#include "core/model/incident.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vigia {

// Rows of further sources are not watched.
inline constexpr std::size_t kMaxSources = 256;

struct EngineContext
{
    std::shared_ptr<const StatusCatalog> catalog;
    std::shared_ptr<const Zone> zone;
    DetectionConfig config;
    // Heavy fits: inline for files and backtest, on a thread of their own where the stream must not
    // wait. The results are the same.
    enum class Fits { Inline, Background };
    Fits fits = Fits::Inline;
};

// What a chart needs of one status in one closed minute of one source, and how far it was from an
// alarm.
struct BandPoint
{
    Minute time{};
    std::string source;
    StatusId status = StatusId::Approved;
    float expected = 0; // transactions a minute
    float low = 0;
    float high = 0;
    // Of the detector that was nearest to firing, in its own unit; threshold - score is the margin.
    std::string_view detector; // in the registry
    double score = 0;
    double threshold = 0;
};

struct EngineStep
{
    // Every anomaly found in this step, also those of a filling minute; a key (time, status,
    // source) that was reported before replaces the earlier report.
    std::vector<Anomaly> anomalies;
    // Reported in an earlier step while filling, and found again with other numbers: replaces the
    // earlier report, but is no news to the sender of this step's rows.
    std::vector<Anomaly> confirmed;
    // Reported before, but the closed or corrected minute does not fire any more. Only time,
    // status, source and count are set.
    std::vector<Anomaly> withdrawn;
    std::vector<IncidentChange> incidents; // in order
    std::vector<BandPoint> bands;
};

class MinuteEngine
{
public:
    // InvalidConfig when a detector or status is not known.
    [[nodiscard]] static Result<std::unique_ptr<MinuteEngine>> create(const EngineContext& context);
    virtual ~MinuteEngine() = default;

    // Takes counts that are, or are about to be, committed. Rows of one minute may come in several
    // batches. REQUIRES: each row's status is in the catalog, its source in the batch.
    virtual EngineStep apply(const CountBatch& batch) = 0;

    // The wall clock says that all minutes before `until` are over: closes the filling minute and
    // adds gaps up to there. A clock more than kLongestGap (minute_bucketer.h) ahead of the source
    // is ignored: it was set, the machine slept, or the rows are of another day.
    virtual EngineStep advance(const std::string& source, Minute until) = 0;

    // The input has ended (a file): closes every filling minute. Does not resolve incidents.
    // Minutes that came by learn() alone stay unreported: call it after the files that are only
    // learned.
    virtual EngineStep finish() = 0;

    // History: learned, not reported. Same rows, same state as apply(), but no anomaly or incident
    // comes out; the bands of the closed minutes do where they are asked for (the window shows them
    // after a restart).
    enum class Bands { Skip, Report };
    virtual std::vector<BandPoint> learn(const CountBatch& batch, Bands bands) = 0;

    // Continue numbering and state of incidents that are open in the store; the newest resolved one
    // may be among them, so that it can be reopened. REQUIRES: called before apply().
    virtual void restore(std::span<const Incident> open, IncidentId next) = 0;

    // An operator changed owner, verdict or state (open or acknowledged) of an incident: later
    // changes carry it.
    virtual void annotate(const Incident& edited) = 0;

    // The learned state of all sources as bytes; what is still filling is not in it, nor incidents.
    // Waits for fits that are due. Cost: O(state), some hundred kB a source.
    [[nodiscard]] virtual std::string save() = 0;
    // Takes what save() wrote and returns the first minute whose rows are to be learned after it,
    // earlier rows do no harm. None, and nothing changed, for foreign bytes or those of another
    // configuration. REQUIRES: no row has come yet.
    [[nodiscard]] virtual std::optional<Minute> load(std::string_view bytes) = 0;

    // The sources seen, and the newest minute of each.
    struct SourceState
    {
        std::string source;
        Minute newest{};
    };
    [[nodiscard]] virtual std::vector<SourceState> sources() const = 0;

    // Asks for the words on one minute of every source: they are to be had from explained() once it
    // is closed. REQUIRES: called before it is.
    virtual void explainMinute(Minute time) = 0;
    // How that minute was judged: of each detector why it fired, or score, threshold and margin;
    // and which counts would have fired, all else as it was. "" where the source has not closed it.
    [[nodiscard]] virtual std::string explained(const std::string& source,
                                                StatusId status) const = 0;
};

} // namespace vigia
