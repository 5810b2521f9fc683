#include "core/message/retell.h"

#include "core/message/phrases.h"
#include "core/message/sayings.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>
#include <vector>

namespace vigia {
namespace {

constexpr std::size_t kMostPlaces = 9;
constexpr std::size_t kLongest = 4000; // bytes of a line; longer ones are no sentences of ours
constexpr int kDeepest = 8;            // sentences in sentences

enum class Place : char { Number = 'n', Verbatim = 'v', Retold = 't', Word = 'w', Scores = 's' };

struct Pattern
{
    std::vector<std::string_view> fixed; // one more than places
    std::vector<Place> places;
    std::string_view portuguese;
};

struct Said
{
    std::string text;
    bool known = true;
};

Pattern compiled(const Saying& saying)
{
    Pattern out;
    out.portuguese = saying.portuguese;
    std::string_view rest = saying.english;
    for (;;) {
        std::size_t at = rest.find('{');
        while (at != std::string_view::npos && (at + 2 >= rest.size() || rest[at + 2] != '}'))
            at = rest.find('{', at + 1);
        out.fixed.push_back(rest.substr(0, at));
        if (at == std::string_view::npos)
            break;
        out.places.push_back(static_cast<Place>(rest[at + 1]));
        rest.remove_prefix(at + 3);
    }
    assert(out.places.size() <= kMostPlaces);
    return out;
}

const std::vector<Pattern>& patterns()
{
    static const std::vector<Pattern> all = [] {
        std::vector<Pattern> out;
        for (const auto table : {reasonSayings(), inputSayings(), stateSayings(), troubleSayings(),
                                 settingSayings(), traceSayings()}) {
            for (const Saying& saying : table)
                out.push_back(compiled(saying));
        }
        return out;
    }();
    return all;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// "-12.5"; its length, 0 where none begins.
std::size_t plainNumber(std::string_view text)
{
    std::size_t at = !text.empty() && text.front() == '-' ? 1 : 0;
    const std::size_t first = at;
    while (at < text.size() && isDigit(text[at]))
        ++at;
    if (at == first)
        return 0;
    if (at + 1 < text.size() && text[at] == '.' && isDigit(text[at + 1])) {
        ++at;
        while (at < text.size() && isDigit(text[at]))
            ++at;
    }
    return at;
}

// "12.5", "4-17", "345 ms".
std::size_t numberLength(std::string_view text)
{
    std::size_t length = plainNumber(text);
    if (length == 0)
        return 0;
    if (length < text.size() && text[length] == '-') {
        if (const std::size_t more = plainNumber(text.substr(length + 1)); more > 0)
            length += 1 + more;
    }
    if (text.substr(length).starts_with(" ms"))
        length += 3;
    return length;
}

// Decimal comma, groups of three from four digits on.
std::string portugueseNumber(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        if (!isDigit(text.front())) {
            out += text.front() == '.' ? ',' : text.front();
            const bool point = text.front() == '.';
            text.remove_prefix(1);
            while (point && !text.empty() && isDigit(text.front())) { // decimals: no groups
                out += text.front();
                text.remove_prefix(1);
            }
            continue;
        }
        std::size_t digits = 0;
        while (digits < text.size() && isDigit(text[digits]))
            ++digits;
        for (std::size_t i = 0; i < digits; ++i) {
            if (i > 0 && (digits - i) % 3 == 0)
                out += '.';
            out += text[i];
        }
        text.remove_prefix(digits);
    }
    return out;
}

// "adaptive (6.10), lof (1.20)": names as they are.
std::string portugueseScores(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool point = text[i] == '.' && i > 0 && isDigit(text[i - 1]) && i + 1 < text.size() &&
                           isDigit(text[i + 1]);
        out += point ? ',' : text[i];
    }
    return out;
}

bool isQuoted(std::string_view text)
{
    return text.size() >= 2 && text.front() == '"' && text.back() == '"';
}

bool fits(std::string_view value)
{
    return !value.empty() && (value.find("; ") == std::string_view::npos || isQuoted(value));
}

using Values = std::array<std::string_view, kMostPlaces>;

bool match(const Pattern& pattern, std::size_t place, std::string_view rest, Values& values)
{
    if (!rest.starts_with(pattern.fixed[place]))
        return false;
    rest.remove_prefix(pattern.fixed[place].size());
    if (place == pattern.places.size())
        return rest.empty();
    if (pattern.places[place] == Place::Number) {
        const std::size_t length = numberLength(rest);
        values[place] = rest.substr(0, length);
        return length > 0 && match(pattern, place + 1, rest.substr(length), values);
    }
    const std::string_view next = pattern.fixed[place + 1];
    if (next.empty() && place + 1 == pattern.places.size()) {
        values[place] = rest;
        return fits(rest);
    }
    for (std::size_t at = rest.find(next, 1); at != std::string_view::npos;
         at = rest.find(next, at + 1)) {
        values[place] = rest.substr(0, at);
        if (fits(values[place]) && match(pattern, place + 1, rest.substr(at), values))
            return true;
    }
    return false;
}

Said tell(std::string_view text, int depth);

Said filledIn(const Pattern& pattern, const Values& values, int depth)
{
    std::array<std::string, kMostPlaces> said;
    bool known = true;
    for (std::size_t i = 0; i < pattern.places.size(); ++i) {
        switch (pattern.places[i]) {
        case Place::Number:
            said[i] = portugueseNumber(values[i]);
            break;
        case Place::Verbatim:
            said[i] = values[i];
            break;
        case Place::Scores:
            said[i] = portugueseScores(values[i]);
            break;
        case Place::Retold:
        case Place::Word: {
            Said inner = tell(values[i], depth + 1);
            known = known && (inner.known || pattern.places[i] == Place::Word);
            said[i] = std::move(inner.text);
            break;
        }
        }
    }
    return {filled(pattern.portuguese, {said[0], said[1], said[2], said[3], said[4], said[5],
                                        said[6], said[7], said[8]}),
            known};
}

// The saying that knows all of it, else the first that fits.
std::optional<Said> byTable(std::string_view text, int depth)
{
    std::optional<Said> first;
    for (const Pattern& pattern : patterns()) {
        Values values;
        if (!match(pattern, 0, text, values))
            continue;
        Said said = filledIn(pattern, values, depth);
        if (said.known)
            return said;
        if (!first)
            first = std::move(said);
    }
    return first;
}

Said joined(std::string_view text, std::string_view separator, int depth)
{
    Said out;
    for (;;) {
        const std::size_t at = text.find(separator);
        const Said part = tell(text.substr(0, at), depth + 1);
        out.text += part.text;
        out.known = out.known && part.known;
        if (at == std::string_view::npos)
            return out;
        out.text += separator;
        text.remove_prefix(at + separator.size());
    }
}

// "Reversals …" begins a sentence with "reversals …".
std::optional<Said> withSmallLetter(std::string_view text, int depth)
{
    if (text.front() < 'A' || text.front() > 'Z')
        return std::nullopt;
    std::string small(text);
    small.front() = static_cast<char>(small.front() - 'A' + 'a');
    auto said = byTable(small, depth);
    if (!said || !said->known)
        return std::nullopt;
    if (char& c = said->text.front(); c >= 'a' && c <= 'z')
        c = static_cast<char>(c - 'a' + 'A');
    return said;
}

// "/tmp/a.csv:2:1: found …", "mail.from: has no '@'": a place, and a sentence that is known.
std::optional<Said> withPlace(std::string_view text, int depth)
{
    for (std::size_t at = text.find(": "); at != std::string_view::npos;
         at = text.find(": ", at + 1)) {
        const std::string_view place = text.substr(0, at);
        const bool named =
            place.find(' ') == std::string_view::npos || place.find('/') != std::string_view::npos;
        if (!named || place.find("; ") != std::string_view::npos)
            return std::nullopt;
        Said rest = tell(text.substr(at + 2), depth + 1);
        if (rest.known)
            return Said{std::string(place) + ": " + rest.text, true};
    }
    return std::nullopt;
}

Said tell(std::string_view text, int depth)
{
    if (text.empty() || isQuoted(text))
        return {std::string(text), true};
    if (text.size() > kLongest || depth > kDeepest)
        return {std::string(text), false};
    auto whole = byTable(text, depth);
    if (whole && whole->known)
        return *whole;
    if (auto small = withSmallLetter(text, depth))
        return *small;
    std::optional<Said> parts;
    if (text.find("; ") != std::string_view::npos) {
        parts = joined(text, "; ", depth);
        if (parts->known)
            return *parts;
    }
    if (auto placed = withPlace(text, depth))
        return *placed;
    if (text.find(", ") != std::string_view::npos) {
        // Unlike "; " it stands in texts of others too: all parts or none.
        if (Said clauses = joined(text, ", ", depth); clauses.known)
            return clauses;
    }
    if (whole)
        return *whole;
    return parts.value_or(Said{std::string(text), false});
}

Said tellLines(std::string_view text)
{
    Said out;
    for (;;) {
        const std::size_t at = text.find('\n');
        const Said line = tell(text.substr(0, at), 0);
        out.text += line.text;
        out.known = out.known && line.known;
        if (at == std::string_view::npos)
            return out;
        out.text += '\n';
        text.remove_prefix(at + 1);
    }
}

} // namespace

std::string retold(std::string_view english, Language language)
{
    return language == Language::English ? std::string(english) : tellLines(english).text;
}

bool canRetell(std::string_view english)
{
    return tellLines(english).known;
}

} // namespace vigia
