// Other alerts and routes while incidents are told; see notification_policy.h.
#include "core/alerting/notification_policy.h"

#include <algorithm>
#include <utility>

namespace vigia {
namespace {

using std::chrono::minutes;

// How long a receiver waits for an acknowledgement; none: it is not escalated to.
std::optional<minutes> waitOf(const Routing& routing, const std::string& receiver)
{
    for (const Route& route : routing.routes) {
        for (const EscalationRule& rule : route.escalations) {
            if (rule.receiver == receiver)
                return rule.after;
        }
    }
    for (const EscalationRule& rule : routing.escalations) {
        if (rule.receiver == receiver)
            return rule.after;
    }
    return std::nullopt;
}

} // namespace

void NotificationPolicy::changeRules(PolicyRules rules, Instant now)
{
    const PolicyRules before = std::exchange(m_rules, std::move(rules));
    for (Ticket& ticket : m_state.tickets) {
        const auto incident = m_incidents.find(ticket.incident);
        if (ticket.told && incident != m_incidents.end() &&
            incident->second.state != IncidentState::Resolved)
            changeWaits(ticket, incident->second, before, now);
    }
    m_dirty = true;
}

// An incident that is told and not over, after the rules became others.
void NotificationPolicy::changeWaits(Ticket& ticket, const Incident& incident,
                                     const PolicyRules& before, Instant now) const
{
    const auto moved = [now](Instant due, minutes by) {
        return due <= now ? due : std::max<Instant>(due + by, now);
    };
    const minutes repeat = m_rules.alerts.repeat;
    if (repeat == minutes{0})
        ticket.repeatDue.reset();
    else if (ticket.repeatDue)
        ticket.repeatDue = moved(*ticket.repeatDue, repeat - before.alerts.repeat);
    else if (before.alerts.repeat == minutes{0})
        ticket.repeatDue = now + repeat;
    std::erase_if(ticket.escalations, [this](const PendingEscalation& pending) {
        return !pending.done && !waitOf(m_rules.routing, pending.receiver);
    });
    for (PendingEscalation& pending : ticket.escalations) {
        const auto was = waitOf(before.routing, pending.receiver);
        const auto is = waitOf(m_rules.routing, pending.receiver);
        if (!pending.done && was && is)
            pending.due = moved(pending.due, *is - *was);
    }
    addEscalations(ticket, incident, now);
}

} // namespace vigia
