#include "core/message/payloads.h"

#include "core/message/anomaly_json.h"
#include "core/message/fingerprint.h"
#include "core/message/json_text.h"
#include "core/message/words.h"

#include <algorithm>

namespace vigia {
namespace {

constexpr std::size_t kTeamsBytes = 20'000;
constexpr std::size_t kSlackText = 2'900; // of 3,000, for what escaping and a name add
constexpr std::size_t kSlackItems = 15;   // of 50 blocks, with room for headings
constexpr std::size_t kPagerDutySummary = 1'024;
constexpr std::string_view kNever =
    "0001-01-01T00:00:00Z"; // Go's zero time, as Alertmanager has it

// At most `bytes`, cut between characters, with an ellipsis.
std::string cut(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes)
        return std::string(text);
    std::size_t end = bytes - 3;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return std::string(text.substr(0, end)) + "…";
}

// ---- Teams

// A TextBlock reads a little Markdown: no links, emphasis or code from outside.
std::string teamsText(std::string_view text, std::size_t bytes)
{
    std::string out;
    for (const char c : cut(text, bytes)) {
        if (c == '[' || c == ']' || c == '*' || c == '`' || c == '\\')
            out += '\\';
        out += c;
    }
    return out;
}

void textBlock(JsonWriter& json, std::string_view text, std::string_view size,
               std::string_view weight, std::string_view color, std::size_t bytes)
{
    json.beginObject();
    json.key("type").string("TextBlock");
    json.key("text").string(teamsText(text, bytes));
    json.key("wrap").boolean(true);
    json.key("size").string(size);
    json.key("weight").string(weight);
    json.key("color").string(color);
    json.endObject();
}

void factSet(JsonWriter& json, const std::vector<Fact>& facts, std::size_t bytes)
{
    json.beginObject();
    json.key("type").string("FactSet");
    json.key("facts").beginArray();
    for (const Fact& fact : facts) {
        json.beginObject();
        json.key("title").string(teamsText(fact.name, 80));
        json.key("value").string(teamsText(fact.value, bytes));
        json.endObject();
    }
    json.endArray();
    json.endObject();
}

std::string_view teamsColor(StoryMood mood)
{
    switch (mood) {
    case StoryMood::Critical:
        return "attention";
    case StoryMood::Warning:
        return "warning";
    case StoryMood::Good:
        return "good";
    case StoryMood::Neutral:
        return "default";
    }
    return "default";
}

std::string teamsCardWith(const Story& story, std::size_t itemsPerGroup, std::size_t valueBytes)
{
    JsonWriter json;
    json.beginObject();
    json.key("type").string("message");
    json.key("attachments").beginArray().beginObject();
    json.key("contentType").string("application/vnd.microsoft.card.adaptive");
    json.key("contentUrl").null();
    json.key("content").beginObject();
    json.key("$schema").string("http://adaptivecards.io/schemas/adaptive-card.json");
    json.key("type").string("AdaptiveCard");
    json.key("version").string("1.4");
    json.key("msteams").beginObject().key("width").string("Full");
    json.endObject();
    json.key("body").beginArray();
    textBlock(json, story.title, "large", "bolder", teamsColor(story.mood), valueBytes);
    textBlock(json, story.generatedAt, "small", "default", "default", valueBytes);
    if (!story.headline.empty())
        textBlock(json, story.headline, "medium", "bolder", "default", valueBytes);
    if (!story.facts.empty())
        factSet(json, story.facts, valueBytes);
    for (const StoryGroup& group : story.groups) {
        const bool critical = group.severity == Severity::Critical;
        textBlock(json, (critical ? "▲ " : "◆ ") + group.heading, "medium", "bolder",
                  critical ? "attention" : "warning", valueBytes);
        const std::size_t shown = std::min(itemsPerGroup, group.items.size());
        for (std::size_t i = 0; i < shown; ++i)
            factSet(json, group.items[i], valueBytes);
        if (shown < group.items.size())
            textBlock(json, "+ " + std::to_string(group.items.size() - shown), "small", "default",
                      "default", valueBytes);
    }
    json.endArray();
    if (!story.link.empty()) {
        json.key("actions").beginArray().beginObject();
        json.key("type").string("Action.OpenUrl");
        json.key("title").string(story.linkText);
        json.key("url").string(story.link);
        json.endObject().endArray();
    }
    json.endObject();
    json.endObject().endArray();
    json.endObject();
    return json.take();
}

// ---- Slack

// Escaped, and at most `bytes` long after that.
std::string slackText(std::string_view text, std::size_t bytes)
{
    std::string out;
    for (const char c : text) {
        const bool begins = (static_cast<unsigned char>(c) & 0xC0) != 0x80; // a character
        if (begins && out.size() + 5 + 3 > bytes)
            return out + "…";
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else
            out += c;
    }
    return out;
}

void slackSection(JsonWriter& json, const std::string& markdown)
{
    json.beginObject();
    json.key("type").string("section");
    json.key("text").beginObject();
    json.key("type").string("mrkdwn");
    json.key("text").string(markdown);
    json.key("verbatim").boolean(true); // no links or mentions made of plain words
    json.endObject();
    json.endObject();
}

std::string slackFacts(const std::vector<Fact>& facts)
{
    std::string out;
    const std::size_t each = kSlackText / std::max<std::size_t>(facts.size(), 1) - 80; // a value
    for (const Fact& fact : facts)
        out += (out.empty() ? "*" : "\n*") + slackText(fact.name, 60) + ":* " +
               slackText(fact.value, each);
    return out;
}

// ---- Alertmanager

void writeAlert(JsonWriter& json, const Anomaly& a, const Incident* incident,
                std::string_view summary, const MessageContext& context)
{
    const bool resolved = incident != nullptr && incident->state == IncidentState::Resolved;
    Fingerprint print;
    json.beginObject();
    json.key("status").string(resolved ? "resolved" : "firing");
    json.key("labels").beginObject();
    json.key("alertname").string("TransactionAnomaly");
    if (incident != nullptr) {
        const std::string id = std::to_string(static_cast<std::int64_t>(incident->id));
        json.key("incident").string(id);
        print.add(id);
    }
    json.key("kind").string(toString(a.kind));
    json.key("severity").string(toString(a.severity));
    json.key("source").string(a.source);
    json.key("status").string(context.catalog.name(a.status));
    json.endObject();
    print.add(context.catalog.name(a.status));
    print.add(a.source);
    json.key("annotations").beginObject();
    json.key("summary").string(summary);
    json.key("description").string(a.reason);
    json.endObject();
    json.key("startsAt").time(incident != nullptr ? incident->start : a.time);
    json.key("endsAt");
    if (resolved && incident->end)
        json.time(*incident->end);
    else
        json.string(kNever);
    json.key("generatorURL").string(context.consoleUrl);
    json.key("fingerprint").string(print.hex());
    json.endObject();
}

void beginEnvelope(JsonWriter& json, std::string_view event, std::string_view status,
                   std::string_view receiver, std::string_view groupKey,
                   const MessageContext& context)
{
    json.beginObject();
    json.key("version").string("4");
    json.key("groupKey").string(groupKey);
    json.key("truncatedAlerts").number(0);
    json.key("status").string(status);
    json.key("receiver").string(receiver);
    json.key("externalURL").string(context.consoleUrl);
    json.key("event").string(event);
}

} // namespace

std::string teamsCard(const Story& story)
{
    std::string card;
    for (const auto& [items, bytes] : {std::pair<std::size_t, std::size_t>{100, 2'000},
                                       {20, 600},
                                       {10, 300},
                                       {4, 200},
                                       {1, 100}}) {
        card = teamsCardWith(story, items, bytes);
        if (card.size() < kTeamsBytes)
            break;
    }
    return card;
}

std::string slackBody(std::string_view subject, const Story& story)
{
    JsonWriter json;
    json.beginObject();
    json.key("text").string(slackText(subject, kSlackText));
    json.key("blocks").beginArray();
    json.beginObject();
    json.key("type").string("header");
    json.key("text").beginObject();
    json.key("type").string("plain_text");
    json.key("text").string(cut(story.title, 150));
    json.endObject();
    json.endObject();
    slackSection(json, slackText(story.generatedAt, 300));
    if (!story.headline.empty())
        slackSection(json, '*' + slackText(story.headline, 500) + '*');
    if (!story.facts.empty())
        slackSection(json, slackFacts(story.facts));
    for (const StoryGroup& group : story.groups) {
        slackSection(json, '*' + slackText(group.heading, 100) + '*');
        const std::size_t shown = std::min(kSlackItems, group.items.size());
        for (std::size_t i = 0; i < shown; ++i)
            slackSection(json, slackFacts(group.items[i]));
        if (shown < group.items.size())
            slackSection(json, "+ " + std::to_string(group.items.size() - shown));
    }
    if (!story.link.empty())
        slackSection(json,
                     '<' + slackText(story.link, 500) + '|' + slackText(story.linkText, 100) + '>');
    json.endArray();
    json.endObject();
    return json.take();
}

std::string alertmanagerBody(std::span<const IncidentNote> notes, const MessageContext& context)
{
    const bool resolved = std::all_of(notes.begin(), notes.end(), [](const IncidentNote& n) {
        return n.incident.state == IncidentState::Resolved;
    });
    const bool one = notes.size() == 1;
    const IncidentNote& first = notes.front();
    const std::string id = std::to_string(static_cast<std::int64_t>(first.incident.id));
    JsonWriter json;
    beginEnvelope(json, one ? toString(first.kind) : "digest", resolved ? "resolved" : "firing",
                  first.receiver, one ? "{}:{incident=\"" + id + "\"}" : "{}:{}", context);
    json.key("groupLabels").beginObject();
    if (one)
        json.key("incident").string(id);
    json.endObject();
    json.key("commonLabels").beginObject();
    json.key("alertname").string("TransactionAnomaly");
    if (one)
        json.key("incident").string(id);
    json.endObject();
    json.key("commonAnnotations").beginObject();
    if (one)
        json.key("summary").string(first.incident.reason);
    json.endObject();
    json.key("alerts").beginArray();
    for (const IncidentNote& note : notes) {
        if (note.worst.empty())
            writeAlert(json, note.incident.peak, &note.incident, note.incident.reason, context);
        for (const Anomaly& a : note.worst)
            writeAlert(json, a, &note.incident, note.incident.reason, context);
    }
    json.endArray();
    if (one) {
        json.key("incident");
        writeIncident(json, first.incident, context.catalog);
    } else {
        json.key("incidents").beginArray();
        for (const IncidentNote& note : notes)
            writeIncident(json, note.incident, context.catalog);
        json.endArray();
    }
    if (first.lastFiveMinutes)
        json.key("transactionsLastFiveMinutes").number(*first.lastFiveMinutes);
    json.endObject();
    return json.take();
}

std::string alertmanagerBody(std::string_view event, std::string_view key, std::string_view summary,
                             std::span<const Anomaly> anomalies, const MessageContext& context,
                             Instant now)
{
    JsonWriter json;
    beginEnvelope(json, event, "firing", "", key, context);
    json.key("groupLabels").beginObject().endObject();
    json.key("commonLabels").beginObject().endObject();
    json.key("commonAnnotations").beginObject();
    json.key("summary").string(summary);
    json.endObject();
    json.key("alerts").beginArray();
    for (const Anomaly& a : anomalies)
        writeAlert(json, a, nullptr, summary, context);
    if (anomalies.empty()) { // receivers expect at least one
        json.beginObject();
        json.key("status").string("firing");
        json.key("labels").beginObject();
        json.key("alertname").string(event == "test" ? "VigiaTest" : "TransactionTrend");
        json.key("severity").string("warning");
        json.endObject();
        json.key("annotations").beginObject();
        json.key("summary").string(summary);
        json.endObject();
        json.key("startsAt").string(toRfc3339(now));
        json.key("endsAt").string(kNever);
        json.key("generatorURL").string(context.consoleUrl);
        Fingerprint print;
        print.add(key);
        json.key("fingerprint").string(print.hex());
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return json.take();
}

std::string pagerDutyEvent(const IncidentNote& note, const MessageContext& context)
{
    const Incident& incident = note.incident;
    const bool ends = note.kind == NoticeKind::Resolved;
    const bool trigger = !ends && note.kind != NoticeKind::Acknowledged;
    JsonWriter json;
    json.beginObject();
    json.key("event_action").string(ends ? "resolve" : trigger ? "trigger" : "acknowledge");
    json.key("dedup_key").string(note.thread);
    if (trigger) {
        json.key("client").string("Vigia");
        if (!context.consoleUrl.empty())
            json.key("client_url").string(context.consoleUrl);
        json.key("payload").beginObject();
        json.key("summary").string(cut(plainLine(incident.reason), kPagerDutySummary));
        json.key("source").string(incident.peak.source.empty() ? "vigia"
                                                               : plainLine(incident.peak.source));
        json.key("severity").string(toString(incident.severity));
        json.key("timestamp").time(incident.start);
        json.key("component").string(context.catalog.name(incident.peak.status));
        json.key("class").string(toString(incident.peak.kind));
        json.key("custom_details");
        writeIncident(json, incident, context.catalog);
        json.endObject();
    }
    json.endObject();
    return json.take();
}

std::string pagerDutyEvent(std::string_view key, std::string_view summary, Severity severity,
                           const MessageContext& context, Instant now)
{
    JsonWriter json;
    json.beginObject();
    json.key("event_action").string("trigger");
    json.key("dedup_key").string(key);
    json.key("client").string("Vigia");
    if (!context.consoleUrl.empty())
        json.key("client_url").string(context.consoleUrl);
    json.key("payload").beginObject();
    json.key("summary").string(cut(plainLine(summary), kPagerDutySummary));
    json.key("source").string("vigia");
    json.key("severity").string(toString(severity));
    json.key("timestamp").string(toRfc3339(now));
    json.endObject();
    json.endObject();
    return json.take();
}

} // namespace vigia
