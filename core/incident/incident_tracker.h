// Abnormal minutes become incidents: one storm is one incident over all statuses and sources.
//
// Opens: at once for a critical anomaly, and for any of `static` and `rolling_zscore`, plain rules
// that were chosen to be told of each; other warnings need a second anomaly within kEvidenceWindow.
// It starts at the first minute of that evidence.
// Closes: after kCalmMinutes complete minutes without an anomaly in every source it touched; the
// end is the minute after the last abnormal one. Empty minutes neither count as calm nor break a
// calm stretch, and data that stops resolves nothing.
// Reopens: an anomaly within kReopenWindow of the end continues the same incident.
// Severity rises, never falls. Peak: critical first, then the highest score.
//
// Minutes of one source come in rising time; sources may lag behind each other. Owns no clock.
// A value: a copy continues on its own. Thread: not shared. Cost: O(1) a calm minute, O(anomalies)
// an abnormal one.
#pragma once

#include "core/base/zone.h"
#include "core/incident/incident_reason.h"
#include "core/model/bucket.h"
#include "core/model/incident.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace vigia {

struct IncidentSourceCalm
{
    std::string source;
    int minutes = 0; // complete ones since its last anomaly
};

// An incident with what the tracker needs to go on with it.
struct IncidentStorm
{
    Incident incident;
    std::vector<Anomaly> worst; // of each status
    std::vector<IncidentSourceCalm> calm;
    Minute restoredUntil = kEarliestMinute; // anomalies up to here are in incident.anomalies
};

class IncidentTracker
{
public:
    static constexpr std::chrono::minutes kEvidenceWindow{5};
    static constexpr int kCalmMinutes = 10;
    static constexpr std::chrono::minutes kReopenWindow{30};

    IncidentTracker(std::shared_ptr<const StatusCatalog> catalog, std::shared_ptr<const Zone> zone);

    // A minute of one source and its anomalies; none means calm. Changes are appended in order.
    void minute(const std::string& source, Minute time, Fill fill,
                std::span<const Anomaly> anomalies, std::vector<IncidentChange>& changes);

    // Continue what the store holds: the newest open incident; without one the newest resolved one
    // can still be reopened. Older open ones come out as resolved with the next change.
    void restore(std::span<const Incident> known, IncidentId next);

    // An operator changed owner, verdict or state (open or acknowledged) of an incident.
    void annotate(const Incident& edited);

    [[nodiscard]] const Incident* open() const { return m_open ? &m_open->incident : nullptr; }
    // The last resolved one while it can be reopened.
    [[nodiscard]] const Incident* resolved() const
    {
        return m_resolved ? &m_resolved->incident : nullptr;
    }
    [[nodiscard]] IncidentId nextId() const { return m_next; }
    // The id went to an incident that this tracker did not open.
    void skipId() { m_next = IncidentId{static_cast<std::int64_t>(m_next) + 1}; }

private:
    using SourceCalm = IncidentSourceCalm;
    using Storm = IncidentStorm;

    [[nodiscard]] bool enough(std::span<const Anomaly> anomalies) const;
    void begin(std::vector<IncidentChange>& changes);
    // True when the severity rose.
    bool absorb(Storm& storm, const Anomaly& anomaly) const;
    void describe(Storm& storm) const;
    void calm(const std::string& source, std::vector<IncidentChange>& changes);

    std::shared_ptr<const StatusCatalog> m_catalog;
    std::shared_ptr<const Zone> m_zone;
    IncidentId m_next{1};
    std::optional<Storm> m_open;
    std::optional<Storm> m_resolved;
    std::vector<Anomaly> m_evidence; // of minutes that did not suffice
    std::vector<Incident> m_orphans; // older open ones of the store
};

} // namespace vigia
