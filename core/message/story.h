// What a message tells, before it becomes text, HTML, a card or blocks: a title, a headline, facts,
// and items grouped by severity.
//
// Everything in it is one line of harmless text (plainLine); each renderer escapes for its format.
// Pure; linear cost.
#pragma once

#include "core/model/anomaly.h"

#include <string>
#include <string_view>
#include <vector>

namespace vigia {

struct Fact
{
    std::string name;
    std::string value;
};

struct StoryGroup
{
    Severity severity = Severity::Warning;
    std::string heading; // "Critical Anomalies: 1"
    std::vector<std::vector<Fact>> items;
};

enum class StoryMood { Critical, Warning, Good, Neutral };

struct Story
{
    std::string_view language = "en";
    StoryMood mood = StoryMood::Neutral;
    std::string title;
    std::string generatedAt; // "Generated at: …"
    std::string headline;    // "Incident 7: still open since …"; "" = none
    std::vector<Fact> facts; // of the whole
    std::vector<StoryGroup> groups;
    std::string link;     // address of the console; "" = none
    std::string linkText; // of the link
};

// Lines of "- Name: value" under each heading, LF line ends.
[[nodiscard]] std::string storyText(const Story& story);
// Where the picture of a mail goes in the page; mimeMail() puts it there.
inline constexpr std::string_view kPictureMark = "<!-- picture -->\n";
// A small page, inline styles only, nothing loaded from outside.
[[nodiscard]] std::string storyHtml(const Story& story);

} // namespace vigia
