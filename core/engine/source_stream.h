// One source in the engine: its minutes, its detectors, and what they found.
//
// For each minute that closes: score, decide, tell the tracker, learn - in that order. What a
// filling minute shows is found again or taken back when it closes.
// Thread: not shared.
#pragma once

#include "core/detect/detector_panel.h"
#include "core/engine/minute_bucketer.h"
#include "core/engine/minute_engine.h"
#include "core/engine/recent_minutes.h"
#include "core/incident/decide.h"
#include "core/incident/explain.h"
#include "core/incident/incident_tracker.h"

#include <string>
#include <vector>

namespace vigia {

// Where a stream puts what it finds.
struct StreamReport
{
    enum class Say { Everything, Bands, Nothing };

    Say say = Say::Everything;
    bool sayHistory = true; // also of minutes that came by learn() alone; gaps behind them never
    bool sayHistoryGaps = false; // but for those that the wall clock found
    EngineStep& step;
    IncidentTracker& tracker;
    std::vector<IncidentChange>& decided;
};

class SourceStream
{
public:
    SourceStream(std::string name, std::size_t statuses, DetectorPanel panel);

    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] const MinuteBucketer& minutes() const { return m_minutes; }
    [[nodiscard]] MinuteBucketer& minutes() { return m_minutes; }

    void put(const CountRow& row, MinuteBucketer::Role role, StreamReport& report);
    void closeUntil(Minute until, StreamReport& report);
    // All rows of this step have come: looks at the filling minutes, and again at a late one.
    void settle(StreamReport& report);
    // For minutes that are learned: what settle() would look at is forgotten.
    void skip();

    // What the filling minutes show, by time.
    [[nodiscard]] std::span<const Anomaly> provisional() const { return m_provisional; }

    // See MinuteEngine::explainMinute().
    void explainMinute(Minute time);
    [[nodiscard]] std::string explained(StatusId status) const;

    // Closed minutes and what was learned of them; see MinuteEngine::save().
    void save(ByteWriter& out);
    // False where the bytes are not those of save() with the same detectors. REQUIRES: no row has
    // come yet. After a failure the stream is not to be used.
    [[nodiscard]] bool load(ByteReader& in);

    bool touched = false; // by the current step; the engine's mark

private:
    void close(const Bucket& bucket, StreamReport& report);
    // The anomaly of one status, where its detectors find one.
    [[nodiscard]] bool judge(const Bucket& bucket, StatusId status, bool late,
                             std::vector<Anomaly>& found);
    // Whether the minute would be abnormal with another count of this status.
    [[nodiscard]] bool wouldFire(const Bucket& bucket, StatusId status, std::uint64_t count);
    [[nodiscard]] Counterfactual counterfactual(const Bucket& bucket, const Anomaly& anomaly);
    [[nodiscard]] std::string inWords(const Bucket& bucket, StatusId status);
    void addBand(Minute time, const PanelVerdict& panelVerdict, EngineStep& step) const;
    void settleFilling(FillingMinute& minute, StreamReport& report);
    void settleLate(StreamReport& report);
    void withdraw(Minute time, StatusId status, std::uint64_t count, EngineStep& step) const;

    std::string m_name;
    std::size_t m_statuses;
    MinuteBucketer m_minutes;
    RecentMinutes m_recent;
    DetectorPanel m_panel;
    std::vector<Anomaly> m_provisional;
    std::vector<Anomaly> m_found;         // of the minute that is being closed
    std::vector<NamedVerdict> m_named;    // of the status that is being judged
    std::optional<Minute> m_late;         // corrected, not scored again yet
    std::optional<Minute> m_explain;      // the minute that words were asked for
    std::vector<std::string> m_explained; // by status; empty until it is closed
    Bucket m_probe;                       // of the counterfactual that is being looked for
};

} // namespace vigia
