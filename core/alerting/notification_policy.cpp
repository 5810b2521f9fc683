// What happens to incidents, and what of it is told; when things are due and how messages are put
// together is in policy_timing.cpp.
#include "core/alerting/notification_policy.h"

#include <algorithm>
#include <utility>

namespace vigia {
namespace {

using std::chrono::minutes;

bool isOpen(const Incident& incident)
{
    return incident.state != IncidentState::Resolved;
}

// Somebody has said that it is none, or that the cause is known.
bool isNoProblem(const Incident& incident)
{
    return incident.verdict && *incident.verdict != IncidentVerdict::True;
}

bool isSame(const ToldTarget& told, const Target& target)
{
    return told.channel == target.channel && told.recipient == target.recipient;
}

std::string lengthText(const Incident& incident)
{
    const auto length = incident.end.value_or(incident.lastAbnormal) - incident.start;
    return "after " + std::to_string(std::max<std::int64_t>(length.count(), 0)) + " min";
}

TrailLine lineOf(const IncidentChange& change)
{
    const Incident& incident = change.incident;
    switch (change.kind) {
    case IncidentChangeKind::Opened:
        return {incident.id, "opened", incident.reason};
    case IncidentChangeKind::SeverityRaised:
        return {incident.id, "severity raised",
                "to " + std::string(toString(incident.severity)) + ": " + incident.reason};
    case IncidentChangeKind::Resolved:
        return {incident.id, change.takenBack ? "taken back" : "resolved", lengthText(incident)};
    case IncidentChangeKind::Reopened:
        return {incident.id, "reopened", incident.reason};
    case IncidentChangeKind::Updated:
        break;
    }
    return {};
}

} // namespace

NotificationPolicy::NotificationPolicy(PolicyRules rules)
    : m_rules(std::move(rules))
{}

void NotificationPolicy::restore(PolicyState state, std::span<const Incident> known)
{
    m_state = std::move(state);
    m_incidents.clear();
    m_acknowledged.clear();
    m_trail.clear();
    m_due.clear();
    m_dirty = false;
    m_lastTick.reset();
    for (const Incident& incident : known) {
        if (ticketOf(incident.id))
            m_incidents.insert_or_assign(incident.id, incident);
    }
    std::erase_if(m_state.tickets,
                  [this](const Ticket& t) { return !m_incidents.contains(t.incident); });
}

const Incident* NotificationPolicy::incident(IncidentId id) const
{
    const auto known = m_incidents.find(id);
    return known == m_incidents.end() ? nullptr : &known->second;
}

Ticket* NotificationPolicy::ticketOf(IncidentId id)
{
    const auto known = std::find_if(m_state.tickets.begin(), m_state.tickets.end(),
                                    [id](const Ticket& t) { return t.incident == id; });
    return known == m_state.tickets.end() ? nullptr : &*known;
}

Ticket& NotificationPolicy::newTicket(const Incident& incident)
{
    m_state.tickets.emplace_back();
    m_state.tickets.back().incident = incident.id;
    return m_state.tickets.back();
}

void NotificationPolicy::changed(const IncidentChange& change, NewsOf news,
                                 std::optional<Minute> newest, Instant now)
{
    const Incident& incident = change.incident;
    if (TrailLine line = lineOf(change); !line.action.empty())
        m_trail.push_back(std::move(line));
    Ticket* ticket = ticketOf(incident.id);
    if (!ticket) {
        if (news == NewsOf::Past || !isOpen(incident))
            return;
        ticket = &newTicket(incident);
        startWaits(*ticket, incident, now);
    }
    m_dirty = true;
    if (change.takenBack && !ticket->told) { // nobody knows of it
        std::erase_if(m_state.tickets, [&](const Ticket& t) { return t.incident == incident.id; });
        m_incidents.erase(incident.id);
        return;
    }
    m_incidents.insert_or_assign(incident.id, incident);
    if (!isOpen(incident)) {
        if (std::exchange(ticket->reopened, false))
            ticket->resolvedTold = now; // over again before anybody was told that it was not
        else
            startResolveWait(*ticket, incident, newest, now);
        return;
    }
    ticket->resolveDue.reset();
    if (ticket->resolvedTold) {
        ticket->resolvedTold.reset();
        ticket->reopened = true;
    }
}

void NotificationPolicy::edited(const Incident& incident, const Timers& timers, Instant now)
{
    Ticket* ticket = ticketOf(incident.id);
    if (!ticket) {
        if (!isOpen(incident))
            return;
        // Imported, and so told to nobody; what was agreed with a person is kept all the same.
        ticket = &newTicket(incident);
        ticket->told = now;
        ticket->toldStart = incident.start;
        ticket->toldStatus = incident.peak.status;
        ticket->toldKind = incident.peak.kind;
        ticket->severity = incident.severity;
    }
    m_dirty = true;
    const auto before = m_incidents.find(incident.id);
    const IncidentState was =
        before == m_incidents.end() ? IncidentState::Open : before->second.state;
    if (incident.state == IncidentState::Acknowledged && was == IncidentState::Open)
        m_acknowledged.insert(incident.id);
    if (incident.state == IncidentState::Open && was == IncidentState::Acknowledged) {
        restartRepeat(*ticket, now);
        restartEscalations(*ticket, incident, now);
    }
    const auto set = [](std::optional<Instant>& timer, const std::optional<Instant>& to) {
        if (to)
            timer = *to == Instant{} ? std::nullopt : to;
    };
    set(ticket->snoozedUntil, timers.snooze);
    set(ticket->acknowledgedUntil, timers.acknowledgement);
    m_incidents.insert_or_assign(incident.id, incident);
}

void NotificationPolicy::endTimers(Ticket& ticket, Incident& incident, Instant now,
                                   PolicyStep& step)
{
    const auto again = [&] { // said at once that it is still open, and whom to turn to next
        if (isOpen(incident) && ticket.told) {
            ticket.repeatDue = now;
            restartEscalations(ticket, incident, now);
        }
    };
    if (ticket.snoozedUntil && *ticket.snoozedUntil <= now) {
        ticket.snoozedUntil.reset();
        m_dirty = true;
        step.snoozesEnded.push_back(incident.id);
        step.trail.push_back({incident.id, "snooze ended", ""});
        again();
    }
    if (ticket.acknowledgedUntil && *ticket.acknowledgedUntil <= now) {
        ticket.acknowledgedUntil.reset();
        m_dirty = true;
        step.acknowledgementsEnded.push_back(incident.id);
        if (incident.state == IncidentState::Acknowledged) {
            step.trail.push_back(
                {incident.id, "acknowledgement ended",
                 incident.owner.empty() ? "open again" : "of " + incident.owner + ": open again"});
            incident.state = IncidentState::Open;
            incident.owner.clear();
            step.openAgain.push_back(incident);
            again();
        }
    }
}

bool NotificationPolicy::noteMutes(Ticket& ticket, const Incident& incident,
                                   std::span<const Silence> silences, Instant now, PolicyStep& step)
{
    auto by = mutedBy(incident, silences, *m_rules.catalog, now);
    step.silencesMatched.insert(step.silencesMatched.end(), by.begin(), by.end());
    if (by != ticket.mutedBy) {
        std::string detail;
        for (const Silence& silence : silences) {
            if (std::find(by.begin(), by.end(), silence.id) != by.end())
                detail += (detail.empty() ? "by silence " : ", silence ") +
                          std::to_string(silence.id) + " of " + silence.owner + " (" +
                          silence.reason + ')';
        }
        step.trail.push_back({incident.id, by.empty() ? "unmuted" : "muted", std::move(detail)});
        ticket.mutedBy = std::move(by);
        m_dirty = true;
    }
    return !ticket.mutedBy.empty();
}

void NotificationPolicy::decide(Ticket& ticket, const Incident& incident, bool muted,
                                std::optional<Minute> newest, Instant now, PolicyStep& step)
{
    const bool isOver = !isOpen(incident) && ((ticket.resolveDue && *ticket.resolveDue <= now) ||
                                              (newest && *newest >= ticket.resolveAfter));
    const bool snoozed = ticket.snoozedUntil.has_value();
    if (!ticket.told) {
        const bool due = ticket.openDue <= now || (newest && *newest >= ticket.openAfter);
        if (due && !muted && !snoozed) {
            open(ticket, incident, now, step);
        } else if (isOver) { // it came and went while nobody was to be told
            ticket.resolvedTold = now;
            m_dirty = true;
        }
    } else if (isOpen(incident) && !muted) {
        // What was snoozed was a lesser problem.
        const bool worse = incident.severity > ticket.severity;
        if (worse || (!snoozed && ticket.reopened))
            tellChanges(ticket, incident, now);
        const bool wanted =
            incident.state == IncidentState::Open && !snoozed && !isNoProblem(incident);
        if (wanted && ticket.repeatDue && *ticket.repeatDue <= now)
            remind(ticket, incident, now);
        if (wanted)
            escalate(ticket, incident, now);
    }
    if (ticket.told && m_acknowledged.contains(incident.id)) {
        const int number = ++ticket.counts.acknowledgements;
        for (const ToldTarget& told : ticket.targets) {
            const auto target = targetOf(told);
            if (target && target->channel == "pagerduty") // people see who owns it with the next
                notify(ticket, NoticeKind::Acknowledged, number, told.receiver, *target);
        }
    }
    if (ticket.told && isOver && !ticket.resolvedTold)
        resolve(ticket, now);
    if (ticket.resolvedTold) { // what was agreed for its length is over with it
        if (std::exchange(ticket.snoozedUntil, std::nullopt))
            step.snoozesEnded.push_back(incident.id);
        if (std::exchange(ticket.acknowledgedUntil, std::nullopt))
            step.acknowledgementsEnded.push_back(incident.id);
    }
}

void NotificationPolicy::open(Ticket& ticket, const Incident& incident, Instant now,
                              PolicyStep& step)
{
    ticket.told = now;
    ticket.toldStart = incident.start;
    ticket.toldStatus = incident.peak.status;
    ticket.toldKind = incident.peak.kind;
    ticket.severity = incident.severity;
    ticket.reopened = false;
    const Told targets = targetsFor(incident, now);
    for (const auto& [receiver, target] : targets)
        notify(ticket, NoticeKind::Opened, 0, receiver, target);
    if (incident.state == IncidentState::Acknowledged)
        m_acknowledged.insert(incident.id);
    if (targets.empty()) {
        const bool anybody = std::any_of(m_rules.receivers.begin(), m_rules.receivers.end(),
                                         [](const Receiver& r) { return !r.targets.empty(); });
        step.trail.push_back({incident.id, "not told",
                              anybody ? "no receiver is to be told of this incident, a " +
                                            std::string(toString(incident.severity))
                                      : "no receiver is configured"});
    } else {
        m_state.openings.push_back(now);
    }
    restartRepeat(ticket, now);
    restartEscalations(ticket, incident, now);
    m_dirty = true;
}

void NotificationPolicy::tellChanges(Ticket& ticket, const Incident& incident, Instant now)
{
    // Both in one message: the one that says that it is open again says how severe it is.
    if (std::exchange(ticket.reopened, false))
        notifyTold(ticket, NoticeKind::Reopened, ++ticket.counts.reopenings);
    else
        notifyTold(ticket, NoticeKind::Raised, 0);
    ticket.severity = incident.severity;
    for (const auto& [receiver, target] : targetsFor(incident, now)) {
        const bool known =
            std::any_of(ticket.targets.begin(), ticket.targets.end(),
                        [&t = target](const ToldTarget& told) { return isSame(told, t); });
        if (!known)
            notify(ticket, NoticeKind::Opened, 0, receiver, target);
    }
    restartRepeat(ticket, now);
    addEscalations(ticket, incident, now);
}

void NotificationPolicy::remind(Ticket& ticket, const Incident& incident, Instant now)
{
    const int number = ++ticket.counts.reminders;
    Told targets = targetsFor(incident, now); // those of this hour
    for (const PendingEscalation& escalation : ticket.escalations) {
        if (escalation.done) {
            for (auto& also : targetsOf(escalation.receiver, incident.severity))
                targets.push_back(std::move(also));
        }
    }
    std::vector<ToldTarget> seen;
    for (const auto& [receiver, target] : targets) {
        const auto same = [&t = target](const ToldTarget& told) { return isSame(told, t); };
        if (std::any_of(seen.begin(), seen.end(), same))
            continue;
        seen.push_back({target.channel, target.recipient, receiver});
        const bool known = std::any_of(ticket.targets.begin(), ticket.targets.end(), same);
        notify(ticket, known ? NoticeKind::Reminder : NoticeKind::Opened, known ? number : 0,
               receiver, target);
    }
    restartRepeat(ticket, now);
    m_dirty = true;
}

void NotificationPolicy::escalate(Ticket& ticket, const Incident& incident, Instant now)
{
    for (PendingEscalation& escalation : ticket.escalations) {
        if (escalation.done || escalation.due > now)
            continue;
        escalation.done = true;
        m_dirty = true;
        const int number = ++ticket.counts.escalations;
        for (const auto& [receiver, target] : targetsOf(escalation.receiver, incident.severity))
            notify(ticket, NoticeKind::Escalated, number, receiver, target);
    }
}

void NotificationPolicy::resolve(Ticket& ticket, Instant now)
{
    const int before = ticket.counts.resolutions++;
    notifyTold(ticket, NoticeKind::Resolved, before == 0 ? 0 : before + 1);
    ticket.resolvedTold = now;
    ticket.repeatDue.reset();
    ticket.escalations.clear();
    m_dirty = true;
}

NotificationPolicy::Told NotificationPolicy::rose(StatusId status, double slope, Minute minute,
                                                  std::span<const Silence> silences, Instant now)
{
    auto& rising = m_state.rising;
    auto known = std::find_if(rising.begin(), rising.end(),
                              [&](const Rising& r) { return r.status == status; });
    if (known == rising.end())
        known = rising.insert(rising.end(), Rising{status, minute, minute, slope, false});
    else if (minute - known->latest >= kRisingAgain)
        *known = Rising{status, minute, minute, slope, false};
    known->latest = std::max(known->latest, minute);
    known->slope = slope;
    m_dirty = true;
    if (known->told)
        return {};
    for (const auto& [id, incident] : m_incidents) {
        const bool about = isOpen(incident) || incident.lastAbnormal + kRisingAgain >= minute;
        if (about && std::find(incident.statuses.begin(), incident.statuses.end(), status) !=
                         incident.statuses.end()) {
            known->told = true; // as an incident
            return {};
        }
    }
    Incident like;
    like.statuses = {status};
    like.sources = {""};
    like.peak.kind = AnomalyKind::Trend;
    if (!mutedBy(like, silences, *m_rules.catalog, now).empty())
        return {};
    known->told = true;
    return targetsFor(like, now);
}

} // namespace vigia
