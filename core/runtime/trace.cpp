#include "core/runtime/trace.h"

#include "core/base/number_text.h"
#include "core/incident/incident_tracker.h"
#include "core/runtime/incident_deliveries.h"

#include <algorithm>

namespace vigia {
namespace {

using std::chrono::minutes;

std::string clockText(Minute time, const Zone& zone)
{
    const LocalMinute local = zone.toLocal(time);
    const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return two(minuteOfDay(local) / 60) + ':' + two(minuteOfDay(local) % 60);
}

std::string sourceText(const std::string& source)
{
    return source.empty() ? std::string("the unnamed source") : "source " + source;
}

std::string plural(std::int64_t n, const char* one, const char* many)
{
    return std::to_string(n) + ' ' + (n == 1 ? one : many);
}

std::string voteText(const std::vector<DetectorVote>& votes)
{
    std::string out;
    for (const DetectorVote& vote : votes)
        out += (out.empty() ? "" : ", ") + vote.name + (vote.fired ? " fired at " : " calm at ") +
               fixedText(vote.score);
    return out;
}

std::string deliveryText(const OutboxEntry& entry)
{
    const std::string to = entry.channel + ' ' + entry.recipient;
    const std::string tries = plural(entry.attempts, "attempt", "attempts");
    switch (entry.state) {
    case DeliveryState::Sent:
        return "delivered to " + to + " with the " +
               (entry.attempts == 1 ? std::string("first attempt")
                                    : "attempt number " + std::to_string(entry.attempts));
    case DeliveryState::Failed:
        return "given up for " + to + " after " + tries + ": " + entry.lastError;
    case DeliveryState::Pending:
        break;
    }
    if (entry.attempts == 0)
        return "waits to be sent to " + to;
    return "not yet delivered to " + to + " after " + tries + ", next one at " +
           toRfc3339(entry.nextAttempt) + ": " + entry.lastError;
}

// Follows one minute of one status and collects the lines.
class Tracer
{
public:
    Tracer(Database& database, const StatusCatalog& catalog, const Zone& zone, Minute time,
           StatusId status, Instant now)
        : m_database(database)
        , m_catalog(catalog)
        , m_zone(zone)
        , m_time(time)
        , m_status(status)
        , m_now(now)
    {}

    Result<Trace> run()
    {
        for (const auto step : {&Tracer::received, &Tracer::scored, &Tracer::followed}) {
            if (auto done = (this->*step)(); !done)
                return fail(done.error());
            if (m_ended)
                break;
        }
        return Trace{m_time, m_status, std::move(m_lines)};
    }

private:
    void say(std::string stage, std::string text, std::optional<Instant> at = {})
    {
        m_lines.push_back({std::move(stage), at, std::move(text)});
    }

    [[nodiscard]] std::string name() const { return std::string(m_catalog.name(m_status)); }

    Result<void> received()
    {
        CountQuery query;
        query.from = m_time;
        query.to = m_time + minutes{1};
        query.limit = 0;
        const auto page = m_database.counts(query);
        if (!page)
            return fail(page.error());
        const auto range = m_database.countRange();
        if (!range)
            return fail(range.error());
        const std::string clock = clockText(m_time, m_zone);
        if (page->rows.empty()) {
            std::string text = "no row of any status for " + clock + ": ";
            if (!*range)
                text += "nothing is stored";
            else if (m_time >= (*range)->to)
                text += "the newest minute is " + toRfc3339((*range)->to - minutes{1});
            else if (m_time < (*range)->from)
                text += "the oldest minute is " + toRfc3339((*range)->from);
            else
                text += "a gap, which is unknown and not zero";
            say("received", std::move(text));
            m_ended = true;
            return {};
        }
        bool any = false;
        for (const StoredCount& row : page->rows) {
            if (row.status != m_status)
                continue;
            any = true;
            say("received", std::to_string(row.count) + ' ' + name() + " for " + clock + " from " +
                                sourceText(row.source));
        }
        if (!any)
            say("received", "no row of " + name() + " for " + clock +
                                ", while other statuses have one: it counts as zero");
        const Minute newest = (*range)->to - minutes{1};
        if (newest > m_time)
            say("sealed",
                "the minute is closed, as a later one has begun: the newest stored is " +
                    toRfc3339(newest),
                m_time + minutes{1});
        else
            say("sealed", "not yet: it is the newest minute and may still grow");
        return {};
    }

    Result<void> scored()
    {
        AnomalyQuery query;
        query.from = m_time;
        query.to = m_time + minutes{1};
        query.status = m_status;
        query.limit = 0;
        auto found = m_database.anomalies(query);
        if (!found)
            return fail(found.error());
        for (const Anomaly& a : *found) {
            std::string text =
                "abnormal in " + sourceText(a.source) + ", " + std::string(toString(a.severity)) +
                ", " + std::string(toString(a.kind)) + ": " + std::to_string(a.count) +
                " against " + fixedText(a.expected) + " expected (" +
                (a.low > a.high
                     ? std::string("any count in this minute would have fired")
                     : fixedText(a.low) + " to " + fixedText(a.high) + " would not have fired") +
                "), score " + fixedText(a.score);
            if (const std::string votes = voteText(a.detectors); !votes.empty())
                text += "; " + votes;
            if (a.late)
                text +=
                    "; found after later minutes had been decided, so it belongs to no incident";
            say("scored", std::move(text));
            say("scored", a.reason);
        }
        if (found->empty()) {
            say("scored", "no detector fired, or none was ready: nothing to tell");
            m_ended = true;
        }
        m_late = std::all_of(found->begin(), found->end(), [](const Anomaly& a) { return a.late; });
        return {};
    }

    Result<void> followed()
    {
        IncidentQuery query;
        query.from = m_time;
        query.to = m_time + minutes{1};
        query.status = m_status;
        query.limit = 0;
        const auto incidents = m_database.incidents(query);
        if (!incidents)
            return fail(incidents.error());
        bool any = false;
        for (const Incident& incident : *incidents) {
            if (incident.start > m_time || incident.lastAbnormal < m_time)
                continue;
            any = true;
            if (auto told = follow(incident); !told)
                return told;
        }
        if (!any && m_late)
            say("pending", "a corrected past is shown, and told to nobody");
        else if (!any)
            say("pending", "a single warning opens no incident: it needs a second one within " +
                               std::to_string(IncidentTracker::kEvidenceWindow.count()) +
                               " minutes, or a critical one");
        return {};
    }

    Result<void> follow(const Incident& incident)
    {
        const std::string number = std::to_string(static_cast<std::int64_t>(incident.id));
        if (incident.opened > m_time)
            say("pending", "waited for more evidence until " + toRfc3339(incident.opened));
        say("incident",
            "part of incident " + number + ", " + std::string(toString(incident.state)) + ", " +
                std::string(toString(incident.severity)) + ", since " + toRfc3339(incident.start) +
                (incident.end ? ", ended " + toRfc3339(*incident.end) : std::string()) + ", " +
                plural(incident.anomalies, "abnormal minute", "abnormal minutes"),
            Instant{incident.opened + minutes{1}});
        const auto steps = m_database.incidentLog().steps(incident.id);
        if (!steps)
            return fail(steps.error());
        bool decided = false;
        for (const IncidentStep& step : *steps) {
            decided = decided || step.action == "told" || step.action == "muted" ||
                      step.action == "not told" || step.action == "grouped";
            say(step.who == "vigia" ? step.action : "operator",
                (step.who == "vigia"
                     ? std::string()
                     : (step.who.empty() ? std::string("somebody") : step.who) + ": ") +
                    step.action + (step.detail.empty() ? "" : ": " + step.detail),
                step.at);
        }
        if (!decided && incident.state != IncidentState::Resolved)
            say("pending", "nobody has been told yet");
        else if (!decided)
            say("pending", "nobody was told of it: it was imported, or it was over before it was "
                           "to be told");
        const auto entries = incidentDeliveries(m_database, incident, *steps);
        if (!entries)
            return fail(entries.error());
        for (const OutboxEntry& entry : *entries)
            say(entry.state == DeliveryState::Sent     ? "delivered"
                : entry.state == DeliveryState::Failed ? "failed"
                                                       : "waiting",
                entry.message.key + ": " + deliveryText(entry), entry.created);
        return {};
    }

    Database& m_database;
    const StatusCatalog& m_catalog;
    const Zone& m_zone;
    Minute m_time;
    StatusId m_status;
    Instant m_now;
    std::vector<TraceLine> m_lines;
    bool m_ended = false;
    bool m_late = false;
};

} // namespace

Result<Trace> traceMinute(Database& database, const StatusCatalog& catalog, const Zone& zone,
                          Minute time, StatusId status, Instant now)
{
    return Tracer(database, catalog, zone, time, status, now).run();
}

} // namespace vigia
