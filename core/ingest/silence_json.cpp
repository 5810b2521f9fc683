#include "core/ingest/silence_json.h"

#include "core/ingest/strict_json.h"
#include "core/parse/text_check.h"

#include <array>
#include <charconv>

namespace vigia {
namespace {

using Kind = StrictJson::Kind;

constexpr std::size_t kMostMatchers = 100;
constexpr std::size_t kMostName = 128;
constexpr std::size_t kMostText = 4000;
constexpr std::string_view kIdHead = "00000000-0000-4000-8000-";
constexpr std::size_t kIdDigits = 12;

// Reads members by name and notes each that has another kind.
class Members
{
public:
    Members(StrictJson& json, IssueList& issues, std::string pointer)
        : m_json(json)
        , m_issues(issues)
        , m_pointer(std::move(pointer))
    {}

    // False, and passed over, when the value is of another kind.
    bool expect(Kind kind, std::string_view name)
    {
        const Kind found = m_json.peek();
        if (found == kind)
            return true;
        if (m_json.ok())
            m_issues.add(m_pointer + '/' + std::string(name),
                         "found " + std::string(describe(found)) + ", expected " +
                             std::string(describe(kind)));
        m_json.skip();
        return false;
    }
    std::string text(std::string_view name, std::size_t most)
    {
        if (!expect(Kind::String, name))
            return {};
        std::string value = m_json.readString();
        if (value.empty() || isPlainText(value, most))
            return value;
        m_issues.add(m_pointer + '/' + std::string(name),
                     "found " + inQuotes(value) +
                         ", expected text without control characters, at most " +
                         std::to_string(most) + " bytes");
        return {};
    }
    bool flag(std::string_view name) { return expect(Kind::Boolean, name) && m_json.readBoolean(); }
    void refuse(std::string_view name, std::string detail)
    {
        m_issues.add(m_pointer + '/' + std::string(name), std::move(detail));
    }
    [[nodiscard]] const std::string& pointer() const { return m_pointer; }

private:
    StrictJson& m_json;
    IssueList& m_issues;
    std::string m_pointer;
};

SilenceMatcher readMatcher(StrictJson& json, IssueList& issues, const std::string& pointer)
{
    SilenceMatcher out;
    Members members(json, issues, pointer);
    std::string name;
    json.enter();
    while (json.nextMember(name)) {
        if (name == "name")
            out.name = members.text(name, kMostName);
        else if (name == "value")
            out.value = members.text(name, kMostText);
        else if (name == "isRegex")
            out.isRegex = members.flag(name);
        else if (name == "isEqual")
            out.isEqual = members.flag(name);
        else
            json.skip();
    }
    if (json.ok()) {
        if (const auto fault = faultOf(out))
            issues.add(pointer, *fault);
    }
    return out;
}

std::vector<SilenceMatcher> readMatchers(StrictJson& json, Members& members, IssueList& issues)
{
    std::vector<SilenceMatcher> out;
    if (!members.expect(Kind::Array, "matchers"))
        return out;
    for (json.enter(); json.nextElement();) {
        const std::string pointer = members.pointer() + "/matchers/" + std::to_string(out.size());
        Members one(json, issues, pointer);
        if (out.size() >= kMostMatchers || json.peek() != Kind::Object) {
            if (json.ok())
                issues.add(pointer, "expected at most 100 matchers, each an object");
            json.skip();
            continue;
        }
        out.push_back(readMatcher(json, issues, pointer));
    }
    return out;
}

void readRecurs(StrictJson& json, Members& above, IssueList& issues, SilenceRule& rule)
{
    if (json.peek() == Kind::Null) {
        json.skip();
        return;
    }
    if (!above.expect(Kind::Object, "recurs"))
        return;
    Members members(json, issues, above.pointer() + "/recurs");
    std::vector<std::string> days;
    std::string from;
    std::string to;
    std::string name;
    json.enter();
    while (json.nextMember(name)) {
        if (name == "from") {
            from = members.text(name, kMostName);
        } else if (name == "to") {
            to = members.text(name, kMostName);
        } else if (name == "zone") {
            rule.zone = members.text(name, kMostName);
        } else if (name == "days" && members.expect(Kind::Array, name)) {
            for (json.enter(); json.nextElement();) {
                if (members.expect(Kind::String, name))
                    days.push_back(json.readString());
            }
        } else if (name != "days") {
            if (json.ok())
                members.refuse(name,
                               "found " + inQuotes(name) + ", expected days, from, to or zone");
            json.skip();
        }
    }
    if (!json.ok())
        return;
    const auto window = makeTimeWindow(days, from, to);
    if (!window)
        issues.add(members.pointer(), window.error().message);
    else
        rule.recurs = *window;
    if (rule.zone.empty())
        issues.add(members.pointer() + "/zone",
                   "found nothing, expected an IANA zone as \"America/Sao_Paulo\"");
}

void writeMatchers(JsonWriter& json, std::span<const SilenceMatcher> matchers)
{
    json.key("matchers").beginArray();
    for (const SilenceMatcher& m : matchers) {
        json.beginObject();
        json.key("name").string(m.name);
        json.key("value").string(m.value);
        json.key("isRegex").boolean(m.isRegex);
        json.key("isEqual").boolean(m.isEqual);
        json.endObject();
    }
    json.endArray();
}

void writeRecurs(JsonWriter& json, const TimeWindow& window, std::string_view zone)
{
    json.key("recurs").beginObject();
    json.key("days").beginArray();
    for (const std::string& day : daysOf(window))
        json.string(day);
    json.endArray();
    json.key("from").string(clockOf(window.from));
    json.key("to").string(clockOf(window.to));
    json.key("zone").string(zone);
    json.endObject();
}

} // namespace

std::string silenceRuleText(const SilenceRule& rule)
{
    JsonWriter json;
    json.beginObject();
    writeMatchers(json, rule.matchers);
    if (rule.recurs)
        writeRecurs(json, *rule.recurs, rule.zone);
    json.endObject();
    return json.take();
}

Result<SilenceRule> readSilenceRule(std::string_view text)
{
    StrictJson json(text);
    SilenceRule out;
    IssueList issues;
    Members members(json, issues, "");
    if (json.peek() != Kind::Object)
        return fail(ErrorCode::InvalidInput, "a silence's rule is not an object");
    std::string name;
    json.enter();
    while (json.nextMember(name)) {
        if (name == "matchers")
            out.matchers = readMatchers(json, members, issues);
        else if (name == "recurs")
            readRecurs(json, members, issues, out);
        else
            json.skip();
    }
    if (!json.finish())
        return fail(ErrorCode::InvalidInput, json.fault());
    if (!issues.empty())
        return fail(ErrorCode::InvalidInput,
                    issues.issues.front().pointer + ": " + issues.issues.front().detail);
    return out;
}

Result<PostedSilence> readSilence(std::string_view body, TimeParser& times)
{
    StrictJson json(body);
    PostedSilence out;
    Members members(json, out.issues, "");
    const auto instant = [&](const std::string& name) -> std::optional<Instant> {
        const std::string text = members.text(name, kMostName);
        if (text.empty())
            return std::nullopt;
        const auto value = times.instant(text);
        if (!value)
            members.refuse(name, "found " + inQuotes(text) + ", expected " + times.explain(text));
        return value;
    };
    if (json.peek() != Kind::Object) {
        if (json.ok())
            out.issues.add("",
                           "found " + std::string(describe(json.peek())) + ", expected an object");
        json.skip();
    } else {
        std::string name;
        json.enter();
        while (json.nextMember(name)) {
            if (name == "matchers") {
                out.rule.matchers = readMatchers(json, members, out.issues);
            } else if (name == "recurs") {
                readRecurs(json, members, out.issues, out.rule);
            } else if (name == "createdBy") {
                out.owner = members.text(name, kMostName);
            } else if (name == "comment") {
                out.reason = members.text(name, kMostText);
            } else if (name == "startsAt") {
                out.starts = instant(name);
            } else if (name == "endsAt") {
                out.ends = instant(name);
            } else if (name == "id" && json.peek() == Kind::Null) {
                json.skip();
            } else if (name == "id") {
                const std::string id = members.text(name, kMostName);
                const auto number = silenceIdFrom(id);
                if (!id.empty() && !number)
                    members.refuse(name, "found " + inQuotes(id) + ", expected a silence's id");
                out.id = number.value_or(0);
            } else {
                json.skip(); // as Alertmanager does: status, updatedAt
            }
        }
    }
    if (!json.finish())
        return fail(ErrorCode::InvalidInput, json.fault());
    const auto need = [&](bool there, const char* name, const char* expected) {
        if (!there && out.issues.empty())
            members.refuse(name, std::string("found nothing, expected ") + expected);
    };
    need(!out.owner.empty(), "createdBy", "who asks for the silence");
    need(!out.reason.empty(), "comment", "why nobody is to be told");
    need(out.ends.has_value(), "endsAt", "when it ends");
    return out;
}

std::string silenceIdText(std::int64_t id)
{
    std::string digits = std::to_string(id);
    if (digits.size() < kIdDigits)
        digits.insert(0, kIdDigits - digits.size(), '0');
    return std::string(kIdHead) + digits;
}

std::optional<std::int64_t> silenceIdFrom(std::string_view text)
{
    if (text.starts_with(kIdHead))
        text.remove_prefix(kIdHead.size());
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || id <= 0)
        return std::nullopt;
    return id;
}

void writeSilence(JsonWriter& json, const Silence& silence, const Zone& zone, Instant now)
{
    json.beginObject();
    json.key("id").string(silenceIdText(silence.id));
    json.key("status").beginObject();
    json.key("state").string(toString(stateOf(silence, now))).endObject();
    json.key("createdBy").string(silence.owner);
    json.key("comment").string(silence.reason);
    json.key("startsAt").string(toRfc3339(silence.starts));
    json.key("endsAt").string(toRfc3339(silence.ends));
    json.key("updatedAt").string(toRfc3339(silence.created));
    writeMatchers(json, silence.matchers);
    if (silence.recurs && silence.zone)
        writeRecurs(json, *silence.recurs, silence.zone->id());
    json.key("lastMatch");
    if (silence.lastMatch)
        json.string(toRfc3339(*silence.lastMatch));
    else
        json.null();
    json.key("hints").beginArray();
    if (matchedNothingForLong(silence, now))
        json.string("matched nothing for long");
    if (endsThisShift(silence, now, zone))
        json.string("ends this shift");
    json.endArray();
    json.endObject();
}

Result<SilenceMatcher> readMatcher(std::string_view text)
{
    SilenceMatcher out;
    const std::size_t at = text.find_first_of("=!");
    const auto wrong = [&] {
        return fail(ErrorCode::InvalidInput,
                    "found " + inQuotes(text) + ", expected a matcher as status=\"denied\"");
    };
    if (at == std::string_view::npos)
        return wrong();
    out.name = text.substr(0, at);
    std::string_view rest = text.substr(at);
    constexpr std::array<std::string_view, 4> kSigns = {"=~", "!~", "!=", "="};
    for (const std::string_view sign : kSigns) {
        if (!rest.starts_with(sign))
            continue;
        out.isRegex = sign.ends_with('~');
        out.isEqual = sign.front() == '=';
        rest.remove_prefix(sign.size());
        if (rest.size() >= 2 && rest.front() == '"' && rest.back() == '"')
            rest = rest.substr(1, rest.size() - 2);
        out.value = rest;
        if (const auto fault = faultOf(out))
            return fail(ErrorCode::InvalidInput, *fault);
        return out;
    }
    return wrong();
}

} // namespace vigia
