// Who is told what, and when: a deterministic state machine of incident changes, operators' acts,
// silences and the clock.
//
// An incident is told groupWait after the end of the minute that opened it, so that what belongs
// together is told together; a rise of its severity at once; "still open since …" every `repeat`
// while it is open and neither acknowledged, snoozed nor judged to be no problem; its end once it
// can no longer be reopened. Nobody acknowledges: a further receiver is told. Many at once become
// one digest, and so does what fell due while the machine slept. While silences mute it nothing is
// said but the end of what was told; it is told when they are over and it is still open.
//
// Times are those of the clock. Data of the past (a replay) runs ahead of it, so a wait is also
// over when the data itself has gone as far. State and messages belong into one commit. Thread: not
// shared. Cost: O(open incidents × silences) a tick.
#pragma once

#include "core/alerting/policy_state.h"
#include "core/alerting/routing.h"
#include "core/alerting/silence.h"
#include "core/base/zone.h"

#include <map>
#include <memory>
#include <set>
#include <span>

namespace vigia {

struct PolicyRules
{
    AlertsConfig alerts;
    Routing routing;
    std::vector<Receiver> receivers;
    std::shared_ptr<const StatusCatalog> catalog;
    std::shared_ptr<const Zone> zone;
};

// How an incident changed: by data of now, or by imported data, of which nobody is told.
enum class NewsOf { Now, Past };

// A line for the audit trail of an incident, by "vigia".
struct TrailLine
{
    IncidentId incident{};
    std::string action; // opened, severity raised, reopened, resolved, taken back; told, grouped,
                        // muted, unmuted, not told; acknowledgement ended, snooze ended
    std::string detail;

    friend bool operator==(const TrailLine&, const TrailLine&) = default;
};

// One message for one target: of one notice, or a digest of several incidents.
struct Outgoing
{
    std::vector<Notice> notices; // at least one; all for the same target
    bool digest = false;
};

struct PolicyStep
{
    std::vector<Outgoing> messages;
    std::vector<TrailLine> trail;
    std::vector<Incident> openAgain;                  // their acknowledgements ended
    std::vector<IncidentId> snoozesEnded;             // so that their timers are cleared
    std::vector<IncidentId> acknowledgementsEnded;    // the same
    std::vector<std::int64_t> silencesMatched;        // ids
    std::optional<std::pair<Instant, Instant>> slept; // the clock jumped ahead by minutes
    bool changed = false;                             // the state is to be saved
};

class NotificationPolicy
{
public:
    // A clock that jumps ahead by more between two ticks: the machine slept, or was set.
    static constexpr std::chrono::minutes kSleep{5};
    // What came later than this is data of the past.
    static constexpr std::chrono::minutes kLiveWithin{15};
    // A minute that is told of late ended long ago; but what follows at once is waited for.
    static constexpr std::chrono::seconds kLateWait{5};
    // A status that has not risen a lot for so long may be told again.
    static constexpr std::chrono::minutes kRisingAgain{60};
    static constexpr std::size_t kFinishedKept = 20;

    explicit NotificationPolicy(PolicyRules rules);

    // Continues. `known`: the incidents of the state's tickets.
    void restore(PolicyState state, std::span<const Incident> known);

    // Other alerts and routes from now on; what was told stays told. Waits that run keep their
    // time, but for reminders and escalations: those are as long as the new rules say, from when
    // they began, and never over before `now`.
    void changeRules(PolicyRules rules, Instant now);

    // What a step of the engine did. `newest`: the newest minute of the data.
    void changed(const IncidentChange& change, NewsOf news, std::optional<Minute> newest,
                 Instant now);

    // An operator changed it. Timers: none = not touched, Instant{} = cleared.
    struct Timers
    {
        std::optional<Instant> snooze;
        std::optional<Instant> acknowledgement;
    };
    void edited(const Incident& incident, const Timers& timers, Instant now);

    // A bad status rises a lot in `minute`. Who is to be told of it: nobody when it was told
    // already, belongs to an incident, or is muted.
    using Told = std::vector<std::pair<std::string, Target>>; // receiver and target
    [[nodiscard]] Told rose(StatusId status, double slope, Minute minute,
                            std::span<const Silence> silences, Instant now);

    // What is due. To be called after every step and every second.
    [[nodiscard]] PolicyStep tick(std::span<const Silence> silences, std::optional<Minute> newest,
                                  Instant now);

    [[nodiscard]] const PolicyState& state() const { return m_state; }
    // The latest version of an incident that has a ticket.
    [[nodiscard]] const Incident* incident(IncidentId id) const;

private:
    [[nodiscard]] Ticket* ticketOf(IncidentId id);
    Ticket& newTicket(const Incident& incident);
    void startWaits(Ticket& ticket, const Incident& incident, Instant now) const;
    void startResolveWait(Ticket& ticket, const Incident& incident, std::optional<Minute> newest,
                          Instant now) const;
    void restartRepeat(Ticket& ticket, Instant now) const;
    void changeWaits(Ticket& ticket, const Incident& incident, const PolicyRules& before,
                     Instant now) const;
    void addEscalations(Ticket& ticket, const Incident& incident, Instant now) const;
    void restartEscalations(Ticket& ticket, const Incident& incident, Instant now) const;
    [[nodiscard]] bool followClock(Instant now, PolicyStep& step);
    void shiftBy(std::chrono::milliseconds by);

    void endTimers(Ticket& ticket, Incident& incident, Instant now, PolicyStep& step);
    [[nodiscard]] bool noteMutes(Ticket& ticket, const Incident& incident,
                                 std::span<const Silence> silences, Instant now, PolicyStep& step);
    void decide(Ticket& ticket, const Incident& incident, bool muted, std::optional<Minute> newest,
                Instant now, PolicyStep& step);
    void open(Ticket& ticket, const Incident& incident, Instant now, PolicyStep& step);
    void tellChanges(Ticket& ticket, const Incident& incident, Instant now);
    void remind(Ticket& ticket, const Incident& incident, Instant now);
    void escalate(Ticket& ticket, const Incident& incident, Instant now);
    void resolve(Ticket& ticket, Instant now);

    [[nodiscard]] Told targetsFor(const Incident& incident, Instant now) const;
    [[nodiscard]] Told targetsOf(const std::string& receiver, Severity severity) const;
    [[nodiscard]] std::optional<Target> targetOf(const ToldTarget& told) const;
    void notify(Ticket& ticket, NoticeKind kind, int number, const std::string& receiver,
                const Target& target);
    void notifyTold(Ticket& ticket, NoticeKind kind, int number);

    void dispatch(Instant now, bool afterGap, PolicyStep& step);
    void hold(const Notice& notice);
    void flush(PolicyStep& step);
    void forgetFinished();

    PolicyRules m_rules;
    PolicyState m_state;
    std::map<IncidentId, Incident> m_incidents; // of the tickets
    std::set<IncidentId> m_acknowledged;        // since the last tick
    std::vector<TrailLine> m_trail;             // of changes since the last tick
    std::vector<Notice> m_due;                  // decided in this tick
    std::optional<Instant> m_lastTick;
    bool m_dirty = false;
};

} // namespace vigia
