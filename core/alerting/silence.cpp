#include "core/alerting/silence.h"

#include <algorithm>
#include <array>

namespace vigia {
namespace {

constexpr std::size_t kMostValue = 1024;
constexpr std::array<std::string_view, 9> kLabels = {"status",   "source",   "severity",
                                                     "kind",     "incident", "instance",
                                                     "statuses", "sources",  "alertname"};
constexpr std::string_view kAny = ".*";

// Literal pieces with any text between them, in time linear in pieces and text: the first place
// where a piece fits is as good as any later one.
bool fits(std::string_view pattern, std::string_view text)
{
    std::size_t any = pattern.find(kAny);
    if (any == std::string_view::npos)
        return pattern == text;
    if (!text.starts_with(pattern.substr(0, any)))
        return false;
    text.remove_prefix(any);
    pattern.remove_prefix(any + kAny.size());
    while ((any = pattern.find(kAny)) != std::string_view::npos) {
        const std::size_t at = text.find(pattern.substr(0, any));
        if (at == std::string_view::npos)
            return false;
        text.remove_prefix(at + any);
        pattern.remove_prefix(any + kAny.size());
    }
    return text.size() >= pattern.size() && text.ends_with(pattern);
}

std::string_view withoutAnchors(std::string_view pattern)
{
    if (pattern.starts_with('^'))
        pattern.remove_prefix(1);
    if (pattern.ends_with('$'))
        pattern.remove_suffix(1);
    if (pattern.starts_with("(?:") && pattern.ends_with(')'))
        return pattern.substr(3, pattern.size() - 4);
    if (pattern.starts_with('(') && pattern.ends_with(')'))
        return pattern.substr(1, pattern.size() - 2);
    return pattern;
}

bool fitsAny(std::string_view pattern, std::string_view text)
{
    pattern = withoutAnchors(pattern);
    while (true) {
        const std::size_t bar = pattern.find('|');
        if (fits(pattern.substr(0, bar), text))
            return true;
        if (bar == std::string_view::npos)
            return false;
        pattern.remove_prefix(bar + 1);
    }
}

template <typename Items, typename Name>
std::string joined(const Items& items, Name name)
{
    std::string out;
    for (const auto& item : items) {
        if (!out.empty())
            out += ',';
        out += name(item);
    }
    return out;
}

} // namespace

bool matches(const SilenceMatcher& matcher, std::string_view value)
{
    const bool same = matcher.isRegex ? fitsAny(matcher.value, value) : matcher.value == value;
    return same == matcher.isEqual;
}

std::optional<std::string> faultOf(const SilenceMatcher& matcher)
{
    if (std::find(kLabels.begin(), kLabels.end(), matcher.name) == kLabels.end())
        return "found the label \"" + matcher.name.substr(0, 64) +
               "\", expected status, source, severity, kind, incident, instance, statuses, "
               "sources or alertname";
    if (matcher.value.size() > kMostValue)
        return "the value of " + matcher.name + " has " + std::to_string(matcher.value.size()) +
               " bytes, expected at most " + std::to_string(kMostValue);
    if (!matcher.isRegex)
        return std::nullopt;
    std::string_view rest = withoutAnchors(matcher.value);
    while (!rest.empty()) {
        if (rest.starts_with(kAny)) {
            rest.remove_prefix(kAny.size());
            continue;
        }
        if (std::string_view("\\^$*+?()[]{}").find(rest.front()) != std::string_view::npos)
            return "the pattern of " + matcher.name + " has a \"" + rest.front() +
                   "\", expected names separated by |, where .* stands for any text";
        rest.remove_prefix(1);
    }
    return std::nullopt;
}

std::optional<std::string> faultOf(const Silence& silence, Instant now)
{
    if (silence.owner.empty())
        return "owner: found nothing, expected who asks for the silence";
    if (silence.reason.empty())
        return "reason: found nothing, expected why nobody is to be told";
    if (silence.matchers.empty())
        return "matchers: found none, expected at least one: a silence of everything hides too "
               "much";
    for (const SilenceMatcher& matcher : silence.matchers) {
        if (const auto fault = faultOf(matcher))
            return "matchers: " + *fault;
    }
    if (silence.ends <= silence.starts)
        return "end: found " + toRfc3339(silence.ends) + ", expected a time after the start, " +
               toRfc3339(silence.starts);
    if (silence.ends <= now)
        return "end: found " + toRfc3339(silence.ends) + ", which is over";
    return std::nullopt;
}

std::string_view toString(SilenceState state)
{
    switch (state) {
    case SilenceState::Pending:
        return "pending";
    case SilenceState::Active:
        return "active";
    case SilenceState::Expired:
        return "expired";
    }
    return "expired";
}

SilenceState stateOf(const Silence& silence, Instant now)
{
    if (now >= silence.ends)
        return SilenceState::Expired;
    if (now < silence.starts)
        return SilenceState::Pending;
    if (silence.recurs && !silence.recurs->contains(silence.zone->toLocal(floorToMinute(now))))
        return SilenceState::Pending;
    return SilenceState::Active;
}

std::string labelOf(const Incident& incident, StatusId status, std::string_view source,
                    std::string_view name, const StatusCatalog& catalog)
{
    if (name == "status")
        return std::string(catalog.name(status));
    if (name == "source")
        return std::string(source);
    if (name == "severity")
        return std::string(toString(incident.severity));
    if (name == "kind")
        return std::string(toString(incident.peak.kind));
    if (name == "incident")
        return std::to_string(static_cast<std::int64_t>(incident.id));
    if (name == "instance")
        return "incident-" + std::to_string(static_cast<std::int64_t>(incident.id));
    if (name == "statuses")
        return joined(incident.statuses, [&](StatusId id) { return catalog.name(id); });
    if (name == "sources")
        return joined(incident.sources, [](const std::string& s) { return s; });
    if (name == "alertname")
        return "VigiaIncident";
    return {};
}

namespace {

bool covers(std::span<const SilenceMatcher> matchers, const Incident& incident, StatusId status,
            const std::string& source, const StatusCatalog& catalog)
{
    return std::all_of(matchers.begin(), matchers.end(), [&](const SilenceMatcher& m) {
        return matches(m, labelOf(incident, status, source, m.name, catalog));
    });
}

} // namespace

bool matchesAny(std::span<const SilenceMatcher> matchers, const Incident& incident,
                const StatusCatalog& catalog)
{
    for (const StatusId status : incident.statuses) {
        for (const std::string& source : incident.sources) {
            if (covers(matchers, incident, status, source, catalog))
                return true;
        }
    }
    return false;
}

std::vector<std::int64_t> mutedBy(const Incident& incident, std::span<const Silence> silences,
                                  const StatusCatalog& catalog, Instant now)
{
    std::vector<std::int64_t> out;
    for (const StatusId status : incident.statuses) {
        for (const std::string& source : incident.sources) {
            const auto by = std::find_if(silences.begin(), silences.end(), [&](const Silence& s) {
                return stateOf(s, now) == SilenceState::Active && !s.matchers.empty() &&
                       covers(s.matchers, incident, status, source, catalog);
            });
            if (by == silences.end())
                return {};
            if (std::find(out.begin(), out.end(), by->id) == out.end())
                out.push_back(by->id);
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

bool matchedNothingForLong(const Silence& silence, Instant now)
{
    const Instant since = std::max(silence.lastMatch.value_or(silence.starts), silence.starts);
    return now < silence.ends && now - since >= kLongWithoutMatch;
}

bool endsThisShift(const Silence& silence, Instant now, const Zone& zone)
{
    constexpr std::array kShifts = {7 * 60, 15 * 60, 23 * 60, 31 * 60};
    if (now < silence.starts || now >= silence.ends)
        return false;
    const LocalMinute local = zone.toLocal(floorToMinute(now));
    const auto next =
        std::find_if(kShifts.begin(), kShifts.end(), [&](int m) { return m > minuteOfDay(local); });
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const Minute shiftEnds = zone.resolve(day + std::chrono::minutes{*next}).minute;
    return silence.ends <= Instant{shiftEnds};
}

} // namespace vigia
