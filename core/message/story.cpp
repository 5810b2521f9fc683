#include "core/message/story.h"

#include "core/message/words.h"

namespace vigia {
namespace {

void appendRow(std::string& out, const Fact& fact)
{
    out += "<tr><td style=\"padding:2px 12px 2px 0;color:#555;vertical-align:top\">" +
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
    std::string out = "<!DOCTYPE html>\n<html lang=\"" + std::string(story.language) +
                      "\"><head><meta charset=\"utf-8\"><title>" + htmlEscape(story.title) +
                      "</title></head>\n<body style=\"font-family:sans-serif;color:#111\">\n"
                      "<h2 style=\"margin:0 0 4px\">" +
                      htmlEscape(story.title) + "</h2>\n<p style=\"margin:0 0 16px\">" +
                      htmlEscape(story.generatedAt) + "</p>\n";
    if (!story.headline.empty())
        out += "<p style=\"margin:0 0 8px\"><b>" + htmlEscape(story.headline) + "</b></p>\n";
    if (!story.facts.empty())
        appendTable(out, story.facts);
    for (const StoryGroup& group : story.groups) {
        // Never by colour alone: the shape stands beside the word.
        const bool critical = group.severity == Severity::Critical;
        out += std::string("<h3 style=\"margin:0 0 8px;color:") +
               (critical ? "#B00020\">&#9650; " : "#8A5A00\">&#9670; ") +
               htmlEscape(group.heading) + "</h3>\n";
        for (const std::vector<Fact>& item : group.items)
            appendTable(out, item);
    }
    if (!story.link.empty())
        out += "<p><a href=\"" + htmlEscape(story.link) + "\">" + htmlEscape(story.linkText) +
               "</a></p>\n";
    return out + "</body></html>\n";
}

} // namespace vigia
