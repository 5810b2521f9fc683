#include "core/message/payloads.h"

#include "core/message/json_text.h"
#include "core/message/words.h"

#include <algorithm>

namespace vigia {
namespace {

constexpr std::size_t kSlackText = 2'900; // of 3,000, for what escaping and a name add
constexpr std::size_t kSlackItems = 15;   // of 50 blocks, with room for headings

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

} // namespace

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
    json.key("text").string(cutText(story.title, 150));
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

} // namespace vigia
