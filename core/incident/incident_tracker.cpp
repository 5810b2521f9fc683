#include "core/incident/incident_tracker.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace vigia {

using std::chrono::minutes;

namespace {

constexpr std::array<std::string_view, 2> kSpeakAlone = {"rolling_zscore", "static"};

bool speaksAlone(const Anomaly& anomaly)
{
    return anomaly.severity == Severity::Critical ||
           std::any_of(anomaly.detectors.begin(), anomaly.detectors.end(),
                       [](const DetectorVote& vote) {
                           return vote.fired && std::find(kSpeakAlone.begin(), kSpeakAlone.end(),
                                                          vote.name) != kSpeakAlone.end();
                       });
}

bool isWorse(const Anomaly& a, const Anomaly& b)
{
    if (a.severity != b.severity)
        return a.severity == Severity::Critical;
    return a.score > b.score;
}

template <typename T>
void insertSorted(std::vector<T>& values, const T& value)
{
    const auto at = std::lower_bound(values.begin(), values.end(), value);
    if (at == values.end() || *at != value)
        values.insert(at, value);
}

} // namespace

IncidentTracker::IncidentTracker(std::shared_ptr<const StatusCatalog> catalog,
                                 std::shared_ptr<const Zone> zone)
    : m_catalog(std::move(catalog))
    , m_zone(std::move(zone))
{}

void IncidentTracker::minute(const std::string& source, Minute time, Fill fill,
                             std::span<const Anomaly> anomalies,
                             std::vector<IncidentChange>& changes)
{
    if (anomalies.empty()) {
        if (m_open && fill == Fill::Complete)
            calm(source, changes);
        return;
    }
    for (Incident& orphan : m_orphans)
        changes.push_back({IncidentChangeKind::Resolved, std::move(orphan)});
    m_orphans.clear();
    if (!m_open) {
        std::erase_if(m_evidence, [&](const Anomaly& a) {
            return std::chrono::abs(a.time - time) > kEvidenceWindow;
        });
        const bool suffices = enough(anomalies);
        m_evidence.insert(m_evidence.end(), anomalies.begin(), anomalies.end());
        if (suffices)
            begin(changes);
        return;
    }
    bool raised = false;
    for (const Anomaly& anomaly : anomalies)
        raised = absorb(*m_open, anomaly) || raised;
    describe(*m_open);
    changes.push_back({raised ? IncidentChangeKind::SeverityRaised : IncidentChangeKind::Updated,
                       m_open->incident});
}

bool IncidentTracker::enough(std::span<const Anomaly> anomalies) const
{
    return m_evidence.size() + anomalies.size() >= 2 ||
           std::any_of(anomalies.begin(), anomalies.end(), speaksAlone);
}

void IncidentTracker::begin(std::vector<IncidentChange>& changes)
{
    const auto earliest = [](const Anomaly& a, const Anomaly& b) { return a.time < b.time; };
    const Minute start = std::min_element(m_evidence.begin(), m_evidence.end(), earliest)->time;
    const Minute opened = std::max_element(m_evidence.begin(), m_evidence.end(), earliest)->time;
    const bool again = m_resolved && start <= *m_resolved->incident.end + kReopenWindow &&
                       start + kReopenWindow >= m_resolved->incident.start;
    if (again) {
        m_open = std::move(m_resolved);
        m_open->incident.state =
            m_open->incident.owner.empty() ? IncidentState::Open : IncidentState::Acknowledged;
        m_open->incident.end.reset();
    } else {
        m_open.emplace();
        m_open->incident.id = m_next;
        skipId();
        m_open->incident.start = start;
        m_open->incident.opened = opened;
        m_open->incident.lastAbnormal = start;
        m_open->incident.severity = Severity::Warning;
        m_open->incident.peak = m_evidence.front();
    }
    m_resolved.reset();
    for (const Anomaly& anomaly : std::exchange(m_evidence, {}))
        (void)absorb(*m_open, anomaly);
    describe(*m_open);
    changes.push_back(
        {again ? IncidentChangeKind::Reopened : IncidentChangeKind::Opened, m_open->incident});
}

bool IncidentTracker::absorb(Storm& storm, const Anomaly& anomaly) const
{
    Incident& incident = storm.incident;
    if (anomaly.time > storm.restoredUntil)
        ++incident.anomalies;
    // A source that lags may show an earlier beginning of the same storm.
    if (anomaly.time < incident.start && anomaly.time + kReopenWindow >= incident.start)
        incident.start = anomaly.time;
    incident.lastAbnormal = std::max(incident.lastAbnormal, anomaly.time);
    insertSorted(incident.statuses, anomaly.status);
    insertSorted(incident.sources, anomaly.source);
    if (isWorse(anomaly, incident.peak))
        incident.peak = anomaly;

    const auto known = std::find_if(storm.worst.begin(), storm.worst.end(),
                                    [&](const Anomaly& a) { return a.status == anomaly.status; });
    if (known == storm.worst.end())
        storm.worst.push_back(anomaly);
    else if (surprise(anomaly) > surprise(*known))
        *known = anomaly;

    const auto calm = std::find_if(storm.calm.begin(), storm.calm.end(),
                                   [&](const SourceCalm& s) { return s.source == anomaly.source; });
    if (calm == storm.calm.end())
        storm.calm.push_back({anomaly.source, 0});
    else
        calm->minutes = 0;

    const bool raised =
        anomaly.severity == Severity::Critical && incident.severity == Severity::Warning;
    if (raised)
        incident.severity = Severity::Critical;
    return raised;
}

void IncidentTracker::describe(Storm& storm) const
{
    storm.incident.reason = incidentReason(storm.worst, storm.incident.sources,
                                           storm.incident.start, *m_catalog, *m_zone);
}

void IncidentTracker::calm(const std::string& source, std::vector<IncidentChange>& changes)
{
    bool over = true;
    bool touched = false;
    for (SourceCalm& s : m_open->calm) {
        if (s.source == source) {
            ++s.minutes;
            touched = true;
        }
        over = over && s.minutes >= kCalmMinutes;
    }
    if (!over || !touched)
        return;
    Incident& incident = m_open->incident;
    incident.state = IncidentState::Resolved;
    incident.end = incident.lastAbnormal + minutes{1};
    changes.push_back({IncidentChangeKind::Resolved, incident});
    m_resolved = std::exchange(m_open, std::nullopt);
}

void IncidentTracker::restore(std::span<const Incident> known, IncidentId next)
{
    m_next = next;
    m_open.reset();
    m_resolved.reset();
    m_evidence.clear();
    m_orphans.clear();
    std::vector<Incident> order(known.begin(), known.end());
    std::stable_sort(order.begin(), order.end(), [](const Incident& a, const Incident& b) {
        return a.lastAbnormal > b.lastAbnormal;
    });
    for (Incident& incident : order) {
        const bool isOpen = incident.state != IncidentState::Resolved;
        std::optional<Storm>& place = isOpen ? m_open : m_resolved;
        if (!place) {
            place.emplace();
            place->worst.push_back(incident.peak);
            for (const std::string& source : incident.sources)
                place->calm.push_back({source, 0});
            place->restoredUntil = incident.lastAbnormal;
            place->incident = std::move(incident);
        } else if (isOpen) {
            incident.state = IncidentState::Resolved;
            incident.end = incident.lastAbnormal + minutes{1};
            m_orphans.push_back(std::move(incident));
        }
    }
    if (m_open)
        m_resolved.reset();
    if (m_resolved && !m_resolved->incident.end)
        m_resolved->incident.end = m_resolved->incident.lastAbnormal + minutes{1};
}

void IncidentTracker::annotate(const Incident& edited)
{
    for (std::optional<Storm>* storm : {&m_open, &m_resolved}) {
        if (!*storm || (*storm)->incident.id != edited.id)
            continue;
        Incident& incident = (*storm)->incident;
        incident.owner = edited.owner;
        incident.verdict = edited.verdict;
        if (incident.state != IncidentState::Resolved && edited.state != IncidentState::Resolved)
            incident.state = edited.state;
    }
}

} // namespace vigia
