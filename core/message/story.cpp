#include "core/message/story.h"

#include "core/base/html_text.h"
#include "core/message/words.h"

namespace vigia {
namespace {

void appendRow(std::string& out, const Fact& fact)
{
    out += "<tr><td style=\"padding:2px 16px 2px 0;color:#57606C;vertical-align:top\">" +
           htmlEscape(fact.name) + "</td><td style=\"padding:2px 0\">" + htmlEscape(fact.value) +
           "</td></tr>\n";
}

void appendTable(std::string& out, const std::vector<Fact>& facts)
{
    out += "<table style=\"border-collapse:collapse;margin:0 0 16px\">\n";
    for (const Fact& fact : facts)
        appendRow(out, fact);
    out += "</table>\n";
}

// The light colours of the console: 4.5:1 on white.
std::string_view edgeColour(StoryMood mood)
{
    switch (mood) {
    case StoryMood::Critical:
        return "#C41F27";
    case StoryMood::Warning:
        return "#8F5B00";
    case StoryMood::Good:
        return "#117956";
    case StoryMood::Neutral:
        return "#57606C";
    }
    return "#57606C";
}

} // namespace

std::string storyText(const Story& story)
{
    std::string out = story.title + '\n' + story.generatedAt + '\n';
    if (!story.headline.empty())
        out += '\n' + story.headline + '\n';
    for (const Fact& fact : story.facts)
        out += fact.name + ": " + fact.value + '\n';
    for (const StoryGroup& group : story.groups) {
        out += '\n' + group.heading + '\n';
        for (std::size_t i = 0; i < group.items.size(); ++i) {
            if (i > 0)
                out += '\n';
            for (const Fact& fact : group.items[i])
                out += "- " + fact.name + ": " + fact.value + '\n';
        }
    }
    if (!story.link.empty())
        out += '\n' + story.linkText + ": " + story.link + '\n';
    return out;
}

std::string storyHtml(const Story& story)
{
    // A card as wide as the picture, with the mood at its edge. Inline styles are all that mail
    // programs agree on.
    std::string out = "<!DOCTYPE html>\n<html lang=\"" + std::string(story.language) +
                      "\"><head><meta charset=\"utf-8\"><title>" + htmlEscape(story.title) +
                      "</title></head>\n<body style=\"margin:0;padding:16px;background:#F2F4F7;"
                      "font-family:Inter,'Segoe UI',Roboto,sans-serif;font-size:14px;"
                      "line-height:1.45;color:#171C22\">\n<div style=\"max-width:660px;"
                      "margin:0 auto;padding:16px 20px;background:#FFFFFF;border:1px solid #D9DFE6;"
                      "border-left:5px solid " +
                      std::string(edgeColour(story.mood)) +
                      ";border-radius:6px\">\n<h2 style=\"margin:0 0 4px;font-size:19px\">" +
                      htmlEscape(story.title) +
                      "</h2>\n<p style=\"margin:0 0 16px;color:#57606C\">" +
                      htmlEscape(story.generatedAt) + "</p>\n";
    if (!story.headline.empty())
        out += "<p style=\"margin:0 0 8px\"><b>" + htmlEscape(story.headline) + "</b></p>\n";
    if (!story.facts.empty())
        appendTable(out, story.facts);
    out += kPictureMark;
    for (const StoryGroup& group : story.groups) {
        // Never by colour alone: the shape stands beside the word.
        const bool critical = group.severity == Severity::Critical;
        out += std::string("<h3 style=\"margin:0 0 8px;font-size:15px;color:") +
               std::string(edgeColour(critical ? StoryMood::Critical : StoryMood::Warning)) +
               (critical ? "\">&#9650; " : "\">&#9670; ") + htmlEscape(group.heading) + "</h3>\n";
        for (const std::vector<Fact>& item : group.items)
            appendTable(out, item);
    }
    if (!story.link.empty())
        out += "<p style=\"margin:0\"><a style=\"color:#0B62B8\" href=\"" + htmlEscape(story.link) +
               "\">" + htmlEscape(story.linkText) + "</a></p>\n";
    return out + "</div>\n</body></html>\n";
}

} // namespace vigia
