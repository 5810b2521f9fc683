// All that is known of one incident, put together from the database: what the Incident page, the
// hand-over and a copy as text show.
//
// "Usual" is what the same minutes of the day brought on the seven days before (the median of those
// with data in at least four fifths of the minutes), scaled by how the hour before the incident
// compares with the same hour of those days. Where no earlier day is stored, it is the rate of the
// hour before. It does not depend on detectors, which learn while an incident goes on.
// Reads only; for a reader's thread. Cost: nine short range reads.
#pragma once

#include "core/base/zone.h"
#include "core/model/incident.h"
#include "core/store/database.h"

#include <optional>
#include <string>
#include <vector>

namespace vigia {

enum class Reference { None, HourBefore, EarlierDays };

// Transactions in the measured minutes that have data.
struct Compared
{
    double observed = 0;
    std::optional<double> usual; // none: nothing to compare with

    [[nodiscard]] double excess() const { return usual ? observed - *usual : 0; }
};

struct StatusShare
{
    StatusId status = StatusId::Approved;
    Compared total;
    std::int64_t anomalies = 0;
    std::optional<Anomaly> worst; // critical first, then the highest score
};

struct NamedShare // of a source or an authorisation code
{
    std::string name; // "" = rows that name none
    Compared total;
};

struct IncidentReport
{
    static constexpr std::chrono::hours kMeasured{24}; // of a longer incident the first day
    static constexpr std::size_t kShares = 12;         // sources and codes are cut after that many

    Incident incident;
    std::vector<IncidentStep> steps; // the audit trail, oldest first
    std::optional<Instant> acknowledgedUntil;
    std::optional<Instant> snoozedUntil;
    std::vector<OutboxEntry> deliveries; // oldest first

    MinuteRange measured; // from the start to the end, or to the newest stored minute
    int minutesWithData = 0;
    int minutesWithoutData = 0;
    Reference reference = Reference::None;
    std::vector<StatusShare> statuses; // those with counts or anomalies, in catalog order
    // Of which status the sources carry the excess, or what is missing: that of the peak.
    StatusId carried = StatusId::Approved;
    std::vector<NamedShare> sources;       // what differs most first
    std::vector<NamedShare> codes;         // of all statuses; what grew most first
    std::optional<double> approvalsLost;   // in minutes with data; never below zero
    std::optional<double> approvalsUnseen; // usual in the minutes without data
};

// None: there is no such incident.
[[nodiscard]] Result<std::optional<IncidentReport>>
readIncidentReport(Database& database, IncidentId id, const Zone& zone);

// The notes of the trail, and the reason that came with its last verdict; "" = none.
[[nodiscard]] std::vector<IncidentStep> notesOf(const std::vector<IncidentStep>& steps);
[[nodiscard]] std::string verdictReason(const std::vector<IncidentStep>& steps);

// The count at which the minute would have been calm, all else as it was.
struct CalmLimit
{
    bool above = true; // the count was too high: calm at or below `count`; else at or above it
    std::optional<std::uint64_t> count; // none: no count of this minute would have been calm
};
// None for a gap, and where the range is not known.
[[nodiscard]] std::optional<CalmLimit> calmLimit(const Anomaly& anomaly);

} // namespace vigia
