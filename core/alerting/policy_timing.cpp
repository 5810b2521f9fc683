// When things are due, and how messages are put together; see notification_policy.cpp.
#include "core/alerting/notification_policy.h"

#include <algorithm>
#include <utility>

namespace vigia {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

bool isSame(const Target& a, const Target& b)
{
    return a.channel == b.channel && a.recipient == b.recipient;
}

std::string textOf(const Target& target)
{
    return target.channel + ' ' + target.recipient;
}

// One line for each incident and kind, with all who are told.
class TrailOfMessages
{
public:
    void add(const Notice& notice, const std::string& action, const std::string& how)
    {
        const std::string head = std::string(toString(notice.kind)) + how + ": ";
        for (Line& line : m_lines) {
            if (line.out.incident == notice.incident && line.out.action == action &&
                line.head == head) {
                line.out.detail += ", " + textOf(notice.target);
                return;
            }
        }
        m_lines.push_back({{notice.incident, action, head + textOf(notice.target)}, head});
    }
    void moveTo(std::vector<TrailLine>& trail)
    {
        for (Line& line : m_lines)
            trail.push_back(std::move(line.out));
    }

private:
    struct Line
    {
        TrailLine out;
        std::string head;
    };
    std::vector<Line> m_lines;
};

// The notices of each target, in the order of the first.
std::vector<Outgoing> byTarget(const std::vector<Notice>& notices)
{
    std::vector<Outgoing> out;
    for (const Notice& notice : notices) {
        const auto known = std::find_if(out.begin(), out.end(), [&](const Outgoing& o) {
            return isSame(o.notices.front().target, notice.target);
        });
        if (known == out.end()) {
            out.push_back({{notice}, false});
            continue;
        }
        auto& list = known->notices;
        // The last word on an incident is enough.
        std::erase_if(list, [&](const Notice& n) { return n.incident == notice.incident; });
        list.push_back(notice);
    }
    for (Outgoing& message : out)
        message.digest = message.notices.size() > 1;
    return out;
}

} // namespace

void NotificationPolicy::startWaits(Ticket& ticket, const Incident& incident, Instant now) const
{
    // A minute of the future counts as the present one: a wrong clock must not hold it back.
    const Instant over = std::min<Instant>(incident.opened + minutes{1}, now + minutes{1});
    const milliseconds wait = m_rules.alerts.groupWait;
    ticket.openDue = std::max(over + wait, now + std::min<milliseconds>(wait, kLateWait));
    ticket.openAfter = incident.opened + minutes{2};
}

void NotificationPolicy::startResolveWait(Ticket& ticket, const Incident& incident,
                                          std::optional<Minute> newest, Instant now) const
{
    const Minute end = incident.end.value_or(incident.lastAbnormal + minutes{1});
    const bool live = !newest || now - Instant{*newest} < kLiveWithin;
    const Instant reached = live ? now : Instant{*newest};
    const milliseconds left = Instant{end} + m_rules.alerts.resolveWait - reached;
    ticket.resolveDue =
        now + std::clamp<milliseconds>(left, milliseconds{0}, m_rules.alerts.resolveWait);
    ticket.resolveAfter = end + m_rules.alerts.resolveWait + minutes{1};
}

void NotificationPolicy::restartRepeat(Ticket& ticket, Instant now) const
{
    ticket.repeatDue.reset();
    if (m_rules.alerts.repeat > minutes{0})
        ticket.repeatDue = now + m_rules.alerts.repeat;
}

// Those that run, or have been told, go on.
void NotificationPolicy::addEscalations(Ticket& ticket, const Incident& incident, Instant now) const
{
    const LocalMinute local = m_rules.zone->toLocal(floorToMinute(now));
    for (const EscalationRule& rule : m_rules.routing.recipientsOf(incident, local).escalations) {
        const bool known =
            std::any_of(ticket.escalations.begin(), ticket.escalations.end(),
                        [&](const PendingEscalation& e) { return e.receiver == rule.receiver; });
        if (!known)
            ticket.escalations.push_back({rule.receiver, now + rule.after, false});
    }
}

// After an acknowledgement or a snooze they start anew.
void NotificationPolicy::restartEscalations(Ticket& ticket, const Incident& incident,
                                            Instant now) const
{
    ticket.escalations.clear();
    addEscalations(ticket, incident, now);
}

NotificationPolicy::Told NotificationPolicy::targetsOf(const std::string& receiver,
                                                       Severity severity) const
{
    Told out;
    for (const Receiver& r : m_rules.receivers) {
        if (r.name != receiver)
            continue;
        for (const Target& target : r.targets) {
            if (severity >= target.minimum)
                out.emplace_back(r.name, target);
        }
    }
    return out;
}

NotificationPolicy::Told NotificationPolicy::targetsFor(const Incident& incident, Instant now) const
{
    Told out;
    const LocalMinute local = m_rules.zone->toLocal(floorToMinute(now));
    for (const std::string& receiver : m_rules.routing.recipientsOf(incident, local).receivers) {
        for (auto& found : targetsOf(receiver, incident.severity)) {
            const bool known = std::any_of(out.begin(), out.end(), [&](const auto& o) {
                return isSame(o.second, found.second);
            });
            if (!known)
                out.push_back(std::move(found));
        }
    }
    return out;
}

std::optional<Target> NotificationPolicy::targetOf(const ToldTarget& told) const
{
    for (const Receiver& receiver : m_rules.receivers) {
        for (const Target& target : receiver.targets) {
            if (target.channel == told.channel && target.recipient == told.recipient)
                return target;
        }
    }
    return std::nullopt; // it is no longer configured
}

void NotificationPolicy::notify(Ticket& ticket, NoticeKind kind, int number,
                                const std::string& receiver, const Target& target)
{
    m_due.push_back({kind, ticket.incident, number, target, receiver, ticket.toldStart,
                     ticket.toldStatus, ticket.toldKind});
    const bool known =
        std::any_of(ticket.targets.begin(), ticket.targets.end(), [&](const ToldTarget& told) {
            return told.channel == target.channel && told.recipient == target.recipient;
        });
    if (!known)
        ticket.targets.push_back({target.channel, target.recipient, receiver});
    m_dirty = true;
}

void NotificationPolicy::notifyTold(Ticket& ticket, NoticeKind kind, int number)
{
    const auto told = ticket.targets; // notify() may add
    for (const ToldTarget& one : told) {
        if (const auto target = targetOf(one))
            notify(ticket, kind, number, one.receiver, *target);
    }
}

PolicyStep NotificationPolicy::tick(std::span<const Silence> silences, std::optional<Minute> newest,
                                    Instant now)
{
    PolicyStep step;
    step.trail = std::exchange(m_trail, {});
    const bool afterGap = followClock(now, step);
    for (Ticket& ticket : m_state.tickets) {
        Incident& incident = m_incidents.at(ticket.incident);
        if (ticket.resolvedTold && incident.state == IncidentState::Resolved)
            continue;
        endTimers(ticket, incident, now, step);
        const bool muted = noteMutes(ticket, incident, silences, now, step);
        decide(ticket, incident, muted, newest, now, step);
    }
    m_acknowledged.clear();
    dispatch(now, afterGap, step);
    forgetFinished();
    step.changed = std::exchange(m_dirty, false);
    if (step.changed)
        m_state.saved = now;
    return step;
}

// True when what is due now may have been due for long.
bool NotificationPolicy::followClock(Instant now, PolicyStep& step)
{
    const auto before = std::exchange(m_lastTick, now);
    if (!before)
        return m_state.saved != Instant{} && now - m_state.saved > kSleep;
    if (now - *before > kSleep) {
        step.slept = m_state.slept = {*before, now};
        m_dirty = true;
        return true;
    }
    // A clock that was set back would let everything wait for as long.
    if (*before - now > minutes{1}) {
        shiftBy(now - *before);
        m_dirty = true;
    }
    return false;
}

void NotificationPolicy::shiftBy(milliseconds by)
{
    const auto shift = [by](std::optional<Instant>& at) {
        if (at)
            *at += by;
    };
    for (Ticket& ticket : m_state.tickets) {
        ticket.openDue += by;
        shift(ticket.repeatDue);
        shift(ticket.resolveDue);
        for (PendingEscalation& escalation : ticket.escalations)
            escalation.due += by;
    }
    for (Instant& at : m_state.openings)
        at += by;
    shift(m_state.floodSince);
    m_state.digestDue += by;
}

void NotificationPolicy::dispatch(Instant now, bool afterGap, PolicyStep& step)
{
    const auto& alerts = m_rules.alerts;
    std::erase_if(m_state.openings,
                  [&](Instant at) { return at + alerts.floodWindow <= now || at > now; });
    const bool flood = alerts.floodIncidents > 0 &&
                       m_state.openings.size() >= static_cast<std::size_t>(alerts.floodIncidents);
    if (flood && !m_state.floodSince) {
        m_state.floodSince = now;
        m_state.digestDue = now;
        m_dirty = true;
        // The digest names the whole flood, also what was told before it was seen to be one.
        std::vector<Notice> told;
        for (const Ticket& ticket : m_state.tickets) {
            const bool decided = std::any_of(m_due.begin(), m_due.end(), [&](const Notice& n) {
                return n.incident == ticket.incident;
            });
            if (decided || !ticket.told || *ticket.told + alerts.floodWindow <= now)
                continue;
            for (const ToldTarget& one : ticket.targets) {
                if (const auto target = targetOf(one))
                    told.push_back({NoticeKind::Opened, ticket.incident, 0, *target, one.receiver,
                                    ticket.toldStart, ticket.toldStatus, ticket.toldKind});
            }
        }
        for (const Notice& notice : told) {
            if (notice.target.channel != "pagerduty")
                hold(notice);
        }
    }
    TrailOfMessages trail;
    std::vector<Notice> single;
    for (const Notice& notice : std::exchange(m_due, {})) {
        // PagerDuty keeps one alert for each incident: a digest would leave them open.
        if (m_state.floodSince && notice.target.channel != "pagerduty") {
            hold(notice);
            if (now < m_state.digestDue)
                trail.add(notice, "grouped", " waits for the next digest");
        } else {
            single.push_back(notice);
        }
    }
    if (m_state.floodSince && now >= m_state.digestDue) {
        flush(step);
        m_state.digestDue = now + alerts.floodWindow;
        if (!flood)
            m_state.floodSince.reset();
        m_dirty = true;
    }
    std::vector<Outgoing> outgoing;
    if (afterGap) {
        std::vector<Notice> people;
        for (const Notice& notice : single) {
            if (notice.target.channel == "pagerduty")
                outgoing.push_back({{notice}, false});
            else
                people.push_back(notice);
        }
        for (Outgoing& message : byTarget(people))
            outgoing.push_back(std::move(message));
    } else {
        for (const Notice& notice : single)
            outgoing.push_back({{notice}, false});
    }
    for (Outgoing& message : outgoing)
        step.messages.push_back(std::move(message));
    for (const Outgoing& message : step.messages) {
        const std::string how =
            message.digest
                ? " in a digest of " + std::to_string(message.notices.size()) + " incidents"
                : "";
        for (const Notice& notice : message.notices)
            trail.add(notice, "told", how);
    }
    trail.moveTo(step.trail);
}

void NotificationPolicy::hold(const Notice& notice)
{
    std::erase_if(m_state.held, [&](const Notice& n) {
        return n.incident == notice.incident && isSame(n.target, notice.target);
    });
    m_state.held.push_back(notice);
    m_dirty = true;
}

void NotificationPolicy::flush(PolicyStep& step)
{
    auto held = std::exchange(m_state.held, {});
    std::stable_sort(held.begin(), held.end(),
                     [](const Notice& a, const Notice& b) { return a.incident < b.incident; });
    for (Outgoing& message : byTarget(held))
        step.messages.push_back(std::move(message));
}

void NotificationPolicy::forgetFinished()
{
    auto& tickets = m_state.tickets;
    const auto finished = [this](const Ticket& t) {
        return t.resolvedTold && m_incidents.at(t.incident).state == IncidentState::Resolved &&
               std::none_of(m_state.held.begin(), m_state.held.end(),
                            [&](const Notice& n) { return n.incident == t.incident; });
    };
    auto count = static_cast<std::size_t>(std::count_if(tickets.begin(), tickets.end(), finished));
    for (auto ticket = tickets.begin(); ticket != tickets.end() && count > kFinishedKept;) {
        if (!finished(*ticket)) {
            ++ticket;
            continue;
        }
        m_incidents.erase(ticket->incident);
        ticket = tickets.erase(ticket);
        --count;
        m_dirty = true;
    }
}

} // namespace vigia
