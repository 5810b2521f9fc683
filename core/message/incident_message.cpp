#include "core/message/incident_message.h"

#include "core/base/number_text.h"
#include "core/message/fingerprint.h"
#include "core/message/payloads.h"
#include "core/message/retell.h"
#include "core/message/words.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace vigia {
namespace {

std::chrono::minutes lengthOf(const Incident& incident, Instant now)
{
    const Minute end = incident.end.value_or(floorToMinute(now));
    return std::max(end - incident.start, std::chrono::minutes{0});
}

std::string numberOf(const Incident& incident)
{
    return std::to_string(static_cast<std::int64_t>(incident.id));
}

std::string happening(const IncidentNote& note, const MessageContext& context, Instant now)
{
    const Phrases& say = phrases(context.language);
    const Incident& incident = note.incident;
    const std::string start = stampText(incident.start, context.zone);
    const std::string end = stampText(incident.end.value_or(incident.lastAbnormal), context.zone);
    const std::string length = durationText(lengthOf(incident, now));
    switch (note.kind) {
    case NoticeKind::Opened:
        break;
    case NoticeKind::Raised:
        return filled(say.nowCritical, {start, length});
    case NoticeKind::Reminder:
        return filled(say.stillOpen, {start, length});
    case NoticeKind::Reopened:
        return filled(say.openAgain, {start, length});
    case NoticeKind::Escalated:
        return filled(say.escalated, {start, length});
    case NoticeKind::Acknowledged:
        return filled(say.acknowledged, {plainLine(incident.owner), start});
    case NoticeKind::Resolved:
        return filled(say.resolvedAfter, {end, length, start});
    }
    return incident.state == IncidentState::Resolved
               ? filled(say.endedAlready, {start, end, length})
               : filled(say.openSince, {start});
}

std::string statusList(const Incident& incident, const MessageContext& context)
{
    std::string out;
    for (const StatusId status : incident.statuses)
        out += (out.empty() ? "" : ", ") + statusText(status, context);
    return out;
}

Story storyOf(std::string_view title, StoryMood mood, const MessageContext& context, Instant now)
{
    const Phrases& say = phrases(context.language);
    Story story;
    story.language = say.code;
    story.mood = mood;
    story.title = title;
    story.generatedAt = std::string(say.generatedAt) + ": " + stampText(now, context.zone);
    story.link = context.consoleUrl;
    story.linkText = say.openConsole;
    return story;
}

StoryMood moodOf(Severity severity)
{
    return severity == Severity::Critical ? StoryMood::Critical : StoryMood::Warning;
}

std::span<const Anomaly> worstOf(const IncidentNote& note)
{
    return note.worst.empty() ? std::span(&note.incident.peak, 1) : std::span(note.worst);
}

Story incidentStory(const IncidentNote& note, const MessageContext& context, Instant now)
{
    const Phrases& say = phrases(context.language);
    const bool resolved = note.kind == NoticeKind::Resolved;
    const bool acknowledged = note.kind == NoticeKind::Acknowledged;
    Story story =
        storyOf(resolved       ? say.resolvedTitle
                : acknowledged ? say.acknowledgedTitle
                               : say.alertTitle,
                resolved ? StoryMood::Good : moodOf(note.incident.severity), context, now);
    story.headline = std::string(say.incident) + ' ' + numberOf(note.incident) + ": " +
                     happening(note, context, now);
    story.facts.push_back(
        {std::string(say.what), plainLine(retold(note.incident.reason, context.language))});
    story.facts.push_back({std::string(say.statuses), statusList(note.incident, context)});
    if (!note.incident.owner.empty() && !acknowledged)
        story.facts.push_back({std::string(say.owner), plainLine(note.incident.owner)});
    if (note.lastFiveMinutes)
        story.facts.push_back(
            {std::string(say.lastFiveMinutes), std::to_string(*note.lastFiveMinutes)});
    story.groups = anomalyGroups(worstOf(note), context, now);
    return story;
}

Severity severityOf(std::span<const IncidentNote> notes)
{
    const bool critical = std::any_of(notes.begin(), notes.end(), [](const IncidentNote& n) {
        return n.incident.severity == Severity::Critical;
    });
    return critical ? Severity::Critical : Severity::Warning;
}

Story digestStory(std::span<const IncidentNote> notes, const MessageContext& context, Instant now)
{
    const Phrases& say = phrases(context.language);
    Story story = storyOf(say.alertTitle, moodOf(severityOf(notes)), context, now);
    story.headline = filled(say.digest, {std::to_string(notes.size())});
    if (notes.front().lastFiveMinutes)
        story.facts.push_back(
            {std::string(say.lastFiveMinutes), std::to_string(*notes.front().lastFiveMinutes)});
    for (const Severity severity : std::array{Severity::Critical, Severity::Warning}) {
        StoryGroup group;
        group.severity = severity;
        for (const IncidentNote& note : notes) {
            if (note.incident.severity != severity)
                continue;
            group.items.push_back({{std::string(say.incident),
                                    numberOf(note.incident) + ", " + happening(note, context, now)},
                                   {std::string(say.statuses), statusList(note.incident, context)},
                                   {std::string(say.reason),
                                    plainLine(retold(note.incident.reason, context.language))}});
        }
        group.heading = std::string(severity == Severity::Critical ? say.criticalIncidents
                                                                   : say.warningIncidents) +
                        ": " + std::to_string(group.items.size());
        story.groups.push_back(std::move(group));
    }
    return story;
}

Message messageOf(const Story& story, std::string subject, std::string_view channel)
{
    Message message;
    message.subject = std::move(subject);
    message.text = storyText(story);
    if (channel == "mail")
        message.html = storyHtml(story);
    else if (channel == "teams")
        message.json = teamsCard(story);
    else if (channel == "slack")
        message.json = slackBody(message.subject, story);
    return message;
}

std::string keyOf(const IncidentNote& note)
{
    // The first message of a thread is its root: others refer to it.
    if (note.kind == NoticeKind::Opened)
        return note.thread;
    std::string key = note.thread + '-' + std::string(toString(note.kind));
    if (note.number > 0)
        key += '-' + std::to_string(note.number);
    return key;
}

} // namespace

std::string_view toString(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::Opened:
        return "opened";
    case NoticeKind::Raised:
        return "severity_raised";
    case NoticeKind::Reminder:
        return "reminder";
    case NoticeKind::Reopened:
        return "reopened";
    case NoticeKind::Escalated:
        return "escalated";
    case NoticeKind::Acknowledged:
        return "acknowledged";
    case NoticeKind::Resolved:
        return "resolved";
    }
    return "opened";
}

std::string incidentThread(const Incident& incident)
{
    std::string time = toRfc3339(incident.start).substr(0, 16); // 2025-07-12T16:31
    std::erase_if(time, [](char c) { return c == '-' || c == ':'; });
    return "incident-" + numberOf(incident) + '-' + time + 'Z';
}

std::string incidentSubject(const Incident& incident, const MessageContext& context)
{
    const LocalMinute local = context.zone.toLocal(incident.start);
    return filled(phrases(context.language).subject,
                  {numberOf(incident), statusText(incident.peak.status, context),
                   word(incident.peak.kind, context.language),
                   dateText(local) + ' ' + clockText(local)});
}

Message incidentMessage(const IncidentNote& note, std::string_view channel,
                        const MessageContext& context, Instant now)
{
    Message message = messageOf(incidentStory(note, context, now), note.subject, channel);
    message.key = keyOf(note);
    message.thread = note.thread;
    if (channel == "mail" && note.chart)
        message.chart = chartJson(*note.chart, context);
    if (channel == "webhook")
        message.json = alertmanagerBody(std::span(&note, 1), context);
    else if (channel == "pagerduty")
        message.json = pagerDutyEvent(note, context);
    return message;
}

Message digestMessage(std::span<const IncidentNote> notes, std::string_view channel,
                      const MessageContext& context, Instant now)
{
    assert(!notes.empty());
    const Phrases& say = phrases(context.language);
    Message message = messageOf(digestStory(notes, context, now),
                                filled(say.digestSubject, {std::to_string(notes.size())}), channel);
    Fingerprint print;
    for (const IncidentNote& note : notes)
        print.add(keyOf(note));
    message.key = "digest-" + print.hex();
    if (channel == "webhook")
        message.json = alertmanagerBody(notes, context);
    else if (channel == "pagerduty")
        message.json =
            pagerDutyEvent(message.key, filled(say.digest, {std::to_string(notes.size())}),
                           severityOf(notes), context, now);
    return message;
}

std::string risingKey(StatusId status, Minute since)
{
    std::string time = toRfc3339(since).substr(0, 16);
    std::erase_if(time, [](char c) { return c == '-' || c == ':'; });
    return "rising-" + std::to_string(index(status)) + '-' + time + 'Z';
}

Message risingMessage(const RisingNote& note, std::string_view channel,
                      const MessageContext& context, Instant now)
{
    const Phrases& say = phrases(context.language);
    const std::string status = statusText(note.status, context);
    Story story = storyOf(say.alertTitle, StoryMood::Warning, context, now);
    story.headline = filled(say.rising, {status, fixedText(note.slope)});
    if (note.lastFiveMinutes)
        story.facts.push_back(
            {std::string(say.lastFiveMinutes), std::to_string(*note.lastFiveMinutes)});
    Message message = messageOf(story, filled(say.risingSubject, {status}), channel);
    message.key = risingKey(note.status, note.since);
    if (channel == "webhook")
        message.json =
            alertmanagerBody("rising", message.key, story.headline, {}, context, note.since);
    else if (channel == "pagerduty")
        message.json =
            pagerDutyEvent(message.key, story.headline, Severity::Warning, context, note.since);
    return message;
}

Message anomalyMessage(std::span<const Anomaly> anomalies, std::string_view channel,
                       const MessageContext& context, Instant now)
{
    const Message alert = anomalyAlert(anomalies, context, now);
    Story story = storyOf(phrases(context.language).alertTitle, StoryMood::Warning, context, now);
    story.groups = anomalyGroups(anomalies, context, now);
    const bool critical = !story.groups.front().items.empty();
    if (critical)
        story.mood = StoryMood::Critical;
    Message message = messageOf(story, alert.subject, channel);
    message.key = alert.key;
    if (channel == "webhook")
        message.json =
            alertmanagerBody("anomalies", alert.key, alert.subject, anomalies, context, now);
    else if (channel == "pagerduty")
        message.json =
            pagerDutyEvent(alert.key, alert.subject,
                           critical ? Severity::Critical : Severity::Warning, context, now);
    return message;
}

Message testMessageFor(std::string key, std::string_view channel, const MessageContext& context,
                       Instant now)
{
    const Phrases& say = phrases(context.language);
    Message message = messageOf(storyOf(say.testText, StoryMood::Neutral, context, now),
                                std::string(say.testSubject), channel);
    message.key = std::move(key);
    if (channel == "webhook")
        message.json = alertmanagerBody("test", message.key, say.testText, {}, context, now);
    else if (channel == "pagerduty")
        message.json = pagerDutyEvent(message.key, say.testText, Severity::Warning, context, now);
    return message;
}

} // namespace vigia
