#include "core/message/message.h"

#include "core/base/number_text.h"
#include "core/message/fingerprint.h"
#include "core/message/retell.h"
#include "core/message/words.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace vigia {
namespace {

constexpr std::array kGroups{Severity::Critical, Severity::Warning};

std::vector<const Anomaly*> ofSeverity(std::span<const Anomaly> anomalies, Severity severity)
{
    std::vector<const Anomaly*> out;
    for (const Anomaly& a : anomalies) {
        if (a.severity == severity)
            out.push_back(&a);
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Anomaly* a, const Anomaly* b) { return a->score > b->score; });
    return out;
}

std::string timeText(const Anomaly& a, const MessageContext& context, Instant now)
{
    const LocalMinute local = context.zone.toLocal(a.time);
    const std::string day = dateText(local);
    const bool today = day == dateText(context.zone.toLocal(floorToMinute(now)));
    return today ? clockText(local) : clockText(local) + " (" + day + ')';
}

std::string alertKey(std::span<const Anomaly> anomalies, const MessageContext& context)
{
    std::vector<std::string> parts;
    for (const Anomaly& a : anomalies)
        parts.push_back(toRfc3339(a.time) + ' ' + std::string(context.catalog.name(a.status)) +
                        ' ' + a.source);
    std::sort(parts.begin(), parts.end());
    Fingerprint print;
    for (const std::string& part : parts)
        print.add(part);
    return "anomaly-" + print.hex();
}

std::string alertSubject(std::span<const Anomaly> anomalies, const MessageContext& context,
                         Instant now)
{
    const Phrases& say = phrases(context.language);
    const auto critical = ofSeverity(anomalies, Severity::Critical);
    const auto warning = ofSeverity(anomalies, Severity::Warning);
    const Anomaly& worst = critical.empty() ? *warning.front() : *critical.front();
    std::string out = filled(say.alertSubject,
                             {worst.severity == Severity::Critical ? say.critical : say.warning,
                              statusText(worst.status, context), word(worst.kind, context.language),
                              timeText(worst, context, now)});
    if (anomalies.size() > 1)
        out += filled(say.andMore, {std::to_string(anomalies.size() - 1)});
    return out;
}

Story alertStory(std::span<const Anomaly> anomalies, const MessageContext& context, Instant now)
{
    const Phrases& say = phrases(context.language);
    Story story;
    story.language = say.code;
    story.title = say.alertTitle;
    story.generatedAt = std::string(say.generatedAt) + ": " + stampText(now, context.zone);
    story.groups = anomalyGroups(anomalies, context, now);
    story.mood = story.groups.front().items.empty() ? StoryMood::Warning : StoryMood::Critical;
    story.link = context.consoleUrl;
    story.linkText = say.openConsole;
    return story;
}

} // namespace

std::string statusText(StatusId status, const MessageContext& context)
{
    return upperText(plainLine(context.catalog.name(status)));
}

std::vector<StoryGroup> anomalyGroups(std::span<const Anomaly> anomalies,
                                      const MessageContext& context, Instant now)
{
    const Phrases& say = phrases(context.language);
    std::vector<StoryGroup> out;
    for (const Severity severity : kGroups) {
        const auto chosen = ofSeverity(anomalies, severity);
        StoryGroup group;
        group.severity = severity;
        group.heading = std::string(severity == Severity::Critical ? say.criticalAnomalies
                                                                   : say.warningAnomalies) +
                        ": " + std::to_string(chosen.size());
        for (const Anomaly* a : chosen) {
            std::vector<Fact> item{
                {std::string(say.time), timeText(*a, context, now)},
                {std::string(say.status), statusText(a->status, context)},
                {std::string(say.count), std::to_string(a->count)},
                {std::string(say.score), fixedText(a->score)},
                {std::string(say.reason), plainLine(retold(a->reason, context.language))}};
            if (!a->source.empty())
                item.push_back({std::string(say.source), plainLine(a->source)});
            group.items.push_back(std::move(item));
        }
        out.push_back(std::move(group));
    }
    return out;
}

std::string alertText(std::span<const Anomaly> anomalies, const MessageContext& context,
                      Instant now)
{
    return storyText(alertStory(anomalies, context, now));
}

std::string alertHtml(std::span<const Anomaly> anomalies, const MessageContext& context,
                      Instant now)
{
    return storyHtml(alertStory(anomalies, context, now));
}

Message anomalyAlert(std::span<const Anomaly> anomalies, const MessageContext& context, Instant now)
{
    assert(!anomalies.empty());
    Message message;
    message.key = alertKey(anomalies, context);
    message.subject = alertSubject(anomalies, context, now);
    message.text = alertText(anomalies, context, now);
    message.html = alertHtml(anomalies, context, now);
    return message;
}

Message testMessage(std::string key, const MessageContext& context, Instant now)
{
    const Phrases& say = phrases(context.language);
    Story story;
    story.language = say.code;
    story.title = say.testText;
    story.generatedAt = std::string(say.generatedAt) + ": " + stampText(now, context.zone);
    Message message;
    message.key = std::move(key);
    message.subject = say.testSubject;
    message.text = storyText(story);
    message.html = storyHtml(story);
    return message;
}

} // namespace vigia
