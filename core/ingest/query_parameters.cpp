#include "core/ingest/query_parameters.h"

#include "core/alerting/time_window.h"
#include "core/parse/text_check.h"

#include <algorithm>

namespace vigia {
namespace {

std::string listed(QueryParameters::Names names)
{
    std::string out;
    for (const std::string_view name : names) {
        if (!out.empty())
            out += ", ";
        out += name;
    }
    return out.empty() ? "none" : out;
}

bool contains(QueryParameters::Names names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

void QueryParameters::refuse(const std::string& name, std::string detail)
{
    m_issues.add("/" + name, std::move(detail));
}

void QueryParameters::addUnknown(std::string_view name, Names known)
{
    m_issues.add("", "found " + inQuotes(name) + ", expected one of " + listed(known));
}

QueryParameters QueryParameters::fromUrl(const std::vector<HttpField>& fields, Names known)
{
    QueryParameters out;
    for (const auto& [name, value] : fields) {
        if (!contains(known, name))
            out.addUnknown(name, known);
        else if (!out.m_values.try_emplace(name, Value{value, Form::Either}).second)
            out.refuse(name, "found it twice, expected it once");
    }
    return out;
}

Result<QueryParameters> QueryParameters::fromJson(std::string_view body, Names known)
{
    QueryParameters out;
    StrictJson json(body);
    const StrictJson::Kind top = json.peek();
    if (top != StrictJson::Kind::Object) {
        if (json.ok())
            out.m_issues.add("", "found " + std::string(describe(top)) + ", expected an object");
        json.skip();
    } else {
        std::string name;
        json.enter();
        while (json.nextMember(name)) {
            const StrictJson::Kind kind = json.peek();
            if (!contains(known, name)) {
                out.addUnknown(name, known);
                json.skip();
            } else if (kind == StrictJson::Kind::String) {
                out.m_values[name] = {json.readString(), Form::Text};
            } else if (kind == StrictJson::Kind::Number) {
                out.m_values[name] = {std::string(json.readNumber()), Form::Number};
            } else {
                if (json.ok())
                    out.refuse(name, "found " + std::string(describe(kind)) +
                                         ", expected a string or a number");
                json.skip();
            }
        }
    }
    if (!json.finish())
        return fail(ErrorCode::InvalidInput, json.fault());
    return out;
}

const std::string* QueryParameters::text(const std::string& name, std::string_view expected)
{
    const auto at = m_values.find(name);
    if (at == m_values.end())
        return nullptr;
    if (at->second.form == Form::Number) {
        refuse(name, "found a number, expected " + std::string(expected));
        return nullptr;
    }
    return &at->second.text;
}

std::optional<std::uint64_t> QueryParameters::number(const std::string& name,
                                                     std::string_view expected)
{
    const auto at = m_values.find(name);
    if (at == m_values.end())
        return std::nullopt;
    const auto value =
        at->second.form == Form::Text ? std::nullopt : RowValidator::count(at->second.text);
    if (!value) {
        const std::string shown = at->second.form == Form::Number ? at->second.text.substr(0, 32)
                                                                  : inQuotes(at->second.text);
        refuse(name, "found " + shown + ", expected " + std::string(expected));
    }
    return value;
}

std::optional<Minute> QueryParameters::time(const std::string& name, TimeParser& parser)
{
    const std::string* value = text(name, "a time in quotes");
    if (!value)
        return std::nullopt;
    if (const auto minute = parser.minute(*value))
        return minute;
    // A + that was not percent-encoded in a URL arrives as a blank: 2025-07-12T13:45:00 03:00.
    constexpr std::size_t kOffset = 6; // "+03:00"
    if (value->size() > kOffset && (*value)[value->size() - kOffset] == ' ') {
        std::string repaired = *value;
        repaired[value->size() - kOffset] = '+';
        if (const auto minute = parser.minute(repaired))
            return minute;
    }
    refuse(name, "found " + inQuotes(*value) + ", expected " + parser.explain(*value));
    return std::nullopt;
}

std::optional<StatusId> QueryParameters::status(const StatusCatalog& catalog)
{
    const std::string expected = "one of " + catalog.list();
    const std::string* value = text("status", expected);
    if (!value)
        return std::nullopt;
    const auto id = catalog.find(*value);
    if (!id)
        refuse("status", "found " + inQuotes(*value) + ", expected " + expected);
    return id;
}

std::optional<Severity> QueryParameters::severity()
{
    const std::string* value = text("severity", "warning or critical");
    if (!value)
        return std::nullopt;
    for (const Severity severity : {Severity::Warning, Severity::Critical}) {
        if (*value == toString(severity))
            return severity;
    }
    refuse("severity", "found " + inQuotes(*value) + ", expected warning or critical");
    return std::nullopt;
}

std::optional<IncidentState> QueryParameters::state()
{
    const std::string expected = "open, acknowledged or resolved";
    const std::string* value = text("state", expected);
    if (!value)
        return std::nullopt;
    for (const IncidentState state :
         {IncidentState::Open, IncidentState::Acknowledged, IncidentState::Resolved}) {
        if (*value == toString(state))
            return state;
    }
    refuse("state", "found " + inQuotes(*value) + ", expected " + expected);
    return std::nullopt;
}

std::optional<std::string> QueryParameters::source()
{
    const std::string* value = text("source", RowValidator::expectedSource());
    if (!value)
        return std::nullopt;
    if (!RowValidator::isSource(*value)) {
        refuse("source",
               "found " + inQuotes(*value) + ", expected " + RowValidator::expectedSource());
        return std::nullopt;
    }
    return *value;
}

std::optional<int> QueryParameters::hour()
{
    constexpr std::uint64_t kLastHour = 23;
    const auto value = number("hour", "a whole number from 0 to 23");
    if (value && *value > kLastHour) {
        refuse("hour",
               "found " + std::to_string(*value) + ", expected a whole number from 0 to 23");
        return std::nullopt;
    }
    return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

bool QueryParameters::flag(const std::string& name)
{
    const std::string* value = text(name, "true or false");
    if (value && *value != "true" && *value != "false")
        refuse(name, "found " + inQuotes(*value) + ", expected true or false");
    return value && *value == "true";
}

std::size_t QueryParameters::limit(std::size_t usual, std::size_t most)
{
    const auto value = number("limit", "a whole number from 1");
    if (value && *value == 0)
        refuse("limit", "found 0, expected a whole number from 1");
    if (!value || *value == 0)
        return usual;
    return static_cast<std::size_t>(std::min<std::uint64_t>(*value, most));
}

std::optional<std::string> QueryParameters::line(const std::string& name, std::size_t most)
{
    const std::string expected =
        "text without control characters, at most " + std::to_string(most) + " bytes";
    const std::string* value = text(name, expected);
    if (!value)
        return std::nullopt;
    if (!value->empty() && !isPlainText(*value, most)) {
        refuse(name, "found " + inQuotes(*value) + ", expected " + expected);
        return std::nullopt;
    }
    return *value;
}

std::string QueryParameters::needLine(const std::string& name, std::size_t most)
{
    const std::size_t before = m_issues.total;
    const std::string value = line(name, most).value_or("");
    if (value.empty() && m_issues.total == before)
        refuse(name, "found nothing, expected text");
    return value;
}

std::optional<IncidentVerdict> QueryParameters::verdict()
{
    const std::string expected = "one of true, false, known_cause, in quotes";
    const std::string* value = text("verdict", expected);
    if (value) {
        for (const IncidentVerdict verdict :
             {IncidentVerdict::True, IncidentVerdict::False, IncidentVerdict::KnownCause}) {
            if (*value == toString(verdict))
                return verdict;
        }
        refuse("verdict", "found " + inQuotes(*value) + ", expected " + expected);
    } else if (m_issues.empty()) {
        refuse("verdict", "found nothing, expected " + expected);
    }
    return std::nullopt;
}

std::chrono::minutes QueryParameters::minutes(const std::string& name, std::chrono::minutes most)
{
    const std::string expected = "a whole number from 1 to " + std::to_string(most.count());
    const std::size_t before = m_issues.total;
    const auto value = number(name, expected);
    const bool isGood = value && *value >= 1 && *value <= static_cast<std::uint64_t>(most.count());
    if (!isGood && m_issues.total == before)
        refuse(name,
               "found " + (value ? std::to_string(*value) : "nothing") + ", expected " + expected);
    return std::chrono::minutes{isGood ? static_cast<std::int64_t>(*value) : 0};
}

Minute QueryParameters::needTime(const std::string& name, TimeParser& parser)
{
    const std::size_t before = m_issues.total;
    const auto value = time(name, parser);
    if (!value && m_issues.total == before)
        refuse(name, "found nothing, expected a time as 2025-07-12T13:45:00Z");
    return value.value_or(Minute{});
}

StatusId QueryParameters::needStatus(const StatusCatalog& catalog)
{
    const std::size_t before = m_issues.total;
    const auto value = status(catalog);
    if (!value && m_issues.total == before)
        refuse("status", "found nothing, expected one of " + catalog.list());
    return value.value_or(StatusId{});
}

std::optional<Instant> QueryParameters::expiry(TimeParser& parser, Instant now,
                                               std::chrono::minutes most)
{
    if (has("minutes") && has("until")) {
        refuse("until", "found minutes as well, expected one of both");
        return std::nullopt;
    }
    if (has("minutes"))
        return now + minutes("minutes", most);
    const std::string* value = text("until", "a time in quotes");
    if (!value)
        return std::nullopt;
    std::optional<Instant> at;
    if (const auto clock = readClock(*value)) {
        const Zone& zone = parser.zone();
        const LocalMinute local = zone.toLocal(floorToMinute(now));
        auto day = std::chrono::floor<std::chrono::days>(local);
        if (minuteOfDay(local) >= *clock)
            day += std::chrono::days{1};
        at = zone.resolve(day + std::chrono::minutes{*clock}).minute;
    } else {
        at = time("until", parser);
    }
    if (at && (*at <= now || *at > now + most)) {
        refuse("until", "found " + inQuotes(*value) + ", expected a time within the next " +
                            std::to_string(most.count()) + " minutes");
        return std::nullopt;
    }
    return at;
}

void QueryParameters::checkRange(const std::optional<Minute>& from, const std::optional<Minute>& to)
{
    if (from && to && *to < *from)
        refuse("from", "found a time after \"to\", expected one before it");
}

HttpResponse QueryParameters::refusal() const
{
    return problem(422, "the query is wrong: " + m_issues.issues.front().detail, m_issues);
}

} // namespace vigia
