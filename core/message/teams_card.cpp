#include "core/message/payloads.h"

#include "core/message/json_text.h"
#include "core/message/words.h"

#include <algorithm>

namespace vigia {
namespace {

constexpr std::size_t kMostBytes = 20'000;

// A TextBlock reads a little Markdown: no links, emphasis or code from outside.
std::string teamsText(std::string_view text, std::size_t bytes)
{
    std::string out;
    for (const char c : cutText(text, bytes)) {
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
        if (card.size() < kMostBytes)
            break;
    }
    return card;
}

} // namespace vigia
